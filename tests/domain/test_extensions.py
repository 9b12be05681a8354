"""Extensions: once, asked before due, bounded, granted by dispatch, the citizen told."""

import pytest

from app.domain import extensions
from app.domain.errors import FieldMissing, NotPossible, RuleBroken
from app.domain.terms import ClockName, EntryKind, TicketClass
from tests.domain import given_facts as given
from tests.domain.given_facts import DUE, LEAD, OTHER, RULES, moment, payload

T = TicketClass
ONE_SECOND_AFTER = f"{DUE}:01"


def ask(facts, days=3, when="2026-11-25 10:00", reason="现场核查", told="已电话告知"):
    now = moment(when)
    return extensions.request_extension(facts, LEAD, days, reason, told, now)


def grant(facts, when="2026-11-25 15:00"):
    return extensions.grant_extension(facts, "同意", moment(when))


def test_asking_moves_nothing():
    decision = ask(given.dispatched())

    assert given.due_of(decision.facts) == DUE
    assert decision.facts.asked_days == 3
    assert payload(decision) == {
        "text": "现场核查",
        "told": "已电话告知",
        "working_days": 3,
    }


def test_granting_moves_the_promise_by_the_days_asked_for():
    decision = grant(given.asked(3))

    assert given.due_of(decision.facts) == "2026-12-03 17:00"
    assert decision.facts.asked_days == 0
    assert decision.entries[-1].kind is EntryKind.EXTENDED


def test_granting_moves_the_assistants_with_it():
    facts = given.asked(3, facts=given.dispatched(assisting=(OTHER,)))

    due = grant(facts).facts.running(ClockName.ASSIST).due_at

    assert due.astimezone(given.CALENDAR.zone).date().isoformat() == "2026-12-02"


def test_refusing_moves_nothing_and_says_why():
    now = moment("2026-11-25 15:00")

    decision = extensions.refuse_extension(given.asked(), "理由不足", now)

    assert given.due_of(decision.facts) == DUE
    assert decision.facts.asked_days == 0
    with pytest.raises(FieldMissing):
        extensions.refuse_extension(given.asked(), " ", now)


@pytest.mark.parametrize(
    ("when", "accepted"),
    [("2026-11-30 16:59:59", True), (DUE, True), (ONE_SECOND_AFTER, False)],
    ids=["one second before due", "exactly at due", "one second after"],
)
def test_an_extension_is_asked_for_by_the_due_moment(when, accepted):
    facts = given.until(given.dispatched(), when)
    if accepted:
        assert ask(facts, when=when).facts.asked_days == 3
        return

    with pytest.raises(RuleBroken) as refused:
        ask(facts, when=when)
    assert refused.value.code == "extend.too_late"


@pytest.mark.parametrize(
    ("when", "accepted"),
    [(DUE, True), (ONE_SECOND_AFTER, False)],
    ids=["exactly at due", "one second after"],
)
def test_an_extension_is_granted_by_the_due_moment(when, accepted):
    facts = given.until(given.asked(), when)
    if accepted:
        assert given.due_of(grant(facts, when).facts) == "2026-12-03 17:00"
        return

    with pytest.raises(RuleBroken) as refused:
        grant(facts, when)
    assert refused.value.code == "extend.too_late"


def test_what_came_too_late_to_be_granted_can_still_be_refused():
    when = "2026-12-01 10:00"
    facts = given.until(given.asked(), when)

    facts = extensions.refuse_extension(facts, "已到期", moment(when)).facts

    assert facts.asked_days == 0


@pytest.mark.parametrize(
    ("ticket_class", "most"),
    [
        (T.GENERAL, 3),
        (T.CANNOT_BE_DONE, 3),
        (T.OBSTRUCTION, 3),
        (T.COMPLEX, 5),
        (T.SPECIAL, 5),
        (T.DIFFICULT, 5),
    ],
)
def test_at_most_five_days_and_not_more_than_the_limit(ticket_class, most):
    facts = given.dispatched(ticket_class)

    assert extensions.longest(facts, RULES) == most
    assert ask(facts, most).facts.asked_days == most
    for days in (0, -1, most + 1):
        with pytest.raises(RuleBroken) as refused:
            ask(facts, days)
        assert (refused.value.code, refused.value.facts) == (
            "extend.days",
            {"most": most},
        )


def test_a_simple_ticket_is_not_extended():
    with pytest.raises(RuleBroken) as refused:
        ask(given.dispatched(T.SIMPLE), 1, "2026-11-23 10:00")

    assert refused.value.code == "extend.not_this_clock"


def test_a_redo_is_not_extended():
    with pytest.raises(RuleBroken) as refused:
        ask(given.reopened(), 1, "2026-11-27 11:00")

    assert refused.value.code == "extend.not_this_clock"


def test_there_is_one_extension():
    facts = grant(given.asked()).facts

    with pytest.raises(RuleBroken) as refused:
        ask(facts, 1, "2026-11-26 10:00")

    assert refused.value.code == "extend.once"


def test_while_one_request_waits_there_is_no_second():
    with pytest.raises(RuleBroken) as refused:
        ask(given.asked())

    assert refused.value.code == "extend.already_asked"


def test_after_a_refusal_one_may_ask_again_in_time():
    now = moment("2026-11-25 15:00")
    facts = extensions.refuse_extension(given.asked(), "理由不足", now).facts

    assert ask(facts, 2, "2026-11-26 10:00").facts.asked_days == 2


@pytest.mark.parametrize("field", ["reason", "told"])
def test_a_request_says_why_and_how_the_citizen_was_told(field):
    with pytest.raises(FieldMissing) as refused:
        ask(given.dispatched(), **{field: " "})

    assert refused.value.field == field


@pytest.mark.parametrize(
    "facts",
    [given.dispatched(), given.answered(given.asked())],
    ids=["not asked", "answered since"],
)
def test_nothing_is_ruled_on_that_was_not_asked(facts):
    now = moment("2026-11-25 15:00")

    with pytest.raises(NotPossible):
        extensions.grant_extension(facts, "", now)
    with pytest.raises(NotPossible):
        extensions.refuse_extension(facts, "理由", now)


def test_an_extension_while_suspended_counts_from_the_moved_day():
    facts = given.asked(2, when="2026-11-24 10:00")
    facts = given.suspended(facts=facts, days=5)
    assert given.due_of(facts) == "2026-12-08 17:00"

    facts = grant(facts, "2026-11-26 10:00").facts

    assert given.due_of(facts) == "2026-12-10 17:00"
