"""`calendar`: years of holidays, from the notice's text, CSV or JSON."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup
from flask_babel import force_locale

from app import clock
from app.casework.calendars import Moves, make_change, preview_change, year_change
from app.casework.desk import Desk
from app.domain.calendar.years import CalendarYear, read_year
from app.domain.errors import Refusal
from app.domain.permissions import system_actor
from app.notify.wording import LANGUAGE
from app.process import offices_here
from app.store import directory
from app.store.directory import District
from app.store.transaction import reading, transaction
from app.web.refusals import sentence_of

calendar = AppGroup("calendar", help="The working calendar: years of holidays.")


@calendar.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--year", type=int, help="Where the file does not say it itself.")
@click.option("--apply", "is_applied", is_flag=True, help="Write it; else only show.")
@click.option("--district", "code", help="Code of the district, where there are more.")
def calendar_import(
    file: Path, year: int | None, code: str | None, *, is_applied: bool
) -> None:
    """Show which limits a year's notice moves; with --apply, move them.

    FILE is the text of the notice, CSV (date, 放假 or 上班), or JSON.
    """
    try:
        given = read_year(file.read_bytes(), year)
        moves = _told(given, _district(code), is_applied=is_applied)
    except Refusal as refusal:
        raise click.ClickException(f"{file}: {_sentence(refusal)}") from refusal
    _show(given, moves, is_applied=is_applied)


def _sentence(refusal: Refusal) -> str:
    with force_locale(LANGUAGE):
        return sentence_of(refusal)


def _told(given: CalendarYear, known: District, *, is_applied: bool) -> Moves:
    offices, change = offices_here(), year_change(given)
    actor = system_actor(known.code)
    if is_applied:
        with transaction():
            desk = Desk(actor, clock.now(), known.id, offices.of(known.id))
            return make_change(desk, offices, change)
    with reading():
        desk = Desk(actor, clock.now(), known.id, offices.of(known.id))
        return preview_change(desk, offices, change)


def _show(given: CalendarYear, moves: Moves, *, is_applied: bool) -> None:
    click.echo(
        f"{given.year} {given.number or '(no number)'}: {len(given.rest)} days off, "
        f"{len(given.work)} make-up days, {given.version[:16]}"
    )
    if given.looks_incomplete:
        click.echo("Fewer days off than the law gives: is the text complete?")
    for one in moves.listed:
        click.echo(
            f"  {one.number}  {one.clock} {one.cycle}  {one.was_due_at.isoformat()}"
            f" -> {one.due_at.isoformat()}"
        )
    if moves.limits > len(moves.listed):
        click.echo(f"  ... and {moves.limits - len(moves.listed)} more limits")
    click.echo(
        f"{moves.limits} limits of {moves.moved} cases move, {moves.cases} cases come "
        f"under calendar {moves.version[:16]}"
    )
    click.echo("Written." if is_applied else "Nothing is written; --apply writes it.")


def _district(code: str | None) -> District:
    if code is not None:
        return directory.district_by_code(code)
    known = directory.list_districts()
    if len(known) != 1:
        raise click.ClickException("say which --district")
    return known[0]
