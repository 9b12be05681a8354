"""The district in numbers and pictures, and the list behind each number."""

from __future__ import annotations

from flask_babel import lazy_gettext

from app.domain.terms import Role
from app.web.desks import Desk, Place
from app.web.leader import cases, overview
from app.web.leader.blueprint import blueprint

__all__ = ["DESK", "cases", "overview"]

DESK = Desk(
    blueprint,
    (
        Place(
            "leader.overview",
            lazy_gettext("Overview"),
            frozenset({Role.DISTRICT_LEADER, Role.STATISTICIAN}),
        ),
        Place(
            "leader.cases",
            lazy_gettext("District cases"),
            frozenset({Role.DISTRICT_LEADER}),
        ),
    ),
)
