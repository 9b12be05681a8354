"""The ledger of a period as a workbook, for those who answer for the district."""

from __future__ import annotations

from flask import current_app
from werkzeug.wrappers import Response

from app.reports.case_ledger import MEDIA_TYPE, ledger_workbook
from app.store import directory
from app.web.access import for_roles
from app.web.desk import desk_here
from app.web.figures.blueprint import LEDGER, blueprint
from app.web.figures.periods import period_here


@blueprint.get("/figures/ledger")
@for_roles(*LEDGER)
def ledger() -> Response:
    """Send the cases filed in the period, names and numbers masked."""
    desk, period = desk_here(), period_here()
    calendar = desk.office.calendar(directory.district(desk.district).window)
    book = ledger_workbook(desk.district, period, desk.now, calendar)
    answer = current_app.response_class(book, mimetype=MEDIA_TYPE)
    name = f"ledger-{period.key}.xlsx"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
