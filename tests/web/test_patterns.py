"""Patterns as the pages show them: who sees which, what is counted, every list behind."""

import csv
import io
import re

import pytest

from app.casework import extensions, handling
from app.domain.terms import Pattern, SuspensionReason
from tests.casework.conftest import district
from tests.casework.given_office import act, answered, dispatched, verify
from tests.marks import on_sqlite_only
from tests.web.given_desks import numbers, statements, table_rows, visitor

__all__ = ["district"]

NOW = "11-30 10:00"
NOVEMBER = "period=2026-11"


@pytest.fixture
def november(district):
    """SJ: an answer, and the same once more, found false; an extension asked; a hearing
    that the register does not know. GA: one case in hand."""
    found = {"one": answered("11-24 10:00"), "same": answered("11-24 10:30")}
    verify(found["same"], "11-24 15:00", passed=False, cause="C38")
    found["longer"] = dispatched()
    asked = {"days": 2, "reason": "要实地查看", "told": "电话告知"}
    verb = extensions.request_extension
    act("handler", "11-24 11:00", verb, found["longer"], **asked)
    found["hearing"] = dispatched(matter_code="PJ-SJ-001")
    ground = {
        "reason": SuspensionReason.HEARING,
        "notice_no": "听告1号",
        "planned_days": 5,
        "text": "依法听证",
    }
    act("handler", "11-24 11:00", handling.suspend_ticket, found["hearing"], **ground)
    found["police"] = dispatched(department="GA")
    return found


def as_table(answer):
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_a_month_is_counted_by_pattern_and_department(app, district, november):
    inspector = visitor(app, district, "ducha", NOW)

    rows = as_table(inspector.get(f"/patterns/table?{NOVEMBER}"))

    counted = {(row["规律"], row["代码"]): (row["发生"], row["总数"]) for row in rows}
    assert counted == {
        ("退单", "SJ"): ("0", "4"),
        ("退单", "GA"): ("0", "1"),
        ("申请延期", "SJ"): ("1", "4"),
        ("申请延期", "GA"): ("0", "1"),
        ("挂起停表", "SJ"): ("1", "4"),
        ("挂起停表", "GA"): ("0", "1"),
        ("清单外特殊程序", "SJ"): ("1", "1"),
        ("踩线答复", "SJ"): ("0", "1"),
        ("雷同答复", "SJ"): ("2", "2"),
        ("核查为虚假办结", "SJ"): ("1", "1"),
        ("退回重做", "SJ"): ("1", "2"),
    }
    assert {row["比较"] for row in rows} == {"件数不足，不作比较"}


BEHIND = {
    Pattern.EXTENSION: ["longer"],
    Pattern.SUSPENSION: ["hearing"],
    Pattern.OFF_REGISTER: ["hearing"],
    Pattern.SAME_ANSWER: ["one", "same"],
    Pattern.FALSE_CLOSING: ["same"],
    Pattern.SENT_BACK: ["same"],
}


@on_sqlite_only
def test_every_number_opens_its_list(app, district, november):
    inspector = visitor(app, district, "ducha", NOW)

    for pattern, behind in BEHIND.items():
        inspector.get(f"/patterns?{NOVEMBER}")
        link = rf'href="(/patterns/{pattern}/cases[^"]*department=SJ)"'
        inspector.get(inspector.found(link))
        shown = [november[one] for one in behind]
        assert sorted(numbers(inspector.page)) == sorted(shown), pattern
        inspector.get(inspector.found(r'href="([^"]*show=all[^"]*)"'))
        assert set(numbers(inspector.page)) >= set(shown), pattern


@on_sqlite_only
def test_the_ground_is_shown_beside_the_register(app, district, november):
    inspector = visitor(app, district, "ducha", NOW)
    inspector.get(f"/patterns/off_register?{NOVEMBER}")

    (ground,) = (row for row in table_rows(inspector.page) if row.startswith("听证"))
    assert ground.split() == ["听证", "1", "1", "0", "0"]


@on_sqlite_only
def test_a_department_sees_itself_beside_all_others_and_no_other(
    app, district, november
):
    handler = visitor(app, district, "ga", NOW)
    handler.get(f"/patterns?{NOVEMBER}&department=SJ")

    assert "公安" in handler.page
    assert "公安蓬江分局与其他部门合计对照" in handler.words
    assert "市场监管" not in handler.page
    rows = as_table(handler.get(f"/patterns/table?{NOVEMBER}&department=SJ"))
    assert {row["代码"] for row in rows} == {"GA"}
    handler.get(f"/patterns/same_answer/cases?{NOVEMBER}&department=SJ&show=all")
    assert numbers(handler.page) == []


@on_sqlite_only
def test_the_statistician_counts_and_opens_no_case(app, district, november):
    statistician = visitor(app, district, "tongji", NOW)
    statistician.get(f"/patterns?{NOVEMBER}")

    assert "/cases" not in statistician.page.split("<main", 1)[1].split("</main", 1)[0]
    assert statistician.get("/patterns/bounce/cases").status_code == 403


@on_sqlite_only
def test_a_pattern_or_department_that_is_none_is_not_found(app, district):
    leader = visitor(app, district, "lingdao", NOW)

    for path in ("/patterns/x", "/patterns/x/cases", "/patterns?department=XX"):
        assert leader.get(path).status_code == 404


@on_sqlite_only
def test_the_lists_leave_as_files(app, district, november):
    inspector = visitor(app, district, "ducha", NOW)

    cases = as_table(
        inspector.get(f"/patterns/same_answer/cases?{NOVEMBER}&format=csv")
    )
    matters = as_table(inspector.get(f"/patterns/same_answer/matters?{NOVEMBER}"))

    assert [(row["部门"], row["事由或者组别"]) for row in cases] == [
        ("区市场监管局", "第1组")
    ] * 2
    assert [(row["发生"], row["总数"]) for row in matters] == [("2", "2")]


@on_sqlite_only
def test_the_page_asks_as_much_for_one_case_as_for_many(app, district, november):
    leader = visitor(app, district, "lingdao", NOW)
    leader.get(f"/patterns?{NOVEMBER}")
    with statements() as sent:
        leader.get(f"/patterns?{NOVEMBER}")

    assert len(sent) < 16


@on_sqlite_only
def test_a_picture_shows_each_department_beside_the_others(app, district, november):
    inspector = visitor(app, district, "ducha", NOW)

    page = inspector.get(f"/patterns/extension?{NOVEMBER}").text

    (behind,) = re.findall(r"<details class=\"behind\".*?</details>", page, re.DOTALL)
    rows = table_rows(behind)
    assert [row.split()[1:3] for row in rows] == [["25.0%", "1/4"], ["0.0%", "0/1"]]
    assert page.count("<svg") >= 2  # a wide one, and one for a phone
