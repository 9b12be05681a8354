"""A person's messages, and how many are unread."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    exists,
    func,
    or_,
    select,
    union_all,
)

from app.store.database import Chosen, ask
from app.store.reads.conditions import GivenId
from app.store.tables import NoticeReadRow, NoticeRow, TicketRow, UserRow


@dataclass(frozen=True, slots=True)
class Message:
    """One message. facts: what its wording is made from; number: of the ticket."""

    id: int
    kind: str
    number: str
    matter_name: str
    facts: Mapping[str, Any]
    created_at: datetime
    is_read: bool


def list_messages(
    district_id: int,
    audiences: Sequence[str],
    user_id: int,
    *,
    before: int | None = None,
    unread_only: bool = False,
    limit: int = 30,
) -> list[Message]:
    """The messages to these audiences, newest first, older than the id `before`.

    audiences: at least one
    """
    only = _unread_by(user_id) if unread_only else ()
    newest = union_all(
        *(_newest(district_id, one, before, limit, only) for one in audiences)
    )
    chosen = (
        select(
            NoticeRow.id,
            NoticeRow.kind,
            func.coalesce(TicketRow.number, ""),
            func.coalesce(TicketRow.matter_name, ""),
            NoticeRow.facts,
            NoticeRow.created_at,
            or_(NoticeRow.id <= _read_up_to(user_id), _is_read(user_id)),
        )
        .outerjoin(TicketRow, TicketRow.id == NoticeRow.ticket_id)
        .where(NoticeRow.id.in_(newest))
        .order_by(NoticeRow.id.desc())
        .limit(limit)
    )
    return [
        Message(*row[:4], json.loads(row.facts), row.created_at, bool(row[6]))
        for row in ask(chosen).all()
    ]


def is_told(district_id: int, audiences: Sequence[str], notice_id: int) -> bool:
    """Is there a message of that id to one of these audiences?"""
    found = select(
        exists().where(
            NoticeRow.id == notice_id,
            NoticeRow.district_id == district_id,
            NoticeRow.audience.in_(audiences),
        )
    )
    return bool(ask(found).scalar_one())


def unread(
    district_id: GivenId,
    audiences: Sequence[str] | BindParameter[Sequence[str]],
    user_id: GivenId,
) -> Chosen:
    """The ids of the unread messages."""
    return select(NoticeRow.id).where(
        NoticeRow.district_id == district_id,
        NoticeRow.audience.in_(audiences),
        *_unread_by(user_id),
    )


def _unread_by(user_id: GivenId) -> tuple[ColumnElement[bool], ...]:
    return (NoticeRow.id > _read_up_to(user_id), ~_is_read(user_id))


def _newest(
    district_id: int,
    audience: str,
    before: int | None,
    limit: int,
    only: Sequence[ColumnElement[bool]] = (),
) -> Any:
    """The newest ids of one audience: straight from the end of its index."""
    chosen = select(NoticeRow.id).where(
        NoticeRow.district_id == district_id, NoticeRow.audience == audience, *only
    )
    if before is not None:
        chosen = chosen.where(NoticeRow.id < before)
    limited = chosen.order_by(NoticeRow.id.desc()).limit(limit).subquery()
    return select(limited.c.id)


def _read_up_to(user_id: GivenId) -> Any:
    return select(UserRow.read_up_to).where(UserRow.id == user_id).scalar_subquery()


def _is_read(user_id: GivenId) -> ColumnElement[bool]:
    return exists().where(
        NoticeReadRow.notice_id == NoticeRow.id, NoticeReadRow.user_id == user_id
    )
