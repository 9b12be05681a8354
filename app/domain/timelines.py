"""Recorded timelines as a contract: one JSON object a line in, one judged line out.

Source: docs/rules.md, "Timelines"; errors of a line name the event's position.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain.acts import Act
from app.domain.errors import Refusal
from app.domain.facts import TicketFacts
from app.domain.findings.find import kind
from app.domain.history import OUTSIDE, ActFault, Outcome, fold, told_until
from app.domain.recorded_events import TimelineFault, act_of, instant_of
from app.domain.replay import is_provisional, overdue_working_days, shown_clocks
from app.domain.rule_set import RuleSet
from app.domain.terms import (
    EntryKind,
    State,
    TicketClass,
)
from app.domain.working_calendar import WorkingCalendar

_ENDED = frozenset({State.CLOSED, State.WITHDRAWN, State.ARCHIVED})


def answer_timeline(
    line: str | bytes, calendar: WorkingCalendar, rules: RuleSet
) -> dict[str, object]:
    """The judged form of one line, or its error. Never raises for a bad line.

    line: text, or bytes in UTF-8
    """
    ticket: object = None
    try:
        record = read_record(line)
        ticket = ticket_of(record)
        judged = judge_record(record, calendar, rules)
        return {"ticket": ticket, **_answer(judged, calendar)}
    except TimelineFault as fault:
        return {"ticket": ticket, "error": fault.message, "position": fault.position}
    except OUTSIDE:
        return {"ticket": ticket, "error": _OUTSIDE, "position": None}


def _no_number(constant: str) -> None:
    """NaN and Infinity are not JSON."""
    raise ValueError(constant)


def _answer(judged: Judgement, calendar: WorkingCalendar) -> dict[str, object]:
    told, until = judged.told, judged.until
    return {
        "provisional": is_provisional(told.facts, until, calendar),
        "clocks": _clock_rows(told.facts, until, calendar),
        "escalations": _escalation_rows(told, calendar),
        "findings": _finding_rows(told, calendar),
    }


@dataclass(frozen=True, slots=True)
class Judgement:
    """One recorded history, judged: what it tells, and up to when.

    ticket_class, acts: the history itself, to be judged again under other rules
    """

    ticket_class: TicketClass
    acts: tuple[Act, ...]
    told: Outcome
    until: datetime


def read_record(line: str | bytes) -> Mapping[str, Any]:
    """The JSON object of a line. raises: TimelineFault"""
    try:
        if isinstance(line, bytes):
            line = line.decode("utf-8")
        record = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise TimelineFault("not a JSON object") from None
    if not isinstance(record, dict):
        raise TimelineFault("not a JSON object")
    return record


def ticket_of(record: Mapping[str, Any]) -> str | int | None:
    """The ticket as it was given; what can be no number of a ticket is left out."""
    ticket = record.get("ticket")
    return ticket if isinstance(ticket, (str, int)) else None


def judge_record(
    record: Mapping[str, Any], calendar: WorkingCalendar, rules: RuleSet
) -> Judgement:
    """Judge a recorded history. raises: TimelineFault"""
    ticket_class = _class(record.get("class"))
    events = record.get("events")
    if not isinstance(events, list) or not events:
        raise TimelineFault("events missing")
    try:
        history = fold(ticket_class, _acts(events), calendar, rules)
    except ActFault as fault:
        raise TimelineFault(_told(fault.refusal), fault.position) from None
    until = _until(record.get("until"), history.facts)
    try:
        told = told_until(history, until, calendar, rules)
        return Judgement(ticket_class, history.acts, told, until)
    except OUTSIDE:
        raise TimelineFault(_OUTSIDE) from None


def judge_again(
    judged: Judgement, calendar: WorkingCalendar, rules: RuleSet
) -> Outcome:
    """The same history under other rules. raises: TimelineFault"""
    try:
        history = fold(judged.ticket_class, judged.acts, calendar, rules)
        return told_until(history, judged.until, calendar, rules)
    except ActFault as fault:
        raise TimelineFault(_told(fault.refusal), fault.position) from None
    except OUTSIDE:
        raise TimelineFault(_OUTSIDE) from None


def _class(code: object) -> TicketClass:
    try:
        return TicketClass(code)
    except ValueError:
        raise TimelineFault("unknown class") from None


def _acts(events: list[Any]) -> Iterator[Act]:
    """The events as acts, one when it is asked for: the first fault is told first."""
    last: datetime | None = None
    for position, event in enumerate(events):
        try:
            act = act_of(event)
            if last is not None and act.at < last:
                raise TimelineFault("out of order")
            if (last is None) != (act.kind is EntryKind.FILED):
                raise TimelineFault("filed comes first, once")
        except TimelineFault as fault:
            raise TimelineFault(fault.message, position) from None
        except OUTSIDE:
            raise TimelineFault(_OUTSIDE, position) from None
        last = act.at
        yield act


def _told(refusal: Refusal | None) -> str:
    if refusal is None:
        return _OUTSIDE
    state = refusal.facts.get("state")
    if state is not None:
        return f"not allowed in state {state}"
    return _SENTENCES.get(refusal.code, refusal.code)


_OUTSIDE = "outside the calendar"
_SENTENCES = {
    "sign.twice": "signed twice",
    "answer.assistants_at_work": "an assistant has not answered",
    "close.contact_first": "contact after the bad rating is missing",
    "return.after_answer": "returned after an answer",
    "notice.none_open": "no open notice of that colour",
    "department.stranger": "not a department of this ticket",
    "department.assistant": "not the holder",
    "extend.days": "working days of the extension out of range",
    "extend.not_this_clock": "no extension of this clock",
}


def _until(value: object, facts: TicketFacts) -> datetime:
    if value is None:
        if facts.state in _ENDED:
            return facts.last_at
        raise TimelineFault("until missing for an open ticket")
    until = instant_of(value, "until")
    if until < facts.last_at:
        raise TimelineFault("until before the last event")
    return until


def _clock_rows(
    facts: TicketFacts, until: datetime, calendar: WorkingCalendar
) -> list[dict[str, object]]:
    return [
        {
            "clock": clock.name,
            "cycle": clock.cycle,
            "department": clock.department,
            "started_at": _local(clock.started_at, calendar),
            "due_at": _local(clock.due_at, calendar),
            "stopped_at": _local(clock.stopped_at, calendar),
            "overdue_working_days": overdue_working_days(facts, clock, until, calendar),
        }
        for clock in shown_clocks(facts, until)
    ]


def _escalation_rows(
    told: Outcome, calendar: WorkingCalendar
) -> list[dict[str, object]]:
    return [
        {
            "clock": step.clock[0],
            "cycle": step.clock[1],
            "step": step.step,
            "department": step.department,
            "due_at": _local(step.at, calendar),
        }
        for step in told.steps()
        if step.clock is not None
    ]


def _finding_rows(told: Outcome, calendar: WorkingCalendar) -> list[dict[str, object]]:
    return [
        {
            "code": finding.code,
            "kind": kind(finding.code),
            "department": finding.department,
            "since": _local(finding.since, calendar),
            "evidence": list(finding.evidence),
        }
        for finding in told.findings()
    ]


def _local(at: datetime | None, calendar: WorkingCalendar) -> str | None:
    if at is None:
        return None
    return at.astimezone(calendar.zone).isoformat(timespec="seconds")
