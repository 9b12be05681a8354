"""The queue of escalations, and the filters over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import request
from flask_babel import gettext

from app.casework.desk import Desk
from app.domain.terms import ClockName, ReviewStatus, Step
from app.store.reads.escalations import (
    QueuedEscalation,
    count_reviews,
    list_escalations,
)
from app.web.formats import clock_time, overdue, short_day, term
from app.web.lights import Light
from app.web.places import list_address, one_more, place_here, place_text

ROWS = 12
STEPS = tuple(step for step in Step if step is not Step.YELLOW)

Filter = tuple[str, int | None, str, bool]
Entry = tuple[str, Light, str, str, str]


@dataclass(frozen=True)
class Queue:
    """One page of the queue.

    entries: as proof.queue draws them; ids: of the escalations, in the same order
    """

    entries: Sequence[Entry]
    ids: Sequence[int]
    statuses: Sequence[Filter]
    steps: Sequence[Filter]
    next_page: str
    total: int


def status_here() -> ReviewStatus:
    """Return the status that is asked for; what awaits a review, if none is."""
    try:
        return ReviewStatus(request.args.get("status", ""))
    except ValueError:
        return ReviewStatus.PENDING


def step_here() -> Step | None:
    """Return the step that is asked for; None for all."""
    try:
        step = Step(request.args.get("step", ""))
    except ValueError:
        return None
    return step if step in STEPS else None


def queue_here(desk: Desk) -> Queue:
    """Return the queue that the address asks for; two questions."""
    status, step = status_here(), step_here()
    listed, is_more = one_more(
        list_escalations(
            desk.district, status, step=step, after=place_here(), limit=ROWS + 1
        ),
        ROWS,
    )
    counts = count_reviews(desk.district)
    steps = [(step, counts.get((status, step), 0)) for step in STEPS]
    next_page = ""
    if is_more:
        after = place_text(listed[-1].place)
        next_page = list_address("inspection.escalations", after=after)
    return Queue(
        [_entry(desk, one) for one in listed],
        [one.id for one in listed],
        _statuses(counts, status),
        _steps(steps, step),
        next_page,
        sum(count for each, count in steps if step in (None, each)),
    )


def address_of(escalation_id: int) -> str:
    """Return the address of one escalation, with the filters of this page."""
    return list_address(
        "inspection.escalations",
        escalation_id=str(escalation_id),
        after=request.args.get("after"),
        queue=None,
    )


def flag(step: Step, clock: ClockName) -> str:
    """Return what fell: the step, and that it is a redo where it is one."""
    if clock is ClockName.REDO:
        return f"{term(step)} · {term(clock)}"
    return term(step)


def _entry(desk: Desk, one: QueuedEscalation) -> Entry:
    light, word = lateness(one, desk)
    department = one.department_name or gettext("Arbiter")
    moment = f"{short_day(one.due_at)} {clock_time(one.due_at)}"
    line = f"{one.number}　{department}　{moment}"
    return flag(one.step, one.clock), light, word, line, address_of(one.id)


def lateness(one: QueuedEscalation, desk: Desk) -> tuple[Light, str]:
    """Return how the promise of the case stands now."""
    measured = one.finished_at or desk.now
    if one.promised_at is None or measured <= one.promised_at:
        return (Light.DONE, gettext("Finished")) if one.finished_at else (Light.OK, "")
    if one.finished_at:
        return Light.LATE, gettext("Finished late")
    return Light.LATE, overdue(one.promised_at)


def _statuses(
    counts: Mapping[tuple[ReviewStatus, Step], int], chosen: ReviewStatus
) -> list[Filter]:
    return [
        (
            term(status),
            sum(counts.get((status, step), 0) for step in STEPS),
            _list(status=None if status is ReviewStatus.PENDING else status, step=None),
            status is chosen,
        )
        for status in ReviewStatus
    ]


def _steps(counts: Sequence[tuple[Step, int]], chosen: Step | None) -> list[Filter]:
    everything = sum(count for _, count in counts)
    found: list[Filter] = [
        (gettext("All steps"), everything, _list(step=None), chosen is None)
    ]
    return found + [
        (term(step), count, _list(step=step), step is chosen)
        for step, count in counts
        if count or step is chosen
    ]


def _list(**changed: str | None) -> str:
    return list_address("inspection.escalations", queue=None, **changed)
