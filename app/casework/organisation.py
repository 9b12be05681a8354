"""Questions about the district's organisation that several verbs ask."""

from __future__ import annotations

from app.casework.desk import Desk
from app.domain.errors import NotFound
from app.store import organisation


def require_department(desk: Desk, code: str, field: str) -> None:
    """Raise NotFound, for the named field, unless the district has the department."""
    if not organisation.has_department(desk.district, code):
        raise NotFound("department.unknown", field=field, department=code)
