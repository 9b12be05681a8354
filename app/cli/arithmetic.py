"""`deadlines`: questions to the calendar that touch no database."""

from __future__ import annotations

import sys

from flask.cli import AppGroup

from app.casework.office import Office
from app.cli.lines import say
from app.domain.deadline_requests import answer_line
from app.process import offices_here

deadlines = AppGroup("deadlines", help="Deadline arithmetic.")


@deadlines.command("batch")
def deadlines_batch() -> None:
    """Answer deadline requests, one JSON object a line, from standard input."""
    calendar = _office().standard_calendar()
    for line in sys.stdin.buffer:
        say(answer_line(line, calendar))


def _office() -> Office:
    offices = offices_here()
    return offices.without_district()
