"""The blueprint of this desk, and what it counts for whoever looks."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.casework.desk import Desk
from app.domain.terms import Pattern
from app.reports.patterns import PeriodPatterns, count_patterns
from app.store import directory
from app.web.figures.periods import period_here

Page = str | Response | tuple[str, int]

blueprint = Blueprint("patterns", __name__)


def counted_here(desk: Desk) -> PeriodPatterns:
    """Count the period of the address, for the whole district."""
    office, known = desk.office, directory.district(desk.district)
    return count_patterns(
        desk.district,
        period_here(),
        desk.now,
        office.calendar(known.window),
        office.rules,
        office.practice.same_answer_percent,
    )


def pattern_of(code: str) -> Pattern:
    """Return the pattern of the address. raises: NotFound"""
    try:
        return Pattern(code)
    except ValueError:
        raise NotFound from None


def department_here(desk: Desk, asked: str) -> str:
    """Return of which department the page is: the own one, or the asked; '' for all.

    raises: NotFound for a department that is not the district's
    """
    if desk.actor.department is not None:
        return desk.actor.department
    if asked and asked not in directory.district(desk.district).department_ids:
        raise NotFound
    return asked
