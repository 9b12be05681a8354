"""Prints the table for docs/permissions.md: python -m tests.house.permissions"""

from __future__ import annotations

from app.domain.permissions import PERMITTED
from app.domain.terms import Command, Relation, Role
from tests.house.printed import table


def printed() -> str:
    """Role and relation down; the commands in the order of a ticket's life."""
    rows = [
        _row(role, relation)
        for role in Role
        for relation in Relation
        if (role, relation) in PERMITTED
    ]
    return table(["Role", "Standing to the ticket", "May"], rows)


def _row(role: Role, relation: Relation) -> list[str]:
    commands = [c for c in Command if c in PERMITTED[role, relation]]
    may = ", ".join(f"`{command.value}`" for command in commands)
    return [f"`{role.value}` {role.zh}", f"`{relation.value}` {relation.zh}", may]


if __name__ == "__main__":
    print(printed())
