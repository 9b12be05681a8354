"""A report as a workbook: a sheet for each section, with its picture as a chart that
can be changed. The same report and moment give the same bytes."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from app.reports.cells import Cell, harmless
from app.reports.office_form import HEAVY, PAGE
from app.reports.periodic.shape import (
    Column,
    Drawn,
    Kind,
    Picture,
    Report,
    Section,
    fitting,
    is_wide,
    lies,
    stacks,
)

_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_FACE = {"font_name": PAGE, "font_size": 10}
_CELL = {
    **_FACE,
    "valign": "vcenter",
    "indent": 1,
    "border": 1,
    "border_color": "#8a949e",
}
_FORMATS = {
    Kind.COUNT: {**_CELL, "num_format": "0", "align": "right"},
    Kind.RATE: {**_CELL, "num_format": "0.0%", "align": "right"},
    Kind.NUMBER: {**_CELL, "num_format": "0.0", "align": "right"},
    Kind.TEXT: {**_CELL, "text_wrap": True},
}
_CHARTS = {
    Drawn.COLUMNS: "column",
    Drawn.PARTS: "column",
    Drawn.BARS: "bar",
    Drawn.LINES: "line",
}
_COLOURS = ("#0b4a8c", "#c07a00", "#1b6a48", "#b3211a", "#45515e")
_HEAD_ROW = 3  # title, of whom and when, note
_TITLE = {"font_name": HEAVY, "font_size": 15}
_HEAD = {**_CELL, "bold": True, "bg_color": "#e8ecf0", "align": "center", "indent": 0}
_LETTERS = {"name": PAGE, "size": 9}
_LINE = 15  # points of height


@dataclass(frozen=True, slots=True)
class _Book:
    """A workbook being written, with the formats it uses."""

    book: Workbook
    title: Format
    about: Format
    quiet: Format
    none: Format
    head: Format
    cells: dict[Kind, Format]


def workbook(report: Report, made_at: datetime) -> bytes:
    """The report as an xlsx file."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties(
            {
                "title": f"{report.title} {report.scope} {report.period}",
                "created": made_at.replace(tzinfo=None),
            }
        )
        made = _Book(
            book,
            book.add_format(_TITLE),
            book.add_format(_FACE),
            book.add_format({**_FACE, "text_wrap": True, "valign": "top"}),
            book.add_format({**_CELL, "align": "right"}),
            book.add_format(_HEAD),
            {kind: book.add_format(given) for kind, given in _FORMATS.items()},
        )
        for number, section in enumerate(report.sections, start=1):
            _sheet(made, report, section, number)
    return file.getvalue()


def _sheet(made: _Book, report: Report, section: Section, number: int) -> None:
    sheet = made.book.add_worksheet(_name(section.title, number))
    about = f"{report.scope}　{report.period}　{report.counted}"
    sheet.write_string(0, 0, f"{report.title} · {section.title}", made.title)
    sheet.write_string(1, 0, about, made.about)
    if section.note:
        last = max(len(section.columns) - 1, 1)
        sheet.merge_range(2, 0, 2, last, section.note, made.quiet)
        sheet.set_row(2, _LINE * _lines(section))
    for place, column in enumerate(section.columns):
        sheet.set_column(place, place, fitting(column))
        if section.rows:
            sheet.write_string(_HEAD_ROW, place, column.name, made.head)
    for row, cells in enumerate(section.rows, start=_HEAD_ROW + 1):
        _row(made, sheet, row, section.columns, cells)
    if section.picture:
        _chart(made, sheet, section, section.picture)
    sheet.freeze_panes(_HEAD_ROW + 1, 1)
    _for_paper(sheet, section)


def _for_paper(sheet: Worksheet, section: Section) -> None:
    """A4, as wide as a page, as long as it is; narrow tables are not blown up."""
    if is_wide(section):
        sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.7, right=0.7, top=0.8, bottom=0.8)
    sheet.center_horizontally()
    sheet.repeat_rows(_HEAD_ROW)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C— &P —")


def _lines(section: Section) -> int:
    """How many lines the note takes across the table; a Chinese sign is two wide."""
    across = sum(fitting(column) for column in section.columns[:2])
    across = max(across, sum(fitting(column) for column in section.columns))
    return -(-2 * len(section.note) // across)


def _row(
    made: _Book,
    sheet: Worksheet,
    row: int,
    columns: tuple[Column, ...],
    cells: tuple[Cell, ...],
) -> None:
    """Words are written as words: no cell becomes a formula or an address."""
    for place, (column, cell) in enumerate(zip(columns, cells, strict=True)):
        if isinstance(cell, str):
            sheet.write_string(row, place, harmless(cell), made.cells[Kind.TEXT])
        elif cell is None:
            sheet.write_string(row, place, "—", made.none)
        else:
            sheet.write_number(row, place, cell, made.cells[column.kind])


def _chart(made: _Book, sheet: Worksheet, section: Section, picture: Picture) -> None:
    is_lying = lies(section, picture)
    kind = {"type": "bar" if is_lying else _CHARTS[picture.drawn]}
    if stacks(section, picture):
        kind["subtype"] = "stacked"
    told = _LETTERS | {"color": "white"} if "subtype" in kind else _LETTERS
    chart = made.book.add_chart(kind)
    first = _HEAD_ROW + 1
    last = _HEAD_ROW + min(len(section.rows), picture.most)
    for nth, column in enumerate(picture.columns):
        chart.add_series(
            {
                "name": section.columns[column].name,
                "categories": [sheet.name, first, 0, last, 0],
                "values": [sheet.name, first, column, last, column],
                "fill": {"color": _COLOURS[nth % len(_COLOURS)]},
                "line": {"color": _COLOURS[nth % len(_COLOURS)]},
                "data_labels": {"value": True, "num_format": "0;;", "font": told},
                "gap": 60,
            }
        )
    chart.set_title({"name": picture.title, "name_font": {"name": HEAVY, "size": 12}})
    if len(picture.columns) == 1:
        chart.set_legend({"none": True})
    else:
        chart.set_legend({"position": "bottom", "font": _LETTERS})
    if is_lying:  # the first row on top, as in the table
        chart.set_y_axis({"reverse": True, "num_font": _LETTERS})
        chart.set_x_axis({"major_gridlines": {"visible": False}, "visible": False})
    else:
        chart.set_x_axis({"num_font": _LETTERS})
        chart.set_y_axis({"num_font": _LETTERS, "num_format": "0"})
    chart.set_size({"width": 620, "height": 120 + 22 * max(8, last - first)})
    sheet.insert_chart(_HEAD_ROW + len(section.rows) + 2, 0, chart)


def _name(title: str, number: int) -> str:
    """A name for a sheet: without the signs that are refused, distinct by its number."""
    return f"{number} {_NOT_IN_NAMES.sub('', title)}"[:_LONGEST_NAME]
