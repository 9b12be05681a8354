"""`sweep` and `timer`: the timer's tick, once or until stopped."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

from app import clock
from app.scheduler import tick, wiring
from app.store.database import prepare_for_sweeping


@click.command()
@with_appcontext
def sweep() -> None:
    """Bring every due ticket up to now, once (for cron)."""
    prepare_for_sweeping()
    click.echo(f"{tick.sweep(clock.now())} tickets swept")


@click.command()
@with_appcontext
def timer() -> None:
    """Run the timer until it is stopped: sweep, messenger, heartbeat."""
    wiring.run(current_app._get_current_object())  # type: ignore[attr-defined]
