"""Accounts that nobody uses any more are disabled, by the timer or by command.

The last security administrator of a district stays, or nobody could enable the others.
Source: docs/rules.md, network security (disable after ninety idle days).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from app.domain.permissions import SYSTEM_NAME
from app.domain.terms import Role
from app.store import people, sessions
from app.store.access_log import AccessAction, log_access
from app.store.reads.idle import list_idle_accounts
from app.store.reads.people import Account, list_accounts
from app.store.sessions import Ending


def disable_idle_accounts(now: datetime, days: int) -> list[str]:
    """Disable every account unused for more than so many days; 0 disables none.

    returns: the staff numbers
    """
    if not days:
        return []
    idle = list_idle_accounts(now - timedelta(days=days))
    spared = _last_of_security(idle)
    closed = [account for account in idle if account.id not in spared]
    for account in closed:
        _disable(account, now)
    return [account.username for account in closed]


def _last_of_security(idle: list[Account]) -> set[int]:
    """The ids to spare: where all of security is idle, the one seen last."""
    role = Role.SECURITY_ADMINISTRATOR
    ids = {account.id for account in idle}
    spared = set()
    for district in {account.district_id for account in idle if account.role is role}:
        known = list_accounts(district, role=role, limit=1000)
        if not any(one.is_active and one.id not in ids for one in known):
            spared.add(
                next(a.id for a in idle if a.role is role and a.district_id == district)
            )
    return spared


def _disable(account: Account, now: datetime) -> None:
    people.set_active(account.id, False)
    sessions.end_all(account.id, now, Ending.DISABLED)
    log_access(
        AccessAction.ACCOUNT_IDLE,
        now,
        SYSTEM_NAME,
        district_id=account.district_id,
        user_id=account.id,
        reason=account.username,
    )
