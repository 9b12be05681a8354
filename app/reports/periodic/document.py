"""A report as a document: headings, tables, charts, on A4, as offices file it. The same
report and moment give the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from docx import Document
from docx.document import Document as Made
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle
from flask_babel import force_locale

from app.reports.languages import OFFICE
from app.reports.office_form import BODY, HEAVY, KAI, LATIN, NO_2, PAGE, TITLE, heading
from app.reports.periodic.docx_charts import add_chart
from app.reports.periodic.docx_tables import CELL, SMALL_CELL, add_table
from app.reports.periodic.shape import Report, Section, is_wide, unread
from app.reports.word_page import LYING, UPRIGHT, lie, number_pages, stand

_BLACK = RGBColor(0, 0, 0)
# Styles, each with face, size in points, and space before and after.
_STYLES: dict[str, tuple[str, float, int, int]] = {
    "Normal": (BODY, 12, 0, 4),
    "Title": (TITLE, NO_2, 0, 10),
    "Subtitle": (KAI, 14, 0, 6),
    "Heading 1": (HEAVY, 15, 14, 4),
    CELL: (PAGE, 10.5, 2, 2),
    SMALL_CELL: (PAGE, 9, 2, 2),
}


def document(report: Report, made_at: datetime) -> bytes:
    """The report as a docx file."""
    made = Document()
    _styles(made)
    stand(made.sections[0])
    number_pages(made.sections[0])
    made.core_properties.title = f"{report.title} {report.scope} {report.period}"
    made.core_properties.author = ""
    made.core_properties.created = made_at.replace(tzinfo=None, microsecond=0)
    made.core_properties.modified = made_at.replace(tzinfo=None, microsecond=0)
    _opening(made, report)
    lies = False
    for number, section in enumerate(report.sections, start=1):
        lies = _turned(made, section, lies)
        _section(made, section, number, LYING if lies else UPRIGHT)
    file = io.BytesIO()
    made.save(file)
    return _dated(file.getvalue(), made_at)


def _styles(made: Made) -> None:
    for name in (CELL, SMALL_CELL):
        made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    for name, (face, size, before, after) in _STYLES.items():
        style = made.styles[name]
        assert isinstance(style, ParagraphStyle)  # noqa: S101 - styles of the template
        style.font.name = LATIN
        style.font.size = Pt(size)
        style.font.bold = style.font.italic = False
        style.font.color.rgb = _BLACK
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        _face(style, face)


def _face(style: ParagraphStyle, face: str) -> None:
    """One face for Chinese signs, one for Latin ones; no theme's, no line below."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for place in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{place}"), None)
    fonts.set(qn("w:eastAsia"), face)
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _opening(made: Made, report: Report) -> None:
    about = f"{report.scope}　{report.period}"
    for words, style in (
        (report.title, "Title"),
        (about, "Subtitle"),
        (report.counted, "Normal"),
    ):
        made.add_paragraph(words, style).alignment = WD_ALIGN_PARAGRAPH.CENTER


def _turned(made: Made, section: Section, lies: bool) -> bool:
    """A wide table has a page that lies; several of them share it. returns: lies it?"""
    if is_wide(section) != lies:
        page = made.add_section(WD_SECTION.NEW_PAGE)
        (lie if is_wide(section) else stand)(page)
    return is_wide(section)


def _section(made: Made, section: Section, number: int, width: int) -> None:
    """width: of the text, in millimetres"""
    made.add_paragraph(heading(number, section.title), style="Heading 1")
    if section.note:
        note = made.add_paragraph(section.note)
        note.paragraph_format.first_line_indent = Pt(24)
        note.paragraph_format.keep_with_next = bool(section.rows)
    if section.rows:
        add_table(made, section, width)
        with force_locale(OFFICE):
            more = unread(section)
        if more:
            made.add_paragraph(more)
    if section.picture and section.rows:
        add_chart(made, section, section.picture, number)


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
