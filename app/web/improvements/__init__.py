"""Improvement items: proposed, taken up by dispatch, mended, ended with an outcome."""

from __future__ import annotations

from flask_babel import lazy_gettext

from app.web.desks import Desk, Group, Place
from app.web.improvements import acting, show
from app.web.improvements.blueprint import READERS, blueprint

__all__ = ["DESK", "acting", "show"]

DESK = Desk(
    blueprint,
    (
        Place(
            "improvements.items",
            lazy_gettext("Improvement items"),
            frozenset(READERS),
            "improvements",
            Group.FIGURES,
        ),
    ),
)
