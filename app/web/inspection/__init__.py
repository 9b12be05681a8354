"""The inspection office: escalations with their evidence, supervision notices."""

from __future__ import annotations

from flask_babel import lazy_gettext

from app.domain.terms import Role
from app.web.desks import Desk, Group, Place
from app.web.inspection import (
    calendar,
    direct,
    escalations,
    evidence,
    notices,
    papers,
    retaliation,
    rules,
    templates,
    unit_papers,
    written,
)
from app.web.inspection.blueprint import blueprint

__all__ = [
    "DESK",
    "calendar",
    "direct",
    "escalations",
    "evidence",
    "notices",
    "papers",
    "retaliation",
    "rules",
    "templates",
    "unit_papers",
    "written",
]

G = Group
_ROLES = frozenset({Role.INSPECTOR, Role.DISTRICT_LEADER})
_RULES = frozenset({Role.INSPECTOR, Role.DISPATCHER, Role.DISTRICT_LEADER})
_INSPECTOR = frozenset({Role.INSPECTOR})
_CIRCULARS = frozenset(papers.READERS) - _INSPECTOR
DESK = Desk(
    blueprint,
    (
        Place(
            "inspection.escalations",
            lazy_gettext("To rule on"),
            _ROLES,
            "escalations",
        ),
        Place(
            "inspection.direct_complaints",
            lazy_gettext("Direct complaints"),
            _INSPECTOR,
            "direct",
        ),
        Place("inspection.retaliation", lazy_gettext("Retaliation"), _INSPECTOR),
        Place(
            "inspection.notices",
            lazy_gettext("Supervision notices"),
            _ROLES,
            "notices",
            G.PAPERS,
        ),
        Place("inspection.papers", lazy_gettext("Papers"), _INSPECTOR, "", G.PAPERS),
        Place(
            "inspection.circulars", lazy_gettext("Circulars"), _CIRCULARS, "", G.PAPERS
        ),
        Place("inspection.rules", lazy_gettext("Rules"), _RULES, "", G.PAPERS),
        Place(
            "inspection.calendar",
            lazy_gettext("Working calendar"),
            _INSPECTOR,
            "",
            G.PAPERS,
        ),
        Place("leader.overview", lazy_gettext("Overview"), _INSPECTOR, "", G.DISTRICT),
        Place(
            "leader.cases", lazy_gettext("District cases"), _INSPECTOR, "", G.DISTRICT
        ),
    ),
)
