"""Reported retaliation: what is to be looked into, and what was concluded."""

from __future__ import annotations

from flask import render_template, url_for

from app.domain.terms import Command, Role
from app.store.reads.retaliation import (
    RetaliationLine,
    list_concluded_retaliation,
    list_waiting_retaliation,
)
from app.web.access import for_roles
from app.web.case_links import act_address
from app.web.desk import desk_here
from app.web.inspection.blueprint import Page, blueprint

ROWS = 100


@blueprint.get("/retaliation")
@for_roles(Role.INSPECTOR)
def retaliation() -> Page:
    """Show what no department knows of and the inspection office has to conclude on."""
    district = desk_here().district
    waiting = list_waiting_retaliation(district, ROWS + 1)
    concluded = list_concluded_retaliation(district, ROWS + 1)
    return render_template(
        "inspection/retaliation.html",
        waiting=waiting[:ROWS],
        concluded=concluded[:ROWS],
        most=ROWS,
        is_more=len(waiting) > ROWS or len(concluded) > ROWS,
        conclude_address=_conclude_address,
    )


def _conclude_address(line: RetaliationLine) -> str:
    page = act_address(line.ticket_number, Command.CONCLUDE_RETALIATION)
    back = url_for("inspection.retaliation")
    return f"{page}?department={line.department}&back={back}"
