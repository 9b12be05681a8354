"""Rate the result: solved or not, five levels, once; not solved goes back at once."""

import pytest
from flask import current_app

from app.casework import revisits
from app.casework.query_codes import query_code
from tests.casework.given_office import (
    DISTRICT,
    act,
    answered,
    entries,
    kinds,
    last_entry,
    payload,
    revisit,
    ticket,
    verify,
)
from tests.marks import on_sqlite_only

VERIFIED = "11-24 15:00"


@pytest.fixture
def ready(register):
    """A case whose answer the window has verified; number and code."""
    number = answered()
    verify(number, VERIFIED)
    return number, query_code(str(current_app.config["SECRET_KEY"]), DISTRICT, number)


@pytest.fixture
def page(citizen, ready):
    """The rating page of whoever proved number and code."""
    number, code = ready
    citizen.now = "11-24 16:00"
    citizen.follow(citizen.get(f"/case/{number}?code={code}"))
    assert "评价办理结果" in citizen.words
    citizen.get(f"/case/{number}/rating")
    return citizen


def test_a_good_rating_is_kept_as_the_persons_own_word(page, ready):
    number, _ = ready

    page.follow(page.post(f"/case/{number}/rating", solved="yes", rating="4"))

    assert "您的评价已经记下" in page.words
    entry = last_entry(number)
    assert (entry["kind"], entry["role"], entry["actor_name"]) == (
        "revisited",
        "citizen",
        "citizen",
    )
    assert (payload(entry)["solved"], payload(entry)["rating"]) == (True, 4)


def test_what_is_not_done_goes_back_at_once(page, ready):
    number, _ = ready
    said = {"solved": "no", "rating": "1", "why": ["not_done", "no_contact"]}

    page.follow(page.post(f"/case/{number}/rating", **said))

    assert kinds(number)[-2:] == ["revisited", "reopened"]
    assert (ticket(number)["state"], ticket(number)["redo_cycle"]) == ("held", 1)
    assert payload(last_entry(number))["text"] == "没有办成；没有人联系过我"
    assert "已退回部门重办" in page.words


def test_a_double_click_rates_once(page, ready):
    number, _ = ready
    said = {"solved": "yes", "rating": "5"}

    shown = page.page
    first = page.post(f"/case/{number}/rating", **said)
    page.page = shown
    second = page.post(f"/case/{number}/rating", **said)

    assert (first.status_code, second.status_code) == (302, 302)
    assert kinds(number).count("revisited") == 1


@on_sqlite_only
@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, "请选一项"),
        ({"solved": "yes"}, "请选择满意程度"),
        ({"solved": "no", "rating": "2"}, "请选择哪里没有解决"),
        ({"solved": "no", "rating": "9", "why": "not_done"}, "需更正"),
        ({"solved": "no", "rating": "1", "why": "made_up"}, "需更正"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(page, ready, said, told):
    number, _ = ready
    before = len(entries(number))

    answer = page.post(f"/case/{number}/rating", **said)

    assert answer.status_code == 422
    assert told in answer.text
    assert len(entries(number)) == before


def test_without_the_code_nobody_rates(citizen, ready):
    number, _ = ready
    citizen.now = "11-24 16:00"

    answer = citizen.get(f"/case/{number}/rating")

    assert answer.headers["Location"] == f"/case/{number}"
    citizen.get("/case")
    citizen.post(f"/case/{number}/rating", solved="yes", rating="5")
    assert kinds(number)[-1] == "verified"


@on_sqlite_only
def test_whoever_said_it_on_the_phone_is_not_asked_again(page, ready):
    number, _ = ready
    revisit(number, "11-24 15:30")

    page.follow(
        page.post(f"/case/{number}/rating", solved="no", rating="1", why="not_done")
    )

    assert kinds(number).count("revisited") == 1
    assert "reopened" not in kinds(number)


@on_sqlite_only
def test_whoever_was_never_reached_may_send_a_closed_case_back(citizen, ready):
    number, code = ready
    for hour in ("15:10", "15:20", "15:30"):
        revisit(number, f"11-24 {hour}", reached=False)
    act("clerk", "11-24 15:40", revisits.close_ticket, number)
    citizen.now = "11-24 16:00"
    citizen.follow(citizen.get(f"/case/{number}?code={code}"))
    citizen.get(f"/case/{number}/rating")

    citizen.follow(citizen.post(f"/case/{number}/rating", why="untrue"))

    assert kinds(number)[-1] == "reopened"
    assert ticket(number)["state"] == "held"


@on_sqlite_only
def test_who_comes_too_early_or_too_late_is_told_so(citizen, slip):
    number, code = slip
    citizen.now = "11-24 16:00"
    citizen.follow(citizen.get(f"/case/{number}?code={code}"))

    citizen.follow(citizen.get(f"/case/{number}/rating"))
    assert "窗口核实以后才能评价" in citizen.words
    assert "您的评价已经记下" not in citizen.words

    citizen.now = "11-24 16:40"
    citizen.get("/case")
    citizen.follow(citizen.post(f"/case/{number}/rating", solved="yes"))
    assert "已过半小时。为保护您的信息，请再填一次查询码。" in citizen.words


@on_sqlite_only
def test_all_that_is_missing_is_said_at_once(page, ready):
    number, _ = ready

    assert page.post(f"/case/{number}/rating", solved="no").status_code == 422

    assert "还有 2 处要改" in page.words
    for asked in ("请选择满意程度", "请选择哪里没有解决"):
        assert asked in page.words
    assert kinds(number)[-1] == "verified"
