"""Laws that hold for every history, whatever happened in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.acts import Act
from app.domain.chronicle import Record, chronicle
from app.domain.facts import TicketFacts
from app.domain.facts_text import dump_facts, load_facts
from app.domain.finding import Finding
from app.domain.findings.find import find
from app.domain.ladder import RANK
from app.domain.life.applying import open_ticket
from app.domain.passing_time import Happening, advance, next_moment
from app.domain.replay import act_upon, escalations
from app.domain.terms import ClockName, EntryKind, State, TicketClass
from tests.domain.histories import histories, judge
from tests.given import the_calendar, the_rules

History = tuple[TicketClass, tuple[Act, ...]]
ENDED = {State.CLOSED, State.WITHDRAWN, State.ARCHIVED}
LATER = timedelta(days=40)


def until(facts: TicketFacts, at: datetime) -> tuple[TicketFacts, list[Happening]]:
    return advance(facts, at, the_calendar(), the_rules(), inclusive=True)


def moments(history: History) -> Iterator[tuple[TicketFacts, Act, TicketFacts]]:
    """The facts before each act (time has passed), the act, the facts after it."""
    ticket_class, acts = history
    facts = open_ticket(ticket_class, acts[0].at)
    for act in acts[1:]:
        before, _ = advance(facts, act.at, the_calendar(), the_rules())
        facts = act_upon(before, act, the_calendar(), the_rules())[0]
        yield before, act, facts


def whole(history: History) -> tuple[TicketFacts, tuple[Happening, ...]]:
    ticket_class, acts = history
    end = acts[-1].at + LATER
    judged = judge(ticket_class, acts, end, the_calendar(), the_rules())
    return judged.facts, judged.happenings


@given(histories(), st.lists(st.integers(1, 40 * 24 * 60), max_size=6))
def test_it_does_not_matter_when_the_sweep_ran(
    history: History, minutes: list[int]
) -> None:
    """Swept and stored at odd moments, a ticket ends as it does folded at once."""
    ticket_class, acts = history
    facts = open_ticket(ticket_class, acts[0].at)
    happened: list[Happening] = []
    sweeps = [facts.last_at + timedelta(minutes=m) for m in sorted(minutes)]
    for act in acts[1:]:
        for sweep in [s for s in sweeps if facts.last_at < s < act.at]:
            facts, brought = until(load_facts(dump_facts(facts)), sweep)
            happened += brought
        facts, before, after = act_upon(facts, act, the_calendar(), the_rules())
        happened += before + after
    facts, last = until(facts, acts[-1].at + LATER)

    assert (facts, (*happened, *last)) == whole(history)


@given(histories(), st.integers(1, 96))
def test_small_steps_of_time_bring_what_a_long_one_brings(
    history: History, hours: int
) -> None:
    *_, (_, _, facts) = moments(history)
    end = facts.last_at + LATER
    small, at, happened = facts, facts.last_at, []
    while at < end:
        at = min(end, at + timedelta(hours=hours))
        small, brought = until(small, at)
        happened += brought

    assert (small, happened) == until(facts, end)


@given(histories())
def test_time_brings_things_in_their_order_and_never_before_now(
    history: History,
) -> None:
    for before, _, after in moments(history):
        assert after.last_at >= before.last_at
        coming = next_moment(after, the_calendar(), the_rules())
        assert coming is None or coming >= after.last_at
    _, happened = whole(history)
    assert [h.at for h in happened] == sorted(h.at for h in happened)


@given(histories())
def test_a_ticket_that_has_ended_has_no_running_clock(history: History) -> None:
    for _, _, facts in moments(history):
        if facts.state in ENDED:
            assert not [clock for clock in facts.clocks if clock.runs]
            assert next_moment(facts, the_calendar(), the_rules()) is None


@given(histories())
def test_the_finish_date_only_moves_earlier_by_an_early_resumption(
    history: History,
) -> None:
    for before, act, after in moments(history):
        old = [c.due_at for c in before.clocks if c.name is ClockName.FINISH]
        new = [c.due_at for c in after.clocks if c.name is ClockName.FINISH]
        if old and old[0] != new[0]:
            assert old[0] is not None
            assert new[0] is not None
            assert (new[0] > old[0]) or act.kind is EntryKind.RESUMED
            assert act.kind in {K.RESUMED, K.SUSPENDED, K.EXTENDED}


K = EntryKind


@given(histories())
def test_time_moves_no_due_instant(history: History) -> None:
    *_, (_, _, facts) = moments(history)
    later, _ = until(facts, facts.last_at + LATER)

    due = {clock.key: clock.due_at for clock in facts.clocks}
    assert {key: at for key, at in _dues(later).items() if key in due} == due


def _dues(facts: TicketFacts) -> dict[tuple[ClockName, int], datetime | None]:
    return {clock.key: clock.due_at for clock in facts.clocks}


@given(histories())
def test_a_step_falls_once_on_a_clock_and_in_order(history: History) -> None:
    facts, happened = whole(history)
    steps = escalations(happened)
    keys = [(step.clock, step.step) for step in steps]
    order = [(step.at, RANK[step.step]) for step in steps if step.step]

    assert len(set(keys)) == len(keys)
    assert order == sorted(order)
    fallen = {(c.key, step) for c in facts.clocks for step in c.fallen}
    assert set(keys) == fallen


@given(histories())
def test_every_coloured_step_has_one_reply_clock(history: History) -> None:
    facts, happened = whole(history)
    colours = {"blue", "orange", "red"}
    asked = [c.ladder for c in facts.clocks if c.ladder is not None]

    assert len(asked) == len([h for h in happened if h.step in colours])


@given(histories())
def test_cycles_of_a_clock_are_counted_without_a_gap(history: History) -> None:
    facts, _ = whole(history)

    for name in ClockName:
        cycles = [clock.cycle for clock in facts.clocks if clock.name is name]
        assert cycles == [*range(1, len(cycles) + 1)]


@given(histories())
def test_facts_are_the_same_after_they_were_stored(history: History) -> None:
    for before, _, after in moments(history):
        for facts in (before, after):
            text = dump_facts(facts)
            assert load_facts(text) == facts
            assert dump_facts(load_facts(text)) == text


def told(history: History, end: datetime) -> list[Finding]:
    ticket_class, acts = history
    facts = open_ticket(ticket_class, acts[0].at)
    records = []
    for position, act in enumerate(acts[1:], start=1):
        after = act_upon(facts, act, the_calendar(), the_rules())[0]
        records.append(Record(position, act, facts, after))
        facts = after
    facts, _ = until(facts, end)
    return find(chronicle(tuple(records), facts, end, the_calendar(), the_rules()))


@given(histories())
def test_a_finding_names_events_of_the_history_in_their_order(history: History) -> None:
    _, acts = history
    end = acts[-1].at + LATER
    findings = told(history, end)

    assert findings == sorted(findings, key=lambda one: (one.since, one.code))
    for one in findings:
        assert one.since <= end
        assert [*one.evidence] == sorted(set(one.evidence))
        assert 0 < one.evidence[0] <= one.evidence[-1] < len(acts)


@given(histories())
def test_waiting_longer_takes_no_finding_back(history: History) -> None:
    _, acts = history
    now, later = told(history, acts[-1].at), told(history, acts[-1].at + LATER)

    assert {(f.code, f.since) for f in now} <= {(f.code, f.since) for f in later}
