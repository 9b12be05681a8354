"""The account of a limit adds up to the limit, by day and by hour, with its sources."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given as forall
from hypothesis import strategies as st

from app.domain.account import (
    StretchKind,
    account,
    source_text,
    stretch_source,
    stretches_of,
)
from app.domain.acts import Act
from app.domain.clock_days import counts_days
from app.domain.deciding import Moment
from app.domain.facts import Clock
from app.domain.ledger import LedgerKind
from app.domain.terms import ClockName, EntryKind, TicketClass
from app.domain.working_calendar import district_calendar
from tests.domain import given_facts as given
from tests.domain.calendars import at, holidays_file, on
from tests.domain.given_facts import CALENDAR, RULES
from tests.domain.histories import judge

N = ClockName


def sign_clock(started):
    due = CALENDAR.add_working_time(started, RULES.sign_hours * 3600)
    return Clock(N.SIGN, 1, "SJ", started, due)


def dispatched(ticket_class, moment):
    start = at(moment)
    acts = [Act(EntryKind.FILED, start), Act(EntryKind.DISPATCHED, start, "SJ")]
    return judge(ticket_class, acts, start, CALENDAR, RULES).facts


def judged_at(now):
    return Moment(now, CALENDAR, RULES, "C0")


def told(clock):
    return [
        (f"{one.start:%m-%d %H:%M}", f"{one.end:%m-%d %H:%M}", one.kind, one.seconds)
        for one in stretches_of(clock, CALENDAR)
    ]


def test_four_hours_over_a_night_and_a_noon():
    K = StretchKind

    assert told(sign_clock(at("2026-11-23 16:00"))) == [
        ("11-23 16:00", "11-23 17:00", K.COUNTED, 3600),
        ("11-23 17:00", "11-24 09:00", K.AFTER_HOURS, 0),
        ("11-24 09:00", "11-24 12:00", K.COUNTED, 3 * 3600),
    ]


def test_filed_after_hours_on_the_eve_of_spring_festival():
    """Section 7 of the rules: 15-23 February 2026 off, Saturday 14 February made up."""
    K = StretchKind

    assert told(sign_clock(at("2026-02-14 16:30"))) == [
        ("02-14 16:30", "02-14 17:00", K.MAKE_UP, 1800),
        ("02-14 17:00", "02-15 00:00", K.AFTER_HOURS, 0),
        *[(f"02-{d} 00:00", f"02-{d + 1} 00:00", K.HOLIDAY, 0) for d in range(15, 24)],
        ("02-24 00:00", "02-24 09:00", K.AFTER_HOURS, 0),
        ("02-24 09:00", "02-24 12:00", K.COUNTED, 3 * 3600),
        ("02-24 12:00", "02-24 13:00", K.AFTER_HOURS, 0),
        ("02-24 13:00", "02-24 13:30", K.COUNTED, 1800),
    ]


def test_each_stretch_names_its_source():
    found = {
        one.kind: stretch_source(one, CALENDAR)
        for one in stretches_of(sign_clock(at("2026-02-14 16:30")), CALENDAR)
    }

    assert found[StretchKind.HOLIDAY] == found[StretchKind.MAKE_UP]
    assert found[StretchKind.HOLIDAY] == "国办发明电〔2025〕7号"
    assert found[StretchKind.AFTER_HOURS] == "办公时间"


MOMENTS = st.datetimes(
    at("2024-01-01 00:00").replace(tzinfo=None),
    at("2026-12-20 00:00").replace(tzinfo=None),
).map(lambda moment: moment.replace(tzinfo=CALENDAR.zone, microsecond=0))


@forall(MOMENTS)
def test_the_hours_add_up_to_the_limit_without_a_gap(started):
    clock = sign_clock(started)
    found = account(clock, given.dispatched(), judged_at(started))

    assert found.limit == RULES.sign_hours * 3600
    assert (found.stretches[0].start, found.stretches[-1].end) == (
        clock.started_at,
        clock.due_at,
    )
    assert all(a.end == b.start for a, b in pairwise(found.stretches))
    for one in found.stretches:
        worked = CALENDAR.working_time_between(one.start, one.end)
        assert worked == one.seconds
        if one.kind.counts:
            assert one.end - one.start == timedelta(seconds=one.seconds)


@pytest.mark.parametrize(
    "ticket_class",
    [one for one in TicketClass if RULES.classes[one].limit_working_days],
)
@pytest.mark.parametrize("moment", ["2026-02-10 16:59", "2026-09-30 17:00"])
def test_the_days_of_the_promise_add_up_to_its_limit(ticket_class, moment):
    facts = dispatched(ticket_class, moment)
    promise = facts.promise

    found = account(promise, facts, judged_at(promise.due_at))

    assert counts_days(promise)
    assert found.limit == promise.limit_days
    assert found.days[-1].day == CALENDAR.civil_date(promise.due_at)
    assert found.days[-1].kind is LedgerKind.DUE


def test_a_day_names_the_number_of_its_notice_or_the_reason_of_its_hours():
    days = {"2026-11-25": {"hours": [["09:00", "12:00"]], "reason": "下午全员培训"}}
    calendar = district_calendar(holidays_file(), None, days)
    clock = replace(sign_clock(at("2026-11-25 11:00")), due_at=at("2026-11-26 12:00"))

    sources = {stretch_source(one, calendar) for one in stretches_of(clock, calendar)}

    assert calendar.closing(on("2026-11-25")) == at("2026-11-25 12:00")
    assert sources == {"下午全员培训", "办公时间"}


def test_a_holiday_of_the_day_ledger_names_its_notice():
    facts = dispatched(TicketClass.SPECIAL, "2026-09-28 10:00")
    found = account(facts.promise, facts, judged_at(facts.promise.due_at))

    assert {
        source_text(row, CALENDAR)
        for row in found.days
        if row.kind in (LedgerKind.HOLIDAY, LedgerKind.MAKE_UP)
    } == {"国办发明电〔2025〕7号"}
