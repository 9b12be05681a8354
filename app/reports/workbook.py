"""A table as a workbook of one sheet."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from app.reports.cells import Cell, harmless

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(
    title: str, columns: Mapping[str, int], rows: Iterable[Sequence[Cell]]
) -> bytes:
    """The table as an xlsx file. columns: heads with their widths in characters"""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet(title)
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        for column, (name, width) in enumerate(columns.items()):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, head)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                _write(sheet, number, column, cell)
        sheet.freeze_panes(1, 2)
        sheet.set_landscape()
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)
    return file.getvalue()


def _write(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
    """Words are written as words: no cell becomes a formula or an address."""
    if isinstance(cell, str):
        sheet.write_string(row, column, harmless(cell))
    elif cell is not None:
        sheet.write_number(row, column, cell)
