"""Improvement items as a file."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext

from app.reports.cells import Cell
from app.store.reads.improvements import Item
from app.web.figures.periods import name_of_key
from app.web.formats import term
from app.web.list_files import Sheet


def _columns() -> dict[str, int]:
    return {
        gettext("Matter"): 34,
        gettext("Cause"): 22,
        gettext("Came too often in"): 16,
        gettext("Cases"): 8,
        gettext("State"): 12,
        gettext("What came of it"): 16,
        gettext("Department"): 18,
        gettext("Person answerable"): 14,
        gettext("To be done by"): 13,
    }


def _rows(items: list[Item]) -> Iterable[list[Cell]]:
    return map(_row, items)


def _row(item: Item) -> list[Cell]:
    return [
        item.matter,
        term(item.cause),
        name_of_key(item.period),
        item.cases,
        term(item.state),
        term(item.outcome) if item.outcome else "",
        item.department_name,
        item.owner,
        item.due_on.isoformat() if item.due_on else "",
    ]


ITEM_SHEET = Sheet("improvement-items", _columns, _rows)
