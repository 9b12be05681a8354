"""Recorded timelines as a contract: one JSON object a line in, one judged line out.

Source: docs/rules.md, "Timelines"; errors of a line name the event's position.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from app.domain.acts import Act
from app.domain.entries import ACT_KINDS
from app.domain.errors import Refusal
from app.domain.facts import TicketFacts
from app.domain.findings.find import kind
from app.domain.history import OUTSIDE, ActFault, Outcome, fold, told_until
from app.domain.replay import is_provisional, overdue_working_days, shown_clocks
from app.domain.rule_set import RuleSet
from app.domain.terms import (
    CauseCode,
    Colour,
    EntryKind,
    ResultCode,
    State,
    SuspensionReason,
    TicketClass,
)
from app.domain.working_calendar import WorkingCalendar

_ENDED = frozenset({State.CLOSED, State.WITHDRAWN, State.ARCHIVED})
_WITH_DEPARTMENT = frozenset(
    {EntryKind.DISPATCHED, EntryKind.SIGNED, EntryKind.CONTACTED}
    | {EntryKind.PROGRESSED, EntryKind.RETURNED, EntryKind.ANSWERED}
    | {EntryKind.ARBITRATED}
)


class TimelineFault(Exception):
    """A line that cannot be judged.

    position: 0-based index of the event at fault, None when it is the line itself
    """

    def __init__(self, message: str, position: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.position = position


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
            act = _act(event)
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
    until = _instant(value, "until")
    if until < facts.last_at:
        raise TimelineFault("until before the last event")
    return until


# --- reading one event -----------------------------------------------------------


def _act(event: Any) -> Act:
    if not isinstance(event, dict):
        raise TimelineFault("not an event")
    kind = _kind(event.get("kind"))
    at = _instant(event.get("at"), "at")
    department = _text(event, "department") if kind in _WITH_DEPARTMENT else None
    further = _FURTHER.get(kind)
    return Act(kind, at, department, **(further(event) if further else {}))


def _kind(code: object) -> EntryKind:
    try:
        kind = EntryKind(code)
    except ValueError:
        raise TimelineFault("unknown kind") from None
    if kind not in ACT_KINDS or kind is EntryKind.NOTICE_ISSUED:
        raise TimelineFault("unknown kind")
    return kind


def _instant(value: object, field: str) -> datetime:
    if not isinstance(value, str):
        raise TimelineFault(f"{field} missing")
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise TimelineFault(f"{field} is no instant") from None
    if at.tzinfo is None:
        raise TimelineFault("no offset")
    return at


def _text(event: Mapping[str, Any], field: str) -> str:
    value = event.get(field)
    if not isinstance(value, str) or not value:
        raise TimelineFault(f"{field} missing")
    return value


def _flag(event: Mapping[str, Any], field: str) -> bool:
    value = event.get(field)
    if not isinstance(value, bool):
        raise TimelineFault(f"{field} missing")
    return value


def _count(event: Mapping[str, Any], field: str) -> int:
    value = event.get(field)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise TimelineFault(f"{field} missing")
    return value


# What each kind of event says beside its department, by the field of the act.


def _dispatched(event: Mapping[str, Any]) -> dict[str, Any]:
    assisting = event.get("assisting", [])
    if not isinstance(assisting, list) or not all(
        isinstance(code, str) and code for code in assisting
    ):
        raise TimelineFault("assisting is no list of codes")
    return {"assisting": tuple(dict.fromkeys(assisting))}


def _suspended(event: Mapping[str, Any]) -> dict[str, Any]:
    try:
        reason = SuspensionReason(event.get("reason"))
    except ValueError:
        raise TimelineFault("unknown reason") from None
    notice_no = event.get("notice_no")
    if not isinstance(notice_no, str):
        raise TimelineFault("notice_no missing")
    planned = _count(event, "planned_working_days")
    return {"reason": reason, "notice_no": notice_no, "planned_days": planned}


def _extended(event: Mapping[str, Any]) -> dict[str, Any]:
    return {"granted_days": _count(event, "working_days")}


def _returned(event: Mapping[str, Any]) -> dict[str, Any]:
    _text(event, "proposed")
    return {}


def _arbitrated(event: Mapping[str, Any]) -> dict[str, Any]:
    return {"upheld": _flag(event, "upheld")}


def _answered(event: Mapping[str, Any]) -> dict[str, Any]:
    try:
        result = ResultCode(event.get("result"))
    except ValueError:
        raise TimelineFault("unknown result") from None
    return {"result": result, "cause": _cause(event)}


def _verified(event: Mapping[str, Any]) -> dict[str, Any]:
    cause = None if event.get("cause") is None else _cause(event)
    return {"passed": _flag(event, "passed"), "cause": cause}


def _cause(event: Mapping[str, Any]) -> CauseCode:
    """Another district's code may stand in a history: it is carried as it is."""
    code = _text(event, "cause")
    try:
        return CauseCode(code)
    except ValueError:
        return cast(CauseCode, code)  # compared as the text that both are


def _revisited(event: Mapping[str, Any]) -> dict[str, Any]:
    reached = _flag(event, "reached")
    solved, rating = event.get("solved"), event.get("rating")
    if reached or solved is not None:
        solved = _flag(event, "solved")
    if rating is not None and _count(event, "rating") > 5:
        raise TimelineFault("rating out of range")
    return {"reached": reached, "solved": solved, "rating": rating}


def _replied(event: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return {"colour": Colour(event.get("step"))}
    except ValueError:
        raise TimelineFault("unknown step") from None


_FURTHER = {
    EntryKind.DISPATCHED: _dispatched,
    EntryKind.SUSPENDED: _suspended,
    EntryKind.EXTENDED: _extended,
    EntryKind.RETURNED: _returned,
    EntryKind.ARBITRATED: _arbitrated,
    EntryKind.ANSWERED: _answered,
    EntryKind.VERIFIED: _verified,
    EntryKind.REVISITED: _revisited,
    EntryKind.NOTICE_REPLIED: _replied,
}


# --- writing the answer ------------------------------------------------------------


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
