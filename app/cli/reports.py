"""`reports`: what the office prints, as files."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup

from app import clock
from app.casework import reporting
from app.casework.exporting import log_export_by_system
from app.domain.errors import Refusal
from app.domain.periods import Period, parse_period
from app.process import offices_here, settings_here
from app.reports.case_ledger import ledger_workbook
from app.scheduler.reports import make_run
from app.store import directory
from app.store import reports as kept
from app.store.directory import District
from app.store.report_files import read_report_file
from app.store.transaction import reading, transaction

reports = AppGroup("reports", help="Ledgers and reports as files.")

_DISTRICT = click.option(
    "--district", "code", help="Code of the district, where there are more."
)


@reports.command("ledger")
@click.argument("period")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_DISTRICT
def ledger(period: str, file: Path, code: str | None) -> None:
    """Write the ledger of PERIOD (2026-11-23, 2026-11, 2026-Q4, 2026) to FILE, masked."""
    span, now = _period(period), clock.now()
    with reading():
        known = _district(code)
        calendar = offices_here().of(known.id).calendar(known.window)
        file.write_bytes(ledger_workbook(known.id, span, now, calendar))
    with transaction():
        log_export_by_system(known.id, now, f"reports ledger {span.key} {file.name}")
    click.echo(f"{file}: {span.key}")


@reports.command("make")
@click.argument("period")
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the files there as well.",
)
@_DISTRICT
def make(period: str, folder: Path | None, code: str | None) -> None:
    """Make the reports of PERIOD now: of the district, its centers and departments.

    The daily report is that of today. What was made before stays; this is the next
    edition.
    """
    span, now = _period(period), clock.now()
    with reading():
        known = _district(code)
    try:
        with transaction():
            number = reporting.order_reports_for_system(known.id, span, now)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    with reading():
        run = kept.get_run(known.id, number)
    for one in make_run(offices_here(), settings_here().documents_dir, run, now):
        whom = f"{one.scope.kind} {one.scope.code}".strip()
        click.echo(f"{one.made}/{one.total} {span.key} {whom}")
        if folder is not None:
            _write(folder, known)


@reports.command("list")
@click.option("--most", default=20, show_default=True, help="So many at most.")
@_DISTRICT
def list_made(most: int, code: str | None) -> None:
    """List the latest runs, and how far they are."""
    with reading():
        runs = kept.list_runs(_district(code).id, most)
    for run in runs:
        state = "ended" if run.ended_at else "open"
        click.echo(
            f"{run.period} edition {run.edition} by {run.ordered_by}:"
            f" {run.made}/{run.total if run.total is not None else '?'} {state}"
            f"{', ' + run.fault if run.fault else ''}"
        )


def _write(folder: Path, known: District) -> None:
    """Write the files of the report that was made last."""
    folder.mkdir(parents=True, exist_ok=True)
    with reading():
        (report,) = kept.list_reports(known.id, limit=1)
    for ending, name in (("xlsx", report.xlsx), ("docx", report.docx)):
        content = read_report_file(settings_here().documents_dir, name)
        if content is None:
            raise click.ClickException(f"the file {name} is not there")
        whose = report.scope.code or "district"
        (folder / f"report-{report.period}-{whose}.{ending}").write_bytes(content)


def _period(key: str) -> Period:
    try:
        return parse_period(key)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="PERIOD") from error


def _district(code: str | None) -> District:
    known = directory.district_by_code(code) if code else directory.first_district()
    if known is None:
        raise click.ClickException("no district is loaded")
    return known
