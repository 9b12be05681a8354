"""Who signed in, who looked at a name, who changed a right: only ever added to."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from app.store.bulk import insert_rows
from app.store.tables import AccessLogRow
from app.store.transaction import lock_for_writing

LONGEST_REMOTE, LONGEST_AGENT = 64, 200


class AccessAction(StrEnum):
    """What was done."""

    ACCOUNT_DISABLED = "account_disabled"
    ACCOUNT_ENABLED = "account_enabled"
    ACCOUNT_IDLE = "account_idle"
    INTEREST = "interest"
    CORRECTED = "corrected"
    EVIDENCE = "evidence"
    EXPORTED = "exported"
    FORGOTTEN = "forgotten"
    LOCKED = "locked"
    LOG_EXPORTED = "log_exported"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a word, no password
    PASSWORD_RESET = "password_reset"  # noqa: S105 - as above
    QUERY_FAILED = "query_failed"
    REVEAL = "reveal"
    ROLE_CHANGED = "role_changed"
    SECOND_FACTOR_OFF = "second_factor_off"
    SECOND_FACTOR_ON = "second_factor_on"
    SECOND_FACTOR_RESET = "second_factor_reset"
    SESSION_ENDED = "session_ended"
    SIGN_IN = "sign_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGN_OUT = "sign_out"
    TIMER_GAP = "timer_gap"
    TOKEN_MADE = "token_made"  # noqa: S105 - as above
    TOKEN_REVOKED = "token_revoked"  # noqa: S105 - as above
    UNLOCKED = "unlocked"
    USER_CREATED = "user_created"


def log_access(
    action: AccessAction,
    at: datetime,
    username: str,
    *,
    district_id: int | None = None,
    user_id: int | None = None,
    ticket_id: int | None = None,
    reason: str = "",
    remote: str = "",
    agent: str = "",
) -> None:
    """Add one row to the log.

    username: as typed, also when nobody of that name exists
    reason:   why a name was looked at, or whose account was changed to what
    remote:   network address, empty for the machine itself
    agent:    what the browser calls itself; of a long name, the beginning
    """
    lock_for_writing()
    row = {
        "at": at,
        "district_id": district_id,
        "user_id": user_id,
        "username": plain(username),
        "action": str(action),
        "ticket_id": ticket_id,
        "reason": reason,
        "remote": plain(remote)[:LONGEST_REMOTE],
        "agent": plain(agent)[:LONGEST_AGENT],
    }
    insert_rows(AccessLogRow, [row])


def plain(text: str) -> str:
    """A text from outside on one line: what does not print becomes a blank."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
