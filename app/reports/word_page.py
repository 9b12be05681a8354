"""A sheet of a Word document as the standard has it, with the number of the page.

Source: GB/T 9704-2012, 5.2 (type area of 156 by 225 mm) and 7.5 (page number).
"""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from app.reports.office_form import NO_4, PAGE

SHORT, LONG = 210, 297  # millimetres of A4
ABOVE, BELOW, LEFT, RIGHT, FOOT = 37, 35, 28, 26, 25
UPRIGHT = SHORT - LEFT - RIGHT
"""Width of the text on a page that stands, in millimetres."""
LYING = LONG - ABOVE - BELOW
"""The same on a page that lies: turned with its margins."""


def stand(section: Any) -> None:
    """A4, standing."""
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(SHORT), Mm(LONG)
    section.top_margin, section.bottom_margin = Mm(ABOVE), Mm(BELOW)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.footer_distance = Mm(FOOT)


def lie(section: Any) -> None:
    """A4, lying: for tables that are too wide."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(LONG), Mm(SHORT)
    section.top_margin, section.bottom_margin = Mm(LEFT), Mm(RIGHT)
    section.left_margin, section.right_margin = Mm(ABOVE), Mm(BELOW)
    section.footer_distance = Mm(RIGHT - 10)


def number_pages(section: Any) -> None:
    """— 1 — in the middle of the foot."""
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, is_field in (("— ", False), ("PAGE", True), (" —", False)):
        run = foot.add_run("" if is_field else text)
        run.font.size = Pt(NO_4)
        east_asian(run._element.get_or_add_rPr(), PAGE)
        if is_field:
            _field(run._element, text)


def east_asian(properties: Any, face: str) -> None:
    """Chinese signs have a face of their own in Word, beside that of Latin ones."""
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), face)


def _field(run: Any, code: str) -> None:
    for kind in ("begin", "", "end"):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = code
        run.append(part)
