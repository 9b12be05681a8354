"""Figures by department: each with its counts, its interval, and the cases behind it."""

from __future__ import annotations

from flask_babel import lazy_gettext

from app.web.desks import Desk, Group, Place
from app.web.figures import cases, flags, ledger, marks, show, units
from app.web.figures.blueprint import DEPARTMENTS, DISTRICT, blueprint

__all__ = ["DESK", "cases", "flags", "ledger", "marks", "show", "units"]

DESK = Desk(
    blueprint,
    (
        Place(
            "figures.show",
            lazy_gettext("Figures"),
            frozenset({*DISTRICT, *DEPARTMENTS}),
            "",
            Group.FIGURES,
        ),
    ),
)
