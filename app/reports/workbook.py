"""A table as a workbook of one sheet, that can be read on screen and on A3 paper."""

from __future__ import annotations

import io
import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.reports.cells import Cell, harmless
from app.reports.office_form import PAGE

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
A3 = 8  # as the format numbers paper
ON_A_PAGE = 210  # characters of 10 points across A3 lying
KEPT = 2  # columns that stay in view, and stand on every page
POINTS = 10
LINE, HIGHEST = 15, 405  # points: of a line, of the highest row the format knows


def workbook(
    title: str, columns: Mapping[str, int], rows: Iterable[Sequence[Cell]]
) -> bytes:
    """The table as an xlsx file. columns: heads with their widths in characters"""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet(title)
        looks = {
            **{"font_name": PAGE, "font_size": POINTS},
            **{"text_wrap": True, "valign": "top", "border": 1},
        }
        body = book.add_format({**looks, "border_color": "#B6C0C9"})
        figure = book.add_format(
            {**looks, "border_color": "#B6C0C9", "align": "center"}
        )
        head = book.add_format({**looks, "bold": True, "bg_color": "#E8ECF0"})
        widths = tuple(columns.values())
        sheet.set_row(0, height(tuple(columns), widths))
        for column, (name, width) in enumerate(columns.items()):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, head)
        number = 0
        for number, row in enumerate(rows, start=1):
            sheet.set_row(number, height(row, widths))
            for column, cell in enumerate(row):
                told = body if isinstance(cell, str) else figure
                _write(sheet, number, column, cell, told)
        _for_paper(sheet, title, columns, number)
    return file.getvalue()


def height(row: Sequence[Cell], widths: Sequence[int]) -> int:
    """Points that the row takes when every cell is broken to its width.

    Said to the file, for not every program finds it out when it opens one.
    """
    lines = max(
        _lines(cell, width) if isinstance(cell, str) else 1
        for cell, width in zip(row, widths, strict=False)
    )
    return min(LINE * lines, HIGHEST)


def _lines(text: str, width: int) -> int:
    """How many lines the text takes."""
    return sum(max(1, math.ceil(_across(one) / width)) for one in text.split("\n"))


def _across(text: str) -> int:
    """Latin letters that are as wide; a Chinese sign is two."""
    return sum(1 + (unicodedata.east_asian_width(sign) in "WFA") for sign in text)


def _for_paper(
    sheet: Worksheet, title: str, columns: Mapping[str, int], last_row: int
) -> None:
    """As many pages across as can be read; heads and first columns on each."""
    sheet.freeze_panes(1, KEPT)
    sheet.autofilter(0, 0, max(last_row, 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(A3)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.repeat_rows(0)
    across = math.ceil(sum(columns.values()) / ON_A_PAGE)
    if across > 1:
        sheet.repeat_columns(0, KEPT - 1)
    sheet.fit_to_pages(across, 0)
    sheet.set_header(f"&C&14&B{harmless(title).replace('&', '&&')}")
    sheet.set_footer("&C&P / &N")


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, looks: Format) -> None:
    """Words are written as words: no cell becomes a formula or an address."""
    if isinstance(cell, str):
        sheet.write_string(row, column, harmless(cell), looks)
    elif cell is not None:
        sheet.write_number(row, column, cell, looks)
    else:
        sheet.write_blank(row, column, None, looks)
