"""Many open cases loaded fast: each row as the register itself would have written it.

Ids and numbers are counted out beforehand; the chain of entries is hashed anew for
each number, so that `audit verify` finds nothing to say about any of them.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import cycle, islice
from typing import Any

from flask import current_app
from sqlalchemy import text

from app.casework.office import Office, Offices
from app.domain.decision import Decision
from app.domain.permissions import Actor
from app.domain.proof.integrity import ANCHOR, ChainedEntry
from app.domain.terms import Channel, ComplainantKind, RequestType
from app.store import directory, personal_data, rows, versions
from app.store.bulk import insert_rows
from app.store.database import db, is_postgresql
from app.store.directory import District
from app.store.holding import Held
from app.store.tables import (
    ClockRow,
    ComplainantRow,
    ComplaintRow,
    CounterRow,
    EntryRow,
    EscalationRow,
    SupervisionNoticeRow,
    TicketRow,
)
from app.store.transaction import lock_for_writing, transaction
from tests.bench.histories import (
    DISTRICT,
    TEXT,
    History,
    histories,
    last_opening,
)

BATCH = 5_000
Row = dict[str, Any]
PHONE = "1990000{:07d}"


@dataclass
class Loaded:
    """What was loaded. opening: when `due` of the `open` cases are due.

    number: of the first case, which is one of those that are due
    """

    open: int
    due: int
    opening: datetime
    number: str


@dataclass
class Mould:
    """A history as rows that only want a number and ids."""

    ticket: Row
    entries: list[tuple[Row, str]]
    clocks: list[Row]
    escalations: list[Row]
    notices: list[Row]


def number_of(known: District, opening: datetime, count: int) -> str:
    """The number of the count-th case of the year, as the register gives them."""
    year = opening.astimezone(known.zone).year
    return f"{known.number_prefix}{year % 100:02}-{count:04}"


def the_office() -> Office:
    offices = current_app.extensions["offices"]
    assert isinstance(offices, Offices)
    return offices.of(directory.district_by_code(DISTRICT).id)


def load_open(count: int, due: int, now: datetime | None = None) -> Loaded:
    """Load `count` open cases, `due` of them due at the last opening, spread evenly."""
    office, known = the_office(), directory.district_by_code(DISTRICT)
    opening = last_opening(office, now or datetime.now(UTC))
    told = list(histories(office, opening, _places(known)))
    due_ones = cycle([_mould(one, known) for one in told if one.is_due])
    waiting = cycle(
        [
            _mould(one, known)
            for one in told
            if not one.is_due
            for _ in range(one.weight)
        ]
    )
    every = max(count // due, 1)
    moulds = (
        next(due_ones if n % every == 0 and n // every < due else waiting)
        for n in range(count)
    )
    load(moulds, office, known, opening)
    return Loaded(count, due, opening, number_of(known, opening, 1))


def load_histories(told: Iterable[History], opening: datetime) -> None:
    """Load each history once."""
    office, known = the_office(), directory.district_by_code(DISTRICT)
    load((_mould(one, known) for one in told), office, known, opening)


def load(
    moulds: Iterable[Mould], office: Office, known: District, opening: datetime
) -> None:
    with transaction():
        _remember(office, known, opening)
    writer, coming = _Writer(known, opening), iter(moulds)
    while batch := list(islice(coming, BATCH)):
        with transaction():
            lock_for_writing()
            writer.write(batch)
    with transaction():
        lock_for_writing()
        writer.finish()


def _places(known: District) -> list[tuple[str, str]]:
    departments, centers = sorted(known.department_ids), cycle(sorted(known.center_ids))
    return list(zip(centers, departments, strict=False))


def _remember(office: Office, known: District, now: datetime) -> None:
    rules = office.rules
    versions.remember_rules(rules.version, rules.title, office.rules_text, now)
    for center in known.center_ids:
        calendar = office.calendar(center)
        versions.remember_calendar(calendar.version, office.calendar_text(center), now)


# --- a history as rows ------------------------------------------------------------


def _mould(told: History, known: District) -> Mould:
    """Write the history as the register would, and keep the rows."""
    calendar = told.office.calendar(told.center)
    held = Held(
        0,
        known.id,
        known.code,
        known.center_id(told.center),
        told.center,
        "",
        0,
        0,
        ANCHOR,
        told.office.rules.version,
        calendar.version,
        None,
        told.acts[0][0].facts,
    )
    mould = Mould({}, [], [], [], [])
    for decision, actor, at in told.acts:
        held = _add(mould, held, decision, actor, at, known)
    last = told.acts[-1][0]
    whole = replace(last, before=None)
    everything = rows.Act(held, whole, known, told.acts[-1][1], told.acts[-1][2])
    mould.clocks, _ = rows.clock_rows(everything)
    mould.ticket = {**_stated(held, told), **rows.standing(held, last, known)}
    return mould


def _add(
    mould: Mould,
    held: Held,
    decision: Decision,
    actor: Actor,
    at: datetime,
    known: District,
) -> Held:
    act = rows.Act(held, decision, known, actor, at)
    written = rows.entry_rows(act)
    mould.entries += [(row, _rest(row)) for row in written]
    mould.escalations += [
        {**row, "statement_due_at": None} for row in rows.escalation_rows(act)
    ]
    mould.notices += rows.supervision_rows(act)
    return rows.written(act, written[-1]["hash"])


def _rest(row: Row) -> str:
    """What an entry's hash covers besides the hash before it and the ticket's number."""
    entry = ChainedEntry(
        "#",
        row["seq"],
        row["kind"],
        row["at"],
        row["recorded_at"],
        row["actor_name"],
        row["role"],
        row["department"],
        row["payload"],
    )
    told = "\n".join(
        (
            str(entry.seq),
            entry.kind,
            _utc(entry.at),
            _utc(entry.recorded_at),
            entry.actor,
            entry.role,
            entry.department or "",
            entry.payload,
        )
    )
    assert _hash(ANCHOR, "#", told) == entry.chained_to(ANCHOR)
    return told


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _hash(previous: str, number: str, rest: str) -> str:
    return hashlib.sha256(f"{previous}\n{number}\n{rest}".encode()).hexdigest()


def _stated(held: Held, told: History) -> Row:
    return {
        "district_id": held.district_id,
        "center_id": held.center_id,
        "filed_at": told.facts.filed_at,
        "filed_by_id": None,
        "counter_label": "3号窗",
        "channel": Channel.WINDOW,
        "request_type": RequestType.MANY_TRIPS,
        "matter_id": None,
        "matter_name": "不动产变更登记",
        "trips": 3,
        "original_no": "",
        "initial_cause": None,
        "exclusion": None,
        "cause": _cause(told),
        "special_care": False,
        "confidential": False,
    }


def _cause(told: History) -> str | None:
    """What the last answer or verification said of why."""
    entries = [entry for decision, _, _ in told.acts for entry in decision.entries]
    said: list[Any] = [entry.payload.get("cause") for entry in entries]
    return next(filter(None, reversed(said)), None)


# --- rows into tables -----------------------------------------------------------------


class _Writer:
    """Counts ids and numbers out; writes a batch table by table."""

    def __init__(self, known: District, opening: datetime) -> None:
        self.known, self.opening, self.ids = known, opening, 0
        self.year = opening.astimezone(known.zone).year
        self.sequences: Counter[tuple[str, int]] = Counter()

    def write(self, moulds: list[Mould]) -> None:
        found: dict[type, list[Row]] = defaultdict(list)
        for mould in moulds:
            self.ids += 1
            for table, row in self._rows(mould, self.ids):
                found[table].append(row)
        for table in _TABLES:
            insert_rows(table, found[table])

    def finish(self) -> None:
        """Let counters and sequences go on after what was loaded."""
        counted = [("ticket", self.year, self.ids)]
        counted += [(f"notice_{c}", y, n) for (c, y), n in self.sequences.items()]
        insert_rows(
            CounterRow,
            [
                {"district_id": self.known.id, "name": name, "year": year, "value": n}
                for name, year, n in counted
            ],
        )
        if is_postgresql():
            db.session.execute(
                text("SELECT setval(pg_get_serial_sequence('tickets', 'id'), :last)"),
                {"last": self.ids},
            )

    def _rows(self, mould: Mould, ticket_id: int) -> Iterator[tuple[type, Row]]:
        number = number_of(self.known, self.opening, ticket_id)
        previous, own = ANCHOR, {"ticket_id": ticket_id}
        for row, rest in mould.entries:
            now = _hash(previous, number, rest)
            yield EntryRow, {**row, **own, "previous_hash": previous, "hash": now}
            previous = now
        key = f"bench-{ticket_id}"
        stands = {"id": ticket_id, "number": number, "chain_head": previous}
        yield TicketRow, {**mould.ticket, **stands, "filing_key": key}
        yield ComplaintRow, {**own, "told": TEXT, "wanted": "希望明确还差什么"}
        yield ComplainantRow, {**own, **self._who(ticket_id)}
        for row in mould.clocks:
            yield ClockRow, {**row, **own}
        for row in mould.escalations:
            yield EscalationRow, {**row, **own}
        for row in mould.notices:
            yield SupervisionNoticeRow, {**row, **own, **self._numbered(row)}

    def _numbered(self, row: Row) -> Row:
        counter = (row["colour"].value, row["year"])
        self.sequences[counter] += 1
        numbered = {**row, "sequence": self.sequences[counter]}
        prefix = self.known.notice_prefix
        return {
            "sequence": numbered["sequence"],
            "number": rows.notice_number(numbered, prefix),
        }

    def _who(self, ticket_id: int) -> Row:
        person = {"name": "陈某某", "phone": PHONE.format(ticket_id)}
        return {
            "district_id": self.known.id,
            "kind": ComplainantKind.INDIVIDUAL,
            "privacy_notice": "",
            **personal_data.sealed(ticket_id, self.known.id, person),
        }


_TABLES = (
    TicketRow,
    ComplaintRow,
    ComplainantRow,
    EntryRow,
    ClockRow,
    EscalationRow,
    SupervisionNoticeRow,
)
