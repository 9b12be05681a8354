"""The list behind the counts of confirmed flags: of one department, or of all."""

from __future__ import annotations

from flask import render_template, request
from flask_babel import gettext

from app.casework.desk import Desk
from app.reports.marks import Mark, list_flags
from app.store.reads.organisation import short_names
from app.web.access import for_roles
from app.web.desk import desk_here
from app.web.figures.blueprint import CASE_READERS, Page, blueprint
from app.web.figures.counted import calendar_of
from app.web.figures.marks import called
from app.web.figures.periods import name_of, period_here


@blueprint.get("/figures/flags")
@for_roles(*CASE_READERS)
def flags() -> Page:
    """Show what stands confirmed in the period, against whom; a department sees its own."""
    desk, period = desk_here(), period_here()
    names = short_names(desk.district)
    chosen = desk.actor.department or request.args.get("department", "")
    return render_template(
        "figures/flags.html",
        flags=[one for one in _listed(desk) if chosen in ("", one.department)],
        whose=names.get(chosen, "") or gettext("All departments"),
        name=name_of(period),
        period=period,
        names=names,
        called=called,
    )


def _listed(desk: Desk) -> list[Mark]:
    calendar, rules = calendar_of(desk), desk.office.rules
    return list_flags(desk.district, period_here(), desk.now, calendar, rules)
