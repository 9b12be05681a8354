"""The department's desk: what is to do, our cases, notices to us."""

from __future__ import annotations

from flask_babel import lazy_gettext

from app.web.department import blocks, cases, flag, notices, record, to_do
from app.web.department.blueprint import PEOPLE, blueprint
from app.web.desks import Desk, Place

__all__ = ["DESK", "blocks", "cases", "flag", "notices", "record", "to_do"]

_ROLES = frozenset(PEOPLE)
DESK = Desk(
    blueprint,
    (
        Place("department.to_do", lazy_gettext("To do"), _ROLES, "to_do"),
        Place("department.cases", lazy_gettext("Our cases"), _ROLES),
        Place("department.notices", lazy_gettext("Our notices"), _ROLES),
        Place("department.record", lazy_gettext("Our record"), _ROLES, "statements"),
    ),
)
