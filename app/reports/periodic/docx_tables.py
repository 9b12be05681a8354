"""A table of a report inside a document."""

from __future__ import annotations

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm
from docx.table import Table, _Cell, _Row

from app.reports.cells import Cell
from app.reports.periodic.shape import (
    Column,
    Kind,
    Section,
    fitting,
    read_rows,
    shown,
)

CELL, SMALL_CELL = "Table cell", "Small table cell"
_ROOMY = 80  # characters across, up to which letters may be of the usual size
_HIGH, _HEAD = Mm(6), "E8ECF0"
_MIDDLE = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def add_table(made: Document, section: Section, width: int) -> None:
    """Add the table of a section. width: of the text, in millimetres"""
    values_of_rows = read_rows(section)
    table = made.add_table(len(values_of_rows) + 1, len(section.columns))
    table.style = "Table Grid"
    head, *rows = table.rows
    across = sum(fitting(column) for column in section.columns)
    # By its id: looking for it by name in every cell takes longer than all the rest.
    style = made.styles[CELL if across <= _ROOMY else SMALL_CELL].style_id
    for cell, column in zip(head.cells, section.columns, strict=True):
        _write(cell, column.name, style, WD_ALIGN_PARAGRAPH.CENTER)
        cell.paragraphs[0].runs[0].bold = True
        _shade(cell)
    _widths(table, section.columns, Mm(width))
    _mark(head, "w:tblHeader")
    for row in table.rows:
        row.height, row.height_rule = _HIGH, WD_ROW_HEIGHT_RULE.AT_LEAST
        _mark(row, "w:cantSplit")
    for row, values in zip(rows, values_of_rows, strict=True):
        _row(row, section.columns, values, style)
    made.add_paragraph(style=SMALL_CELL)


def _widths(table: Table, columns: tuple[Column, ...], width: int) -> None:
    """Shared out by what the columns need. width: in EMU"""
    table.autofit = False
    whole = sum(fitting(column) for column in columns)
    for place, column in zip(table.columns, columns, strict=True):
        place.width = Emu(int(width * fitting(column) / whole))
        for cell in place.cells:
            cell.width = place.width


def _row(
    row: _Row, columns: tuple[Column, ...], values: tuple[Cell, ...], style: str
) -> None:
    for cell, column, value in zip(row.cells, columns, values, strict=True):
        side = (
            WD_ALIGN_PARAGRAPH.LEFT
            if column.kind is Kind.TEXT
            else WD_ALIGN_PARAGRAPH.RIGHT
        )
        _write(cell, shown(value, column.kind), style, side)


def _write(cell: _Cell, words: str, style: str, side: WD_ALIGN_PARAGRAPH) -> None:
    """style: the id of a style of paragraphs"""
    cell.vertical_alignment = _MIDDLE
    paragraph = cell.paragraphs[0]
    paragraph._p.style = style
    paragraph.alignment = side
    paragraph.add_run(words)


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _HEAD)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _mark(row: _Row, name: str) -> None:
    """Set a property of a row: its head on every page, or whole on one."""
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
