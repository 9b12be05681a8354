"""Notices by hand, replies, statements, and the review of what the ladder brought."""

import pytest

from app.domain import supervision
from app.domain.errors import FieldMissing, NotPossible
from app.domain.terms import ClockName, Colour, EntryKind, ReviewStatus, Step
from tests.domain import given_facts as given
from tests.domain.calendars import at
from tests.domain.given_facts import LEAD, moment, payload

S = ReviewStatus
URGE = (ClockName.FINISH, 1, Step.URGE)
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


# --- statements and rulings ----------------------------------------------------------


def ask(status=S.PENDING, text="请说明情况", when=NOW, department=LEAD):
    return supervision.request_statement(
        given.overdue(), URGE, status, department, text, moment(when)
    )


def state(status=S.STATEMENT, text="等待上级材料", facts=None):
    facts = given.overdue() if facts is None else facts
    return supervision.give_statement(facts, URGE, status, LEAD, text, moment(NOW))


def rule(how, status, reasons="事实清楚", facts=None):
    facts = given.overdue() if facts is None else facts
    return how(facts, URGE, status, LEAD, reasons, moment(NOW))


RULINGS = {
    supervision.confirm_escalation: (EntryKind.ESCALATION_CONFIRMED, S.CONFIRMED),
    supervision.dismiss_escalation: (EntryKind.ESCALATION_DISMISSED, S.DISMISSED),
}


@pytest.mark.parametrize(
    ("when", "due"),
    [
        ("2026-12-02 10:00", "2026-12-07 17:00"),
        ("2026-12-02 17:00", "2026-12-08 17:00"),
        ("2026-12-05 10:00", "2026-12-10 17:00"),
    ],
    ids=["three working days", "asked at closing", "asked on a Saturday"],
)
def test_the_department_has_three_working_days_for_its_statement(when, due):
    facts = given.until(given.dispatched(), when)

    decision = supervision.request_statement(
        facts, URGE, S.PENDING, LEAD, "请说明", moment(when)
    )

    (review,) = decision.reviews
    assert (review.key, review.status) == (URGE, S.STATEMENT)
    assert review.statement_due_at == at(due)


def test_the_request_names_the_escalation_and_its_limit():
    assert payload(ask()) == {
        "clock": "finish",
        "cycle": 1,
        "step": "urge",
        "text": "请说明情况",
        "due_at": "2026-12-07T17:00:00+08:00",
    }


@pytest.mark.parametrize("status", [S.STATEMENT, S.CONFIRMED, S.DISMISSED])
def test_a_statement_is_asked_for_once_and_before_the_ruling(status):
    with pytest.raises(NotPossible) as refused:
        ask(status)

    assert refused.value.code == "review.not_pending"


@pytest.mark.parametrize("status", [S.PENDING, S.STATEMENT])
def test_the_department_may_speak_until_the_ruling_asked_or_not(status):
    decision = state(status)

    assert decision.entries[-1].kind is EntryKind.STATEMENT_GIVEN
    assert decision.reviews == ()


@pytest.mark.parametrize("status", [S.CONFIRMED, S.DISMISSED])
def test_after_the_ruling_there_is_no_statement(status):
    with pytest.raises(NotPossible) as refused:
        state(status)

    assert refused.value.code == "review.decided"


def test_a_late_statement_is_on_record_all_the_same():
    facts = given.until(given.dispatched(), "2026-12-18 10:00")

    decision = supervision.give_statement(
        facts, URGE, S.STATEMENT, LEAD, "迟到的说明", moment("2026-12-18 10:00")
    )

    assert decision.entries[-1].at == at("2026-12-18 10:00")


@pytest.mark.parametrize("status", [S.PENDING, S.STATEMENT])
@pytest.mark.parametrize("how", RULINGS)
def test_an_open_escalation_is_ruled_on_with_reasons(how, status):
    kind, ruled = RULINGS[how]

    decision = rule(how, status)

    assert decision.entries[-1].kind is kind
    assert [(review.key, review.status) for review in decision.reviews] == [
        (URGE, ruled)
    ]
    with pytest.raises(FieldMissing):
        rule(how, status, reasons=" ")


@pytest.mark.parametrize("status", [S.CONFIRMED, S.DISMISSED])
@pytest.mark.parametrize("how", RULINGS)
def test_a_ruling_stands(how, status):
    with pytest.raises(NotPossible) as refused:
        rule(how, status)

    assert refused.value.code == "review.decided"


def test_a_dismissed_escalation_stays_on_record_and_its_step_stays_taken():
    facts = given.overdue()

    decision = rule(supervision.dismiss_escalation, S.PENDING)

    assert decision.facts == given.until(facts, NOW)
    assert Step.URGE in decision.facts.promise.fallen
    assert payload(decision)["step"] == "urge"
    assert decision.escalations == ()


@pytest.mark.parametrize("facts", [given.closed(), given.withdrawn(), given.archived()])
def test_the_review_goes_on_after_the_end(facts):
    assert rule(supervision.confirm_escalation, S.PENDING, facts=facts).reviews
    assert state(facts=facts).entries


def test_before_dispatch_nothing_is_reviewed():
    with pytest.raises(NotPossible):
        rule(supervision.confirm_escalation, S.PENDING, facts=given.filed())
    with pytest.raises(NotPossible):
        supervision.issue_notice(given.filed(), Colour.RED, "通报", moment(NOW))


def test_procedure_moves_no_clock():
    facts = given.until(given.overdue(), NOW)

    assert ask().facts.clocks == facts.clocks
    assert state().facts.clocks == facts.clocks


def test_a_step_that_falls_while_the_arbiter_has_it_is_no_departments():
    passed = given.passed(given.returned(), "2026-12-02 09:30")

    assert [one.key[2] for one in passed.escalations] == ["yellow", "urge", "blue"]
    assert {one.department for one in passed.escalations} == {None}
    assert passed.supervision_notices[0].department is None
