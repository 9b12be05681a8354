"""Flask commands: `flask --app wsgi ...`.

Doors like the pages: they read the clock once, open the one transaction, call a verb.
"""

from __future__ import annotations

from flask import Flask

from app.cli.arithmetic import deadlines, rules


def init_app(app: Flask) -> None:
    """Give the application its commands."""
    for command in (deadlines, rules):
        app.cli.add_command(command)
