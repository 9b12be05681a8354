"""差评不改: Q1 no contact after a bad rating, or nothing rectified.

Source: docs/rules.md, "Timelines" 33, 48.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from app.domain.chronicle import Chronicle, Record, with_end
from app.domain.facts import Clock
from app.domain.finding import Finding
from app.domain.terms import ClockName, EntryKind


def ignored_ratings(chronicle: Chronicle) -> Iterator[Finding]:
    """Q1: nobody called after a bad rating, or nothing was mended in time."""
    for clock in chronicle.clocks(ClockName.RATING_CONTACT):
        if clock.due_at is not None and chronicle.is_late(clock):
            evidence = chronicle.evidence(clock)
            yield Finding("Q1", clock.department, clock.due_at, evidence)
        yield from _not_rectified(chronicle, clock)


def _not_rectified(chronicle: Chronicle, contact: Clock) -> Iterator[Finding]:
    """Rectifying takes the whole way to a redo's answer, or to closing, from the same
    event that asks for the contact."""
    start = chronicle.started[contact.key]
    days = chronicle.rules.rectify_days
    due = chronicle.frozen_due(contact.started_at, days)
    done = _rectified(chronicle, start)
    end = done.act.at if done else _waited_until(chronicle)
    if end <= due:
        return
    back = chronicle.sent_back_after(due, contact.started_at)
    if back is not None:
        since, start = back.act.at, back.position
    else:
        since = due
    evidence = with_end(start, done.position if done else None)
    yield Finding("Q1", chronicle.holder_at(since), since, evidence)


def _rectified(chronicle: Chronicle, start: int) -> Record | None:
    """The redo's answer that was not sent back, or the closing."""
    answer: Record | None = None
    for record in chronicle.records:
        act = record.act
        if record.position <= start:
            continue
        if act.kind is EntryKind.CLOSED:
            return record
        if act.kind is EntryKind.ANSWERED:
            answer = record
        elif act.kind is EntryKind.VERIFIED and answer is not None:
            if act.passed:
                return answer
            answer = None
    return answer


def _waited_until(chronicle: Chronicle) -> datetime:
    """Until when nothing was rectified: the withdrawal, or now."""
    for record in chronicle.of(EntryKind.WITHDRAWN):
        return record.act.at
    return chronicle.until
