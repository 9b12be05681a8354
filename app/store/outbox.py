"""Mails still to be sent: claimed, marked as sent, or tried again later.

A mail is claimed for some minutes in one transaction, sent outside any, and marked in
another. Who dies in between lets the claim lapse, and the mail is sent again: at
least once, never lost.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy import literal_column, select, update

from app.domain.decision import Notice
from app.store.bulk import insert_rows
from app.store.database import db, is_postgresql
from app.store.tables import NoticeRow, TicketRow
from app.store.transaction import lock_for_writing

Counts: TypeAlias = Mapping[str, int]

CLAIM = timedelta(minutes=5)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
MOST_ATTEMPTS = 24  # four days: a mail server may be down over a weekend

# Written out, not bound: SQLite uses a partial index only for a condition it can read.
_IS_PENDING = literal_column("notices.mail_state") == literal_column("'pending'")


@dataclass(frozen=True, slots=True)
class Mail:
    """One notice to be sent.

    facts:       number, department, due_at, as the decision knew them
    matter_name: empty for a notice about no ticket
    attempts:    this one included
    """

    notice_id: int
    district_id: int
    number: str
    matter_name: str
    kind: str
    audience: str
    facts: Mapping[str, Any]
    created_at: datetime
    attempts: int


def add_notices(
    district_id: int, told: Sequence[tuple[Notice, Counts]], now: datetime
) -> None:
    """Write notices about no ticket in particular, each with what it counts."""
    lock_for_writing()
    rows = [
        {
            "district_id": district_id,
            "ticket_id": None,
            "kind": notice.kind,
            "audience": notice.audience,
            "facts": json.dumps(counts),
            "created_at": now,
            "next_attempt_at": now,
        }
        for notice, counts in told
    ]
    insert_rows(NoticeRow, rows)


def claim_mails(now: datetime, limit: int = 50) -> list[Mail]:
    """Claim mails that are due, the longest waiting first."""
    lock_for_writing()
    due = (
        select(NoticeRow.id)
        .where(_IS_PENDING, NoticeRow.next_attempt_at <= now)
        .order_by(NoticeRow.next_attempt_at)
        .limit(limit)
    )
    if is_postgresql():
        due = due.with_for_update(skip_locked=True)
    ids = list(db.session.scalars(due))
    if not ids:
        return []
    _change(ids, attempts=NoticeRow.attempts + 1, next_attempt_at=now + CLAIM)
    return _mails(ids)


def mark_sent(ids: Sequence[int], now: datetime) -> None:
    """These are sent."""
    _change(ids, mail_state="sent", sent_at=now, next_attempt_at=None, last_error="")


def mark_unaddressed(ids: Sequence[int]) -> None:
    """Nobody in these audiences has an address: nothing will be sent."""
    _change(ids, mail_state="none", next_attempt_at=None)


def mark_failed(mail: Mail, error: str, now: datetime) -> None:
    """Try again after a while, each time twice as long; at last give up."""
    if mail.attempts >= MOST_ATTEMPTS:
        _change(
            [mail.notice_id],
            mail_state="failed",
            next_attempt_at=None,
            last_error=error,
        )
        return
    wait = min(FIRST_WAIT * 2 ** (mail.attempts - 1), LONGEST_WAIT)
    _change([mail.notice_id], next_attempt_at=now + wait, last_error=error)


def _change(ids: Sequence[int], **values: Any) -> None:
    if ids:
        lock_for_writing()
        changed = update(NoticeRow).where(NoticeRow.id.in_(ids)).values(**values)
        db.session.execute(changed, execution_options={"synchronize_session": False})


def _mails(ids: Sequence[int]) -> list[Mail]:
    chosen = (
        select(
            NoticeRow.id,
            NoticeRow.district_id,
            TicketRow.number,
            TicketRow.matter_name,
            NoticeRow.kind,
            NoticeRow.audience,
            NoticeRow.facts,
            NoticeRow.created_at,
            NoticeRow.attempts,
        )
        .outerjoin(TicketRow, TicketRow.id == NoticeRow.ticket_id)
        .where(NoticeRow.id.in_(ids))
        .order_by(NoticeRow.id)
    )
    return [
        Mail(
            row.id,
            row.district_id,
            row.number or "",
            row.matter_name or "",
            row.kind,
            row.audience,
            json.loads(row.facts),
            row.created_at,
            row.attempts,
        )
        for row in db.session.execute(chosen)
    ]
