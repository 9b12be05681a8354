"""One search over all tickets that an officer may see: by number, telephone, name, matter,
or what was told.

Words are looked for among the newest SEARCHED tickets of the district; a telephone with
its middle hidden, as lists show it, among the newest MASKED.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from app.domain.masks import masked_phone
from app.store.database import db
from app.store.personal_data import opened
from app.store.reads.conditions import Place, comes_before, is_of_center, is_to_do
from app.store.reads.lines import (
    TicketLine,
    has_words,
    lines,
    searched_from,
    select_lines,
)
from app.store.tables import ClockRow, ComplainantRow, ComplaintRow, TicketRow

MASKED = 2000
SHORTEST = 2  # characters of words that are looked for in what was told
_MASKED_PHONE = re.compile(r"\d{3,4}-?\*+\d{0,4}")


@dataclass(frozen=True, slots=True)
class Scope:
    """Where somebody may look; what is None is no bound.

    center:      id of the window that filed it or answers for it
    department:  id of the department that holds it or has something to do on it
    """

    district_id: int
    center: int | None = None
    department: int | None = None


def search_lines(
    scope: Scope, words: str, now: datetime, *, after: Place | None, limit: int
) -> list[TicketLine]:
    """The tickets in the scope that the words fit, the newest first."""
    chosen = select_lines().where(*_within(scope, now), _fits(scope, words, now))
    if after is not None:
        chosen = chosen.where(comes_before(TicketRow.filed_at, TicketRow.id, after))
    newest = chosen.order_by(TicketRow.filed_at.desc(), TicketRow.id.desc())
    return lines(newest.limit(limit))


def _within(scope: Scope, now: datetime) -> Iterator[ColumnElement[bool]]:
    yield TicketRow.district_id == scope.district_id
    if scope.center is not None:
        yield is_of_center(scope.center)
    if scope.department is not None:
        own = select(ClockRow.ticket_id).where(
            ClockRow.department_id == scope.department, is_to_do(now)
        )
        yield or_(TicketRow.holder_id == scope.department, TicketRow.id.in_(own))


def _fits(scope: Scope, words: str, now: datetime) -> ColumnElement[bool]:
    if _MASKED_PHONE.fullmatch(words):
        return TicketRow.id.in_(_with_masked_phone(scope, words, now))
    if len(words) < SHORTEST:
        return has_words(scope.district_id, words)
    return or_(
        has_words(scope.district_id, words),
        TicketRow.external_reference == words,
        TicketRow.id.in_(_told(scope.district_id, words)),
    )


def _told(district_id: int, words: str) -> Any:
    """The ids of the newest tickets in whose complaint the words stand."""
    return (
        select(ComplaintRow.ticket_id)
        .join(TicketRow, TicketRow.id == ComplaintRow.ticket_id)
        .where(
            TicketRow.district_id == district_id,
            TicketRow.filed_at >= searched_from(district_id),
            ComplaintRow.told.contains(words, autoescape=True),
        )
    )


def _with_masked_phone(scope: Scope, words: str, now: datetime) -> list[int]:
    """The ids of tickets whose telephone looks so once its middle is hidden.

    Telephones are sealed: each has to be opened, so only the newest are looked at.
    """
    chosen = (
        select(ComplainantRow.ticket_id, ComplainantRow.phone)
        .join(TicketRow, TicketRow.id == ComplainantRow.ticket_id)
        .where(and_(*_within(scope, now)))
        .order_by(TicketRow.filed_at.desc(), TicketRow.id.desc())
        .limit(MASKED)
    )
    return [
        ticket_id
        for ticket_id, phone in db.session.execute(chosen)
        if masked_phone(opened(ticket_id, "phone", phone)) == words
    ]
