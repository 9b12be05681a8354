"""What a flag is called on pages: a step of the ladder, or a finding with its code."""

from __future__ import annotations

from app.domain.finding import FindingKey
from app.domain.hearing import FlagKey
from app.domain.terms import ClockName
from app.web.formats import term


def flag_name(key: FlagKey) -> str:
    """Return what fell or is suspected; of a step, that it is a redo where it is one."""
    if isinstance(key, FindingKey):
        return f"{key.code} {term(key.code)}"
    clock, _, step = key
    return f"{term(step)} · {term(clock)}" if clock is ClockName.REDO else term(step)
