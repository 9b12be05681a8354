"""`evidence`: the file of a case that an outsider can verify."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup

from app import clock
from app.casework.desk import Desk
from app.casework.evidence_files import Made, make_evidence_for_system
from app.casework.storage import storage_of
from app.domain.errors import FieldMissing, NotFound
from app.domain.permissions import system_actor
from app.process import offices_here, settings_here
from app.reports.evidence_zip import dress, pack
from app.store import directory
from app.store.transaction import transaction

evidence = AppGroup("evidence", help="Evidence files for outsiders.")


@evidence.command("export")
@click.argument("number")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--full", is_flag=True, help="With name, telephone and documents.")
@click.option("--finding", default="", help="Made for this finding, as N2-3-1.")
@click.option("--reason", default="", help="Why; needed with --full, and logged.")
def evidence_export(
    number: str, out: Path, *, full: bool, finding: str, reason: str
) -> None:
    """Write the evidence file of the case NUMBER; it is logged with its digest."""
    if out.exists():
        raise click.ClickException(f"{out} is there already")
    now = clock.now()
    try:
        with transaction():
            made = _made(number, full=full, finding=finding, reason=reason)
            out.write_bytes(pack(made.members, now))
    except FieldMissing as refusal:
        raise click.ClickException("--full needs a --reason") from refusal
    except OSError as fault:
        raise click.ClickException(f"nothing was written: {fault}") from fault
    click.echo(f"{out}: {len(made.members)} files, MANIFEST {made.digest}")


def _made(number: str, *, full: bool, finding: str, reason: str) -> Made:
    offices = offices_here()
    settings = settings_here()
    for known in directory.list_districts():
        actor = system_actor(known.code)
        desk = Desk(actor, clock.now(), known.id, offices.of(known.id))
        try:
            return make_evidence_for_system(
                desk,
                number,
                storage_of(settings),
                dress,
                full=full,
                reason=reason,
                about=finding,
            )
        except NotFound as refusal:
            if refusal.code == "finding.unknown":
                what = f"{number} has no finding {finding}"
                raise click.ClickException(what) from refusal
            if refusal.code != "ticket.unknown":
                raise
    raise click.ClickException(f"there is no case {number}")
