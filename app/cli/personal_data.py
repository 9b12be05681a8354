"""`personal-data`: under which key complainants' data and documents are sealed."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from app import clock
from app.casework.retention import closed_before, count_due
from app.process import settings_here
from app.scheduler.retention import keep_retention
from app.store.document_files import seal_file_again
from app.store.inspected_documents import list_orphans
from app.store.keyring import CannotOpen
from app.store.personal_data import keyring
from app.store.sealing_again import count_by_key, known_contents, seal_again
from app.store.transaction import reading, transaction

FILES_AT_ONCE = 100
ORPHANS_COUNTED = 10_000

personal_data = AppGroup("personal-data", help="Complainants' data and documents.")


@personal_data.command("status")
def status() -> None:
    """Count the rows that each key seals. Status 1 where a key is missing."""
    with reading():
        counted = count_by_key()
    for name, count in counted.items():
        word = "sealing" if name == keyring().current else "opening only"
        click.echo(
            f"{name or '(key unknown)'}: {count}  {word if name else ''}".rstrip()
        )
    if "" in counted:
        raise SystemExit(1)


@personal_data.command("rotate")
@click.option("--batch", default=500, show_default=True, help="Rows in a transaction.")
def rotate(batch: int) -> None:
    """Seal everything again that an older key sealed; may be stopped and run again."""
    try:
        people = _rotate_people(batch)
        files = _rotate_files()
    except CannotOpen as fault:
        raise click.ClickException(
            f"{fault}; is a key missing in PERSONAL_DATA_KEYS?"
        ) from fault
    click.echo(f"{people} complainants and {files} documents sealed again")


@personal_data.command("retain")
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
def retain(dry_run: bool) -> None:
    """Take away what was kept long enough, as the timer does by itself."""
    settings, now = settings_here(), clock.now()
    if dry_run:
        with reading():
            due = count_due(now, settings.personal_data_months)
            orphans = len(list_orphans(ORPHANS_COUNTED))
        before = closed_before(now, settings.personal_data_months)
        click.echo(f"{due} archived cases closed before {before:%Y-%m-%d} would lose")
        click.echo("who complained, the words and the documents;")
        click.echo(f"{orphans} contents of documents have no case")
        return
    forgotten, removed = keep_retention(settings, now)
    click.echo(
        f"{forgotten.cases} cases lost their personal data, {forgotten.documents}"
        f" documents with them; {removed} contents were removed"
    )


def _rotate_people(size: int) -> int:
    last: int | None = 0
    changed = 0
    while last is not None:
        with transaction():
            batch = seal_again(last, size)
        last, changed = batch.last, changed + batch.changed
    return changed


def _rotate_files() -> int:
    settings = settings_here()
    last, changed = "", 0
    while True:
        with reading():
            names = known_contents(last, FILES_AT_ONCE)
        if not names:
            return changed
        changed += sum(seal_file_again(settings.documents_dir, name) for name in names)
        last = names[-1]
