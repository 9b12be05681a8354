"""What everybody does with the own account: look after sessions, second factor."""

from __future__ import annotations

from app.web.account import interests, second_factor, sessions
from app.web.account.blueprint import blueprint
from app.web.desks import Desk

__all__ = ["DESK", "interests", "second_factor", "sessions"]

DESK = Desk(blueprint)
