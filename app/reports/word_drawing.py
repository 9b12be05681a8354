"""The template that the house delivers: an official letter in the manner of GB/T 9704.

Drawn, not kept as a file, so that every measure stands here with its reason; the office
fetches it, changes it in Word and hands it in. Sizes are points, lengths millimetres.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from app.reports.office_form import (
    BODY,
    HEAVY,
    LATIN,
    NO_2,
    NO_3,
    NO_4,
    TITLE,
)
from app.reports.word_page import east_asian, number_pages, stand

RED = RGBColor(0xC8, 0x16, 0x1D)
LINE = 28  # 22 lines of text on a page of 225 mm
LEFT, CENTER, RIGHT = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
)


@cache
def delivered_template() -> bytes:
    """The template of every kind of letter, as long as the office has none of its own."""
    document = Document()
    _page(document)
    _head(document)
    _text(document)
    _end(document)
    _imprint(document)
    number_pages(document.sections[0])
    drawn = BytesIO()
    document.save(drawn)
    return drawn.getvalue()


def _page(document: Any) -> None:
    """A4 with the margins of the standard: 37 above, 28 left, 156 wide, 225 high."""
    stand(document.sections[0])
    style = document.styles["Normal"]
    style.font.size = Pt(NO_3)
    east_asian(style.element.get_or_add_rPr(), BODY)
    style.font.name = LATIN


def _head(document: Any) -> None:
    """The colour of a notice, the red head, the number, the red line."""
    _when(document, "colour")
    _line(document, "{{ colour }}　{{ colour_line }}", face=HEAVY, after=10)
    _endwhen(document)
    _line(
        document, "{{ office }}", face=TITLE, size=34, at=CENTER, colour=RED, height=0
    )
    number = _line(document, "{{ number }}", at=CENTER, before=18)
    _rule(number, "bottom", RED, eighths=18, away=6)
    _line(
        document, "{{ title }}", face=TITLE, size=NO_2, at=CENTER, before=22, after=14
    )


def _text(document: Any) -> None:
    _when(document, "addressee")
    _line(document, "{{ addressee }}：")
    _endwhen(document)
    _line(document, "{%p for each in body %}")
    _line(document, "{{ each }}", first=2)
    _line(document, "{%p endfor %}")
    _line(document, "{{ closing }}", first=2, keep=True)
    _when(document, "attachment")
    _line(document, "附件：{{ attachment }}", first=2, before=LINE, keep=True)
    _endwhen(document)


def _end(document: Any) -> None:
    """Two lines are left free for the seal, which is set over name and date; the last
    words of the text stay on the same page, so that nobody can set others before it.
    A talk is signed by both sides, each on a line of its own."""
    _when(document, "second_signer")
    _line(document, "约谈单位（签字、盖章）：{{ signer }}", before=2 * LINE, keep=True)
    _line(
        document,
        "被约谈单位（签字、盖章）：{{ second_signer }}",
        before=LINE,
        after=LINE,
        keep=True,
    )
    _endwhen(document)
    _when(document, "not second_signer")
    _line(document, "{{ signer }}", at=RIGHT, before=2 * LINE, right=2, keep=True)
    _endwhen(document)
    _line(document, "{{ day }}", at=RIGHT, right=4, after=LINE, keep=True)


def _imprint(document: Any) -> None:
    """版记: between two lines, the copies, then who printed it when."""
    _when(document, "copies")
    copies = _line(document, "抄送：{{ copies }}。", size=NO_4, first=1, keep=True)
    _rule(copies, "top", None, eighths=8, away=2)
    _endwhen(document)
    printed = _line(
        document, "{{ office }}\t{{ printed }}印发", size=NO_4, first=1, keep=True
    )
    _rule(printed, "top", None, eighths=6, away=2)
    _rule(printed, "bottom", None, eighths=8, away=2)
    printed.paragraph_format.tab_stops.add_tab_stop(Mm(152), WD_TAB_ALIGNMENT.RIGHT)
    _line(document, "核对码：{{ check }}", size=10, at=RIGHT, before=4, height=0)


def _when(document: Any, field: str) -> None:
    _line(document, f"{{%p if {field} %}}")


def _endwhen(document: Any) -> None:
    _line(document, "{%p endif %}")


def _line(
    document: Any,
    text: str,
    *,
    face: str = BODY,
    size: int = NO_3,
    at: WD_ALIGN_PARAGRAPH = LEFT,
    colour: RGBColor | None = None,
    first: int = 0,
    right: int = 0,
    before: int = 0,
    after: int = 0,
    height: int = LINE,
    keep: bool = False,
) -> Paragraph:
    """One paragraph.

    first, right: indents in characters; height: of a line, 0 for what the size needs
    """
    paragraph: Paragraph = document.add_paragraph()
    paragraph.alignment = at
    format_ = paragraph.paragraph_format
    format_.space_before, format_.space_after = Pt(before), Pt(after)
    format_.first_line_indent, format_.right_indent = Pt(first * size), Pt(right * size)
    format_.keep_with_next = keep
    if height and size <= NO_2:
        format_.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        format_.line_spacing = Pt(max(height, size + 8))
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.name = LATIN
    if colour is not None:
        run.font.color.rgb = colour
    east_asian(run._element.get_or_add_rPr(), face)
    return paragraph


def _rule(
    paragraph: Paragraph, side: str, colour: RGBColor | None, *, eighths: int, away: int
) -> None:
    """A line above or below a paragraph. eighths: of a point; away: points"""
    properties = paragraph._element.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        properties.insert_element_before(borders, *_AFTER_BORDERS)
    line = OxmlElement(f"w:{side}")
    for name, value in (
        ("val", "single"),
        ("sz", str(eighths)),
        ("space", str(away)),
        ("color", str(colour) if colour is not None else "000000"),
    ):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)


# What the schema wants behind the borders of a paragraph.
_AFTER_BORDERS = (
    *("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap"),
    *("w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi"),
    *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing"),
    *("w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:rPr"),
)
