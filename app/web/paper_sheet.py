"""Papers as a file: circulars, talk records, clue packages, and what each rests on."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext

from app.reports.cells import Cell
from app.store.reads.papers import PaperLine
from app.web.figures.periods import name_of_key
from app.web.formats import term
from app.web.list_files import Sheet, moment_cell


def paper_sheet(name: str) -> Sheet[PaperLine]:
    """How a list of papers is written down. name: of the file"""
    return Sheet(name, _columns, _rows)


def _columns() -> dict[str, int]:
    return {
        gettext("Number"): 20,
        gettext("Kind of paper"): 14,
        gettext("State"): 12,
        gettext("Case"): 13,
        gettext("Matter"): 34,
        gettext("Department"): 18,
        gettext("Rests on"): 14,
        gettext("How it stands"): 14,
        gettext("When"): 17,
    }


def _rows(papers: list[PaperLine]) -> Iterable[list[Cell]]:
    return map(_row, papers)


def _row(one: PaperLine) -> list[Cell]:
    return [
        one.number or "",
        term(one.kind),
        gettext("Withdrawn paper") if one.withdrawn_at else term(one.state),
        one.ticket_number,
        one.matter_name,
        one.department_name or gettext("Arbiter"),
        _rests_on(one),
        term(one.review_status),
        moment_cell(one.at),
    ]


def _rests_on(one: PaperLine) -> str:
    period = f"　{name_of_key(one.period)}" if one.period else ""
    return f"{term(one.rests_on)}{period}"
