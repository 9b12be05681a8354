"""What one process keeps: made once by the factory, asked for at every door."""

from __future__ import annotations

from typing import TypeVar

from flask import current_app

from app.casework.office import Offices
from app.casework.storage import Cabinet
from app.casework.wayfinding import Wayfinder
from app.config import Settings

T = TypeVar("T")


def settings_here() -> Settings:
    """The settings of this process."""
    return _kept("settings", Settings)


def offices_here() -> Offices:
    """The offices: rules and calendars of each district."""
    return _kept("offices", Offices)


def cabinet_here() -> Cabinet:
    """Where documents lie, and how evidence for papers is packed."""
    return _kept("cabinet", Cabinet)


def wayfinder_here() -> Wayfinder:
    """The search for matters, and the routing to departments."""
    return _kept("wayfinder", Wayfinder)


def _kept(name: str, kind: type[T]) -> T:
    found = current_app.extensions[name]
    if not isinstance(found, kind):
        raise TypeError(f"the factory made no {kind.__name__}, but {type(found)}")
    return found
