"""One line of a list of tickets, and how a list is chosen, sorted and paged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    false,
    func,
    literal,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import aliased

from app.domain.terms import (
    CauseCode,
    Channel,
    ComplainantKind,
    RequestType,
    State,
    TicketClass,
)
from app.store.base import UtcDateTime
from app.store.database import Chosen, ask, db
from app.store.personal_data import has_name, has_phone, opened, phone_digits
from app.store.reads.conditions import (
    Place,
    comes_after,
    comes_before,
    is_open,
    is_promised,
)
from app.store.reads.happenings import During, happened
from app.store.tables import (
    ComplainantRow,
    DepartmentRow,
    ServiceCenterRow,
    TicketRow,
)

SHORTEST_PHONE = 7
SEARCHED = 20_000
LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
LAST_SIGN = "\U0010ffff"
_NUMBER = re.compile(r"[A-Za-z]{1,6}\d")


@dataclass(frozen=True, slots=True)
class TicketLine:
    """A ticket as a list shows it. center, holder: codes, with their short names.

    due_at, stopped_at: of the promise; see TicketRow
    person, phone:      unmasked: whoever shows them masks them
    """

    id: int
    number: str
    state: State
    ticket_class: TicketClass
    request_type: RequestType
    channel: Channel
    matter_name: str
    center: str
    center_name: str
    holder: str | None
    holder_name: str
    due_at: datetime | None
    stopped_at: datetime | None
    provisional: bool
    filed_at: datetime
    dispatched_at: datetime | None
    closed_at: datetime | None
    handed_up: bool
    asked_extension: int
    redo_cycle: int
    special_care: bool
    confidential: bool
    person_kind: ComplainantKind
    person: str
    phone: str

    @property
    def place_by_due(self) -> Place | None:
        """Where a list sorted by due instant goes on after this line."""
        return None if self.due_at is None else (self.due_at, self.id)

    @property
    def place_by_filing(self) -> Place:
        """Where a list sorted by filing goes on after this line."""
        return self.filed_at, self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketFilter:
    """Which tickets; what is left out does not matter.

    center:     id of the center that filed it
    window:     id of the center that answers for it now
    holder:     id of the department that holds it, or held it last
    matter:     id of the matter of the district's list
    due_before, due_from: bounds of the due instant of what is promised and not
                finished, the second included: `due_before=now` is what is overdue
    is_open:    True for tickets under way, False for ended ones
    handed_up:  True for those that the district window took over
    during:     what happened to them, and when
    matter_name: exactly; cause: of the last answer or verification
    ids:        these alone
    words:      a number or its beginning, a telephone, a person's whole name, or a
                part of the matter's name among the district's newest SEARCHED tickets
    """

    district_id: int
    center: int | None = None
    window: int | None = None
    holder: int | None = None
    matter: int | None = None
    states: tuple[State, ...] = ()
    ticket_class: TicketClass | None = None
    request_type: RequestType | None = None
    due_before: datetime | None = None
    due_from: datetime | None = None
    filed_before: datetime | None = None
    filed_from: datetime | None = None
    during: During | None = None
    matter_name: str | None = None
    cause: CauseCode | None = None
    ids: tuple[int, ...] | None = None
    is_open: bool | None = None
    handed_up: bool | None = None
    external_reference: str | None = None
    words: str = ""


def list_by_due(
    wanted: TicketFilter, *, after: Place | None = None, limit: int = 50
) -> list[TicketLine]:
    """What is promised and not finished, due first; after the place of a line."""
    chosen = select_lines().where(*_conditions(wanted), is_promised())
    if after is not None:
        chosen = chosen.where(comes_after(TicketRow.due_at, TicketRow.id, after))
    return lines(chosen.order_by(TicketRow.due_at, TicketRow.id).limit(limit))


def list_by_filing(
    wanted: TicketFilter, *, after: Place | None = None, limit: int = 50
) -> list[TicketLine]:
    """Tickets, the newest first; after the place of a line."""
    chosen = select_lines().where(*_conditions(wanted))
    if after is not None:
        chosen = chosen.where(comes_before(TicketRow.filed_at, TicketRow.id, after))
    newest = chosen.order_by(TicketRow.filed_at.desc(), TicketRow.id.desc())
    return lines(newest.limit(limit))


def count_tickets(wanted: TicketFilter, most: int = 1000) -> int:
    """How many there are, counted up to `most`."""
    some = select(TicketRow.id).where(*_conditions(wanted)).limit(most)
    counted = select(func.count()).select_from(some.subquery())
    return ask(counted).scalar_one()


def list_of_same_person(
    district_id: int, phone: str, *, is_open: bool | None = True, limit: int = 20
) -> list[TicketLine]:
    """The tickets of whoever has that telephone, the newest first.

    Fewer digits than a telephone has find nobody. Whose tickets these are is asked
    first: in one statement SQLite would walk all tickets in the order asked for.
    """
    if len(phone_digits(phone)) < SHORTEST_PHONE:
        return []
    wanted = TicketFilter(district_id=district_id, is_open=is_open)
    theirs = db.session.scalars(_of(has_phone(district_id, phone))).all()
    chosen = select_lines().where(TicketRow.id.in_(theirs), *_conditions(wanted))
    newest = chosen.order_by(TicketRow.filed_at.desc(), TicketRow.id.desc())
    return lines(newest.limit(limit))


@cache  # a select is never changed, only added to
def select_lines() -> Chosen:
    """Every column of a TicketLine, in its order; whoever asks adds the conditions."""
    return (
        select(*LINE)
        .join(ServiceCenterRow, ServiceCenterRow.id == TicketRow.center_id)
        .join(ComplainantRow, ComplainantRow.ticket_id == TicketRow.id)
        .outerjoin(DepartmentRow, DepartmentRow.id == TicketRow.holder_id)
    )


def lines(chosen: Chosen) -> list[TicketLine]:
    """The lines of a select that has no other columns."""
    return [line_from(row) for row in ask(chosen).all()]


def line_from(row: Sequence[Any]) -> TicketLine:
    """The line of a row that begins with LINE; name and telephone are opened."""
    *plain, name, phone = row[: len(LINE)]
    ticket_id = plain[0]
    who = opened(ticket_id, "name", name), opened(ticket_id, "phone", phone)
    return TicketLine(*(*plain, *who))


LINE = (
    TicketRow.id,
    TicketRow.number,
    TicketRow.state,
    TicketRow.ticket_class,
    TicketRow.request_type,
    TicketRow.channel,
    TicketRow.matter_name,
    ServiceCenterRow.code,
    ServiceCenterRow.short_name,
    DepartmentRow.code,
    func.coalesce(DepartmentRow.short_name, ""),
    TicketRow.due_at,
    TicketRow.stopped_at,
    TicketRow.provisional,
    TicketRow.filed_at,
    TicketRow.dispatched_at,
    TicketRow.closed_at,
    TicketRow.handed_up,
    TicketRow.asked_extension,
    TicketRow.redo_cycle,
    TicketRow.special_care,
    TicketRow.confidential,
    ComplainantRow.kind,
    ComplainantRow.name,
    ComplainantRow.phone,
)


def _conditions(wanted: TicketFilter) -> Iterable[ColumnElement[bool]]:
    row = TicketRow
    yield row.district_id == wanted.district_id
    same = {
        row.center_id: wanted.center,
        row.window_id: wanted.window,
        row.holder_id: wanted.holder,
        row.matter_id: wanted.matter,
        row.ticket_class: wanted.ticket_class,
        row.request_type: wanted.request_type,
        row.external_reference: wanted.external_reference,
        row.matter_name: wanted.matter_name,
        row.cause: wanted.cause,
    }
    yield from (column == value for column, value in same.items() if value is not None)
    if wanted.states:
        yield row.state.in_(wanted.states)
    if wanted.is_open is not None:
        yield is_open() if wanted.is_open else ~is_open()
    if wanted.handed_up is not None:
        yield row.handed_up == true() if wanted.handed_up else row.handed_up == false()
    if wanted.due_before is not None:
        yield and_(is_promised(), row.due_at < wanted.due_before)
    if wanted.due_from is not None:
        yield and_(is_promised(), row.due_at >= wanted.due_from)
    if wanted.filed_before is not None:
        yield row.filed_at < wanted.filed_before
    if wanted.filed_from is not None:
        yield row.filed_at >= wanted.filed_from
    if wanted.during is not None:
        yield happened(wanted.during)
    if wanted.ids is not None:
        yield row.id.in_(wanted.ids)
    if wanted.words.strip():
        yield has_words(wanted.district_id, wanted.words.strip())


def has_words(district_id: int, words: str) -> ColumnElement[bool]:
    """What looks like a number is one, and what looks like a telephone too: so that
    these are found by index, however many tickets there are."""
    if _NUMBER.match(words):
        first = words.upper()
        return TicketRow.number.between(first, first + LAST_SIGN)
    if len(phone_digits(words)) >= SHORTEST_PHONE:
        return TicketRow.id.in_(_of(has_phone(district_id, words)))
    return TicketRow.id.in_(
        union_all(_named(district_id, words), _of(has_name(district_id, words)))
    )


def _of(condition: ColumnElement[bool]) -> Any:
    """The ids of the tickets of such a person."""
    return select(ComplainantRow.ticket_id).where(condition).correlate(None)


def _named(district_id: int, words: str) -> Any:
    """The ids of the newest tickets whose matter's name has the words in it."""
    other = aliased(TicketRow)
    return select(other.id).where(
        other.district_id == district_id,
        other.filed_at >= searched_from(district_id),
        other.matter_name.contains(words, autoescape=True),
    )


def searched_from(district_id: int) -> Any:
    """When the oldest ticket was filed whose matter is looked through for words."""
    other = aliased(TicketRow)
    oldest = (
        select(other.filed_at)
        .where(other.district_id == district_id)
        .order_by(other.filed_at.desc())
        .offset(SEARCHED)
        .limit(1)
    )
    return func.coalesce(oldest.scalar_subquery(), literal(LONG_AGO, UtcDateTime()))
