"""The office takes in a year: what would move first, then the dates, then the case."""

import json
from contextvars import Context

import pytest

from app import clock
from app.casework import calendars
from app.domain.terms import TicketClass
from app.store.transaction import reading
from app.web.telling import LINES
from tests.casework.given_office import dispatched, kinds, ticket
from tests.casework.test_calendars import NOTICE_2027
from tests.marks import on_sqlite_only
from tests.store.given_tickets import at
from tests.web.given_desks import visitor
from tests.web.visitor import TOKEN

pytestmark = on_sqlite_only  # what is written is tested in casework, on both
NOW = "12-15 09:00"


@pytest.fixture
def inspector(app, district):
    dispatched("12-10 09:20", ticket_class=TicketClass.DIFFICULT)
    return visitor(app, district, "ducha", NOW)


def send(visitor, path, **fields):
    """Open a page and send its form."""
    visitor.get(path)
    answer = visitor.post(path, **fields)
    with reading():  # what this test read before is let go
        return answer


def test_a_page_below_a_place_is_marked_in_the_navigation(inspector):
    page = inspector.get("/calendar/days").text

    assert page.count('href="/calendar" aria-current="page"') == 2  # desk and phone
    assert page.count('aria-current="page"') == 2


def test_a_notice_is_pasted_shown_and_written(inspector):
    inspector.get("/calendar")
    assert "2027 年放假通知尚未导入" in inspector.words

    send(inspector, "/calendar", text=NOTICE_2027, act="preview")
    assert "PJ26-0001 办结 区市场监管局 12月31日 周四 17:00" in inspector.words
    assert ticket("PJ26-0001")["due_at"] == at("12-31 17:00")

    send(inspector, "/calendar", text=NOTICE_2027, act="apply")
    inspector.get("/calendar")
    assert "国办发明电〔2026〕9号" in inspector.words
    assert "尚未导入" not in inspector.words
    assert ticket("PJ26-0001")["due_at"] == at("2027-01-03 17:00")

    inspector.get("/cases/PJ26-0001")
    assert "日历更新" in inspector.words
    assert "办结 12月31日 周四 17:00 →" in inspector.words


def test_a_text_that_does_not_fit_the_calendar_says_where(inspector):
    wrong = NOTICE_2027.replace("9月15日（周三）", "9月15日（周四）")

    answer = send(inspector, "/calendar", text=wrong, act="apply")

    assert answer.status_code == 422
    assert "第 8 行“9月15日（周四）”与日历不符" in inspector.words
    assert "calendar_changed" not in kinds("PJ26-0001")


def test_a_day_is_closed_and_opened_again(inspector):
    told = {"day": "2026-12-16", "center": "", "hours": "", "reason": "停电检修"}

    send(inspector, "/calendar/days", **told, act="apply")
    assert ticket("PJ26-0001")["due_at"] == at("2027-01-04 17:00")

    inspector.get("/cases/PJ26-0001/clocks/finish/1")
    assert "停电检修" in inspector.words

    send(inspector, "/calendar/days", **told, usual="y", act="apply")
    assert ticket("PJ26-0001")["due_at"] == at("12-31 17:00")


def test_a_center_gets_hours_of_its_own(inspector):
    week = {"weekdays": "8:30-12:00，13:30-16:30", "saturday": "", "sunday": ""}

    send(
        inspector,
        "/calendar/hours",
        center="C0",
        reason="夏令时间",
        **week,
        act="apply",
    )

    assert ticket("PJ26-0001")["due_at"] == at("12-31 16:30")


def test_hours_that_are_none_are_refused(inspector):
    answer = send(inspector, "/calendar/days", day="2026-12-16", center="", hours="上午", reason="停电",
        act="preview",
    )  # fmt: skip

    assert answer.status_code == 422
    assert "“上午”不是办公时间" in inspector.words


@pytest.mark.parametrize("who", ["sj", "chuangkou", "diaodu", "lingdao"])
def test_nobody_else_opens_it(app, district, who):
    somebody = visitor(app, district, who, NOW)

    assert somebody.get("/calendar").status_code == 403
    assert "尚未导入" not in somebody.words


def told(inspector, read, **fields):
    """Send the form as busy.js does; what `read` makes of the answer on its way."""
    inspector.get("/calendar")
    fields |= {"csrf_token": TOKEN.search(inspector.page)[1], "text": NOTICE_2027}
    headers = {"Origin": "http://localhost", "Accept": LINES}

    def send():
        with clock.at(at(NOW)):
            return read(
                inspector.client.post("/calendar", data=fields, headers=headers)
            )

    made = Context().run(send)  # outside the test's own, as a request comes in
    with reading():  # what this test read before is let go
        return made


def lines_of(answer):
    return [json.loads(line) for line in answer.text.rstrip("\n").split("\n")]


def test_how_far_it_is_is_told_before_the_page(inspector, monkeypatch):
    monkeypatch.setattr(calendars, "STEP", 1)
    for _ in range(2):
        dispatched("12-10 09:20", ticket_class=TicketClass.DIFFICULT)

    *steps, last = told(inspector, lines_of, act="preview")

    assert steps == [{"done": done, "total": 3} for done in range(4)]
    assert "办结" in last["page"]
    assert ticket("PJ26-0001")["due_at"] == at("12-31 17:00")


def test_what_is_written_on_the_way_is_said_on_the_page(inspector):
    *_, last = told(inspector, lines_of, act="apply")

    assert "已写入" in last["page"]
    assert ticket("PJ26-0001")["due_at"] == at("2027-01-03 17:00")


def test_whoever_goes_away_before_the_end_has_written_nothing(inspector):
    def leave(answer):
        first = json.loads(next(answer.iter_encoded()))
        answer.close()
        return first

    assert told(inspector, leave, act="apply") == {"done": 0, "total": 1}
    assert "calendar_changed" not in kinds("PJ26-0001")
    assert ticket("PJ26-0001")["due_at"] == at("12-31 17:00")


def test_a_refusal_on_the_way_is_an_ordinary_page(inspector):
    def kind(answer):
        return answer.status_code, answer.mimetype

    assert told(inspector, kind, act="apply", year="x") == (422, "text/html")
