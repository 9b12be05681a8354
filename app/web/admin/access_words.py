"""The access log in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from app.casework.sessions import BY_PROVIDER
from app.domain.terms import Role
from app.store.access_log import AccessAction
from app.store.reads.people import Access
from app.web.admin.units import unit_choices
from app.web.formats import term

A = AccessAction
ACTIONS: Mapping[AccessAction, LazyString] = {
    A.ACCOUNT_DISABLED: lazy_gettext("Account disabled"),
    A.ACCOUNT_ENABLED: lazy_gettext("Account enabled"),
    A.ACCOUNT_IDLE: lazy_gettext("Disabled after long absence"),
    A.INTEREST: lazy_gettext("Conflict of interest declared"),
    A.CORRECTED: lazy_gettext("Corrected personal data"),
    A.EVIDENCE: lazy_gettext("Evidence file made"),
    A.EXPORTED: lazy_gettext("List of cases taken out"),
    A.FORGOTTEN: lazy_gettext("Took personal data away"),
    A.LOCKED: lazy_gettext("Locked after wrong passwords"),
    A.LOG_EXPORTED: lazy_gettext("Log exported"),
    A.PASSWORD_CHANGED: lazy_gettext("Own password changed"),
    A.PASSWORD_RESET: lazy_gettext("Password reset"),
    A.QUERY_FAILED: lazy_gettext("Wrong query code on the public page"),
    A.REVEAL: lazy_gettext("Looked at name and telephone"),
    A.ROLE_CHANGED: lazy_gettext("Role or unit changed"),
    A.SECOND_FACTOR_OFF: lazy_gettext("Second factor turned off"),
    A.SECOND_FACTOR_ON: lazy_gettext("Second factor turned on"),
    A.SECOND_FACTOR_RESET: lazy_gettext("Second factor reset"),
    A.SESSION_ENDED: lazy_gettext("Session ended"),
    A.SIGN_IN: lazy_gettext("Signed in"),
    A.SIGN_IN_FAILED: lazy_gettext("Sign-in failed"),
    A.SIGN_OUT: lazy_gettext("Signed out"),
    A.TIMER_GAP: lazy_gettext("The timer was silent"),
    A.TOKEN_MADE: lazy_gettext("Token made"),
    A.TOKEN_REVOKED: lazy_gettext("Token revoked"),
    A.UNLOCKED: lazy_gettext("Unlocked"),
    A.USER_CREATED: lazy_gettext("Account made"),
}
GROUPS: Mapping[str, tuple[LazyString, tuple[AccessAction, ...]]] = {
    "": (lazy_gettext("Everything"), ()),
    "reveals": (lazy_gettext("Looks at names"), (A.REVEAL, A.EVIDENCE, A.EXPORTED)),
    "sign-ins": (
        lazy_gettext("Sign-ins"),
        (A.SIGN_IN, A.SIGN_OUT, A.SIGN_IN_FAILED, A.LOCKED),
    ),
    "failures": (
        lazy_gettext("Failures"),
        (A.SIGN_IN_FAILED, A.LOCKED, A.QUERY_FAILED),
    ),
    "rights": (
        lazy_gettext("Accounts and rights"),
        (
            *(A.USER_CREATED, A.ROLE_CHANGED, A.PASSWORD_RESET, A.PASSWORD_CHANGED),
            *(A.UNLOCKED, A.ACCOUNT_DISABLED, A.ACCOUNT_ENABLED, A.ACCOUNT_IDLE),
            *(A.SECOND_FACTOR_ON, A.SECOND_FACTOR_OFF, A.SECOND_FACTOR_RESET),
            *(A.SESSION_ENDED, A.LOG_EXPORTED, A.TOKEN_MADE, A.TOKEN_REVOKED),
        ),
    ),
}
WHY_FAILED: Mapping[str, LazyString] = {
    "wrong": lazy_gettext("wrong password"),
    "code": lazy_gettext("wrong code"),
    "locked": lazy_gettext("while locked"),
    "disabled": lazy_gettext("account disabled"),
    "unknown": lazy_gettext("nobody of that name"),
}


def lines_of(rows: Sequence[Access]) -> list[dict[str, object]]:
    """Return rows of the log in words, in their order."""
    units = {str(one.value): str(one.label) for one in unit_choices() if one.value}
    return [_line(row, units) for row in rows]


def _line(row: Access, units: Mapping[str, str]) -> dict[str, object]:
    """Return a row of the log in words; a public query has a number and no person."""
    action = AccessAction(row.action)
    is_query = action is A.QUERY_FAILED
    return {
        "at": row.at,
        "who": gettext("a citizen") if is_query else row.username,
        "action": ACTIONS[action],
        "is_reveal": action is A.REVEAL,
        "number": row.username if is_query else row.number,
        "reason": _reason(action, row.reason, units),
        "remote": row.remote,
        "agent": row.agent,
    }


def _reason(action: AccessAction, reason: str, units: Mapping[str, str]) -> str:
    if action is A.SIGN_IN_FAILED:
        return str(WHY_FAILED.get(reason, reason))
    if action is A.SIGN_IN:
        return gettext("by unified identity") if reason == BY_PROVIDER else reason
    if action not in (A.USER_CREATED, A.ROLE_CHANGED):
        return reason
    whose, _, change = reason.partition(": ")
    words = [_standing_words(one, units) for one in change.split(" > ")]
    return gettext("%(whose)s: %(change)s", whose=whose, change=" → ".join(words))


def _standing_words(standing: str, units: Mapping[str, str]) -> str:
    """Word `handler@SJ`, also of a second account; what is no role stays as it is."""
    standing, _, whose = standing.partition(" = ")
    role, _, unit = standing.partition("@")
    name = term(Role(role)) if role in set(Role) else role
    words = f"{name} {units.get(unit, unit)}".strip()
    return (
        gettext("%(words)s, of %(whose)s", words=words, whose=whose) if whose else words
    )
