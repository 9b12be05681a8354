"""The period of the address counted, and the departments that whoever looks may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import request
from flask_babel import gettext
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.casework.desk import Desk
from app.domain.figures.measures import CountedCase
from app.domain.periods import Period
from app.domain.working_calendar import WorkingCalendar
from app.reports.cells import Cell
from app.reports.figures import PeriodFigures, UnitFigures, count_period
from app.store import directory
from app.web.figures.periods import period_here
from app.web.list_files import sent_table


def calendar_of(desk: Desk) -> WorkingCalendar:
    """Return the calendar by which a district's figures are counted."""
    return desk.office.calendar(directory.district(desk.district).window)


def counted_here(desk: Desk) -> tuple[PeriodFigures, Sequence[UnitFigures]]:
    """Count the period of the address; the units are those that this officer may see."""
    counted = count_period(
        desk.district, period_here(), desk.now, calendar_of(desk), desk.office.rules
    )
    own = desk.actor.department
    return counted, [unit for unit in counted.units if own in (None, unit.code)]


def unit_here(desk: Desk) -> tuple[PeriodFigures, UnitFigures]:
    """Count the period; return the department that the address names, else the own.

    raises: NotFound when it had no case, or is not this officer's to see
    """
    counted, units = counted_here(desk)
    wanted = request.args.get("department") or desk.actor.department
    unit = next((one for one in units if one.code == wanted), None)
    if unit is None:
        raise NotFound
    return counted, unit


@dataclass(frozen=True, slots=True)
class CountedCases:
    """The cases of one department in a period, or of all.

    code:    of the department, "" for all
    holders: the name of each department by its code, empty where there is one only
    """

    period: Period
    code: str
    name: str
    cases: Sequence[CountedCase]
    holders: Mapping[str, str]


def cases_here(desk: Desk) -> CountedCases:
    """Count the period; return the cases of the department that the address names, or
    of all for who sees all and names none.

    raises: NotFound as unit_here
    """
    if request.args.get("department") or desk.actor.department:
        counted, unit = unit_here(desk)
        return CountedCases(counted.period, unit.code, unit.name, unit.cases, {})
    counted, units = counted_here(desk)
    every = [case for unit in units for case in unit.cases]
    names = {unit.code: unit.name for unit in units}
    together = gettext("All departments")
    return CountedCases(counted.period, "", together, every, names)


def sent_as_csv(name: str, period: Period, rows: Sequence[Sequence[Cell]]) -> Response:
    """Send the rows as a file, called by what it is and its period; it is logged."""
    return sent_table(f"{name}-{period.key}", rows)
