"""The system administrator's page: what is in force, what runs; no case, no account."""

from __future__ import annotations

from flask import render_template

from app.process import settings_here
from app.store.leases import SWEEP, TIMER
from app.store.reads.health import find_vitals
from app.store.reads.versions import list_calendar_versions, list_rule_versions
from app.web.access import for_roles
from app.web.admin.blueprint import SYSTEM, Page, blueprint
from app.web.desk import desk_here
from app.web.furnishing import calendar_here
from app.web.opening_hours import opening_words


@blueprint.get("/system")
@for_roles(SYSTEM)
def system() -> Page:
    """Show what is in force and whether everything runs; no case, no account."""
    office = desk_here().office
    settings = settings_here()
    return render_template(
        "admin/system.html",
        vitals=find_vitals(SWEEP, TIMER),
        rules=office.rules,
        hours=opening_words(office.rules.hours.week),
        calendar=calendar_here(),
        rule_versions=list_rule_versions(),
        calendar_versions=list_calendar_versions(),
        settings=settings,
    )
