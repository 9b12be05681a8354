"""A chart inside a document: DrawingML, which word processors draw themselves.

Its letters are the reader's own: no font has to be on the machine that makes it.
Source: ECMA-376 part 1, DrawingML charts.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Mm

from app.reports.office_form import LATIN, PAGE
from app.reports.periodic.shape import Drawn, Picture, Section, lies, stacks

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PLACE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_COLOURS = ("0B4A8C", "C07A00", "1B6A48", "B3211A", "45515E")
WIDTH, BASE, ROW = Mm(155), Mm(34), Mm(5)
_FEW = 5  # counts up to here have a line for each


def add_chart(document: Document, section: Section, picture: Picture, nth: int) -> None:
    """Add the picture of a section in a paragraph of its own. nth: in the document"""
    name = PackURI(f"/word/charts/chart{nth}.xml")
    content = _chart_xml(section, picture).encode()
    part = Part(name, _TYPE, content, document.part.package)
    relation = document.part.relate_to(part, f"{_RELATIONS}/chart")
    rows = min(len(section.rows), picture.most)
    height = Emu(BASE + ROW * max(4, rows))
    paragraph = document.add_paragraph()
    paragraph.add_run()._r.append(_inline(relation, picture.title, nth, height))


def _inline(relation: str, title: str, nth: int, height: Emu) -> BaseOxmlElement:
    return parse_xml(
        f'<w:drawing xmlns:w="{_WORDS}" xmlns:wp="{_PLACE}" xmlns:a="{_MAIN}">'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{WIDTH}" cy="{height}"/>'
        f'<wp:docPr id="{nth}" name="chart{nth}" descr="{_quoted(title)}"/>'
        f'<a:graphic><a:graphicData uri="{_CHART}">'
        f'<c:chart xmlns:c="{_CHART}" xmlns:r="{_RELATIONS}" r:id="{relation}"/>'
        f"</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def _chart_xml(section: Section, picture: Picture) -> str:
    rows = section.rows[: picture.most]
    labels = [str(row[0]) for row in rows]
    series = "".join(
        _series(
            nth,
            section.columns[column].name,
            labels,
            [row[column] for row in rows],
            picture.drawn,
            stacks(section, picture),
        )
        for nth, column in enumerate(picture.columns)
    )
    legend = (
        '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'
        if len(picture.columns) > 1
        else ""
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_MAIN}" xmlns:r="{_RELATIONS}">'
        f'<c:roundedCorners val="0"/><c:chart>{_title(picture.title)}'
        '<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>'
        f"{_plot(section, picture, series)}{_axes(section, picture)}</c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"{_LETTERS}</c:chartSpace>"
    )


def _title(words: str) -> str:
    return (
        '<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1100" b="1"/>'
        f'</a:pPr><a:r><a:rPr lang="zh-CN" sz="1100" b="1"/><a:t>{escape(words)}</a:t>'
        '</a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )


def _plot(section: Section, picture: Picture, series: str) -> str:
    axes = '<c:axId val="1"/><c:axId val="2"/>'
    if picture.drawn is Drawn.LINES:
        return (
            '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
            f'{series}<c:marker val="1"/>{axes}</c:lineChart>'
        )
    is_lying, is_stacked = lies(section, picture), stacks(section, picture)
    return (
        f'<c:barChart><c:barDir val="{"bar" if is_lying else "col"}"/>'
        f'<c:grouping val="{"stacked" if is_stacked else "clustered"}"/>'
        f'<c:varyColors val="0"/>{series}<c:gapWidth val="60"/>'
        f"{_OVERLAP if is_stacked else ''}{axes}</c:barChart>"
    )


def _axes(section: Section, picture: Picture) -> str:
    """Names on one axis; on the other the values, which stand at the bars as well."""
    is_lying = lies(section, picture)
    order = "maxMin" if is_lying else "minMax"
    names, values = ("l", "t") if is_lying else ("b", "l")
    step = '<c:majorUnit val="1"/>' if _highest(section, picture) <= _FEW else ""
    return (
        f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{order}"/>'
        f'</c:scaling><c:delete val="0"/><c:axPos val="{names}"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        '<c:tickLblPos val="nextTo"/><c:crossAx val="2"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:min val="0"/></c:scaling><c:delete val="{int(is_lying)}"/>'
        f'<c:axPos val="{values}"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'<c:crossAx val="1"/>{step}</c:valAx>'
    )


def _highest(section: Section, picture: Picture) -> float:
    cells = (row[column] for row in section.rows for column in picture.columns)
    return max((cell for cell in cells if isinstance(cell, int | float)), default=0)


def _series(
    nth: int,
    name: str,
    labels: list[str],
    values: list[object],
    drawn: Drawn,
    in_white: bool,
) -> str:
    colour = (
        f'<a:solidFill><a:srgbClr val="{_COLOURS[nth % len(_COLOURS)]}"/></a:solidFill>'
    )
    look = f'<a:ln w="25400">{colour}</a:ln>' if drawn is Drawn.LINES else colour
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>'
        for at, value in enumerate(values)
        if isinstance(value, int | float)
    )
    named = "".join(
        f'<c:pt idx="{at}"><c:v>{escape(label)}</c:v></c:pt>'
        for at, label in enumerate(labels)
    )
    count = f'<c:ptCount val="{len(labels)}"/>'
    return (
        f'<c:ser><c:idx val="{nth}"/><c:order val="{nth}"/>'
        f"<c:tx><c:v>{escape(name)}</c:v></c:tx><c:spPr>{look}</c:spPr>"
        f"{_told(in_white=in_white)}"
        f"<c:cat><c:strLit>{count}{named}</c:strLit></c:cat>"
        f"<c:val><c:numLit><c:formatCode>General</c:formatCode>{count}{points}"
        "</c:numLit></c:val></c:ser>"
    )


_OVERLAP = '<c:overlap val="100"/>'
_WHITE = (
    '<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="900"><a:solidFill>'
    '<a:srgbClr val="FFFFFF"/></a:solidFill></a:defRPr></a:pPr>'
    '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
)
_LETTERS = (
    '<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="900">'
    f'<a:latin typeface="{LATIN}"/><a:ea typeface="{PAGE}"/></a:defRPr></a:pPr>'
    '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
)


def _told(*, in_white: bool) -> str:
    """The number of each bar, at it; none for nothing. in_white: it stands inside"""
    letters = _WHITE if in_white else ""
    return (
        f'<c:dLbls><c:numFmt formatCode="0;;" sourceLinked="0"/>{letters}'
        '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
        "</c:dLbls>"
    )


def _quoted(words: str) -> str:
    return escape(words, {'"': "&quot;"})
