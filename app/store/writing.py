"""Decisions written: one at a time for people, a thousand at a time for the timer.

The same few statements either way, so that what a person does and what time does
cannot be written differently. Rows are made before the write lock is asked for.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Sequence
from datetime import datetime
from typing import NoReturn

from sqlalchemy.exc import IntegrityError

from app.domain.decision import Decision
from app.domain.errors import NotFound, Stale
from app.domain.permissions import Actor
from app.store import directory, rows
from app.store.bulk import insert_rows, update_rows, upsert_rows
from app.store.counters import Counter, take_numbers
from app.store.holding import Held
from app.store.papers import paper_rows, write_papers, write_withdrawals
from app.store.retaliation import write_retaliation
from app.store.rows import Act, Prepared, Row
from app.store.tables import (
    ClockRow,
    EntryRow,
    EscalationRow,
    FindingRow,
    NoticeRow,
    SupervisionNoticeRow,
    TicketRow,
)
from app.store.transaction import lock_for_writing
from app.store.webhook_events import write_events

CLOCK_MOVES = ("department_id", "due_at", "stopped_at", "colour")
CLOCK_MADE_ANEW = (*CLOCK_MOVES, "rules_hash", "calendar_hash")


def write_decision(
    held: Held, decision: Decision, actor: Actor, recorded_at: datetime
) -> Held:
    """Write what was decided about one ticket.

    returns: the ticket in hand as it now stands, for a further decision
    raises:  Stale, when somebody acted on it after it was read
    """
    return write_decisions([(held, decision)], actor, recorded_at)[0]


def write_decisions(
    decided: Sequence[tuple[Held, Decision]], actor: Actor, recorded_at: datetime
) -> list[Held]:
    """Write what was decided about many tickets, each at most once.

    Entries written by time carry the system's name, the others the actor's.

    returns: the tickets in hand as they now stand, in the order given
    raises:  Stale, when somebody acted on one of them after it was read; nothing of
             the batch may be committed then
    """
    known = directory.districts(held.district_id for held, _ in decided)
    acts = [
        Act(held, decision, known[held.district_id], actor, recorded_at)
        for held, decision in decided
    ]
    prepared = rows.prepare(acts)
    lock_for_writing()
    found = update_rows(TicketRow, prepared.tickets)
    found += update_rows(TicketRow, prepared.passed)
    if found != len(acts):
        raise Stale("ticket.changed")
    write_consequences(prepared)
    write_papers([row for act in acts for row in paper_rows(act)])
    write_withdrawals(acts)
    write_retaliation(acts)
    return prepared.after


def write_consequences(prepared: Prepared) -> None:
    """Write all that follows from decisions, except the ticket rows themselves."""
    try:
        insert_rows(EntryRow, prepared.entries)
        upsert_rows(ClockRow, prepared.clocks, CLOCK_MOVES)
        upsert_rows(ClockRow, prepared.clocks_made_anew, CLOCK_MADE_ANEW)
        insert_rows(EscalationRow, prepared.escalations)
        insert_rows(SupervisionNoticeRow, _numbered(prepared.supervision))
    except IntegrityError as error:
        _refuse_doubles(error)
    insert_rows(NoticeRow, prepared.notices)
    write_events(prepared.told)
    for ended in prepared.ended_notices:
        update_rows(SupervisionNoticeRow, [ended])
    for stated in prepared.stated:
        update_rows(TicketRow, [stated])
    for review in prepared.reviews:
        if not update_rows(EscalationRow, [review]):
            raise NotFound("escalation.unknown", step=review["old_step"])
    for review in prepared.finding_reviews:
        if not update_rows(FindingRow, [review]):
            raise NotFound("finding.unknown", finding=review["old_code"])


def _numbered(notices: list[Row]) -> list[Row]:
    """The supervision notices, numbered in the order of their legal moments."""
    notices.sort(key=lambda row: (row["issued_at"], row["ticket_id"]))
    coming = take_numbers(Tally(map(_counter, notices)))
    known = directory.districts(row["district_id"] for row in notices)
    for row in notices:
        counter = _counter(row)
        prefix = known[row["district_id"]].notice_prefix
        row["sequence"] = coming[counter]
        row["number"] = rows.notice_number(row, prefix)
        coming[counter] += 1
    return notices


def _counter(row: Row) -> Counter:
    return row["district_id"], f"notice_{row['colour']}", row["year"]


def _refuse_doubles(error: IntegrityError) -> NoReturn:
    """A key that exists already means that somebody was there first."""
    if "unique" in str(error.orig).lower():
        raise Stale("ticket.changed") from error
    raise error
