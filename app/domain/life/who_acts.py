"""Whose act it is: the holder's, an assistant's, or nobody's who has to do with it."""

from __future__ import annotations

from app.domain.acts import Act
from app.domain.errors import FieldMissing, RuleBroken
from app.domain.facts import TicketFacts


def named(department: str | None, field: str) -> str:
    """The department. raises: FieldMissing where none is named"""
    if not department:
        raise FieldMissing(f"{field}.missing", field=field)
    return department


def of_holder(facts: TicketFacts, act: Act) -> bool:
    """Is it the holder's act? An assistant's is not; a stranger's is refused."""
    department = named(act.department, "department")
    if department == facts.holder:
        return True
    if department in facts.assistants:
        return False
    raise RuleBroken("department.stranger", department=department)


def must_hold(facts: TicketFacts, act: Act) -> str:
    """The holder. raises: RuleBroken for whoever else acts"""
    if not of_holder(facts, act):
        raise RuleBroken("department.assistant", department=act.department)
    return named(act.department, "department")
