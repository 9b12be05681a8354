"""My center's cases, what to verify, whom to call, what was handed up."""

import re
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from app.casework import filing
from app.domain.terms import TicketClass
from app.store.database import db
from tests.casework.given_office import (
    act,
    answer,
    answered,
    dispatched,
    filed,
    revisit,
    verified,
    verify,
)
from tests.marks import on_sqlite_only

pytestmark = on_sqlite_only


def numbers(page):
    """The numbers of a list, in its order."""
    return re.findall(r"<th scope=\"row\".*?>(PJ26-\d+)<", page)


def next_page(page):
    found = re.search(r'rel="next" href="([^"]+)"', page)
    return found.group(1).replace("&amp;", "&") if found else None


@pytest.fixture
def listed(window):
    return lambda path: numbers(window.get(path).text)


def test_a_center_sees_its_own_cases_only(sit, register):
    with register():
        ours, theirs = dispatched(), dispatched(who="town clerk")

    assert numbers(sit("clerk").get("/my-cases").text) == [ours]
    assert numbers(sit("town").get("/my-cases").text) == [theirs]
    assert numbers(sit("other").get("/my-cases").text) == []


def test_names_are_masked(window, register):
    with register():
        dispatched()

    page = window.get("/my-cases").text

    assert "陈*" in page
    assert "不可见" not in page


def test_filters_show_open_late_soon_unsent_and_ended(window, listed, register):
    window.now = "11-26 10:00"
    with register():
        late = dispatched("11-19 09:20")
        soon = dispatched("11-24 09:20")
        far = dispatched("11-24 09:20", ticket_class=TicketClass.DIFFICULT)
        unsent = filed("11-24 09:30")
        ended = filed("11-24 09:40")
        act("clerk", "11-24 09:50", filing.withdraw_ticket, ended, "不办了")
    window.sign_in("clerk")

    assert set(listed("/my-cases")) == {late, soon, far, unsent}
    assert listed("/my-cases?show=late") == [late]
    assert listed("/my-cases?show=soon") == [soon]
    assert listed("/my-cases?show=filed") == [unsent]
    assert listed("/my-cases?show=ended") == [ended]
    assert len(listed("/my-cases?show=all")) == 5


def test_class_department_and_words_narrow_the_list(listed, register):
    with register():
        food = dispatched(matter_name="食品经营许可")
        hukou = dispatched(department="GA", matter_name="入户", ticket_class="special")

    assert listed("/my-cases?department=GA") == [hukou]
    assert listed("/my-cases?class=special") == [hukou]
    assert listed("/my-cases?words=食品") == [food]
    assert listed(f"/my-cases?words={hukou}") == [hukou]
    assert set(listed("/my-cases?department=XX&class=huge&show=nothing&sort=odd")) == {
        food,
        hukou,
    }


def test_a_list_sorts_by_filing_and_by_due_date(listed, register):
    with register():
        slow = dispatched("11-20 09:20", ticket_class=TicketClass.DIFFICULT)
        quick = dispatched("11-23 09:20")

    assert listed("/my-cases") == [quick, slow]
    assert listed("/my-cases?sort=due") == [quick, slow]
    assert listed("/my-cases?sort=filed") == [quick, slow]


def test_pages_go_on_by_key_and_lose_nothing(window, register):
    with register():
        filed_all = [filed(f"11-23 09:{minute:02}") for minute in range(10, 41)]

    first = window.get("/my-cases?words=不动产").text
    following = next_page(first)
    second = window.get(following).text

    assert len(numbers(first)) == 25
    assert numbers(first) + numbers(second) == filed_all[::-1]
    assert next_page(second) is None
    assert "words=" in following


@pytest.mark.parametrize("after", ["x", "~", "2026-11-23~1", "2026-11-23T00:00:00Z~-"])
def test_a_place_that_somebody_made_up_shows_the_first_page(listed, register, after):
    with register():
        number = filed("11-23 09:10")

    assert listed(f"/my-cases?after={after}") == [number]


def test_empty_lists_say_what_to_do_next(window):
    assert "登记新件" in window.get("/my-cases").text
    assert "看全部在办件" in window.get("/my-cases?show=late").text
    assert "没有待核查的件" in window.get("/to-verify").text
    assert "现在没有要回访的" in window.get("/to-revisit").text
    assert "没有上交的件" in window.get("/handed-up").text


def test_what_is_answered_waits_to_be_verified(window, listed, register):
    window.now = "11-24 11:00"
    with register():
        number = answered()
    window.sign_in("clerk")

    assert listed("/to-verify") == [number]
    assert '<span class="count">1</span>' in window.page


def test_the_call_list_counts_the_attempts(window, listed, register):
    window.now = "11-25 11:00"
    with register():
        number = verified()
        revisit(number, "11-25 09:30", reached=False)
        revisit(number, "11-25 10:30", reached=False)
    window.sign_in("clerk")

    assert listed("/to-revisit") == [number]
    assert "2/3 次" in window.page
    assert re.search(r"199\*+4321", window.page)
    assert "0000" not in window.page


def test_attempts_begin_anew_after_another_verification(window, listed, register):
    window.now = "11-25 11:00"
    with register():
        verified()
    window.sign_in("clerk")

    listed("/to-revisit")

    assert "/3 次" not in window.page


def test_who_was_called_waits_for_the_end(window, listed, register):
    window.now = "11-25 11:00"
    with register():
        number = verified()
        revisit(number, "11-25 10:30")
    window.sign_in("clerk")

    assert listed("/to-revisit") == [number]
    assert "回访过，待办结或退回重办" in window.page


def test_a_handed_up_case_is_seen_by_both_windows_and_no_third(sit, register):
    with register():
        number = dispatched(who="town clerk")
        act("town clerk", "11-23 09:50", filing.hand_up, number, "去过两次部门")

    assert numbers(sit("clerk").get("/handed-up").text) == [number]
    assert numbers(sit("town").get("/handed-up").text) == [number]
    assert numbers(sit("other").get("/handed-up").text) == []
    assert numbers(sit("clerk").get("/my-cases").text) == []


def test_what_a_town_handed_up_is_verified_by_the_district_window(sit, register):
    with register():
        number = dispatched(who="town clerk")
        act("town clerk", "11-23 09:50", filing.hand_up, number, "去过两次部门")
        answer(number, "11-24 10:00")

    later = {"now": "11-24 11:00"}
    assert numbers(sit("clerk", **later).get("/to-verify").text) == [number]
    assert numbers(sit("town", **later).get("/to-verify").text) == []


@pytest.mark.parametrize(
    "path", ["/my-cases", "/to-verify", "/to-revisit", "/handed-up"]
)
def test_departments_have_none_of_these_lists(sit, path):
    assert sit("handler").get(path).status_code == 403


@pytest.mark.parametrize(
    "path", ["/my-cases", "/to-verify", "/to-revisit", "/handed-up", "/new-case"]
)
def test_a_page_costs_the_same_with_one_case_and_with_many(window, register, path):
    window.now = "11-24 16:00"
    with register():
        _one_of_each()
    window.sign_in("clerk")
    window.get(path)
    with counted(register) as few:
        window.get(path)
    with register():
        for _ in range(5):
            _one_of_each()
    with counted(register) as many:
        window.get(path)

    assert len(many) == len(few), "\n".join(many)


def _one_of_each():
    answered()
    verify(answered(), "11-24 15:00")
    number = dispatched(who="town clerk")
    act("town clerk", "11-23 09:50", filing.hand_up, number, "去过两次部门")


@contextmanager
def counted(register):
    """The statements that are sent meanwhile."""
    told = []

    def note(connection, cursor, statement, *rest):
        told.append(statement)

    with register():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield told
    finally:
        event.remove(engine, "before_cursor_execute", note)
