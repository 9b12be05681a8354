"""To do, as the people of a department meet it."""

import re

import pytest

from app.casework import handling, returns, supervision
from app.domain.terms import Colour, SuspensionReason, TicketClass
from tests.casework.given_office import (
    act,
    answered,
    clock,
    dispatched,
    kinds,
    last_entry,
    payload,
    signed,
    sweep,
)
from tests.marks import on_sqlite_only
from tests.web.given_desks import (
    count_of,
    hidden,
    numbers,
    statements,
    table_rows,
    visitor,
)

AT = "2026-11-23T10:00:00%2B00:00"


@pytest.fixture
def handler(app, district):
    return visitor(app, district, "sj")


def contacted(number, short="11-23 09:50"):
    act("handler", short, handling.record_contact, number, "已致电", "phone")


def suspended(number, short="11-23 09:55"):
    words = {"notice_no": "听1号", "planned_days": 3, "text": "听证"}
    reason = SuspensionReason.HEARING
    act("handler", short, handling.suspend_ticket, number, reason=reason, **words)


# --- the list -----------------------------------------------------------------------


def test_what_is_due_first_stands_on_top(handler):
    later = signed(ticket_class=TicketClass.COMPLEX)
    contacted(later)
    sooner = signed()
    contacted(sooner)
    to_sign = dispatched("11-23 09:30")

    handler.get("/to-do")

    assert numbers(handler.page) == [to_sign, sooner, later]


@on_sqlite_only
@pytest.mark.parametrize(
    ("bring", "act_word", "light", "left"),
    [
        (dispatched, "签收", "将到期", "3小时"),
        (signed, "首次联系", "将到期", "6小时"),
    ],
)
def test_a_row_says_what_must_be_done_and_how_it_stands(
    handler, bring, act_word, light, left
):
    bring()

    handler.get("/to-do")

    (row,) = table_rows(handler.page)
    for word in (act_word, light, left, "不动产变更登记", "陈*", "11月26日 周四"):
        assert word in row


def test_nobody_reads_a_name_or_a_telephone_in_the_list(handler):
    dispatched()

    handler.get("/to-do")

    assert "陈不可见" not in handler.page
    assert "199 0000 4321" not in handler.page


@on_sqlite_only
def test_who_asked_for_confidence_is_not_named_at_all(handler):
    dispatched(confidential=True)

    handler.get("/to-do")

    (row,) = table_rows(handler.page)
    assert "保密" in row
    assert "陈" not in row


def test_an_overdue_case_stands_first_under_overdue(app, district):
    late = signed()
    contacted(late)
    sweep("12-01 09:30")
    handler = visitor(app, district, "sj", "12-01 10:00")

    handler.get("/to-do")

    (row,) = table_rows(handler.page)
    assert row.startswith("已逾期 11月26日 17:00")
    assert "超 3日" in row


@on_sqlite_only
def test_an_open_notice_presses_more_than_the_answer(app, district):
    late = signed()
    contacted(late)
    sweep("11-30 09:30")
    handler = visitor(app, district, "sj", "11-30 10:00")

    handler.get("/to-do")

    assert "回复蓝色督办单" in handler.words


@on_sqlite_only
def test_a_suspended_case_says_why_and_until_when(handler):
    held = signed()
    contacted(held)
    suspended(held)

    handler.get("/to-do")

    (row,) = table_rows(handler.page)
    for word in ("听证", "挂起", "至11月26日", "到齐后恢复"):
        assert word in row


def test_a_returned_case_is_nobodys_to_finish(handler):
    number = dispatched()
    words = {"reason": "不属本局", "basis": "三定方案", "proposed": "GA"}
    act("handler", "11-23 09:50", returns.return_ticket, number, **words)

    handler.get("/to-do")

    assert number not in handler.page
    assert count_of(handler.page, "全部") == "0"


def test_another_department_sees_nothing_of_it(app, district):
    dispatched()
    police = visitor(app, district, "ga")

    police.get("/to-do")

    assert numbers(police.page) == []
    assert "这里现在没有要做的" in police.page


def test_an_assisting_department_has_its_own_part_to_do(app, district):
    number = dispatched(assisting=("GA",))
    police = visitor(app, district, "ga")

    police.get("/to-do")

    (row,) = table_rows(police.page)
    assert number in row
    assert "会办意见" in row
    assert "11月25日" in row


def test_an_answered_case_waits_at_the_window(app, district):
    answered()
    handler = visitor(app, district, "sj", "11-24 11:00")

    handler.get("/to-do")

    assert numbers(handler.page) == []
    assert count_of(handler.page, "在窗口") == "1"


@pytest.mark.parametrize(
    ("word", "show", "count"),
    [
        ("全部", "", "4"),
        ("待签收", "sign", "2"),
        ("待联系", "contact", "3"),
        ("今天到期", "today", "3"),
        ("已逾期", "overdue", "0"),
        ("待会办", "assist", "0"),
        ("督办单", "notices", "1"),
    ],
)
def test_the_counts_are_those_of_the_lists(handler, word, show, count):
    dispatched()
    dispatched()
    signed()
    known = signed()
    contacted(known)
    words = (known, Colour.BLUE, "限期办结")
    act("inspector", "11-23 09:55", supervision.issue_notice, *words)

    handler.get(f"/to-do?show={show}")

    assert count_of(handler.page, word) == count
    assert len(table_rows(handler.page)) == int(count)


def test_a_long_list_goes_on_where_it_ended(handler):
    everything = [dispatched() for _ in range(27)]

    handler.get("/to-do")
    first = numbers(handler.page)
    following = handler.page.split('rel="next" href="')[1].split('"')[0]
    handler.get(following.replace("&amp;", "&"))

    assert len(first) == 25
    assert sorted(first + numbers(handler.page)) == sorted(everything)
    assert "回到第一页" in handler.page


@on_sqlite_only
@pytest.mark.parametrize(
    "place",
    ["x", "~1", "2026-11-23~1", "2026-11-23T10:00~x", f"{AT}~{10**30}", f"{AT}~-1"],
)
def test_a_made_up_place_shows_the_first_page(handler, place):
    dispatched()

    answer = handler.get(f"/to-do?after={place}&show=nonsense")

    assert answer.status_code == 200
    assert len(numbers(handler.page)) == 1


def test_a_page_asks_the_same_few_questions_however_long_it_is(handler):
    dispatched()
    handler.get("/to-do")
    with statements() as of_one:
        handler.get("/to-do")
    for _ in range(9):
        dispatched()
    with statements() as of_ten:
        handler.get("/to-do")

    assert len(of_one) == len(of_ten) < 12


@on_sqlite_only
@pytest.mark.parametrize("path", ["/to-do", "/our-cases", "/our-notices"])
@pytest.mark.parametrize("who", ["chuangkou", "diaodu", "ducha", "anquan"])
def test_it_is_the_desk_of_departments(app, district, who, path):
    assert visitor(app, district, who).get(path).status_code == 403


# --- signing ----------------------------------------------------------------------------


def test_one_click_signs(handler):
    number = dispatched()
    handler.get("/to-do")

    handler.follow(handler.post("/to-do/signatures", number=number))

    assert kinds(number)[-1] == "signed"
    assert "已签收 1 件" in handler.page


def test_of_a_batch_the_others_are_signed_when_one_is_refused(handler):
    first, second = dispatched(), dispatched()
    done = signed()
    handler.get("/to-do?show=sign")

    answer = handler.post("/to-do/signatures", number=[first, done, second])

    assert answer.status_code == 422
    assert [kinds(one)[-1] for one in (first, second)] == ["signed", "signed"]
    assert kinds(done).count("signed") == 1
    assert "已签收 2 件" in handler.page
    assert done in handler.words.partition("未能签收")[2]
    assert "有 1 件未能签收" in handler.page


def test_nobody_signs_what_is_another_departments(handler):
    number = dispatched(department="GA")
    handler.get("/to-do")

    answer = handler.post("/to-do/signatures", number=number)

    assert answer.status_code == 422
    assert "signed" not in kinds(number)


@on_sqlite_only
def test_a_batch_without_ticks_asks_for_them(handler):
    dispatched()
    handler.get("/to-do")

    answer = handler.post("/to-do/signatures")

    assert answer.status_code == 422
    assert "请先勾选要签收的件" in handler.page


def test_signing_twice_by_a_double_click_signs_once(handler):
    number = dispatched()
    handler.get("/to-do")
    twice = {"number": number, "csrf_token": hidden(handler.page, "csrf_token")}

    handler.post("/to-do/signatures", **twice)
    answer = handler.post("/to-do/signatures", **twice)

    assert answer.status_code == 422
    assert kinds(number).count("signed") == 1


@on_sqlite_only
def test_the_deputy_leader_reads_but_does_not_sign(app, district):
    number = dispatched()
    deputy = visitor(app, district, "sj.fenguan")

    deputy.get("/to-do")

    assert number in deputy.page
    assert 'form="batch"' not in deputy.page
    assert deputy.post("/to-do/signatures", number=number).status_code == 403
    assert "signed" not in kinds(number)


@on_sqlite_only
def test_a_form_of_another_page_signs_nothing(handler):
    number = dispatched()
    handler.get("/to-do")

    handler.post("/to-do/signatures", number=number, csrf_token="made-up")

    assert "signed" not in kinds(number)


# --- contact ------------------------------------------------------------------------------


def opened(handler, number):
    """The contact form of a case, as the second click meets it."""
    handler.get(f"/to-do?contact={number}")
    return {"seen": hidden(handler.page, "seen"), "how": "phone"}


def send(handler, number, **fields):
    return handler.post(f"/to-do/contacts/{number}", **fields)


def test_a_contact_is_recorded_from_the_list_in_two_clicks(handler):
    number = signed()
    handler.get("/to-do")
    assert f"/to-do?contact={number}" in handler.page

    form = opened(handler, number)
    handler.follow(send(handler, number, **form, text="已致电说明进度"))

    assert kinds(number)[-1] == "contacted"
    assert payload(last_entry(number))["text"] == "已致电说明进度"
    assert clock(number, "contact")["stopped_at"] is not None
    assert f"已记联系：{number}，应于 1" in handler.page


@on_sqlite_only
def test_a_contact_without_words_is_told_beside_the_field(handler):
    number = signed()
    form = opened(handler, number)

    answer = send(handler, number, **{**form, "how": "visit"}, text="  ")

    assert answer.status_code == 422
    assert 'id="text-fault"' in handler.page
    assert "visit" in re.findall(r"<input checked[^>]*>", handler.page)[0]
    assert "contacted" not in kinds(number)


@pytest.mark.parametrize("text", ["𠮷野家：𡨴", "好" * 20_001])
def test_what_was_typed_is_kept_or_recorded_whole(handler, text):
    number = signed()
    form = opened(handler, number)

    answer = send(handler, number, **form, text=text)

    if len(text) > 20_000:
        assert answer.status_code == 422
        assert text in handler.page
        assert "contacted" not in kinds(number)
    else:
        assert payload(last_entry(number))["text"] == text


def test_a_colleague_who_was_faster_is_told_and_the_words_are_kept(handler):
    number = signed()
    form = opened(handler, number)
    act("chief", "11-23 09:58", handling.add_progress, number, "已在调卷")

    answer = send(handler, number, **form, text="已致电说明进度")

    assert answer.status_code == 409
    assert "已致电说明进度" in handler.page
    assert "contacted" not in kinds(number)


def test_a_double_click_records_one_contact(handler):
    number = signed()
    form = opened(handler, number)
    form |= {"csrf_token": hidden(handler.page, "csrf_token"), "text": "已致电"}

    send(handler, number, **form)
    answer = send(handler, number, **form)

    assert answer.status_code == 409
    assert kinds(number).count("contacted") == 1


def test_a_contact_on_anothers_case_is_not_there(handler):
    number = dispatched(department="GA")
    handler.get("/to-do")

    answer = send(handler, number, how="phone", text="已致电")

    assert answer.status_code == 404
    assert "contacted" not in kinds(number)
