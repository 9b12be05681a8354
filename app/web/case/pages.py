"""The desk of the case page: its views, gathered. It has no place in the navigation."""

from __future__ import annotations

from app.web.case import acting, documents, papers, previews, show, withdrawals
from app.web.case.blueprint import blueprint
from app.web.desks import Desk

__all__ = ["DESK", "acting", "documents", "papers", "previews", "show", "withdrawals"]

DESK = Desk(blueprint)
