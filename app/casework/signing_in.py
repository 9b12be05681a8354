"""Signing in and out, and changing one's own password.

Checked first and counted then, because checking a password is slow and a refusal must
still be counted:

    checked = check_password(username, password)      # no transaction: slow, reads
    with transaction():
        account = record_first_step(checked, ...)     # counts, locks, logs
        complete_sign_in(account, ...)                # unless a second factor is asked for
    if account is None: raise ...                     # at the door, after the commit
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.casework import passwords
from app.domain.errors import RuleBroken
from app.store import directory, people, sessions
from app.store.access_log import AccessAction, log_access
from app.store.reads.people import Account, find_account, find_account_by_id
from app.store.sessions import Ending

FAILURES_TO_LOCK = 5
LOCKED_FOR = timedelta(minutes=20)
LONGEST_NAME = 64
_COUNTED = ("wrong", "code")  # failures that lock


@dataclass(frozen=True, slots=True)
class Checked:
    """A password that was tried.

    username: as typed, tidied
    account:  whose it should be; None when nobody is called so
    rehashed: to be kept instead, when the kept one is outdated
    """

    username: str
    account: Account | None
    is_right: bool
    rehashed: str | None = None


def tidy_name(username: str) -> str:
    """A sign-in name as it is kept: no blanks around, no capitals, usual width."""
    return unicodedata.normalize("NFKC", username).strip().casefold()[:LONGEST_NAME]


def check_password(username: str, password: str) -> Checked:
    """Try a password. Takes the same time whether or not such a person exists."""
    name = tidy_name(username)
    account = find_account(name)
    kept = account.password_hash if account else None
    if not passwords.fits(kept, password):
        return Checked(name, account, is_right=False)
    outdated = kept is not None and passwords.is_outdated(kept)
    rehashed = passwords.hashed(password) if outdated else None
    return Checked(name, account, is_right=True, rehashed=rehashed)


def record_first_step(
    checked: Checked, now: datetime, remote: str, agent: str = ""
) -> Account | None:
    """Count and log a wrong password; a right one forgives nothing yet.

    The fifth wrong one in a row locks the account for twenty minutes. Whoever is locked
    out or disabled is refused like a wrong password, so that nobody can learn who exists.

    returns: whose it is, to be signed in or asked for a code; None when refused
    """
    account = _as_it_stands(checked)
    if account is None:
        _log_stranger(checked.username, now, remote, agent)
        return None
    refused = _why_refused(account, checked, now)
    if refused:
        _log_failure(account, refused, now, remote, agent)
        return None
    if checked.rehashed:
        people.keep_rehashed(account.id, checked.rehashed)
    return account


def record_second_step(
    user_id: int, is_right: bool, now: datetime, remote: str, agent: str = ""
) -> Account | None:
    """Count and log a wrong code like a wrong password; None when refused.

    is_right: did the code fit? It was used up by asking.
    """
    account = find_account_by_id(user_id)
    if account is None:
        return None
    refused = _why_closed(account, now) or ("" if is_right else "code")
    if refused:
        _log_failure(account, refused, now, remote, agent)
        return None
    return account


def record_provider_step(
    username: str,
    now: datetime,
    remote: str,
    agent: str = "",
    *,
    but: Callable[[Account], bool] = lambda account: False,
) -> Account | None:
    """Whose staff number a provider vouched for; nobody is made an account here.

    but:     accounts that count as nobody's
    returns: None when nobody has this number, or the account is locked or disabled
    """
    name = tidy_name(username)
    account = find_account(name)
    if account is None or but(account):
        _log_stranger(name, now, remote, agent)
        return None
    refused = _why_closed(account, now)
    if refused:
        _log_failure(account, refused, now, remote, agent)
        return None
    return account


def complete_sign_in(
    account: Account, now: datetime, remote: str, agent: str = "", way: str = ""
) -> Account | None:
    """Forgive the failures before it, and log that somebody is signed in.

    way: how, where it was not by the password alone
    """
    people.note_signed_in(account.id, now)
    _log(AccessAction.SIGN_IN, account, now, reason=way, remote=remote, agent=agent)
    return find_account_by_id(account.id)


def record_own_password(
    account: Account, password: str, now: datetime, remote: str, agent: str = ""
) -> bool:
    """Is this the password of whoever is signed in? A wrong one counts as a failure."""
    standing = find_account_by_id(account.id)
    if standing is None:
        return False
    fits = passwords.fits(standing.password_hash, password)
    refused = _why_closed(standing, now) or ("" if fits else "wrong")
    if refused:
        _log_failure(standing, refused, now, remote, agent)
    return not refused


def record_sign_out(
    account: Account, now: datetime, remote: str, agent: str = ""
) -> None:
    """Log that somebody left."""
    _log(AccessAction.SIGN_OUT, account, now, remote=remote, agent=agent)


def new_password_hash(account: Account, old: str, new: str) -> str | None:
    """Check a wish to change one's password; slow, outside any transaction.

    returns: the new one as it is to be kept; None when the present one is wrong
    raises:  RuleBroken when the new one is not good enough
    """
    if not passwords.fits(account.password_hash, old):
        return None
    if passwords.fits(account.password_hash, new):
        raise RuleBroken("password.old", field="new_password")
    passwords.require_good(new, account.username, field="new_password")
    return passwords.hashed(new)


def record_password_change(
    account: Account,
    new_hash: str | None,
    now: datetime,
    remote: str,
    agent: str = "",
) -> Account | None:
    """Keep one's own new password, or count a wrong present one; None when refused.

    Every session begun with the old password ends.
    """
    checked = Checked(account.username, account, is_right=new_hash is not None)
    standing = _as_it_stands(checked)
    if standing is None:
        return None
    refused = _why_refused(standing, checked, now)
    if refused or new_hash is None:
        _log_failure(standing, refused or "wrong", now, remote, agent)
        return None
    people.set_password(account.id, new_hash, now, must_change=False)
    sessions.end_all(account.id, now, Ending.PASSWORD)
    _log(AccessAction.PASSWORD_CHANGED, account, now, remote=remote, agent=agent)
    return find_account_by_id(account.id)


def _as_it_stands(checked: Checked) -> Account | None:
    return find_account_by_id(checked.account.id) if checked.account else None


def _why_refused(account: Account, checked: Checked, now: datetime) -> str:
    """`wrong`, `locked` or `disabled`; empty when nothing speaks against it."""
    closed = _why_closed(account, now)
    if closed:
        return closed
    tried = checked.account.password_hash if checked.account else ""
    if not checked.is_right or account.password_hash != tried:
        return "wrong"
    return ""


def _why_closed(account: Account, now: datetime) -> str:
    if not account.is_active:
        return "disabled"
    return "locked" if account.is_locked(now) else ""


def _log_failure(
    account: Account, why: str, now: datetime, remote: str, agent: str
) -> None:
    about = {"remote": remote, "agent": agent}
    _log(AccessAction.SIGN_IN_FAILED, account, now, reason=why, **about)
    if why not in _COUNTED:
        return
    until = now + LOCKED_FOR
    failed = people.note_failed_sign_in(account.id, FAILURES_TO_LOCK, until)
    if failed >= FAILURES_TO_LOCK:
        _log(AccessAction.LOCKED, account, now, **about)


def _log_stranger(username: str, now: datetime, remote: str, agent: str) -> None:
    """Nobody of that name: told to the district, where there is only one."""
    log_access(
        AccessAction.SIGN_IN_FAILED,
        now,
        username,
        district_id=directory.sole_district_id(),
        reason="unknown",
        remote=remote,
        agent=agent,
    )


def _log(
    action: AccessAction,
    account: Account,
    now: datetime,
    *,
    reason: str = "",
    remote: str = "",
    agent: str = "",
) -> None:
    log_access(
        action,
        now,
        account.username,
        district_id=account.district_id,
        user_id=account.id,
        reason=reason,
        remote=remote,
        agent=agent,
    )
