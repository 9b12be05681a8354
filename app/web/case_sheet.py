"""Cases as a file, the same columns from every desk."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext

from app.domain.masks import masked_name
from app.reports.cells import Cell
from app.store.reads.lines import TicketLine
from app.web.case_lines import CaseLine, case_lines
from app.web.desk import account_here, desk_here
from app.web.formats import term
from app.web.lights import Light
from app.web.list_files import Sheet, moment_cell


def case_sheet(name: str) -> Sheet[TicketLine]:
    """How a list of cases is written down. name: of the file"""
    return Sheet(name, _columns, _rows)


def _columns() -> dict[str, int]:
    return {
        gettext("Number"): 13,
        gettext("Light"): 9,
        gettext("State"): 10,
        gettext("Class"): 9,
        gettext("Matter"): 34,
        gettext("Department"): 18,
        gettext("From"): 16,
        gettext("Complainant"): 11,
        gettext("Filed"): 17,
        gettext("Case due"): 17,
        gettext("Closed"): 17,
    }


def _rows(lines: list[TicketLine]) -> Iterable[list[Cell]]:
    return [_row(one) for one in case_lines(desk_here(), lines)]


def _row(one: CaseLine) -> list[Cell]:
    line = one.line
    return [
        line.number,
        light_cell(one.light),
        term(line.state),
        term(line.ticket_class),
        line.matter_name,
        line.holder_name,
        line.center_name,
        _person(line),
        moment_cell(line.filed_at),
        moment_cell(line.due_at),
        moment_cell(line.closed_at),
    ]


def light_cell(light: Light | None) -> str:
    """A light in a word; empty for none."""
    match light:
        case None:
            return ""
        case Light.OK | Light.DONE:
            return gettext("On time")
        case Light.SOON:
            return gettext("Due soon")
        case Light.LATE:
            return gettext("Overdue")
        case Light.HELD:
            return gettext("Suspended")


def _person(line: TicketLine) -> str:
    if line.confidential and account_here().department:
        return gettext("Confidential")
    return masked_name(line.person)
