"""The ledger of a period as a workbook, for those who answer for the district: masked,
or in full with a reason."""

from __future__ import annotations

from flask import current_app, render_template, request
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response
from wtforms import TextAreaField

from app.casework.exporting import log_export
from app.casework.ledgers import note_full_ledger
from app.domain.errors import Refusal
from app.domain.statements import LONGEST_REASON
from app.domain.terms import Role
from app.reports.case_ledger import MEDIA_TYPE, ledger_workbook
from app.store import directory
from app.web.access import for_roles
from app.web.desk import desk_here, write
from app.web.figures.blueprint import LEDGER, Page, blueprint
from app.web.figures.periods import name_of, period_here
from app.web.forms import AtMost, Form, Required


class FullLedgerForm(Form):
    """Why somebody has to have all the names."""

    reason = TextAreaField(
        lazy_gettext("Why you need all names and telephone numbers"),
        [Required(), AtMost(LONGEST_REASON)],
        description=lazy_gettext("logged with your name and the time"),
        render_kw={"rows": 3},
    )


@blueprint.get("/figures/ledger")
@for_roles(*LEDGER)
def ledger() -> Response:
    """Send the cases filed in the period, names and numbers masked; it is logged."""
    address, remote = request.full_path.rstrip("?"), request.remote_addr or ""
    write(log_export, address, remote=remote)
    return _sent(full=False)


@blueprint.route("/figures/ledger/full", methods=["GET", "POST"])
@for_roles(Role.INSPECTOR, Role.DISPATCHER)
def full_ledger() -> Page:
    """Ask for a reason; then send the same with whole names and numbers."""
    form = FullLedgerForm()
    if form.accepted():
        try:
            remote = request.remote_addr or ""
            write(note_full_ledger, period_here(), form.reason.data, remote)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _sent(full=True)
    period = period_here()
    page = render_template(
        "figures/full_ledger.html", form=form, period=period, name=name_of(period)
    )
    return page, form.status


def _sent(*, full: bool) -> Response:
    desk, period = desk_here(), period_here()
    calendar = desk.office.calendar(directory.district(desk.district).window)
    book = ledger_workbook(desk.district, period, desk.now, calendar, full=full)
    answer = current_app.response_class(book, mimetype=MEDIA_TYPE)
    name = f"ledger-{period.key}{'-full' if full else ''}.xlsx"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
