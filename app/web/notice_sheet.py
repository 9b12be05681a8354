"""Supervision notices as a file: to whom, since when, what became of the reply."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext

from app.reports.cells import Cell
from app.store.reads.supervision import SupervisionLine
from app.web.formats import term
from app.web.list_files import Sheet, moment_cell


def notice_sheet(name: str) -> Sheet[SupervisionLine]:
    """How a list of notices is written down. name: of the file"""
    return Sheet(name, _columns, _rows)


def _columns() -> dict[str, int]:
    return {
        gettext("Notice"): 18,
        gettext("Colour"): 9,
        gettext("Case"): 13,
        gettext("Matter"): 34,
        gettext("Department"): 18,
        gettext("Opened by"): 12,
        gettext("Issued"): 17,
        gettext("Reply due"): 17,
        gettext("Replied"): 17,
        gettext("Lifted"): 17,
    }


def _rows(notices: list[SupervisionLine]) -> Iterable[list[Cell]]:
    return map(_row, notices)


def _row(one: SupervisionLine) -> list[Cell]:
    return [
        one.number,
        term(one.colour),
        one.ticket_number,
        one.matter_name,
        one.department_name or gettext("Arbiter"),
        term(one.step) if one.step else gettext("by hand"),
        moment_cell(one.issued_at),
        moment_cell(one.reply_due_at),
        moment_cell(one.replied_at),
        moment_cell(one.lifted_at),
    ]
