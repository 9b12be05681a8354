"""Flask commands: `flask --app wsgi ...`.

Doors like the pages: they read the clock once, open the one transaction, call a verb.
"""

from __future__ import annotations

from flask import Flask

from app.cli.accounts import accounts
from app.cli.arithmetic import deadlines
from app.cli.backtest import rules
from app.cli.backups import backup
from app.cli.calendars import calendar
from app.cli.evidence import evidence
from app.cli.explaining import deadlines_explain
from app.cli.personal_data import personal_data
from app.cli.registers import audit, demo, district, init
from app.cli.reports import reports
from app.cli.routing import routing
from app.cli.seals import seal
from app.cli.timing import sweep, timer


def init_app(app: Flask) -> None:
    """Give the application its commands."""
    deadlines.add_command(deadlines_explain)
    commands = (
        accounts,
        calendar,
        deadlines,
        rules,
        district,
        demo,
        personal_data,
        init,
        audit,
        evidence,
        backup,
        routing,
        reports,
        seal,
        sweep,
        timer,
    )
    for command in commands:
        app.cli.add_command(command)
