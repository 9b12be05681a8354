"""The stored form of the facts: nothing is lost, and equal facts have equal text."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from app.domain.facts import Clock, Suspension, TicketFacts, copied, stopped
from app.domain.facts_text import dump_facts, load_facts
from app.domain.terms import (
    CauseCode,
    ClockName,
    Colour,
    State,
    Step,
    SuspensionReason,
    TicketClass,
)

SHANGHAI = timezone(timedelta(hours=8))
INSTANTS = st.builds(
    datetime.fromtimestamp, st.integers(0, 4 * 10**9), st.sampled_from([UTC, SHANGHAI])
)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
SPANS = st.tuples(DAYS, DAYS)
CODES = st.text(min_size=1, max_size=8)
COUNTS = st.integers(0, 99)
MAYBE = st.none() | INSTANTS


def some(values: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(values, max_size=3).map(tuple)


CLOCKS = st.builds(
    Clock,
    name=st.sampled_from(ClockName),
    cycle=COUNTS,
    department=st.none() | CODES,
    started_at=INSTANTS,
    due_at=MAYBE,
    stopped_at=MAYBE,
    limit_days=COUNTS,
    day_zero=st.none() | DAYS,
    touched=some(SPANS),
    colour=st.none() | st.sampled_from(Colour),
    ladder=st.none() | st.tuples(st.sampled_from(ClockName), COUNTS),
    fallen=some(st.sampled_from(Step)),
)
SUSPENSIONS = st.builds(
    Suspension,
    reason=st.sampled_from(SuspensionReason),
    department=CODES,
    at=INSTANTS,
    first_day=DAYS,
    last_day=DAYS,
    ends_at=INSTANTS,
    lawful=st.booleans(),
    ended_at=MAYBE,
)
FACTS = st.builds(
    TicketFacts,
    ticket_class=st.sampled_from(TicketClass),
    state=st.sampled_from(State),
    last_at=INSTANTS,
    filed_at=INSTANTS,
    dispatched_at=MAYBE,
    holder=st.none() | CODES,
    with_arbiter=st.booleans(),
    holding_since=MAYBE,
    signed=st.booleans(),
    auto_signed=st.booleans(),
    designated=st.booleans(),
    assistants=some(CODES),
    clocks=some(CLOCKS),
    suspensions=some(SUSPENSIONS),
    window_spans=some(st.tuples(INSTANTS, MAYBE)),
    answered_once=st.booleans(),
    last_cause=st.none() | st.sampled_from(CauseCode),
    attempts=COUNTS,
    reached=st.booleans(),
    bad_revisit=st.booleans(),
    redo_cycle=COUNTS,
    extensions=COUNTS,
    asked_days=COUNTS,
    returned_by=some(CODES),
    handed_up=st.booleans(),
    watched=st.booleans(),
    meeting_called=st.booleans(),
    meetings=COUNTS,
    merged=st.booleans(),
    steps_from=MAYBE,
)


def test_every_field_is_drawn() -> None:
    """A field that is new in the facts has to be stored, and tried here."""
    drawn = {"TicketFacts": 30, "Clock": 12, "Suspension": 8}

    for kind in (TicketFacts, Clock, Suspension):
        assert len(fields(kind)) == drawn[kind.__name__]


@given(FACTS)
def test_what_was_dumped_is_loaded(facts: TicketFacts) -> None:
    assert load_facts(dump_facts(facts)) == facts


@given(FACTS)
def test_codes_come_back_as_members_of_their_tables(facts: TicketFacts) -> None:
    loaded = load_facts(dump_facts(facts))

    assert type(loaded.state) is State
    assert type(loaded.ticket_class) is TicketClass
    for clock in loaded.clocks:
        assert type(clock.name) is ClockName
        assert {type(step) for step in clock.fallen} <= {Step}
    for one in loaded.suspensions:
        assert type(one.reason) is SuspensionReason


@given(FACTS)
def test_the_text_is_one_line_of_json(facts: TicketFacts) -> None:
    text = dump_facts(facts)

    assert "\n" not in text
    assert isinstance(json.loads(text), list)


@given(FACTS)
def test_equal_facts_have_equal_text(facts: TicketFacts) -> None:
    assert dump_facts(copied(facts)) == dump_facts(facts)


@given(FACTS, FACTS)
def test_different_facts_have_different_text(a: TicketFacts, b: TicketFacts) -> None:
    assert (a == b) or dump_facts(a) != dump_facts(b)


@given(FACTS)
def test_a_copy_can_be_changed_alone(facts: TicketFacts) -> None:
    copy = copied(facts)
    assert copy == facts

    copy.attempts += 1
    assert copy != facts


@given(CLOCKS, MAYBE)
def test_stopping_a_clock_changes_nothing_else(
    clock: Clock, at: datetime | None
) -> None:
    done = stopped(clock, at)

    assert done.stopped_at == at
    for field in fields(Clock):
        if field.name != "stopped_at":
            assert getattr(done, field.name) == getattr(clock, field.name)
