"""Report runs and reports, written and read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Result, func, select, tuple_, update

from app.domain.errors import NotFound
from app.domain.reporting import Ordered, Scope
from app.domain.terms import ReportScope
from app.store.bulk import insert_row, insert_rows
from app.store.database import Chosen, db
from app.store.tables import ReportRow, ReportRunRow
from app.store.transaction import lock_for_writing


@dataclass(frozen=True, slots=True)
class Run:
    """One run; see ReportRunRow."""

    id: int
    district_id: int
    period: str
    edition: int
    ordered_by: str
    ordered_at: datetime
    total: int | None
    made: int
    tries: int
    fault: str
    ended_at: datetime | None
    stopped_by: str | None

    @property
    def is_whole(self) -> bool:
        """Were all its reports made?"""
        return self.total is not None and self.made >= self.total


@dataclass(frozen=True, slots=True)
class KeptReport:
    """One report. content, english, hash, xlsx, docx: see ReportRow"""

    id: int
    run_id: int
    district_id: int
    period: str
    edition: int
    ordered_at: datetime
    scope: Scope
    made_at: datetime
    content: str
    english: str
    hash: str
    xlsx: str
    docx: str


@dataclass(frozen=True, slots=True)
class MadeReport:
    """What there is to keep of one report; see ReportRow."""

    content: str
    english: str
    hash: str
    xlsx: str
    docx: str


def list_ordered(district_id: int) -> list[Ordered]:
    """Every run of a district, as the rule of what is owed asks for it."""
    chosen = select(ReportRunRow.period, ReportRunRow.ordered_at).where(
        ReportRunRow.district_id == district_id
    )
    return [Ordered(*row) for row in db.session.execute(chosen)]


def add_run(district_id: int, period: str, by: str, now: datetime) -> int:
    """Order the next edition of a period. returns: the number of the run"""
    lock_for_writing()
    row = ReportRunRow
    last = select(func.max(row.edition)).where(
        row.district_id == district_id, row.period == period
    )
    edition = (db.session.execute(last).scalar_one() or 0) + 1
    run = {
        "district_id": district_id,
        "period": period,
        "edition": edition,
        "ordered_by": by,
        "ordered_at": now,
        "made": 0,
        "tries": 0,
        "fault": "",
    }
    return insert_row(row, run)


def open_runs() -> list[Run]:
    """The runs that are not ended, the oldest first."""
    chosen = select(*_RUN).where(ReportRunRow.ended_at.is_(None))
    return _runs(chosen.order_by(ReportRunRow.id))


def get_run(district_id: int, run_id: int) -> Run:
    """One run. raises: NotFound reports.unknown"""
    row = ReportRunRow
    chosen = select(*_RUN).where(row.district_id == district_id, row.id == run_id)
    found = _runs(chosen)
    if not found:
        raise NotFound("reports.unknown")
    return found[0]


def made_scopes(run_id: int) -> set[Scope]:
    """Of whom a run has a report already."""
    chosen = select(ReportRow.scope, ReportRow.code).where(ReportRow.run_id == run_id)
    return {Scope(*row) for row in db.session.execute(chosen)}


def note_total(run_id: int, total: int) -> None:
    """Say how many reports a run will have."""
    _set(run_id, total=total)


def add_report(run: Run, scope: Scope, made: MadeReport, now: datetime) -> None:
    """Write one report of a run."""
    lock_for_writing()
    row = {
        "run_id": run.id,
        "district_id": run.district_id,
        "scope": scope.kind,
        "code": scope.code,
        "content": made.content,
        "english": made.english,
        "hash": made.hash,
        "xlsx": made.xlsx,
        "docx": made.docx,
        "made_at": now,
    }
    insert_rows(ReportRow, [row])
    _set(run.id, made=ReportRunRow.made + 1)


def note_fault(run_id: int, words: str, ended_at: datetime | None) -> None:
    """Note that making a report failed. ended_at: when the run is given up with it"""
    _set(run_id, tries=ReportRunRow.tries + 1, fault=words[:500], ended_at=ended_at)


def is_open_run(run_id: int) -> bool:
    """Is the run to be gone on with? Asked between two reports."""
    chosen = select(ReportRunRow.id).where(
        ReportRunRow.id == run_id, ReportRunRow.ended_at.is_(None)
    )
    return db.session.execute(chosen).first() is not None


def stop_run(run_id: int, by: str, now: datetime) -> bool:
    """Stop a run; what it made stays. returns: False when it had ended"""
    lock_for_writing()
    row = ReportRunRow
    stopped = (
        update(row)
        .where(row.id == run_id, row.ended_at.is_(None))
        .values(ended_at=now, stopped_by=by)
        .returning(row.id)
    )
    return db.session.execute(stopped).first() is not None


def end_run(run_id: int, now: datetime) -> None:
    """All reports of the run are made."""
    _set(run_id, ended_at=now)


def list_runs(district_id: int, limit: int = 20) -> list[Run]:
    """The latest runs, the newest first."""
    chosen = select(*_RUN).where(ReportRunRow.district_id == district_id)
    newest = chosen.order_by(ReportRunRow.id.desc()).limit(limit)
    return _runs(newest)


def list_reports(
    district_id: int,
    scopes: Sequence[Scope] | None = None,
    *,
    before: int | None = None,
    limit: int = 50,
) -> list[KeptReport]:
    """Reports without what they say, the newest first.

    scopes: of whom; None for everybody
    before: id of the last one shown
    """
    row = ReportRow
    chosen = _reports(with_content=False).where(row.district_id == district_id)
    if scopes is not None:
        wanted = [(one.kind, one.code) for one in scopes]
        chosen = chosen.where(tuple_(row.scope, row.code).in_(wanted))
    if before is not None:
        chosen = chosen.where(row.id < before)
    newest = chosen.order_by(row.id.desc()).limit(limit)
    return [_report(one) for one in db.session.execute(newest)]


def get_report(district_id: int, report_id: int) -> KeptReport:
    """One report, whole. raises: NotFound reports.unknown"""
    row = ReportRow
    chosen = _reports(with_content=True).where(
        row.district_id == district_id, row.id == report_id
    )
    found = db.session.execute(chosen).first()
    if found is None:
        raise NotFound("reports.unknown")
    return _report(found)


_RUN = (
    ReportRunRow.id,
    ReportRunRow.district_id,
    ReportRunRow.period,
    ReportRunRow.edition,
    ReportRunRow.ordered_by,
    ReportRunRow.ordered_at,
    ReportRunRow.total,
    ReportRunRow.made,
    ReportRunRow.tries,
    ReportRunRow.fault,
    ReportRunRow.ended_at,
    ReportRunRow.stopped_by,
)


def _runs(chosen: Chosen) -> list[Run]:
    rows: Result[*tuple[Any, ...]] = db.session.execute(chosen)
    return [Run(*row) for row in rows]


def _reports(*, with_content: bool) -> Chosen:
    row, run = ReportRow, ReportRunRow
    return select(
        row.id,
        row.run_id,
        row.district_id,
        run.period,
        run.edition,
        run.ordered_at,
        row.scope,
        row.code,
        row.made_at,
        *(
            column if with_content else func.substr(column, 1, 0)
            for column in (row.content, row.english)
        ),
        row.hash,
        row.xlsx,
        row.docx,
    ).join(run, run.id == row.run_id)


def _report(found: Any) -> KeptReport:
    before, (kind, code), after = found[:6], found[6:8], found[8:]
    cells: list[Any] = [*before, Scope(ReportScope(kind), code), *after]
    return KeptReport(*cells)


def _set(run_id: int, **values: Any) -> None:
    lock_for_writing()
    row = ReportRunRow
    db.session.execute(update(row).where(row.id == run_id).values(**values))
