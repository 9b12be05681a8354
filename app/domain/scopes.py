"""What a token may be used for: never more than its person may, often less.

A token carries the rights of one person; its scopes narrow them. Which right a command
needs is asked from `permissions` all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.domain.terms import Command, Term


class Scope(Term):
    """One kind of use. Order: from looking to administering."""

    TICKETS_READ = "tickets:read", "查看工单", "Look at cases"
    TICKETS_FILE = "tickets:file", "登记工单", "File cases"
    TICKETS_ACT = "tickets:act", "办理工单", "Act on cases"
    TICKETS_REVEAL = "tickets:reveal", "查看全名电话", "See names and telephones"
    WEBHOOKS_MANAGE = "webhooks:manage", "管理事件推送", "Manage webhooks"


# Every other command is an act on a case.
_OWN_SCOPE: Mapping[Command, Scope] = {
    Command.VIEW: Scope.TICKETS_READ,
    Command.FILE: Scope.TICKETS_FILE,
    Command.REVEAL: Scope.TICKETS_REVEAL,
}


def scope_of(command: Command) -> Scope:
    """The scope that a token needs for a command."""
    return _OWN_SCOPE.get(command, Scope.TICKETS_ACT)


def tidy_scopes(several: Iterable[Scope]) -> tuple[Scope, ...]:
    """Each once, in the order of the table."""
    wanted = set(several)
    return tuple(scope for scope in Scope if scope in wanted)
