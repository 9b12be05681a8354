"""Dispatch: rulings on returned cases, extensions, cases without a department."""

from __future__ import annotations

from flask_babel import lazy_gettext

from app.domain.terms import Role
from app.web.desks import Desk, Place
from app.web.dispatch import extensions, returned, unrouted
from app.web.dispatch.blueprint import blueprint

__all__ = ["DESK", "extensions", "returned", "unrouted"]

_ROLES = frozenset({Role.DISPATCHER})
DESK = Desk(
    blueprint,
    (
        Place("dispatch.returned", lazy_gettext("Returned cases"), _ROLES, "returned"),
        Place("dispatch.extensions", lazy_gettext("Extensions"), _ROLES, "extensions"),
        Place("dispatch.unrouted", lazy_gettext("Unrouted"), _ROLES, "unrouted"),
        Place("inspection.notices", lazy_gettext("Supervision notices"), _ROLES),
        Place("leader.overview", lazy_gettext("Overview"), _ROLES),
        Place("leader.cases", lazy_gettext("District cases"), _ROLES),
    ),
)
