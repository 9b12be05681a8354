"""The reports a person may read, how far the runs are, and ordering one more."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from app.casework import reporting
from app.casework.desk import Desk
from app.domain.errors import NotPossible, Refusal
from app.domain.periods import Period, parse_period, period_of
from app.domain.permissions import SYSTEM_NAME
from app.domain.reporting import DISTRICT, EVERYBODY, ORDERERS, Scope, may_read
from app.domain.terms import PeriodKind, ReportScope
from app.store import reports as kept
from app.store.reads.organisation import list_centers, list_departments
from app.store.reads.people import display_name_of
from app.store.reports import KeptReport
from app.web.access import for_roles
from app.web.desk import desk_here, write
from app.web.figures.periods import name_of, name_of_key
from app.web.forms import Form
from app.web.moments import today
from app.web.refusals import sentence_of
from app.web.reports.blueprint import Page, blueprint, scopes_of

ROWS, RUNS = 40, 6
_KINDS = (
    PeriodKind.DAY,
    PeriodKind.MONTH,
    PeriodKind.QUARTER,
    PeriodKind.YEAR,
)


class OrderForm(Form):
    """Which period."""

    period = SelectField(lazy_gettext("Report of"))

    def __init__(self) -> None:
        super().__init__()
        self.period.choices = [
            SelectChoice(value=one.key, label=name_of(one)) for one in offered()
        ]


class NothingToSay(Form):
    """A button that asks nothing."""


def offered() -> list[Period]:
    """Return today, and the present and the last month, quarter and year."""
    found = [period_of(PeriodKind.DAY, today())]
    for kind in _KINDS[1:]:
        present = period_of(kind, today())
        found += [present.previous, present]
    return found


@blueprint.route("/reports", methods=["GET", "POST"])
@for_roles(*sorted(EVERYBODY))
def reports() -> Page:
    """List what there is; order what is wanted."""
    desk = desk_here()
    form = OrderForm()
    if desk.actor.role in ORDERERS and form.accepted():
        try:
            write(reporting.order_reports, parse_period(form.period.data))
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(gettext("Ordered. It is made within a minute."))
            return redirect(url_for("reports.reports"))
    whole = request.args.get("all") == "1"
    found = _listed(desk, whole=whole)
    page = render_template(
        "reports/list.html",
        form=form,
        stop=NothingToSay(formdata=None),
        orders=desk.actor.role in ORDERERS,
        runs=kept.list_runs(desk.district, RUNS)
        if scopes_of(desk.actor) is None
        else [],
        reports=found[:ROWS],
        older=found[ROWS - 1].id if len(found) > ROWS else None,
        whole=whole,
        chooses=scopes_of(desk.actor) is None,
        period_name=name_of_key,
        names=lambda who: (
            gettext("timer") if who == SYSTEM_NAME else display_name_of(who)
        ),
        scope_name=_scope_names(desk),
    )
    return page, form.status


@blueprint.post("/reports/runs/<int:run>/stop")
@for_roles(*sorted(ORDERERS))
def stop(run: int) -> Page:
    """Stop a run after the report it is at."""
    if not NothingToSay().accepted():
        abort(400)
    try:
        write(reporting.stop_reports, run)
    except NotPossible as refusal:
        flash(sentence_of(refusal))
    else:
        flash(gettext("Stopped. What was made stays."))
    return redirect(url_for("reports.reports"))


def _listed(desk: Desk, *, whole: bool) -> list[KeptReport]:
    """The district's own, or with those of centers and departments too."""
    scopes = scopes_of(desk.actor)
    if scopes is None and not whole:
        scopes = [DISTRICT]
    before = request.args.get("before", "")
    found = kept.list_reports(
        desk.district,
        scopes,
        before=int(before) if before.isdecimal() else None,
        limit=ROWS + 1,
    )
    return [
        one
        for one in found
        if may_read(desk.actor, one.scope, parse_period(one.period).kind)
    ]


def _scope_names(desk: Desk) -> Callable[[Scope], str]:
    names = {
        (ReportScope.CENTER, one.code): one.short_name
        for one in list_centers(desk.district)
    }
    names |= {
        (ReportScope.DEPARTMENT, one.code): one.short_name
        for one in list_departments(desk.district)
    }
    return lambda scope: names.get((scope.kind, scope.code), gettext("Whole district"))
