"""The queue of what is heard and ruled on, and the filters over it.

Escalations and findings stand in one queue, in the order of their legal moments.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask import request
from flask_babel import gettext

from app.casework.desk import Desk
from app.domain.hearing import AWAITING_INSPECTION, turn
from app.domain.limits import days_due, started_too_long_ago
from app.domain.terms import FindingCode, ReviewStatus, Role, Step
from app.store.reads.conditions import Place
from app.store.reads.flags import (
    Kind,
    Late,
    QueuedFlag,
    count_queue,
    is_late,
    list_flags,
)
from app.web.flag_words import flag_name
from app.web.formats import clock_time, overdue, short_day, term
from app.web.lights import Light
from app.web.places import list_address, one_more, place_here, place_text

ROWS = 12
KINDS: tuple[Kind, ...] = (
    *(step for step in Step if step is not Step.YELLOW),
    *FindingCode,
)
# What the inspection office owes: everything that is not decided and not late elsewhere.
OURS = (
    ReviewStatus.PENDING,
    ReviewStatus.STATEMENT,
    ReviewStatus.HEARD,
    ReviewStatus.OBJECTED,
)


class Beyond(StrEnum):
    """What the queue shows beside one status. awaiting: all that waits for the inspection
    office, as the number in the navigation counts it; late: what it is late with"""

    AWAITING = "awaiting"
    LATE = "late"


Status = ReviewStatus | Beyond
Filter = tuple[str, int | None, str, bool]
Entry = tuple[str, Light, str, str, str]


@dataclass(frozen=True)
class Queue:
    """One page of the queue.

    entries: as proof.queue draws them; flags: the same, in the same order
    """

    entries: Sequence[Entry]
    flags: Sequence[QueuedFlag]
    statuses: Sequence[Filter]
    kinds: Sequence[Filter]
    next_page: str
    total: int


def status_here() -> Status:
    """Return what is asked for; all that waits for the inspection office if nothing is."""
    asked = request.args.get("status", "")
    if asked == Beyond.LATE:
        return Beyond.LATE
    try:
        return ReviewStatus(asked)
    except ValueError:
        return Beyond.AWAITING


def kind_here() -> Kind | None:
    """Return the step or the code that is asked for; None for all."""
    asked = request.args.get("step", "")
    return next((kind for kind in KINDS if kind == asked), None)


def late_here(desk: Desk) -> Late:
    """Return what makes the inspection office late now."""
    rules = desk.office.rules
    calendar = desk.office.standard_calendar()
    untold = started_too_long_ago(calendar, desk.now, rules.hearing.telling)
    return Late(desk.now, untold)


def flags_here(desk: Desk, after: Place | None, limit: int) -> list[QueuedFlag]:
    """Return so many flags of what the address asks for, from a place on."""
    status = status_here()
    return list_flags(
        desk.district,
        _statuses_of(status),
        kind=kind_here(),
        wanted=is_late(late_here(desk)) if status is Beyond.LATE else None,
        openly=_openly(desk),
        after=after,
        limit=limit,
    )


def queue_here(desk: Desk) -> Queue:
    """Return the queue that the address asks for; three questions."""
    status, kind = status_here(), kind_here()
    statuses = _statuses_of(status)
    listed, is_more = one_more(flags_here(desk, place_here(), ROWS + 1), ROWS)
    openly = _openly(desk)
    counts = count_queue(desk.district, statuses, late_here(desk), openly=openly)
    kinds = [(one, counts.by_kind.get(one, 0)) for one in KINDS]
    next_page = ""
    if is_more:
        after = place_text(listed[-1].place)
        next_page = list_address("inspection.escalations", after=after)
    return Queue(
        [_entry(desk, one) for one in listed],
        listed,
        _statuses(counts.by_status, counts.late, status),
        _kinds(kinds, kind) if status is not Beyond.LATE else (),
        next_page,
        counts.late
        if status is Beyond.LATE
        else sum(count for each, count in kinds if kind in (None, each)),
    )


def _openly(desk: Desk) -> bool:
    """Without what only the inspection office may know of?"""
    return desk.actor.role is not Role.INSPECTOR


def _statuses_of(status: Status) -> Sequence[ReviewStatus]:
    if isinstance(status, ReviewStatus):
        return (status,)
    return OURS if status is Beyond.LATE else AWAITING_INSPECTION


def address_of(flag: QueuedFlag) -> str:
    """Return the address of one flag, with the filters of this page."""
    name = "finding_id" if flag.is_finding else "escalation_id"
    return list_address(
        "inspection.escalations",
        **{name: str(flag.id)},
        after=request.args.get("after"),
        queue=None,
    )


def _entry(desk: Desk, one: QueuedFlag) -> Entry:
    light, word = turn_light(one, desk)
    department = one.department_name or gettext("Arbiter")
    moment = f"{short_day(one.at)} {clock_time(one.at)}"
    line = f"{one.number}　{department}　{moment}"
    return flag_name(one.key), light, word, line, address_of(one)


def turn_light(one: QueuedFlag, desk: Desk) -> tuple[Light, str]:
    """Return whose turn it is in the procedure, and whether that is late."""
    next_turn = turn(one.hearing, told_by(one, desk), desk.now)
    if next_turn is None:
        return Light.DONE, gettext("Final")
    if next_turn.of_department:
        return Light.HELD, gettext("With the department")
    if next_turn.due_at is not None and next_turn.is_late(desk.now):
        return Light.LATE, gettext("We are %(late)s", late=overdue(next_turn.due_at))
    return Light.OK, gettext("Our turn")


def told_by(one: QueuedFlag, desk: Desk) -> datetime:
    """Return until when the department is to be told of a flag."""
    office = desk.office
    calendar = office.calendar_of(one.calendar_hash)
    days = office.rules_of(one.rules_hash).hearing.telling
    return days_due(calendar, one.detected_at, days)[1]


def lateness(one: QueuedFlag, desk: Desk) -> tuple[Light, str]:
    """Return how the promise of the case stands now."""
    measured = one.finished_at or desk.now
    if one.promised_at is None or measured <= one.promised_at:
        return (Light.DONE, gettext("Finished")) if one.finished_at else (Light.OK, "")
    if one.finished_at:
        return Light.LATE, gettext("Finished late")
    return Light.LATE, overdue(one.promised_at)


def _statuses(
    counts: Mapping[ReviewStatus, int], late: int, chosen: Status
) -> list[Filter]:
    waiting = sum(counts.get(status, 0) for status in AWAITING_INSPECTION)
    of_each = [(term(one), counts.get(one, 0), one) for one in ReviewStatus]
    told: list[tuple[str, int, Status]] = [
        (gettext("With the inspection office"), waiting, Beyond.AWAITING),
        *of_each,
        (gettext("We are late"), late, Beyond.LATE),
    ]
    return [(word, count, _of_status(one), one is chosen) for word, count, one in told]


def _of_status(status: Status) -> str:
    asked = None if status is Beyond.AWAITING else status
    return _list(status=asked, step=None)


def _kinds(counts: Sequence[tuple[Kind, int]], chosen: Kind | None) -> list[Filter]:
    everything = sum(count for _, count in counts)
    found: list[Filter] = [
        (gettext("All"), everything, _list(step=None), chosen is None)
    ]
    return found + [
        (_kind_word(kind), count, _list(step=kind), kind is chosen)
        for kind, count in counts
        if count or kind is chosen
    ]


def _kind_word(kind: Kind) -> str:
    word = term(kind)
    return f"{kind} {word}" if isinstance(kind, FindingCode) else word


def _list(**changed: str | None) -> str:
    return list_address("inspection.escalations", queue=None, **changed)
