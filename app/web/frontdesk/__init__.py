"""The desk of the window officers: new case, slip, their center's cases, call lists."""

from __future__ import annotations

from flask_babel import lazy_gettext

from app.web.desks import Desk, Group, Place
from app.web.frontdesk import (
    after_answer,
    later,
    matters,
    my_cases,
    new_case,
    self_filings,
    slip,
)
from app.web.frontdesk.blueprint import WINDOW, blueprint

__all__ = [
    "DESK",
    "after_answer",
    "later",
    "matters",
    "my_cases",
    "new_case",
    "self_filings",
    "slip",
]

G = Group
_ROLES = frozenset(WINDOW)

DESK = Desk(
    blueprint,
    (
        Place("frontdesk.new_case", lazy_gettext("New case"), _ROLES),
        Place("frontdesk.my_cases", lazy_gettext("My center"), _ROLES, "open"),
        Place("frontdesk.self_filings", lazy_gettext("To check"), _ROLES, "to_check"),
        Place("frontdesk.to_verify", lazy_gettext("To verify"), _ROLES, "to_verify"),
        Place("frontdesk.to_revisit", lazy_gettext("To revisit"), _ROLES, "to_revisit"),
        Place(
            "frontdesk.to_archive",
            lazy_gettext("To archive"),
            _ROLES,
            "to_archive",
            G.LATER,
        ),
        Place(
            "frontdesk.watch_list",
            lazy_gettext("Watch-list"),
            _ROLES,
            "watched",
            G.LATER,
        ),
        Place(
            "frontdesk.handed_up",
            lazy_gettext("Handed up"),
            _ROLES,
            "handed_up",
            G.LATER,
        ),
    ),
)
