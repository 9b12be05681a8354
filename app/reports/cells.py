"""Cells of tables that leave the system, in CSV and in workbooks.

A spreadsheet takes what begins with certain signs for a formula and runs it; what
people typed must never be one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

_FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\uff0b",
    "\uff0d",
    "\uff1d",
    "\uff20",
)

Cell = str | int | float | None


def harmless(text: str) -> str:
    """The text, with a mark before it when a spreadsheet would run it."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_text(rows: Iterable[Iterable[Cell]]) -> str:
    """A whole CSV file; the mark at its begin lets spreadsheets read Chinese."""
    written = io.StringIO()
    writer = csv.writer(written)
    for row in rows:
        writer.writerow(
            harmless(cell) if isinstance(cell, str) else cell for cell in row
        )
    return "\ufeff" + written.getvalue()
