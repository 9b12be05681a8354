"""Supervision notices by hand, and replies to them."""

import pytest

from app.domain import supervision
from app.domain.errors import FieldMissing, NotPossible
from app.domain.terms import ClockName, Colour, Step
from tests.domain import given_facts as given
from tests.domain.calendars import at
from tests.domain.given_facts import LEAD, moment

NOW = "2026-12-02 10:00"
REPLIES = [
    (Colour.BLUE, "2026-11-26 17:00"),
    (Colour.ORANGE, "2026-11-25 17:00"),
    (Colour.RED, "2026-12-01 17:00"),
]


# --- notices by hand -----------------------------------------------------------------


@pytest.mark.parametrize(("colour", "due"), REPLIES)
def test_a_notice_by_hand_starts_its_reply_clock_and_takes_no_step(colour, due):
    now = moment("2026-11-24 10:00")

    decision = supervision.issue_notice(given.dispatched(), colour, "请说明", now)

    (notice,) = decision.supervision_notices
    assert (notice.colour, notice.department, notice.text) == (colour, LEAD, "请说明")
    assert notice.reply_due_at == at(due)
    assert notice.escalation is None
    assert decision.escalations == ()
    assert all(clock.fallen == () for clock in decision.facts.clocks)


def test_while_the_arbiter_has_it_a_notice_names_no_department():
    now = moment("2026-11-23 16:00")

    decision = supervision.issue_notice(given.returned(), Colour.BLUE, "请裁定", now)

    assert decision.supervision_notices[0].department is None
    assert decision.entries[-1].department is None


def test_a_notice_by_hand_left_unanswered_brings_no_next_step():
    facts = given.until(given.with_notice(Colour.BLUE), "2026-11-30 08:00")

    assert facts.promise.fallen == ()


def test_a_notice_says_something():
    with pytest.raises(FieldMissing):
        supervision.issue_notice(
            given.dispatched(), Colour.BLUE, " ", moment("2026-11-24 10:00")
        )


# --- replies -------------------------------------------------------------------------


def reply(facts, colour, when=NOW):
    return supervision.reply_notice(facts, LEAD, colour, "已整改", moment(when))


def test_a_reply_stops_the_reply_clock():
    facts = reply(given.overdue(), Colour.BLUE).facts

    assert facts.running(ClockName.NOTICE_REPLY) is None


def test_answered_in_time_the_ladder_goes_on_by_days_alone():
    """Blue on 2 December, due on the 4th; orange comes by days on the 3rd anyway."""
    facts = reply(given.overdue(), Colour.BLUE).facts

    facts = given.until(facts, "2026-12-04 17:00:01")

    assert facts.promise.fallen == (Step.YELLOW, Step.URGE, Step.BLUE, Step.ORANGE)


@pytest.mark.parametrize(
    ("facts", "colour", "when"),
    [
        (given.dispatched(), Colour.BLUE, "2026-11-24 11:00"),
        (given.with_notice(Colour.BLUE), Colour.ORANGE, "2026-11-24 11:00"),
        (reply(given.overdue(), Colour.BLUE).facts, Colour.BLUE, "2026-12-02 11:00"),
    ],
    ids=["none was issued", "of another colour", "answered already"],
)
def test_there_is_no_reply_without_an_open_notice(facts, colour, when):
    with pytest.raises(NotPossible) as refused:
        reply(facts, colour, when)

    assert refused.value.code == "notice.none_open"


def test_of_two_notices_of_one_colour_the_later_is_answered():
    facts = given.with_notice(Colour.BLUE)
    now = moment("2026-11-25 10:00")
    facts = supervision.issue_notice(facts, Colour.BLUE, "再次", now).facts

    facts = reply(facts, Colour.BLUE, "2026-11-25 11:00").facts

    assert facts.running(ClockName.NOTICE_REPLY).cycle == 1


def test_a_step_that_falls_while_the_arbiter_has_it_is_no_departments():
    passed = given.passed(given.returned(), "2026-12-02 09:30")

    assert [one.key[2] for one in passed.escalations] == ["yellow", "urge", "blue"]
    assert {one.department for one in passed.escalations} == {None}
    assert passed.supervision_notices[0].department is None


def test_before_dispatch_there_is_no_notice():
    with pytest.raises(NotPossible):
        supervision.issue_notice(given.filed(), Colour.RED, "通报", moment(NOW))
