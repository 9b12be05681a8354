"""`reports`: what the office prints, as files."""

from __future__ import annotations

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from app import clock
from app.casework.office import Offices
from app.domain.periods import parse_period
from app.reports.case_ledger import ledger_workbook
from app.store import directory
from app.store.transaction import reading

reports = AppGroup("reports", help="Ledgers and reports as files.")


@reports.command("ledger")
@click.argument("period")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--district", "code", help="Code of the district, where there are more.")
def ledger(period: str, file: Path, code: str | None) -> None:
    """Write the ledger of PERIOD (2026-11-23, 2026-11, 2026-Q4, 2026) to FILE, masked."""
    try:
        span = parse_period(period)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="PERIOD") from error
    offices = current_app.extensions["offices"]
    assert isinstance(offices, Offices)  # noqa: S101 - set by the factory alone
    with reading():
        known = directory.district_by_code(code) if code else directory.first_district()
        if known is None:
            raise click.ClickException("no district is loaded")
        calendar = offices.of(known.id).calendar(known.window)
        file.write_bytes(ledger_workbook(known.id, span, clock.now(), calendar))
    click.echo(f"{file}: {span.key}")
