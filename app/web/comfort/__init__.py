"""What makes work easier at every desk: keys, settings, search, saved filters, the tour."""

from __future__ import annotations

from app.web.comfort import (
    filters,
    frame,
    keys,
    legal_terms,
    search,
    settings,
    tour,
)
from app.web.comfort.blueprint import blueprint
from app.web.desks import Desk

__all__ = [
    "DESK",
    "filters",
    "frame",
    "keys",
    "legal_terms",
    "search",
    "settings",
    "tour",
]

DESK = Desk(blueprint)
