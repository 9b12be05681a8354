"""What is to do as a file, in the order and the words of the page."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext

from app.reports.cells import Cell
from app.store.reads.worklists import ToDo
from app.web.case_sheet import light_cell
from app.web.department.rows import rows_of
from app.web.desk import desk_here
from app.web.list_files import Sheet, moment_cell


def _columns() -> dict[str, int]:
    return {
        gettext("Number"): 13,
        gettext("To be done now"): 16,
        gettext("Until"): 17,
        gettext("Light"): 9,
        gettext("Time left"): 14,
        gettext("Matter"): 34,
        gettext("Complainant"): 11,
        gettext("From"): 16,
        gettext("Case due"): 17,
    }


def _rows(listed: list[ToDo]) -> Iterable[list[Cell]]:
    return [
        [
            row.number,
            row.act,
            moment_cell(one.due_at),
            light_cell(row.light),
            row.left,
            row.matter,
            row.person,
            row.center,
            moment_cell(row.due_at),
        ]
        for one, row in zip(listed, rows_of(desk_here(), listed), strict=True)
    ]


TO_DO_SHEET = Sheet("to-do", _columns, _rows)
