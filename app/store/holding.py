"""A ticket taken in hand: its row as the rules and the register need it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import InstrumentedAttribute

from app.domain.errors import NotFound
from app.domain.facts import TicketFacts
from app.domain.facts_text import load_facts
from app.domain.terms import CauseCode, EntryKind
from app.store import directory
from app.store.database import Chosen, ask, is_postgresql
from app.store.directory import District
from app.store.tables import EntryRow, TicketRow, WebhookRow


@dataclass(frozen=True, slots=True)
class Held:
    """One ticket as it was read, to be judged and written back.

    district, center: codes
    version:          what it must still be when it is written back
    look_at:          when its history is to be looked at for findings
    is_heard:         may a webhook want to hear of it? False: there is none at all
    """

    ticket_id: int
    district_id: int
    district: str
    center_id: int
    center: str
    number: str
    version: int
    entry_count: int
    chain_head: str
    rules_hash: str
    calendar_hash: str
    closed_at: datetime | None
    facts: TicketFacts
    look_at: datetime | None = None
    is_heard: bool = True

    @property
    def handed_up(self) -> bool:
        """Has the district window taken over from the town window?"""
        return self.facts.handed_up

    @property
    def window(self) -> str:
        """Code of the center that answers for it: its own, or the district's."""
        return (self.handed_up and self.district_window) or self.center

    @property
    def district_window(self) -> str:
        """Code of the district's own center; empty when it has none."""
        return directory.district(self.district_id).window


@dataclass(frozen=True, slots=True)
class ToldEntry:
    """A timeline entry, as far as it says that somebody acted. actor: sign-in name."""

    seq: int
    kind: EntryKind
    at: datetime
    actor: str
    department: str | None
    payload: Mapping[str, Any]


def hold_ticket(district_id: int, number: str) -> Held:
    """Take one ticket in hand, alone until the transaction ends.

    raises: NotFound ticket.unknown, also for a ticket of another district
    """
    chosen = _held().where(
        TicketRow.district_id == district_id, TicketRow.number == number
    )
    if is_postgresql():
        chosen = chosen.with_for_update()
    row = ask(chosen).one_or_none()
    if row is None:
        raise NotFound("ticket.unknown", number=number)
    return held_from(row)


def hold_due(now: datetime, limit: int) -> list[Held]:
    """Take in hand tickets, of all districts, to which time brings something before `now`.

    The earliest moments first, at most `limit`; returned in the order of their rows,
    which is the fastest to write. PostgreSQL passes over those in other hands.
    """
    return _hold_first(TicketRow.next_at, now, limit)


def hold_owed(now: datetime, limit: int) -> list[Held]:
    """Take in hand tickets, of all districts, whose histories are to be looked at for
    findings before `now`; else as hold_due."""
    return _hold_first(TicketRow.look_at, now, limit)


def hold_open(district_id: int, after: int, limit: int) -> list[Held]:
    """Take in hand tickets of a district that have not ended, in the order of their
    rows, beginning after the row with this id; at most `limit`.

    PostgreSQL waits for those in other hands.
    """
    chosen = (
        _held()
        .where(
            TicketRow.district_id == district_id,
            TicketRow.closed_at.is_(None),
            TicketRow.id > after,
        )
        .order_by(TicketRow.id)
        .limit(limit)
    )
    if is_postgresql():
        chosen = chosen.with_for_update()
    known = directory.district(district_id)
    return [held_from(row, known) for row in ask(chosen).all()]


def find_initial_cause(district_id: int, number: str) -> CauseCode | None:
    """What the window thought the cause was; None for none, and for no such ticket."""
    chosen = select(TicketRow.initial_cause).where(
        TicketRow.district_id == district_id, TicketRow.number == number
    )
    return ask(chosen).scalar_one_or_none()


def find_next_moment() -> datetime | None:
    """The earliest moment at which time brings something to a ticket, or None."""
    first = select(func.min(TicketRow.next_at)).where(TicketRow.next_at.is_not(None))
    return ask(first).scalar_one_or_none()


def find_next_look() -> datetime | None:
    """The earliest moment at which a ticket is to be looked at for findings, or None."""
    first = select(func.min(TicketRow.look_at)).where(TicketRow.look_at.is_not(None))
    return ask(first).scalar_one_or_none()


def count_tickets(district_id: int) -> int:
    """How many tickets a district has, of whatever state."""
    counted = select(func.count()).where(TicketRow.district_id == district_id)
    return ask(counted.select_from(TicketRow)).scalar_one()


def count_open(district_id: int) -> int:
    """How many tickets of a district have not ended."""
    counted = select(func.count()).where(
        TicketRow.district_id == district_id, TicketRow.closed_at.is_(None)
    )
    return ask(counted.select_from(TicketRow)).scalar_one()


def find_by_filing_key(district_id: int, key: str | None) -> Held | None:
    """The ticket that was filed with this form already, or None.

    Whoever files with the same key at the same time waits for the first to end.
    """
    if key is None:
        return None
    if is_postgresql():
        seed = func.hashtextextended(key, district_id)
        ask(select(func.pg_advisory_xact_lock(seed)))
    chosen = _held().where(
        TicketRow.district_id == district_id, TicketRow.filing_key == key
    )
    row = ask(chosen).one_or_none()
    return None if row is None else held_from(row)


def is_anything_heard() -> bool:
    """Is there a webhook that may want to hear of a ticket not in the register yet?"""
    return ask(select(_IS_HEARD)).scalar_one()


def entries_after(held: Held, seen: int) -> list[ToldEntry]:
    """The timeline entries after the first `seen`, in order."""
    row = EntryRow
    told = (
        select(row.seq, row.kind, row.at, row.actor_name, row.department, row.payload)
        .where(row.ticket_id == held.ticket_id, row.seq > seen)
        .order_by(row.seq)
    )
    return [ToldEntry(*one[:5], json.loads(one.payload)) for one in ask(told).all()]


# Asked with the row: else every act would ask once more, and mostly for nothing.
_IS_HEARD = exists(select(WebhookRow.id).where(WebhookRow.ended_at.is_(None)))

HELD = (
    TicketRow.id,
    TicketRow.district_id,
    TicketRow.center_id,
    TicketRow.number,
    TicketRow.version,
    TicketRow.entry_count,
    TicketRow.chain_head,
    TicketRow.rules_hash,
    TicketRow.calendar_hash,
    TicketRow.closed_at,
    TicketRow.facts,
    TicketRow.look_at,
    _IS_HEARD.label("is_heard"),
)


def held_from(row: Any, known: District | None = None) -> Held:
    """The ticket in a row that has the columns of HELD. known: its district."""
    known = known or directory.district(row.district_id)
    return Held(
        row.id,
        row.district_id,
        known.code,
        row.center_id,
        known.center_codes[row.center_id],
        row.number,
        row.version,
        row.entry_count,
        row.chain_head,
        row.rules_hash,
        row.calendar_hash,
        row.closed_at,
        load_facts(row.facts),
        row.look_at,
        row.is_heard,
    )


def _hold_first(
    moment: InstrumentedAttribute[datetime | None], now: datetime, limit: int
) -> list[Held]:
    chosen = _held().where(moment < now).order_by(moment).limit(limit)
    if is_postgresql():
        chosen = chosen.with_for_update(skip_locked=True)
    rows = sorted(ask(chosen).all(), key=lambda row: row.id)
    known = directory.districts({row.district_id for row in rows})
    return [held_from(row, known[row.district_id]) for row in rows]


def _held() -> Chosen:
    return select(*HELD)
