"""Dispatch: rulings on returned cases, extensions, cases without a department."""

from __future__ import annotations

from flask_babel import lazy_gettext

from app.domain.terms import Role
from app.web.desks import Desk, Group, Place
from app.web.dispatch import extensions, meetings, proposals, returned, unrouted
from app.web.dispatch.blueprint import blueprint

__all__ = ["DESK", "extensions", "meetings", "proposals", "returned", "unrouted"]

G = Group
_ROLES = frozenset({Role.DISPATCHER})
DESK = Desk(
    blueprint,
    (
        Place("dispatch.returned", lazy_gettext("Returned cases"), _ROLES, "returned"),
        Place("dispatch.extensions", lazy_gettext("Extensions"), _ROLES, "extensions"),
        Place("dispatch.meetings", lazy_gettext("Joint meetings"), _ROLES, "meetings"),
        Place("dispatch.unrouted", lazy_gettext("Unrouted"), _ROLES, "unrouted"),
        Place(
            "frontdesk.watch_list",
            lazy_gettext("Watch-list"),
            _ROLES,
            "watched",
            G.DISTRICT,
        ),
        Place(
            "dispatch.proposals",
            lazy_gettext("Proposals corrected"),
            _ROLES,
            "",
            G.DISTRICT,
        ),
        Place(
            "inspection.notices",
            lazy_gettext("Supervision notices"),
            _ROLES,
            "",
            G.PAPERS,
        ),
        Place("leader.overview", lazy_gettext("Overview"), _ROLES, "", G.DISTRICT),
        Place("leader.cases", lazy_gettext("District cases"), _ROLES, "", G.DISTRICT),
    ),
)
