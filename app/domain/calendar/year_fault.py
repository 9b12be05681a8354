"""Why a year of holidays cannot be used."""

from __future__ import annotations

from app.domain.errors import RuleBroken


class YearFault(RuleBroken):
    """One thing that is wrong in what was given for a year.

    code:  year.<what>, the sentence is the door's
    facts: line, text (what stands there), and what else the sentence needs
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, field="text", **facts)
