"""One report as a page, as a workbook and as a document."""

from __future__ import annotations

from flask import current_app, render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.domain.periods import parse_period
from app.domain.reporting import EVERYBODY, may_read
from app.process import settings_here
from app.reports import charts
from app.reports.charts import Chart, Look, Series
from app.reports.periodic.document import document as as_document
from app.reports.periodic.shape import (
    Drawn,
    Report,
    Section,
    read_report,
    read_rows,
    shown,
    unread,
    written,
)
from app.reports.periodic.workbook import workbook as as_workbook
from app.store import reports as kept
from app.store.report_files import read_report_file
from app.store.reports import KeptReport
from app.web.access import for_roles
from app.web.desk import desk_here
from app.web.language import ENGLISH, TRADITIONAL, current_language
from app.web.reports.blueprint import Page, blueprint
from app.web.traditional import traditional

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LOOKS = (Look.NOW, Look.SOON, Look.KEPT, Look.LATE, Look.HELD)


@blueprint.get("/reports/<int:report>")
@for_roles(*sorted(EVERYBODY))
def report(report: int) -> Page:
    """Show a report."""
    found = _readable(report)
    told = _in_this_language(found)
    return render_template(
        "reports/report.html",
        kept=found,
        report=told,
        is_chinese=current_language() is not ENGLISH or not found.english,
        sections=[(section, chart_of(section)) for section in told.sections],
        read_rows=read_rows,
        shown=shown,
        unread=unread,
    )


@blueprint.get("/reports/<int:report>/workbook")
@for_roles(*sorted(EVERYBODY))
def workbook(report: int) -> Response:
    """Send it as xlsx."""
    found = _readable(report)
    content = _file(found.xlsx) or as_workbook(_told(found), found.ordered_at)
    return _sent(found, content, XLSX, "xlsx")


@blueprint.get("/reports/<int:report>/document")
@for_roles(*sorted(EVERYBODY))
def document(report: int) -> Response:
    """Send it as docx."""
    found = _readable(report)
    content = _file(found.docx) or as_document(_told(found), found.ordered_at)
    return _sent(found, content, DOCX, "docx")


def chart_of(section: Section) -> Chart | None:
    """The picture of a section, drawn for a page; None when it has none."""
    picture = section.picture
    if picture is None:
        return None
    rows = section.rows[: picture.most]
    labels = [str(row[0]) for row in rows]
    series = [
        Series(
            section.columns[column].name,
            [
                cell if isinstance(cell := row[column], int | float) else None
                for row in rows
            ],
            _LOOKS[nth % len(_LOOKS)],
        )
        for nth, column in enumerate(picture.columns)
    ]
    told = f"{section.title}: {picture.title}"
    if picture.drawn is Drawn.BARS:
        return charts.bars(picture.title, told, labels, series[0])
    if picture.drawn is Drawn.LINES:
        return charts.lines(picture.title, told, labels, series)
    return charts.columns(picture.title, told, labels, series)


def _readable(report_id: int) -> KeptReport:
    """The report, for whoever may read it; for others it is not there."""
    desk = desk_here()
    found = kept.get_report(desk.district, report_id)
    if not may_read(desk.actor, found.scope, parse_period(found.period).kind):
        raise NotFound
    return found


def _file(name: str) -> bytes | None:
    """The file that was made; None when it is lost, and is written anew."""
    settings = settings_here()
    return read_report_file(settings.documents_dir, name)


def _told(found: KeptReport) -> Report:
    return read_report(found.content)


def _in_this_language(found: KeptReport) -> Report:
    """As it is read: an old report has no English, and is shown as it was made."""
    if current_language() is ENGLISH and found.english:
        return read_report(found.english)
    write = traditional if current_language() is TRADITIONAL else str
    return written(_told(found), write)


def _sent(found: KeptReport, content: bytes, media_type: str, ending: str) -> Response:
    answer = current_app.response_class(content, mimetype=media_type)
    whose = found.scope.code or "district"
    name = f"report-{found.period}-{whose}-{found.edition}.{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
