"""Decisions written: one at a time for people, a thousand at a time for the timer.

The same few statements either way, so that what a person does and what time does
cannot be written differently.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NoReturn

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from app.domain.decision import Decision
from app.domain.errors import NotFound, Stale
from app.domain.permissions import Actor
from app.store import directory, rows
from app.store.bulk import insert_rows, update_rows, upsert_rows
from app.store.counters import Counter, take_numbers
from app.store.database import db
from app.store.holding import Held
from app.store.rows import Act, Row
from app.store.tables import (
    ClockRow,
    EntryRow,
    EscalationRow,
    NoticeRow,
    SupervisionNoticeRow,
    TicketRow,
)
from app.store.transaction import lock_for_writing

PUT_OFF = timedelta(minutes=10)
CLOCK_MOVES = ("department_id", "due_at", "stopped_at", "colour")


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
    if not decided:
        return []
    lock_for_writing()
    acts = [_act(held, decision, actor, recorded_at) for held, decision in decided]
    entries = [rows.entry_rows(act) for act in acts]
    after = [
        rows.written(act, told[-1]["hash"] if told else act.held.chain_head)
        for act, told in zip(acts, entries, strict=True)
    ]
    _change_tickets(acts, after)
    write_consequences(acts, [row for told in entries for row in told])
    return after


def put_off(held: Held, now: datetime) -> None:
    """Let the sweep pass over a ticket that it could not judge, for a while."""
    lock_for_writing()
    ticket = update(TicketRow).where(TicketRow.id == held.ticket_id)
    db.session.execute(ticket.values(next_at=now + PUT_OFF))


def write_consequences(acts: Sequence[Act], entries: Sequence[Row]) -> None:
    """Write all that follows from decisions, except the ticket rows themselves."""
    try:
        insert_rows(EntryRow, entries)
        upsert_rows(ClockRow, _all(map(rows.clock_rows, acts)), CLOCK_MOVES)
        insert_rows(EscalationRow, _all(map(rows.escalation_rows, acts)))
        insert_rows(SupervisionNoticeRow, _numbered(acts))
    except IntegrityError as error:
        _refuse_doubles(error)
    update_rows(SupervisionNoticeRow, _all(map(rows.reply_rows, acts)))
    _write_reviews(acts)
    insert_rows(NoticeRow, _all(map(rows.notice_rows, acts)))


def _act(held: Held, decision: Decision, actor: Actor, recorded_at: datetime) -> Act:
    known = directory.district(held.district_id)
    return Act(held, decision, known, actor, recorded_at)


def _change_tickets(acts: Sequence[Act], after: Sequence[Held]) -> None:
    changes = [
        {
            "old_id": now.ticket_id,
            "old_version": act.held.version,
            **rows.standing(now, act.decision, act.district),
        }
        for act, now in zip(acts, after, strict=True)
    ]
    if update_rows(TicketRow, changes) != len(changes):
        raise Stale("ticket.changed", number=acts[0].held.number)
    for act in acts:
        code = rows.exclusion(act.decision)
        if code:
            ticket = update(TicketRow).where(TicketRow.id == act.held.ticket_id)
            db.session.execute(ticket.values(exclusion=code))


def _numbered(acts: Sequence[Act]) -> list[Row]:
    """The supervision notices, numbered in the order of their legal moments."""
    notices = _all(map(rows.supervision_rows, acts))
    notices.sort(key=lambda row: (row["issued_at"], row["ticket_id"]))
    coming = take_numbers(Tally(map(_counter, notices)))
    done = []
    for row in notices:
        prefix = directory.district(row["district_id"]).notice_prefix
        done.append(rows.numbered(row, coming[_counter(row)], prefix))
        coming[_counter(row)] += 1
    return done


def _counter(row: Row) -> Counter:
    return row["district_id"], f"notice_{row['colour']}", row["year"]


def _write_reviews(acts: Sequence[Act]) -> None:
    for act in acts:
        for review in act.decision.reviews:
            if not update_rows(EscalationRow, [rows.review_row(act, review)]):
                raise NotFound("escalation.unknown", number=act.held.number)


def _all(several: Iterable[list[Row]]) -> list[Row]:
    return [row for some in several for row in some]


def _refuse_doubles(error: IntegrityError) -> NoReturn:
    """A key that exists already means that somebody was there first."""
    if "unique" in str(error.orig).lower():
        raise Stale("ticket.changed") from error
    raise error
