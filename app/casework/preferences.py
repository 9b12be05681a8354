"""Everybody sets up the own desk, and nobody another's."""

from __future__ import annotations

from collections.abc import Mapping

from app.casework.desk import Desk
from app.domain.errors import RuleBroken
from app.domain.preferences import CHOICES, Preference, usual
from app.store import preferences as store


def preferences(user_id: int | None) -> dict[Preference, str]:
    """Every setting of a person; as usual where nothing was set."""
    kept = store.read_preferences(user_id) if user_id is not None else {}
    return {
        name: kept[name] if kept.get(name) in choices else usual(name)
        for name, choices in CHOICES.items()
    }


def set_preferences(desk: Desk, wanted: Mapping[Preference, str]) -> None:
    """Set some of one's own settings. raises: RuleBroken preference.unknown"""
    user_id = desk.user_id
    for name, value in wanted.items():
        if value not in CHOICES[name]:
            raise RuleBroken("preference.unknown", field=name)
    store.keep_preferences(user_id, {str(n): v for n, v in wanted.items()})
