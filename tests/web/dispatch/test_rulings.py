"""Returned cases, extensions and unrouted cases, as the dispatcher meets them."""

import pytest

from app.casework import extensions, returns
from app.domain.terms import TicketClass
from tests.casework.given_office import (
    act,
    dispatched,
    filed,
    kinds,
    last_entry,
    payload,
    signed,
    ticket,
)
from tests.marks import on_sqlite_only
from tests.web.given_desks import (
    count_of,
    hidden,
    statements,
    table_rows,
    visitor,
)

WHY = {"reason": "不属本局权责", "basis": "三定方案第四条", "proposed": "GA"}


@pytest.fixture
def dispatcher(app, district):
    return visitor(app, district, "diaodu")


def returned(**changes):
    number = dispatched(**changes)
    act("handler", "11-23 09:50", returns.return_ticket, number, **WHY)
    return number


def asked(days=3):
    number = signed(ticket_class=TicketClass.COMPLEX)
    words = {"days": days, "reason": "需外调档案", "told": "已电话告知"}
    act("handler", "11-23 09:50", extensions.request_extension, number, **words)
    return number


# --- returned cases ----------------------------------------------------------------


def test_the_page_leads_to_the_return_that_is_due_first(dispatcher):
    first, second = returned(), returned()

    dispatcher.follow(dispatcher.get("/returned-cases"))

    assert f'href="/returned-cases/{second}"' in dispatcher.page
    queued = dispatcher.page.split('aria-current="true"')[1].split("</li>")[0]
    assert first in queued
    assert count_of(dispatcher.page, "退单") == "2"


def test_everything_that_a_ruling_needs_stands_on_the_page(dispatcher):
    number = returned()

    dispatcher.get(f"/returned-cases/{number}")

    for word in ("不属本局权责", "三定方案第四条", "建议归", "公安蓬江分局"):
        assert word in dispatcher.page
    assert "反映人说 跑了三趟" in dispatcher.words
    assert "已退 1 次" in dispatcher.page
    assert "11月24日 周二 17:00 前裁定" in dispatcher.words
    assert 'selected value="GA"' in dispatcher.page
    assert 'class="strip"' in dispatcher.page


def test_the_proposed_department_gets_it_with_one_reason_and_one_click(dispatcher):
    number = returned()
    dispatcher.get(f"/returned-cases/{number}")
    form = {"department": "GA", "reason": "清单所列", "basis": ""}

    answer = dispatcher.post(
        f"/returned-cases/{number}", seen=hidden(dispatcher.page, "seen"), **form
    )

    assert answer.status_code == 302
    assert kinds(number)[-1] == "arbitrated"
    assert last_entry(number)["department"] == "GA"
    dispatcher.follow(answer)
    assert "现在没有等你裁定的" in dispatcher.page


@on_sqlite_only
@pytest.mark.parametrize(
    ("fields", "at_fault"),
    [
        ({"department": "GA", "reason": ""}, "reason"),
        ({"department": "", "reason": "清单所列"}, "department"),
        ({"department": "XX", "reason": "清单所列"}, "department"),
        ({"department": "GA", "reason": "好" * 20_001}, "reason"),
    ],
)
def test_what_is_missing_is_told_beside_its_field(dispatcher, fields, at_fault):
    number = returned()
    dispatcher.get(f"/returned-cases/{number}")

    answer = dispatcher.post(f"/returned-cases/{number}", **fields, basis="𡨴条")

    assert answer.status_code == 422
    assert f'id="{at_fault}-fault"' in dispatcher.page
    assert "𡨴条" in dispatcher.page
    assert kinds(number)[-1] == "returned"


def test_two_dispatchers_rule_once(dispatcher):
    number = returned()
    dispatcher.get(f"/returned-cases/{number}")
    seen = hidden(dispatcher.page, "seen")
    ruling = {"department": "MZ", "reason": "先裁的"}
    act("dispatcher", "11-23 09:58", returns.arbitrate_ticket, number, **ruling)

    answer = dispatcher.post(
        f"/returned-cases/{number}", department="GA", reason="后裁的", seen=seen
    )

    assert answer.status_code == 409
    assert "后裁的" in dispatcher.page
    assert kinds(number).count("arbitrated") == 1


@on_sqlite_only
def test_what_is_ruled_on_already_leads_to_the_case(dispatcher):
    number = dispatched()

    answer = dispatcher.get(f"/returned-cases/{number}")

    assert answer.location == f"/cases/{number}"


# --- extensions ------------------------------------------------------------------------


def test_a_request_shows_both_dates_with_their_days(dispatcher):
    number = asked()

    dispatcher.follow(dispatcher.get("/extensions"))

    for word in ("需外调档案", "已电话告知", "3 个工作日"):
        assert word in dispatcher.page
    assert "现在的期限 11月30日 周一 17:00" in dispatcher.words
    assert "批准后的期限 12月3日 周四 17:00" in dispatcher.words
    assert dispatcher.page.count('class="strip"') == 2
    assert number in dispatcher.page


@pytest.mark.parametrize(
    ("button", "reason", "kind", "due"),
    [
        ("grant", "", "extended", "12-03"),
        ("refuse", "理由不足", "extension_refused", "11-30"),
    ],
)
def test_a_request_is_granted_or_refused(dispatcher, button, reason, kind, due):
    number = asked()
    dispatcher.get(f"/extensions/{number}")
    seen = hidden(dispatcher.page, "seen")

    answer = dispatcher.post(
        f"/extensions/{number}", act=button, reason=reason, seen=seen
    )

    assert answer.status_code == 302
    assert kinds(number)[-1] == kind
    assert f"{ticket(number)['due_at']:%m-%d}" == due
    dispatcher.get("/alerts")
    month, day = map(int, due.split("-"))
    assert f"：{number}，应于 {month}月{day}日" in dispatcher.words


@on_sqlite_only
def test_a_refusal_says_why(dispatcher):
    number = asked()
    dispatcher.get(f"/extensions/{number}")

    answer = dispatcher.post(f"/extensions/{number}", act="refuse", reason=" ")

    assert answer.status_code == 422
    assert 'id="reason-fault"' in dispatcher.page
    assert kinds(number)[-1] == "extension_requested"


def test_a_grant_after_the_due_moment_is_refused_and_the_words_are_kept(app, district):
    number = asked()
    dispatcher = visitor(app, district, "diaodu", "12-01 10:00")
    dispatcher.get(f"/extensions/{number}")

    answer = dispatcher.post(f"/extensions/{number}", act="grant", reason="情有可原")

    assert answer.status_code == 422
    assert "情有可原" in dispatcher.page
    assert "extended" not in kinds(number)


# --- unrouted, and who may ------------------------------------------------------------


def test_unrouted_are_those_that_no_department_has(dispatcher):
    older, newer = filed(), filed("11-23 09:30")
    dispatched()

    dispatcher.get("/unrouted-cases")

    rows = table_rows(dispatcher.page)
    assert [older in rows[0], newer in rows[1], len(rows)] == [True, True, 2]
    assert f"/cases/{older}/dispatch" in dispatcher.page
    assert "陈不可见" not in dispatcher.page


@on_sqlite_only
@pytest.mark.parametrize("path", ["/returned-cases", "/extensions", "/unrouted-cases"])
def test_nothing_to_do_says_what_to_do_next(dispatcher, path):
    answer = dispatcher.get(path)

    assert answer.status_code == 200
    assert 'class="empty"' in dispatcher.page


@on_sqlite_only
@pytest.mark.parametrize("path", ["/returned-cases", "/extensions", "/unrouted-cases"])
@pytest.mark.parametrize("who", ["sj", "ducha", "chuangkou"])
def test_it_is_the_dispatchers_desk(app, district, who, path):
    assert visitor(app, district, who).get(path).status_code == 403


@pytest.mark.parametrize(
    ("bring", "path"),
    [(returned, "/returned-cases"), (asked, "/extensions")],
)
def test_a_page_asks_the_same_few_questions(dispatcher, bring, path):
    number = bring()
    dispatcher.get(f"{path}/{number}")
    with statements() as of_one:
        dispatcher.get(f"{path}/{number}")
    for _ in range(5):
        bring()
    with statements() as of_six:
        dispatcher.get(f"{path}/{number}")

    assert len(of_one) == len(of_six) < 12


def test_what_was_recorded_is_what_was_ruled(dispatcher):
    number = returned()
    dispatcher.get(f"/returned-cases/{number}")

    dispatcher.post(
        f"/returned-cases/{number}",
        department="SJ",
        reason="本就归你局",
        basis="清单第3项",
        seen=hidden(dispatcher.page, "seen"),
    )

    told = payload(last_entry(number))
    assert (told["text"], told["basis"]) == ("本就归你局", "清单第3项")
    assert told["upheld"] is False
