"""The register of special procedures: which of them a matter knows, and how long.

Each matter names them as the district writes them, "专家评审:30;公示:7": the name, and
the working days it may take. Source: docs/rules.md, section 9; Permit Law 45.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.terms import ProcedureFault, SuspensionReason

R = SuspensionReason

# Waits that are no special procedure of a matter: no register lists them.
_OTHER_WAITS = frozenset({R.CORRECTION, R.JUDICIAL, R.UPPER_LEVEL})


@dataclass(frozen=True, slots=True)
class Listed:
    """One special procedure of a matter. days: working days; None when not fixed"""

    name: str
    days: int | None

    @property
    def reason(self) -> SuspensionReason | None:
        """The ground of a suspension that it is; None for one that stops no clock."""
        return next((reason for reason in R if reason.zh == self.name), None)


def listed_procedures(text: str) -> list[Listed]:
    """What the register says of a matter, in its order."""
    parts = (part.strip().partition(":") for part in text.split(";"))
    return [
        Listed(name.strip(), int(days) if days.strip().isdecimal() else None)
        for name, _, days in parts
        if name.strip()
    ]


def is_special(reason: SuspensionReason) -> bool:
    """Is it a special procedure, which the register of the matter must list?"""
    return reason not in _OTHER_WAITS


def fault_of(
    reason: SuspensionReason, notice_no: str, planned_days: int, register: str
) -> ProcedureFault | None:
    """What the register has against suspending a matter so; None for nothing.

    planned_days: working days; register: as the matter has it, may be empty
    """
    if not is_special(reason):
        return None
    listed = [one for one in listed_procedures(register) if one.reason is reason]
    if not listed:
        return ProcedureFault.NOT_LISTED
    if all(one.days is not None and planned_days > one.days for one in listed):
        return ProcedureFault.TOO_LONG
    return None if notice_no.strip() else ProcedureFault.NO_NOTICE
