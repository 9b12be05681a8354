"""The stored form of a ticket's facts: one line of JSON, equal for equal facts.

Positions, not names: a million open tickets are read and written through here.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from app.domain.facts import Clock, Suspension, TicketFacts
from app.domain.terms import (
    CauseCode,
    ClockName,
    Colour,
    State,
    Step,
    SuspensionReason,
    TicketClass,
)

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_instant = datetime.fromisoformat
# Looking a member up is many times faster than calling its class.
_CLOCKS = {str(name): name for name in ClockName}
_STEPS = {str(step): step for step in Step}
_day = date.fromisoformat


def dump_facts(facts: TicketFacts) -> str:
    """One line of JSON, equal for equal facts."""
    return _encode(
        [
            facts.ticket_class,
            facts.state,
            _utc(facts.last_at),
            _utc(facts.filed_at),
            _text(facts.dispatched_at),
            facts.holder,
            facts.with_arbiter,
            _text(facts.holding_since),
            facts.signed,
            facts.auto_signed,
            facts.designated,
            facts.assistants,
            [_dump_clock(clock) for clock in facts.clocks],
            [_dump_suspension(one) for one in facts.suspensions],
            [(_utc(a), _text(b)) for a, b in facts.window_spans],
            facts.answered_once,
            facts.last_cause,
            facts.attempts,
            facts.reached,
            facts.bad_revisit,
            facts.redo_cycle,
            facts.extensions,
            facts.asked_days,
            facts.returned_by,
            facts.handed_up,
            *_dump_rare(facts),
        ]
    )


def _dump_rare(facts: TicketFacts) -> list[object]:
    """What few tickets have: written only where there is something."""
    rare: list[object] = [
        facts.watched,
        facts.meeting_called,
        facts.meetings,
        facts.merged,
    ]
    if facts.steps_from is not None:
        return [*rare, _utc(facts.steps_from)]
    return rare if any(rare) else []


def _since(r: list[Any]) -> datetime | None:
    """Since when other rules or another calendar hold, where they do."""
    return _instant(r[29]) if len(r) > 29 else None


def load_facts(text: str) -> TicketFacts:
    """The facts that `dump_facts` wrote."""
    r = json.loads(text)
    facts = TicketFacts(
        TicketClass(r[0]),
        State(r[1]),
        _instant(r[2]),
        _instant(r[3]),
        _moment(r[4]),
        r[5],
        r[6],
        _moment(r[7]),
        r[8],
        r[9],
        r[10],
        tuple(r[11]),
        tuple([_load_clock(row) for row in r[12]]),
        tuple([_load_suspension(row) for row in r[13]]),
        tuple([(_instant(a), _moment(b)) for a, b in r[14]]),
        r[15],
        CauseCode(r[16]) if r[16] else None,
        r[17],
        r[18],
        r[19],
        r[20],
        r[21],
        r[22],
        tuple(r[23]),
        r[24],
        *r[25:29],
    )
    facts.steps_from = _since(r)
    return facts


def _text(at: datetime | None) -> str | None:
    return None if at is None else _utc(at)


@lru_cache(maxsize=8192)  # due and opening moments are shared by many tickets
def _utc(at: datetime) -> str:
    """Equal instants are written equally, whatever zone they came in."""
    return at.astimezone(UTC).isoformat()


def _moment(text: str | None) -> datetime | None:
    return None if text is None else _instant(text)


def _dump_clock(clock: Clock) -> list[object]:
    return [
        clock.name,
        clock.cycle,
        clock.department,
        _utc(clock.started_at),
        _text(clock.due_at),
        _text(clock.stopped_at),
        clock.limit_days,
        clock.day_zero.isoformat() if clock.day_zero else None,
        [(a.isoformat(), b.isoformat()) for a, b in clock.touched],
        clock.colour,
        clock.ladder,
        clock.fallen,
    ]


# Any: the shape is what _dump_clock wrote; `audit verify` proves it by replay.
def _load_clock(r: list[Any]) -> Clock:
    return Clock(
        _CLOCKS[r[0]],
        r[1],
        r[2],
        _instant(r[3]),
        _moment(r[4]),
        _moment(r[5]),
        r[6],
        _day(r[7]) if r[7] else None,
        tuple([(_day(a), _day(b)) for a, b in r[8]]) if r[8] else (),
        Colour(r[9]) if r[9] else None,
        (_CLOCKS[r[10][0]], r[10][1]) if r[10] else None,
        tuple([_STEPS[step] for step in r[11]]) if r[11] else (),
    )


def _dump_suspension(one: Suspension) -> list[object]:
    return [
        one.reason,
        one.department,
        _utc(one.at),
        one.first_day.isoformat(),
        one.last_day.isoformat(),
        _utc(one.ends_at),
        one.lawful,
        _text(one.ended_at),
    ]


def _load_suspension(r: list[Any]) -> Suspension:
    return Suspension(
        SuspensionReason(r[0]),
        r[1],
        _instant(r[2]),
        _day(r[3]),
        _day(r[4]),
        _instant(r[5]),
        r[6],
        _moment(r[7]),
    )
