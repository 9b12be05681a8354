"""The inspection office prepares what is published of a period."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext
from wtforms import SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice

from app.casework import publishing
from app.casework.desk import Desk
from app.domain.errors import Refusal
from app.domain.figures.publication import (
    APPROVERS,
    KINDS,
    PREPARERS,
    Snapshot,
)
from app.domain.figures.snapshots import read_snapshot
from app.domain.periods import Period, parse_period, period_of
from app.domain.statements import LONGEST_REASON
from app.domain.terms import PeriodKind
from app.reports.publication import take_snapshot
from app.store import directory
from app.store import publications as kept
from app.store.reads.people import display_name_of
from app.web.access import for_roles
from app.web.desk import desk_here, write
from app.web.figures.periods import name_of, name_of_key
from app.web.forms import AtMost, Form
from app.web.moments import today
from app.web.publication.blueprint import Page, blueprint

MONTHS, QUARTERS, YEARS = 12, 4, 2
_HOW_MANY = dict(zip(KINDS, (MONTHS, QUARTERS, YEARS), strict=True))


class PrepareForm(Form):
    """Which period, and why, if one stands already."""

    period = SelectField(lazy_gettext("Period"))
    reason = TextAreaField(
        lazy_gettext("Reason for the correction"), [AtMost(LONGEST_REASON)]
    )

    def __init__(self) -> None:
        super().__init__()
        self.period.choices = [
            SelectChoice(value=one.key, label=name_of(one)) for one in ended_periods()
        ]


def ended_periods() -> list[Period]:
    """Return the last months, quarters and years that are over, the latest first."""
    return [one for kind, most in _HOW_MANY.items() for one in _last(kind, most)]


def _last(kind: PeriodKind, most: int) -> list[Period]:
    found, period = [], period_of(kind, today())
    for _ in range(most):
        period = period.previous
        found.append(period)
    return found


@blueprint.route("/publications", methods=["GET", "POST"])
@for_roles(*sorted(APPROVERS))
def publications() -> Page:
    """Show what was published and what waits; prepare the next one."""
    desk = desk_here()
    form = PrepareForm()
    if desk.actor.role in PREPARERS and form.accepted():
        try:
            draft = write(_prepare, parse_period(form.period.data), form.reason.data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(gettext("Prepared. A second person lets it go out."))
            return redirect(url_for("publication.draft", draft=draft))
    page = render_template(
        "publication/list.html",
        form=form,
        prepares=desk.actor.role in PREPARERS,
        drafts=kept.list_drafts(desk.district),
        published=kept.list_publications(desk.district),
        names=display_name_of,
        period_name=name_of_key,
    )
    return page, form.status


def _prepare(desk: Desk, period: Period, reason: str | None) -> int:
    return publishing.prepare_publication(desk, _counted(desk, period), reason or "")


def _counted(desk: Desk, period: Period) -> Snapshot:
    calendar = desk.office.calendar(directory.district(desk.district).window)
    standing = kept.standing_publication(desk.district, period.key)
    before = read_snapshot(standing.content).notices if standing else ()
    listed = {one.number for one in before}
    return take_snapshot(
        desk.district, period, desk.now, calendar, desk.office.rules, listed
    )
