"""What centers and departments are called, in the language of the page.

Not every unit has an English name; one without is called as in Chinese.
"""

from __future__ import annotations

from typing import Protocol

from app.web.language import ENGLISH, current_language


class _EnglishNamed(Protocol):
    @property
    def english_name(self) -> str: ...


class FullyNamed(_EnglishNamed, Protocol):
    """A unit with its official name. english_name: may be empty"""

    @property
    def name(self) -> str: ...


class ShortlyNamed(_EnglishNamed, Protocol):
    """A unit as people say it. english_name: may be empty"""

    @property
    def short_name(self) -> str: ...


def full_name(unit: FullyNamed) -> str:
    """Return 蓬莱区市场监督管理局, or Market Regulation Bureau."""
    return _english(unit) or unit.name


def short_name(unit: ShortlyNamed) -> str:
    """Return 市场监管局, or Market Regulation Bureau."""
    return _english(unit) or unit.short_name


def _english(unit: _EnglishNamed) -> str:
    return unit.english_name if current_language() is ENGLISH else ""
