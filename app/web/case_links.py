"""Addresses of a case and of its acts, for the desks that lead there."""

from __future__ import annotations

from flask import url_for

from app.domain.terms import Command


def case_address(number: str) -> str:
    """Return the address of a case."""
    return url_for("case.show", number=number)


def act_address(number: str, command: Command) -> str:
    """Return the address of one act on a case."""
    return url_for(f"case.{command}", number=number)
