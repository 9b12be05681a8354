"""The timer's round of reports: what is owed is ordered, what is ordered is made.

One transaction for each report: people work meanwhile. A round that is stopped, or dies,
goes on with the report it was at.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.casework import reporting
from app.casework.office import Offices
from app.domain.canonical import text_hash
from app.domain.periods import parse_period
from app.domain.reporting import Scope
from app.reports.languages import ENGLISH
from app.reports.periodic.document import document
from app.reports.periodic.making import Material, material
from app.reports.periodic.shape import report_text
from app.reports.periodic.workbook import workbook
from app.store import directory
from app.store import reports as kept
from app.store.report_files import keep_report_file
from app.store.reports import MadeReport, Run
from app.store.transaction import reading, transaction

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: so many of so many made, the last one of whom."""

    run: Run
    made: int
    total: int
    scope: Scope


def order_owed(offices: Offices, now: datetime) -> int:
    """Order what is owed this morning in every district. returns: how many periods"""
    with reading():
        owing = [
            known.id
            for known in directory.list_districts()
            if reporting.owed_now(offices, known.id, now)
        ]
    ordered = 0
    for district_id in owing:
        with transaction():
            ordered += reporting.order_owed(offices, district_id, now)
    return ordered


def make_open(
    offices: Offices,
    documents: Path,
    now: datetime,
    stopping: Callable[[], bool] = lambda: False,
) -> int:
    """Make the reports of every run that is not ended; a run that fails is tried again
    at the next round, and given up after some. returns: how many reports were made"""
    with reading():
        runs = kept.open_runs()
    made = 0
    for run in runs:
        try:
            for _ in make_run(offices, documents, run, now):
                made += 1
                if stopping():
                    return made
        except Exception as error:
            log.exception("reports of %s failed", run.period)
            _note_fault(run, error, now)
    return made


def make_run(
    offices: Offices, documents: Path, run: Run, now: datetime
) -> Iterator[Progress]:
    """Make the reports of a run that are not made yet, one after the other, until
    somebody stops it."""
    with reading():
        found = _material(offices, run)
        done = kept.made_scopes(run.id)
    scopes = found.scopes()
    with transaction():
        kept.note_total(run.id, len(done | set(scopes)))
    for scope in scopes:
        if scope not in done:
            with reading():
                goes_on = kept.is_open_run(run.id)
            if not goes_on:
                return
            _make(documents, run, found, scope, now)
            done.add(scope)
            yield Progress(run, len(done), len(scopes), scope)
    with transaction():
        kept.end_run(run.id, now)


def _material(offices: Offices, run: Run) -> Material:
    """As of the moment at which it was ordered, whenever the timer comes to it."""
    office = offices.of(run.district_id)
    calendar = office.calendar(directory.district(run.district_id).window)
    period = parse_period(run.period)
    return material(run.district_id, period, run.ordered_at, calendar, office.rules)


def _make(
    documents: Path, run: Run, found: Material, scope: Scope, now: datetime
) -> None:
    """Its files are of the office's language; for the page it is told in English too."""
    report = found.report(scope)
    text = report_text(report)
    made = MadeReport(
        text,
        report_text(found.report(scope, ENGLISH)),
        text_hash(text),
        keep_report_file(documents, workbook(report, run.ordered_at)),
        keep_report_file(documents, document(report, run.ordered_at)),
    )
    with transaction():
        kept.add_report(run, scope, made, now)


def _note_fault(run: Run, error: Exception, now: datetime) -> None:
    is_given_up = run.tries + 1 >= reporting.MOST_TRIES
    with transaction():
        kept.note_fault(run.id, type(error).__name__, now if is_given_up else None)
