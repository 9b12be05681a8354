"""The hard cases of time, each with the rule it comes from.

Numbers of settled readings are those of docs/rules.md, "Timelines"; laws are in section 7.
"""

import pytest

from app.domain.acts import Act
from app.domain.terms import ClockName, EntryKind, Step, SuspensionReason, TicketClass
from tests.domain.calendars import at
from tests.domain.given_facts import CALENDAR, RULES
from tests.domain.histories import judge

K, N = EntryKind, ClockName


def judged(ticket_class, dispatched, *acts, until):
    start = at(dispatched)
    first = [Act(K.FILED, start), Act(K.DISPATCHED, start, "SJ")]
    found = judge(ticket_class, [*first, *acts], at(until), CALENDAR, RULES)
    return found.facts, found.happenings


def due(facts, name=N.FINISH, cycle=1):
    (clock,) = [one for one in facts.clocks if one.key == (name, cycle)]
    return clock.due_at


def steps(happenings):
    return {one.step: one.at for one in happenings if one.step is not None}


@pytest.mark.parametrize(
    ("dispatched", "finish", "why"),
    [
        ("2026-11-23 16:59:59", "2026-11-26 17:00", "one second before the close"),
        ("2026-11-23 17:00:00", "2026-11-27 17:00", "at the close: the next day is 0"),
        ("2026-11-23 23:59:59", "2026-11-27 17:00", "after hours"),
        ("2026-11-21 10:00:00", "2026-11-26 17:00", "on a Saturday: Monday is 0"),
        ("2026-10-03 10:00:00", "2026-10-12 17:00", "in a holiday: 8, 9, make-up 10"),
        ("2026-09-20 10:00:00", "2026-09-23 17:00", "on a make-up Sunday"),
    ],
)
def test_day_zero_at_its_edges(dispatched, finish, why):
    """Reading 1; Civil Code 201, 203."""
    facts, _ = judged(TicketClass.GENERAL, dispatched, until=dispatched)

    assert due(facts) == at(finish), why


def test_due_inside_spring_festival():
    """Section 7: 15-23 February 2026 off, 14 and 28 made up; Civil Code 203."""
    facts, _ = judged(TicketClass.COMPLEX, "2026-02-11 10:00", until="2026-02-11 10:00")

    # 12, 13, make-up Saturday 14, then 24 and 25.
    assert due(facts) == at("2026-02-25 17:00")


def test_a_make_up_sunday_is_an_overdue_day_as_well():
    """Reading 24; 国办发明电〔2025〕7号: Sunday 20 September 2026 is worked."""
    _, happenings = judged(
        TicketClass.GENERAL, "2026-09-15 10:00", until="2026-09-22 12:00"
    )

    assert steps(happenings)[Step.URGE] == at("2026-09-19 09:00").replace(day=20)
    assert steps(happenings)[Step.BLUE] == at("2026-09-21 09:00")


def suspended(when, days, reason=SuspensionReason.HEARING):
    return Act(K.SUSPENDED, at(when), "SJ", reason=reason, notice_no="听1号",
               planned_days=days)  # fmt: skip


def test_a_suspension_over_a_holiday_counts_its_planned_days_in_working_days():
    """Readings 16, 17; Administrative Licensing Law 45."""
    facts, _ = judged(
        TicketClass.SPECIAL,
        "2026-09-25 10:00",  # Mid-Autumn: Monday 28 is day zero
        suspended("2026-09-29 10:00", 3),
        until="2026-09-29 11:00",
    )
    (one,) = facts.suspensions

    # Tuesday 29 is its first day; 30 September, 8 and 9 October are its planned three.
    assert one.ends_at == at("2026-10-09 17:00")
    assert due(facts) == at("2026-10-22 17:00")


def test_suspended_at_the_moment_of_a_step_the_act_comes_first():
    """Reading 3: what stands in the record at an instant precedes what time brings."""
    _, happenings = judged(
        TicketClass.GENERAL,
        "2026-11-23 10:00",
        suspended("2026-11-26 09:00", 5),
        until="2026-11-26 12:00",
    )

    assert Step.YELLOW not in steps(happenings)


def test_an_extension_after_the_yellow_light_does_not_take_it_back():
    """Reading 23: once per clock and cycle; nothing later revokes or repeats it."""
    _, happenings = judged(
        TicketClass.GENERAL,
        "2026-11-23 10:00",
        Act(K.EXTENDED, at("2026-11-26 10:00"), "SJ", granted_days=2),
        until="2026-11-30 18:00",
    )
    yellow = [one.at for one in happenings if one.step is Step.YELLOW]

    assert yellow == [at("2026-11-26 09:00")]


def test_a_transfer_starts_the_hold_anew_and_never_the_finish():
    """Readings 5, 11, 14; section 7: moving a case never restarts the promise."""
    facts, _ = judged(
        TicketClass.COMPLEX,
        "2026-11-23 10:00",
        Act(K.RETURNED, at("2026-11-24 10:00"), "SJ"),
        Act(K.ARBITRATED, at("2026-11-25 10:00"), "GA", upheld=True),
        until="2026-11-25 11:00",
    )
    holds = [one for one in facts.clocks if one.name is N.HOLD]

    assert due(facts) == at("2026-11-30 17:00")
    assert [one.started_at for one in holds] == [
        at("2026-11-23 10:00"),
        at("2026-11-25 10:00"),
    ]


def test_lateness_stays_after_reopening():
    """Reading 28: reopened starts redo; finish keeps its end and its lateness."""
    late = at("2026-12-01 10:00")
    facts, _ = judged(
        TicketClass.GENERAL,
        "2026-11-23 10:00",
        Act(K.CONTACTED, at("2026-11-23 11:00"), "SJ"),
        Act(K.ANSWERED, late, "SJ", result="R1"),  # type: ignore[arg-type]
        Act(K.VERIFIED, at("2026-12-01 15:00"), passed=True),
        Act(K.REVISITED, at("2026-12-02 10:00"), reached=True, solved=False, rating=1),
        Act(K.REOPENED, at("2026-12-02 11:00")),
        until="2026-12-02 12:00",
    )
    finish = next(one for one in facts.clocks if one.name is N.FINISH)

    assert finish.stopped_at == late > finish.due_at == at("2026-11-26 17:00")
    assert due(facts, N.REDO) == at("2026-12-09 17:00")
