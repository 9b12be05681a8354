"""A draft rule file tried on recorded histories, many at a time; nothing is written.

Histories come as they are recorded: lines of a file, or acts of the register. They are
judged in chunks, on several cores where there are some; no more chunks are in hand than
are being judged, so that memory does not grow with the number of histories.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from multiprocessing import get_context
from typing import Any, TypeAlias

from app.domain.backtest import Compared, Totals, Verdict, compare, not_judged, verdict
from app.domain.facts import ENDED, TicketFacts
from app.domain.history import OUTSIDE, ActFault, Outcome, Recorded, fold, told_until
from app.domain.recorded_events import TimelineFault
from app.domain.rule_set import RuleSet
from app.domain.rules.file import load_rules
from app.domain.timelines import (
    judge_again,
    judge_record,
    read_record,
    ticket_of,
)
from app.domain.working_calendar import WorkingCalendar, district_calendar

CHUNK = 250

History: TypeAlias = bytes | Recorded


@dataclass(slots=True)
class Side:
    """One rule file, and the calendars it makes of the district's holidays.

    hours: by center code, where a center keeps hours of its own
    days:  by center code, single days with hours of their own; "" is every center
    """

    rules: RuleSet
    holidays: dict[str, object]
    hours: dict[str, dict[str, object]]
    days: dict[str, dict[str, object]]
    _calendars: dict[str, WorkingCalendar] = field(default_factory=dict)

    def calendar(self, center: str) -> WorkingCalendar:
        """The calendar of a center; "" is one without hours of its own."""
        if center not in self._calendars:
            own = self.hours.get(center) or self.hours.get("")
            hours = own or self.rules.hours.as_mapping()
            days = {**self.days.get("", {}), **self.days.get(center, {})}
            self._calendars[center] = district_calendar(self.holidays, hours, days)
        return self._calendars[center]


@dataclass(slots=True)
class Trial:
    """Everything a back-test judges by.

    active, draft: texts of the two rule files
    holidays:      the district's, as JSON; hours, days: see Side
    now:           up to when time passes for a recorded ticket that is open
    """

    active: str
    draft: str
    holidays: str
    now: datetime
    hours: str = "{}"
    days: str = "{}"

    def sides(self) -> tuple[Side, Side]:
        """Both rule files, ready to judge."""
        active, draft = (
            Side(
                load_rules(text),
                json.loads(self.holidays),
                json.loads(self.hours),
                json.loads(self.days),
            )
            for text in (self.active, self.draft)
        )
        return active, draft


@dataclass(slots=True)
class Part:
    """What a chunk of histories came to.

    told:   those with a difference or an error
    amount: bytes of lines read, or tickets, for whoever shows progress
    """

    totals: Totals
    told: list[Compared]
    amount: int


def try_draft(
    trial: Trial, histories: Iterable[History], processes: int = 1
) -> Iterator[Part]:
    """The parts in the order of the histories, as they become known.

    processes: 1 judges here and now
    """
    chunks = _chunks(iter(histories))
    if processes == 1:
        sides = trial.sides()
        for chunk in chunks:
            yield _judged(chunk, trial, sides)
        return
    # Started anew and not forked: a process of the house has connections open.
    with ProcessPoolExecutor(
        processes, get_context("spawn"), initializer=_begin, initargs=(trial,)
    ) as pool:
        in_hand: deque[Future[Part]] = deque()
        for chunk in chunks:
            in_hand.append(pool.submit(_judged_there, chunk))
            if len(in_hand) > 2 * processes:
                yield in_hand.popleft().result()
        while in_hand:
            yield in_hand.popleft().result()


def _chunks(histories: Iterator[History]) -> Iterator[list[History]]:
    while chunk := list(islice(histories, CHUNK)):
        yield chunk


_here: list[tuple[Trial, tuple[Side, Side]]] = []


def _begin(trial: Trial) -> None:
    """Read both rule files once in each process."""
    _here.append((trial, trial.sides()))


def _judged_there(chunk: list[History]) -> Part:
    trial, sides = _here[0]
    return _judged(chunk, trial, sides)


def _judged(chunk: list[History], trial: Trial, sides: tuple[Side, Side]) -> Part:
    totals, told = Totals(), []
    for history in chunk:
        one = _compared(history, trial, sides)
        totals.add(one)
        if one.differences or one.error:
            told.append(one)
    amount = sum(len(one) if isinstance(one, bytes) else 1 for one in chunk)
    return Part(totals, told, amount)


def _compared(history: History, trial: Trial, sides: tuple[Side, Side]) -> Compared:
    if isinstance(history, Recorded):
        active, draft = (_recorded(history, side, trial.now) for side in sides)
        return _both(history.number, active, draft)
    try:
        record = read_record(history)
    except TimelineFault as fault:
        return not_judged(None, fault.message, fault.message)
    return _both(ticket_of(record), *_timeline(record, sides))


def _both(
    ticket: str | int | None, active: Verdict | str, draft: Verdict | str
) -> Compared:
    if isinstance(active, Verdict) and isinstance(draft, Verdict):
        return compare(ticket, active, draft)
    return not_judged(ticket, _error(active), _error(draft))


def _error(said: Verdict | str) -> str | None:
    return said if isinstance(said, str) else None


def _timeline(
    record: Mapping[str, Any], sides: tuple[Side, Side]
) -> tuple[Verdict | str, Verdict | str]:
    """Both verdicts on a line of a file, or why there is none; it is read once."""
    active, draft = sides
    try:
        judged = judge_record(record, active.calendar(""), active.rules)
    except TimelineFault as fault:
        try:
            again = judge_record(record, draft.calendar(""), draft.rules)
        except TimelineFault as another:
            return fault.message, another.message
        return fault.message, _verdict(again.told)
    try:
        told = judge_again(judged, draft.calendar(""), draft.rules)
    except TimelineFault as fault:
        return _verdict(judged.told), fault.message
    return _verdict(judged.told), _verdict(told)


def _verdict(told: Outcome) -> Verdict:
    return verdict(told.steps(), told.findings())


def _recorded(recorded: Recorded, side: Side, now: datetime) -> Verdict | str:
    """The verdict on a ticket of the register, or why there is none."""
    calendar = side.calendar(recorded.center)
    try:
        acts = recorded.as_acts()
        history = fold(recorded.ticket_class, acts, calendar, side.rules)
        until = _until(history.facts, now)
        told = told_until(history, until, calendar, side.rules)
    except ActFault as fault:
        return fault.refusal.code if fault.refusal else "outside the calendar"
    except OUTSIDE:
        return "outside the calendar"
    return _verdict(told)


def _until(facts: TicketFacts, now: datetime) -> datetime:
    return facts.last_at if facts.state in ENDED else max(now, facts.last_at)
