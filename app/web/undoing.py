"""Undo: what was done from a page and can be taken back stands in the message with a
button that does so.

Nothing in a case's timeline is undone: docs/undo.md says what follows instead.
"""

from __future__ import annotations

from flask import flash

CATEGORY = "undo:"


def flash_undo(told: str, address: str) -> None:
    """Say what was done, with a button that posts `undo` to the address."""
    flash(told, CATEGORY + address)


def undo_address(category: str) -> str:
    """Return where the button of a message posts to; empty for one without."""
    return category.removeprefix(CATEGORY) if category.startswith(CATEGORY) else ""
