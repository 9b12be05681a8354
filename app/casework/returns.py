"""Verbs around a wrongly routed ticket: return and arbitration."""

from __future__ import annotations

from app.casework.corridor import act
from app.casework.desk import Desk
from app.casework.handling import own_department
from app.casework.organisation import require_department
from app.domain import returns
from app.domain.terms import Command
from app.store.register import Held


def return_ticket(
    desk: Desk,
    number: str,
    *,
    reason: str,
    basis: str,
    proposed: str,
    seen: int | None = None,
) -> Held:
    """Return it to the arbiter with reason, legal basis and the right department."""
    own = own_department(desk)
    require_department(desk, proposed, field="proposed")
    return act(
        desk,
        number,
        Command.RETURN,
        lambda f, m: returns.return_ticket(f, own, reason, basis, proposed, m),
        seen,
    )


def arbitrate_ticket(
    desk: Desk,
    number: str,
    *,
    department: str,
    reason: str,
    basis: str = "",
    seen: int | None = None,
) -> Held:
    """Name the department that must handle it. Dispatcher of the district."""
    require_department(desk, department, field="department")
    return act(
        desk,
        number,
        Command.ARBITRATE,
        lambda f, m: returns.arbitrate(f, department, reason, basis, m),
        seen,
    )
