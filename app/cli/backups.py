"""`backup`: a copy of the register while it is at work, its proof, and the way back."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click
from flask.cli import AppGroup

from app import clock
from app.casework.audit import Proof, verify_register
from app.config import Settings, secrets_in_use
from app.process import offices_here, settings_here
from app.store.backups.archive import checked
from app.store.backups.manifest import BackupFault, Manifest
from app.store.backups.restoring import restore_backup
from app.store.backups.taking import keep_secrets, let_go, take_backup
from app.store.reads.health import head
from app.store.transaction import reading_one_moment

backup = AppGroup("backup", help="Backups: take, check, restore.")

_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
# Demo stories; everything else in the folder is the office's own.
_NOT_KEPT = {"cases.jsonl"}


@backup.command("create")
@click.argument("folder", type=_FOLDER)
@click.option("--keep", type=click.IntRange(min=1), help="Remove all but the newest.")
@click.option("--without-secrets", is_flag=True, help="Write no file with the secrets.")
def backup_create(folder: Path, keep: int | None, without_secrets: bool) -> None:
    """Take a backup into FOLDER; pages and timer go on."""
    settings, secrets = settings_here(), secrets_in_use()
    try:
        archive = take_backup(
            folder,
            settings.documents_dir,
            _office_files(settings),
            secrets,
            clock.now(),
        )
        checked(archive)
    except (BackupFault, OSError) as fault:
        raise click.ClickException(f"no backup was taken: {fault}") from fault
    click.echo(str(archive))
    if not without_secrets:
        beside = keep_secrets(archive, secrets)
        click.echo(f"{beside}: keep it in another place than the backup")
    for gone in let_go(folder, keep) if keep else ():
        click.echo(f"removed {gone.name}")


@backup.command("check")
@click.argument("file", type=_FILE)
def backup_check(file: Path) -> None:
    """Read FILE through and compare every part with its manifest."""
    try:
        manifest = checked(file)
    except BackupFault as fault:
        raise click.ClickException(str(fault)) from fault
    _tell(manifest)
    click.echo("Every part is as it was taken.")


@backup.command("restore")
@click.argument("file", type=_FILE)
@click.option("--other-secrets", is_flag=True, help="Although the secrets differ.")
def backup_restore(file: Path, other_secrets: bool) -> None:
    """Restore FILE into an empty register and prove what was restored."""
    secrets = None if other_secrets else secrets_in_use()
    try:
        manifest = restore_backup(file, settings_here().documents_dir, secrets)
    except BackupFault as fault:
        raise click.ClickException(f"nothing is restored: {fault}") from fault
    _tell(manifest)
    if manifest.revision != head():
        click.echo("Its tables are older; go on with: flask --app wsgi db upgrade")
        click.echo("and prove them then with: flask --app wsgi audit verify")
        return
    _prove()


def _prove() -> None:
    offices, proof, faults = offices_here(), Proof(), 0
    with reading_one_moment():
        for fault in verify_register(offices, proof):
            faults += 1
            click.echo(f"{fault.number}: {fault.what}")
    click.echo(f"{proof.checked} tickets, {proof.entries} entries, {faults} faults")
    if faults:
        sys.exit(1)


def _tell(manifest: Manifest) -> None:
    rows = manifest.figures.rows
    where = f"{manifest.database}, migration {manifest.revision}"
    click.echo(f"Taken {manifest.created_at} from {where}:")
    click.echo(f"  {rows.get('tickets', 0)} tickets, {sum(rows.values())} rows")
    click.echo(f"  {len(manifest.parts)} files")
    click.echo(f"  chains {manifest.figures.chains}")


def _office_files(settings: Settings) -> Mapping[str, Path]:
    district = settings.district_path
    files = {
        f"district/{path.name}": path
        for path in sorted(district.iterdir())
        if path.suffix in (".json", ".csv", ".jsonl") and path.name not in _NOT_KEPT
    }
    return {settings.rules_path.name: settings.rules_path, **files}
