"""A report as a document: headings, tables, charts, on A4, as offices file it. The same
report and moment give the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from docx import Document
from docx.document import Document as Made
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row

from app.reports.cells import Cell
from app.reports.office_form import HEAVY, PAGE, heading
from app.reports.periodic.docx_charts import add_chart
from app.reports.periodic.shape import Column, Kind, Report, Section, shown

_TEXT_WIDTH = Mm(166)
_SIZE, _SMALL, _FEW = Pt(9), Pt(7), 8  # of letters; many columns need small ones


def document(report: Report, made_at: datetime) -> bytes:
    """The report as a docx file."""
    made = Document()
    _page(made)
    _styles(made)
    made.core_properties.title = f"{report.title} {report.scope} {report.period}"
    made.core_properties.author = ""
    made.core_properties.created = made_at.replace(tzinfo=None, microsecond=0)
    made.core_properties.modified = made_at.replace(tzinfo=None, microsecond=0)
    _opening(made, report)
    for number, section in enumerate(report.sections, start=1):
        _section(made, section, number)
    file = io.BytesIO()
    made.save(file)
    return _dated(file.getvalue(), made_at)


def _page(made: Made) -> None:
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(22)
    page.top_margin = page.bottom_margin = Mm(22)


def _styles(made: Made) -> None:
    for name, font, size in (
        ("Normal", PAGE, 10.5),
        ("Title", HEAVY, 20),
        ("Heading 1", HEAVY, 14),
    ):
        style = made.styles[name]
        assert isinstance(style, ParagraphStyle)  # noqa: S101 - styles of the template
        style.font.name = font
        style.font.size = Pt(size)
        style.font.color.rgb = None
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for place in ("w:eastAsia", "w:ascii", "w:hAnsi"):
            fonts.set(qn(place), font)


def _opening(made: Made, report: Report) -> None:
    title = made.add_paragraph(f"{report.title}", style="Title")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    about = made.add_paragraph(f"{report.scope}　{report.period}　{report.counted}")
    about.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _section(made: Made, section: Section, number: int) -> None:
    made.add_paragraph(heading(number, section.title), style="Heading 1")
    if section.note:
        made.add_paragraph(section.note)
    if section.rows:
        _table(made, section)
    if section.picture and section.rows:
        add_chart(made, section, section.picture, number)


def _table(made: Made, section: Section) -> None:
    table = made.add_table(len(section.rows) + 1, len(section.columns))
    table.style = "Table Grid"
    head, *rows = table.rows
    size = _SMALL if len(section.columns) > _FEW else _SIZE
    for cell, column in zip(head.cells, section.columns, strict=True):
        _write(cell, column.name, size, is_head=True, is_text=column.kind is Kind.TEXT)
    _widths(table, section.columns)
    _mark(head, "w:tblHeader")
    for row, values in zip(rows, section.rows, strict=True):
        _row(row, section.columns, values, size)
    made.add_paragraph()


def _widths(table: Table, columns: tuple[Column, ...]) -> None:
    """As wide as the page, shared out as in the workbook."""
    table.autofit = False
    whole = sum(column.width for column in columns)
    for place, column in zip(table.columns, columns, strict=True):
        place.width = Emu(int(_TEXT_WIDTH * column.width / whole))
        for cell in place.cells:
            cell.width = place.width


def _row(
    row: _Row, columns: tuple[Column, ...], values: tuple[Cell, ...], size: Pt
) -> None:
    _mark(row, "w:cantSplit")
    for cell, column, value in zip(row.cells, columns, values, strict=True):
        is_text = column.kind is Kind.TEXT
        words = shown(value, column.kind)
        _write(cell, words, size, is_head=False, is_text=is_text)


def _write(cell: _Cell, words: str, size: Pt, *, is_head: bool, is_text: bool) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(words)
    run.bold = is_head
    run.font.size = size
    if not is_text:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _mark(row: _Row, name: str) -> None:
    """Set a property of a row: its head on every page, or whole on one."""
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _dated(content: bytes, made_at: datetime) -> bytes:
    """The same file with one moment on all its parts."""
    packed, when = io.BytesIO(), made_at.timetuple()[:6]
    with (
        zipfile.ZipFile(io.BytesIO(content)) as parts,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, when)
            archive.writestr(part, parts.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
