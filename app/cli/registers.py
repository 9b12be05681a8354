"""`district`, `init`, `demo`, `audit`: the register is filled, set up and proved."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path

import click
from flask.cli import AppGroup, with_appcontext

from app import clock
from app.casework import people
from app.casework.audit import Proof, verify_register
from app.casework.demo import acts as stories
from app.casework.demo.case import Act
from app.casework.demo.people import PASSWORD, SHOWN, DemoPerson, demo_people
from app.casework.demo.staff import Staff
from app.casework.findings import look_batch
from app.casework.office import Offices
from app.casework.sealing import verify_seals
from app.casework.sweeping import sweep_batch
from app.cli.demo_publication import publication_acts
from app.cli.seals import said
from app.config import Settings
from app.process import offices_here, settings_here, wayfinder_here
from app.scheduler import tick
from app.store import directory, organisation, register
from app.store.directory import District
from app.store.district_files import DistrictFaults, read_district_files
from app.store.transaction import (
    late_transaction,
    reading,
    reading_one_moment,
    transaction,
)

AFTER_THE_MOMENT = timedelta(seconds=7)

district = AppGroup("district", help="The district: centers, departments, matters.")
demo = AppGroup("demo", help="The demo; it exists beside no real case.")
audit = AppGroup("audit", help="The proof of the register.")


@district.command("load")
@click.option("--folder", type=click.Path(exists=True, file_okay=False))
def district_load(folder: str | None) -> None:
    """Load the district's files, or load them again after they changed."""
    path = Path(folder) if folder else settings_here().district_path
    try:
        files = read_district_files(path)
    except DistrictFaults as faults:
        raise click.ClickException(str(faults)) from faults
    with (
        click.progressbar(length=len(files.matters), label="Matters") as bar,
        transaction(),
    ):
        loaded = organisation.load_district(files, bar.update)
    click.echo(
        f"{loaded.name}: {loaded.centers} centers, {loaded.departments} departments, "
        f"{loaded.matters} matters"
    )


@click.command()
@click.option("--staff-number", default="anquan", show_default=True)
@with_appcontext
def init(staff_number: str) -> None:
    """Set up a real district: its files, and one security administrator.

    The generated password is shown once; it must be changed at the first sign-in.
    """
    files = read_district_files(settings_here().district_path)
    with transaction():
        loaded = organisation.load_district(files)
        password = people.create_first_administrator(
            loaded.id, staff_number, clock.now()
        )
    click.echo(f"{loaded.name} is set up. Sign in once with:")
    click.echo(f"  {staff_number}  {password}")
    click.echo("The password is not shown again and must be changed at once.")


@demo.command("load")
def demo_load() -> None:
    """Load the demo into an empty register; a second run keeps what is there."""
    settings = settings_here()
    if not settings.demo:
        raise click.ClickException("the demo loads only where BANCHENG_DEMO=1")
    offices = offices_here()
    known = directory.list_districts()[0]
    with reading():
        is_empty = register.count_tickets(known.id) == 0
        has_people = people.has_real_people(known.id)
    if has_people:
        raise click.ClickException("this register belongs to a real district")
    if is_empty:
        _play(settings, offices, known, clock.now())
    _show_sign_ins()


@audit.command("verify")
def audit_verify() -> None:
    """Prove every ticket and seal: chain, rows, numbers. Status 1 for any change."""
    proof = Proof()
    with reading_one_moment():
        faults = 0
        for fault in chain(verify_register(offices_here(), proof), verify_seals()):
            faults += 1
            click.echo(said(fault))
    click.echo(f"{proof.checked} tickets, {proof.entries} entries, {faults} faults")
    if faults:
        sys.exit(1)


def _play(settings: Settings, offices: Offices, known: District, now: datetime) -> None:
    click.echo("Loading the demo ...")
    with transaction():
        staff = people.create_demo_people(
            known.id,
            demo_people(sorted(known.center_ids), sorted(known.department_ids)),
            PASSWORD,
            now,
        )
        router = wayfinder_here().router(known.id)
    cases = stories.read_cases(settings.district_path / "cases.jsonl")
    everybody = Staff(
        staff,
        offices.of(known.id),
        (known.id, known.code),
        router,
        settings.data_request_days,
    )
    published = publication_acts(everybody, now)
    played = sorted(
        (*stories.acts(cases, everybody, now), *published), key=lambda act: act.at
    )
    with click.progressbar(played, label="Cases") as acts:
        _perform(acts, offices, now)
    tick.propose_improvements(now)
    tick.look_across(now)


def _perform(acts: Iterable[Act], offices: Offices, now: datetime) -> None:
    """Each act at its moment, and the sweep at each legal moment in between."""
    for act in acts:
        _sweep_until(act.at, offices)
        with clock.at(act.at), transaction():
            act.do()
    _sweep_until(now, offices)


def _sweep_until(at: datetime, offices: Offices) -> None:
    while True:
        with reading():
            coming = register.find_next_moment(), register.find_next_look()
        moment = min((one for one in coming if one), default=at)
        if moment >= at:
            return
        with late_transaction():
            sweep_batch(offices, min(at, moment + AFTER_THE_MOMENT))
        with late_transaction():
            look_batch(offices, min(at, moment + AFTER_THE_MOMENT))


def _show_sign_ins() -> None:
    shown = {person.username: person for person in _everybody() if _is_shown(person)}
    click.echo(f"\nDemo sign-ins, all with the password {PASSWORD}:")
    for username in SHOWN:
        person = shown[username]
        where = person.department or person.center or ""
        click.echo(f"  {username:<12} {person.role.zh} {where}")


def _everybody() -> list[DemoPerson]:
    known = directory.list_districts()[0]
    return demo_people(sorted(known.center_ids), sorted(known.department_ids))


def _is_shown(person: DemoPerson) -> bool:
    return person.username in SHOWN
