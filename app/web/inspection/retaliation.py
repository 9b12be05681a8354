"""Reported retaliation: what is to be looked into, and what was ruled on it."""

from __future__ import annotations

from flask import render_template, url_for

from app.domain.hearing import AWAITING_INSPECTION
from app.domain.terms import ReviewStatus, Role
from app.store.reads.retaliation import RetaliationLine, list_retaliation
from app.web.access import for_roles
from app.web.desk import desk_here
from app.web.inspection.blueprint import Page, blueprint

ROWS = 100
WAITING = (*AWAITING_INSPECTION, ReviewStatus.STATEMENT)
RULED = tuple(one for one in ReviewStatus if one not in WAITING)


@blueprint.get("/retaliation")
@for_roles(Role.INSPECTOR)
def retaliation() -> Page:
    """Show the reports in their words, each leading to its flag: there it is told,
    heard, ruled on like any other."""
    district = desk_here().district
    waiting = list_retaliation(district, WAITING, ROWS + 1)
    ruled = list_retaliation(district, RULED, ROWS + 1)
    return render_template(
        "inspection/retaliation.html",
        waiting=waiting[:ROWS],
        ruled=ruled[:ROWS],
        most=ROWS,
        is_more=len(waiting) > ROWS or len(ruled) > ROWS,
        flag_address=_flag_address,
    )


def _flag_address(line: RetaliationLine) -> str:
    return url_for("inspection.escalations", finding_id=line.finding_id)
