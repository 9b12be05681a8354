"""`deadlines`: questions to the calendar that touch no database."""

from __future__ import annotations

import sys

from flask import current_app
from flask.cli import AppGroup

from app.casework.office import Office, Offices
from app.cli.lines import say
from app.domain.deadline_requests import answer_line

deadlines = AppGroup("deadlines", help="Deadline arithmetic.")


@deadlines.command("batch")
def deadlines_batch() -> None:
    """Answer deadline requests, one JSON object a line, from standard input."""
    calendar = _office().standard_calendar()
    for line in sys.stdin.buffer:
        say(answer_line(line, calendar))


def _office() -> Office:
    offices = current_app.extensions["offices"]
    assert isinstance(offices, Offices)  # noqa: S101 - set by the factory alone
    return offices.without_district()
