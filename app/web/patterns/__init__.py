"""Patterns: what only many cases show, by department and matter, with the lists behind."""

from __future__ import annotations

from flask_babel import lazy_gettext

from app.web.desks import Desk, Group, Place
from app.web.figures.blueprint import DEPARTMENTS, DISTRICT
from app.web.patterns import cases, show
from app.web.patterns.blueprint import blueprint

__all__ = ["DESK", "cases", "show"]

DESK = Desk(
    blueprint,
    (
        Place(
            "patterns.show",
            lazy_gettext("Patterns"),
            frozenset({*DISTRICT, *DEPARTMENTS}),
            "",
            Group.FIGURES,
        ),
    ),
)
