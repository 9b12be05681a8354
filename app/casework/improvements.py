"""Improvement items: the timer proposes, dispatch takes up, the owner notes, dispatch ends.

Who may what: dispatch decides; the owning department reads its items and notes steps;
the inspection office and the district's leader read all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, time

from app.casework.desk import Desk
from app.casework.office import Office, Offices
from app.domain import improvements as rules
from app.domain.decision import Notice
from app.domain.errors import NotFound, NotPermitted
from app.domain.improvements import Class, ClassCase
from app.domain.notices import audience_of
from app.domain.periods import parse_period
from app.domain.statements import bounded
from app.domain.terms import (
    ImprovementOutcome,
    ImprovementState,
    ImprovementStep,
    Role,
)
from app.domain.working_calendar import WorkingCalendar
from app.store import directory, improvements, outbox
from app.store.reads.improvements import (
    Item,
    Latest,
    find_item,
    holders_of,
    items_of_case,
    latest_items,
    list_class_cases,
    list_items,
)

PROPOSED, TAKEN_UP = "improvement_proposed", "improvement_taken_up"
READERS = frozenset({Role.DISPATCHER, Role.INSPECTOR, Role.DISTRICT_LEADER})
OWNERS = frozenset({Role.CHIEF_REPRESENTATIVE, Role.HANDLER, Role.DEPUTY_LEADER})
_TOLD = (Role.CHIEF_REPRESENTATIVE, Role.DEPUTY_LEADER)

S, K = ImprovementState, ImprovementStep

Classes = Mapping[Class, Sequence[ClassCase]]


# --- the timer -------------------------------------------------------------------------


def read_classes(offices: Offices, district_id: int, now: datetime) -> Classes:
    """The classes of cases that may have come too often; reads only."""
    calendar = _calendar(offices.of(district_id), district_id)
    first = rules.counted_from(calendar.civil_date(now))
    since = datetime.combine(first, time.min, calendar.zone)
    return rules.by_class(list_class_cases(district_id, since))


def propose(offices: Offices, district_id: int, classes: Classes, now: datetime) -> int:
    """Propose an item for each class that came too often; name new cases in open ones.

    Done twice, it changes nothing more: a class has one open item at most, and after its
    end only cases filed since are counted. returns: how many items are new
    """
    units = offices.of(district_id).rules.units
    latest, added = latest_items(district_id), 0
    for of, cases in classes.items():
        last = latest.get(of)
        if last is not None and last.state in rules.OPEN:
            _name_again(last, cases, now)
            continue
        fresh = [one for one in cases if _is_after(one, last)]
        found = rules.repetition(fresh, units)
        if found is not None:
            _propose(district_id, of, (last.nth if last else 0) + 1, found, now)
            added += 1
    if added:
        told = Notice(PROPOSED, str(Role.DISPATCHER))
        outbox.add_notices(district_id, [(told, {"items": added})], now)
    return added


def _is_after(case: ClassCase, last: Latest | None) -> bool:
    return last is None or last.ended_at is None or case.filed_at > last.ended_at


def _propose(
    district_id: int, of: Class, nth: int, found: rules.Repetition, now: datetime
) -> None:
    holders = Counter(holders_of(found.ticket_ids))
    most = holders.most_common(1)
    department = most[0][0] if most else None
    item = improvements.add_item(
        district_id, of, nth, found.period.key, department, now
    )
    improvements.add_cases(item, found.ticket_ids)
    _step(item, K.PROPOSED, now, str(len(found.ticket_ids)))


def _name_again(last: Latest, cases: Sequence[ClassCase], now: datetime) -> None:
    """Name what came since in the open item, so that it shows whether it mends."""
    first = parse_period(last.period).first
    further = [one.ticket_id for one in cases if one.filed >= first]
    new = improvements.add_cases(last.id, further)
    if new:
        _step(last.id, K.REPEATED, now, str(new))


def _step(item: int, kind: ImprovementStep, now: datetime, text: str) -> None:
    improvements.add_step(item, kind, now, Role.SYSTEM, "", text)


# --- people ----------------------------------------------------------------------------


def get_item(desk: Desk, item_id: int) -> Item:
    """One item that this officer may see. raises: NotFound"""
    found = find_item(desk.district, item_id)
    if found is None or not _may_see(desk, found):
        raise NotFound("improvement.unknown")
    return found


def list_own(desk: Desk) -> list[Item]:
    """The items that this officer may see, the newest first."""
    found = list_items(desk.district, department=desk.actor.department)
    return [item for item in found if _may_see(desk, item)]


def list_proposed(desk: Desk, since: datetime, until: datetime) -> list[Item]:
    """The district's items proposed from `since` up to, not including, `until`."""
    return list_items(desk.district, proposed=(since, until))


def list_of_case(desk: Desk, ticket_id: int) -> list[Item]:
    """The items that a case is named in, as far as this officer may see them."""
    return [item for item in items_of_case(ticket_id) if _may_see(desk, item)]


def take_up(desk: Desk, item_id: int, department: str, owner: str, plan: str) -> None:
    """Make a proposed item the work of a department, with a date.

    raises: NotPermitted, NotFound, NotPossible, FieldMissing, Stale
    """
    item = _to_decide(desk, item_id)
    known = directory.district(desk.district)
    department_id = known.department_id(bounded(department, "department"))
    calendar = _calendar(desk.office, desk.district)
    due = rules.taken_up(
        item.state,
        owner,
        plan,
        calendar.civil_date(desk.now),
        desk.office.rules.units.improvement_days,
        calendar,
    )
    improvements.start_item(item_id, department_id, owner.strip(), due)
    _say(desk, item_id, K.TAKEN_UP, plan)
    told = [audience_of(role, department, "") or "" for role in _TOLD]
    outbox.add_notices(
        desk.district, [(Notice(TAKEN_UP, one), {}) for one in told], desk.now
    )


def decline(desk: Desk, item_id: int, reason: str) -> None:
    """Say why a proposed item is not taken up. raises: as `take_up`"""
    item = _to_decide(desk, item_id)
    rules.require_may_decline(item.state)
    words = bounded(reason, "reason")
    improvements.end_item(item_id, S.PROPOSED, S.DECLINED, desk.now)
    _say(desk, item_id, K.DECLINED, words)


def note_step(desk: Desk, item_id: int, text: str) -> None:
    """Note what was done, by dispatch or by the owning department. raises: as `take_up`"""
    item = get_item(desk, item_id)
    if desk.actor.role is not Role.DISPATCHER and desk.actor.role not in OWNERS:
        raise NotPermitted("improvement.not_yours")
    rules.require_under_way(item.state)
    _say(desk, item_id, K.NOTED, bounded(text, "text"))


def complete(
    desk: Desk, item_id: int, outcome: ImprovementOutcome, change: str
) -> None:
    """End an item with what was changed for the whole class. raises: as `take_up`"""
    item = _to_decide(desk, item_id)
    rules.require_under_way(item.state)
    words = bounded(change, "change")
    improvements.end_item(item_id, S.TAKEN_UP, S.DONE, desk.now, outcome)
    _say(desk, item_id, K.DONE, words)


def _to_decide(desk: Desk, item_id: int) -> Item:
    item = get_item(desk, item_id)
    if desk.actor.role is not Role.DISPATCHER:
        raise NotPermitted("improvement.not_yours")
    return item


def _say(desk: Desk, item_id: int, kind: ImprovementStep, text: str) -> None:
    actor = desk.actor
    improvements.add_step(item_id, kind, desk.now, actor.role, actor.name, text.strip())


def _may_see(desk: Desk, item: Item) -> bool:
    """A department sees what it owns, from the day it was given to it."""
    if desk.actor.role in READERS:
        return True
    actor = desk.actor
    is_own = actor.role in OWNERS and item.department == actor.department
    return is_own and item.state in (S.TAKEN_UP, S.DONE)


def _calendar(office: Office, district_id: int) -> WorkingCalendar:
    return office.calendar(directory.district(district_id).window)
