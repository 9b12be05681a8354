"""The desks of the three administrators (三员分立), each seeing only its own.

security: accounts, roles, passwords, sessions, and the log of who signed in and looked
system:   rule file, calendar, timer, outbox; no case, no account
audit:    the log, and nothing to change
"""

from __future__ import annotations

from flask_babel import lazy_gettext

from app.web.admin import access_log, log_export, people, sessions, system
from app.web.admin.blueprint import AUDIT, SECURITY, SYSTEM, blueprint
from app.web.desks import Desk, Place

__all__ = ["DESK", "access_log", "log_export", "people", "sessions", "system"]

DESK = Desk(
    blueprint,
    (
        Place("admin.list_people", lazy_gettext("People"), frozenset({SECURITY})),
        Place("admin.new_person", lazy_gettext("New person"), frozenset({SECURITY})),
        Place("admin.sessions", lazy_gettext("Sessions"), frozenset({SECURITY})),
        Place("admin.system", lazy_gettext("System"), frozenset({SYSTEM})),
        Place(
            "admin.access_log",
            lazy_gettext("Access log"),
            frozenset({SECURITY, AUDIT}),
        ),
    ),
)
