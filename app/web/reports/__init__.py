"""Reports: listed, shown, downloaded, ordered."""

from __future__ import annotations

from flask_babel import lazy_gettext

from app.domain.reporting import EVERYBODY
from app.web.desks import Desk, Group, Place
from app.web.reports import listing, one
from app.web.reports.blueprint import blueprint

__all__ = ["DESK", "listing", "one"]

DESK = Desk(
    blueprint,
    (Place("reports.reports", lazy_gettext("Reports"), EVERYBODY, "", Group.FIGURES),),
)
