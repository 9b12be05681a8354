"""Verbs on the calendar itself: a year's notice, a single day, a center's hours.

Whatever changes, every case that has not ended comes under the new calendar in the same
transaction, with an entry that names it; ended cases stay as they are. What would move
can be asked beforehand: the same walk, nothing written.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice

from app.casework.desk import Desk
from app.casework.office import Office, Offices
from app.domain.calendar.content import CalendarFault
from app.domain.calendar.years import CalendarYear
from app.domain.deciding import change_calendar
from app.domain.decision import Decision, Json
from app.domain.errors import FieldMissing, NotPermitted, RuleBroken
from app.domain.recomputing import moved_clocks
from app.domain.terms import ClockName, Role
from app.store import calendar_changes, directory, register, versions
from app.store.calendar_changes import DAY, DISTRICT_WIDE, WEEK, YEAR, Change
from app.store.register import Held

KEEPERS = frozenset({Role.INSPECTOR, Role.SYSTEM})
BATCH = 1_000
STEP = 100  # open cases from one telling to the next
SHOWN = 500
_PROMISES = (ClockName.FINISH, ClockName.REDO)


@dataclass(frozen=True, slots=True)
class Move:
    """One limit of one case that ends elsewhere. department: code or None"""

    number: str
    clock: ClockName
    cycle: int
    department: str | None
    was_due_at: datetime
    due_at: datetime


@dataclass(slots=True)
class Moves:
    """What a change of the calendar does to the cases that have not ended.

    looked:  open cases that were looked at so far
    cases:   that come under the new calendar
    moved:   cases of which a limit moves; promises: of which the promise moves
    listed:  the first limits that move, SHOWN at most
    version: of the new calendar of the district's own center
    """

    version: str = ""
    looked: int = 0
    cases: int = 0
    moved: int = 0
    promises: int = 0
    limits: int = 0
    listed: list[Move] = field(default_factory=list)


def year_change(year: CalendarYear) -> Change:
    """A year's notice, for the whole district."""
    return Change(YEAR, str(year.year), DISTRICT_WIDE, year.as_entry())


def day_change(
    day: date, hours: list[list[str]] | None, reason: str, center: str = DISTRICT_WIDE
) -> Change:
    """A single day with hours of its own; no blocks is a day off. None takes it back.

    raises: FieldMissing without a reason
    """
    if not reason.strip():
        raise FieldMissing("field.missing", field="reason")
    content = None if hours is None else {"hours": hours, "reason": reason.strip()}
    return Change(DAY, day.isoformat(), center, content, reason.strip())


def week_change(
    hours: Mapping[str, object] | None, reason: str, center: str = DISTRICT_WIDE
) -> Change:
    """The weekly hours of a center, or of the district; None is the rule file's again.

    raises: FieldMissing without a reason
    """
    if not reason.strip():
        raise FieldMissing("field.missing", field="reason")
    return Change(WEEK, "", center, hours, reason.strip())


def preview_change(desk: Desk, offices: Offices, change: Change) -> Moves:
    """What the change would move; nothing is written.

    raises: NotPermitted; RuleBroken calendar.fault, if no calendar comes of it
    """
    found = Moves()
    deque(previewing(desk, offices, change, found), maxlen=0)
    return found


def previewing(
    desk: Desk, offices: Offices, change: Change, found: Moves
) -> Iterator[int]:
    """The same, for whoever shows how far it is. found: is filled on the way

    yields: how many open cases were looked at
    raises: at the first step, what preview_change raises
    """
    _require_keeper(desk)
    office = _changed(desk, offices, change)
    yield 0
    told = 0
    for _ in _decided(desk, office, change, found):
        if found.looked >= told + STEP:
            told = found.looked
            yield told


def make_change(desk: Desk, offices: Offices, change: Change) -> Moves:
    """Write the change, and put every case that has not ended under the new calendar.

    raises: NotPermitted; RuleBroken calendar.fault, if no calendar comes of it
    """
    found = Moves()
    deque(making(desk, offices, change, found), maxlen=0)
    return found


def making(desk: Desk, offices: Offices, change: Change, found: Moves) -> Iterator[int]:
    """The same, for whoever shows how far it is. found: is filled on the way

    yields: how many open cases were looked at
    raises: at the first step, what make_change raises
    """
    _require_keeper(desk)
    office = _changed(desk, offices, change)
    yield 0
    calendar_changes.add_change(desk.district, change, desk.actor.name, desk.now)
    decided = _decided(desk, office, change, found)
    while batch := list(islice(decided, BATCH)):
        _remember(desk, office, batch)
        register.write_decisions(batch, desk.actor, desk.now)
        yield found.looked


def _require_keeper(desk: Desk) -> None:
    if desk.actor.role not in KEEPERS:
        raise NotPermitted("calendar.not_yours", role=desk.actor.role)


def _changed(desk: Desk, offices: Offices, change: Change) -> Office:
    """The office as it will be; every center's calendar is tried."""
    known = directory.district(desk.district)
    if change.center and change.center not in known.center_ids:
        raise RuleBroken("center.unknown", field="center")
    in_force = calendar_changes.changes_in_force(desk.district)
    office = offices.with_changes(desk.district, [*in_force, change])
    try:
        for center in known.center_ids:
            office.calendar(center)
    except CalendarFault as fault:
        raise RuleBroken("calendar.fault", field="text", why=str(fault)) from fault
    return office


def _decided(
    desk: Desk, office: Office, change: Change, found: Moves
) -> Iterator[tuple[Held, Decision]]:
    """Every case that comes under another calendar, with what that does to it."""
    found.version = office.calendar(directory.district(desk.district).window).version
    words = _words(change)
    for held in _open_cases(desk):
        found.looked += 1
        calendar = office.calendar_under(held.center, held.rules_hash)
        if calendar.version == held.calendar_hash:
            continue
        moment = desk.office.moment(held, desk.now)
        decision = change_calendar(held.facts, calendar, moment, words)
        _count(held, decision, found)
        yield held, decision


def _words(change: Change) -> dict[str, Json]:
    words: dict[str, Json] = {"subject": change.subject, "key": change.key}
    number = (change.content or {}).get("number")
    if number:
        words["notice_no"] = str(number)
    if change.reason:
        words["why"] = change.reason
    return words


def _open_cases(desk: Desk) -> Iterator[Held]:
    last = 0
    while batch := register.hold_open(desk.district, last, BATCH):
        yield from batch
        last = batch[-1].ticket_id


def _count(held: Held, decision: Decision, found: Moves) -> None:
    moves = [
        Move(
            held.number,
            one.clock.name,
            one.clock.cycle,
            one.clock.department,
            one.was_due_at,
            one.due_at,
        )
        for one in moved_clocks(held.facts, decision.facts)
    ]
    found.cases += 1
    found.moved += bool(moves)
    found.promises += any(one.clock in _PROMISES for one in moves)
    found.limits += len(moves)
    found.listed += moves[: SHOWN - len(found.listed)]


def _remember(desk: Desk, office: Office, batch: list[tuple[Held, Decision]]) -> None:
    """Keep the calendars that cases of the batch come under, beside their hash."""
    named = {(held.center, held.rules_hash) for held, _ in batch}
    for center, rules in sorted(named):
        version = office.calendar_under(center, rules).version
        text = office.calendar_text_under(center, rules)
        versions.remember_calendar(version, text, desk.now)
