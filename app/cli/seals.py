"""`seal`: make the daily seal by hand, hand it to a witness, compare with the copy."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
from flask.cli import AppGroup

from app import clock
from app.casework.sealing import compare_with_witness, seal_now, verify_seals
from app.domain.proof.kept import Fault
from app.domain.proof.seals import Seal, WitnessFault, read_witness, seal_line
from app.process import settings_here
from app.store import directory, seals
from app.store.transaction import reading, reading_one_moment, transaction

seal = AppGroup("seal", help="The daily seal over all entries, and its witness.")


@seal.command("make")
def seal_make() -> None:
    """Seal at once what no seal covers yet; the timer does so each day."""
    tells = settings_here().seal_witness is not None
    for known in directory.list_districts():
        with transaction():
            made = seal_now(known.id, clock.now(), tells)
        for one in made:
            click.echo(
                f"{known.code}/{one.sequence}: {one.entries} entries and rows {one.hash}"
            )


@seal.command("export")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--after", default=0, help="Leave out seals up to this number.")
def seal_export(out: Path | None, after: int) -> None:
    """Print all seals, one line of JSON each, for a witness outside the office."""
    with reading():
        lines = [f"{seal_line(one)}\n" for one in _all_seals(after)]
    if out is None:
        click.echo("".join(lines), nl=False)
        return
    out.write_text("".join(lines), encoding="utf-8")
    click.echo(f"{len(lines)} seals in {out}")


@seal.command("check")
@click.argument(
    "witness_file", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
def seal_check(witness_file: Path) -> None:
    """Compare the register with the seals in WITNESS_FILE. Status 1 where they differ.

    Proves the register's own seals as well: what the witness has must still be made of
    the entries that are there.
    """
    witnessed = _witnessed(witness_file)
    with reading_one_moment():
        faults = [*compare_with_witness(witnessed), *verify_seals()]
    for fault in faults:
        click.echo(said(fault))
    click.echo(f"{len(witnessed)} seals of the witness, {len(faults)} faults")
    if faults:
        sys.exit(1)


def said(fault: Fault) -> str:
    """One fault as a line."""
    entry = "" if fault.seq is None else f" entry {fault.seq}"
    return f"{fault.number}{entry}: {fault.what}"


def _witnessed(file: Path) -> list[Seal]:
    try:
        return read_witness(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError as fault:
        raise click.ClickException(f"{file} is no text") from fault
    except WitnessFault as fault:
        what = f"{file} holds no seal"
        if fault.line is not None:
            what = f"{file}, line {fault.line}: this seal is cut off or was changed"
        raise click.ClickException(what) from fault


def _all_seals(after: int) -> Iterator[Seal]:
    for known in directory.list_districts():
        yield from seals.list_seals(known.id, after)
