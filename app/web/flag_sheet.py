"""What is heard and ruled on as a file: escalations and findings, how each stands."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext

from app.reports.cells import Cell
from app.store.reads.flags import QueuedFlag
from app.web.flag_words import flag_name
from app.web.formats import term
from app.web.list_files import Sheet, moment_cell


def flag_sheet(name: str) -> Sheet[QueuedFlag]:
    """How a list of flags is written down. name: of the file"""
    return Sheet(name, _columns, _rows)


def _columns() -> dict[str, int]:
    return {
        gettext("What"): 20,
        gettext("How it stands"): 14,
        gettext("Number"): 13,
        gettext("Matter"): 34,
        gettext("Department"): 18,
        gettext("Legal moment"): 17,
        gettext("Detected"): 17,
        gettext("Statement due"): 17,
        gettext("Stated"): 17,
        gettext("Ruled"): 17,
        gettext("Ground"): 22,
        gettext("Objected"): 17,
        gettext("Decided"): 17,
        gettext("Case due"): 17,
    }


def _rows(flags: list[QueuedFlag]) -> Iterable[list[Cell]]:
    return map(_row, flags)


def _row(one: QueuedFlag) -> list[Cell]:
    heard = one.hearing
    return [
        flag_name(one.key),
        term(heard.status),
        one.number,
        one.matter_name,
        one.department_name or gettext("Arbiter"),
        moment_cell(one.at),
        moment_cell(one.detected_at),
        moment_cell(heard.statement_due_at),
        moment_cell(heard.stated_at),
        moment_cell(heard.ruled_at),
        term(heard.ground) if heard.ground else "",
        moment_cell(heard.objected_at),
        moment_cell(heard.decided_at),
        moment_cell(one.promised_at),
    ]
