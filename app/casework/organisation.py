"""Questions about the district's organisation that several verbs ask."""

from __future__ import annotations

from app.casework.desk import Desk
from app.domain.errors import NotFound, RuleBroken
from app.store import organisation


def require_department(desk: Desk, code: str, field: str) -> None:
    """Raise, for the named field, unless the district has the department.

    raises: NotFound department.unknown; RuleBroken department.merged, which names the
            department that took it over
    """
    known = organisation.find_department(desk.district, code)
    if known is None:
        raise NotFound("department.unknown", field=field, department=code)
    if known.merged_into:
        heir = organisation.find_department(desk.district, known.merged_into)
        raise RuleBroken(
            "department.merged",
            field=field,
            department=known.short_name,
            into=heir.short_name if heir else known.merged_into,
        )
