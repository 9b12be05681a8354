"""`accounts disable-idle`: what the timer does, by hand or from cron."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from app import clock
from app.casework.idle_accounts import disable_idle_accounts
from app.store.transaction import transaction

accounts = AppGroup("accounts", help="The accounts of the officers.")


@accounts.command("disable-idle")
@click.option("--days", type=click.IntRange(min=1), default=90, show_default=True)
def disable_idle(days: int) -> None:
    """Disable accounts that nobody has used for so many days; names each."""
    with transaction():
        closed = disable_idle_accounts(clock.now(), days)
    for username in closed:
        click.echo(username)
    click.echo(f"{len(closed)} accounts disabled")
