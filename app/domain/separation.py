"""Three administrators, never two of them in one person (三员分立).

system:   settings, health, jobs; no case, no account
security: accounts, roles, sessions, locks, tokens; no case
audit:    reads the logs and changes nothing
Who administers has no other work in the same system: neither a second power nor a desk.
Source: docs/rules.md, network security; GB/T 22239-2019, management centre.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.errors import RuleBroken
from app.domain.terms import Role

ADMINISTRATORS = frozenset(
    {
        Role.SYSTEM_ADMINISTRATOR,
        Role.SECURITY_ADMINISTRATOR,
        Role.AUDIT_ADMINISTRATOR,
    }
)


def require_apart(held: Iterable[Role], asked: Role) -> None:
    """Raise RuleBroken when a person who holds these roles may not have this one too.

    held:  the roles of the person's other open accounts
    """
    for role in held:
        if role in ADMINISTRATORS or asked in ADMINISTRATORS:
            raise RuleBroken("separation.two_powers", field="role", held=role)
