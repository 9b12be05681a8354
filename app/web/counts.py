"""The numbers beside the places of the navigation: one statement a page, by role."""

from __future__ import annotations

from collections.abc import Mapping

from app.casework.desk import Desk
from app.domain.notices import DEPARTMENT_ROLES, WINDOW_ROLES, audiences
from app.domain.terms import Role
from app.store import directory
from app.store.reads.counts import (
    department_counts,
    dispatch_counts,
    inspection_counts,
    window_counts,
)


def counts_at(desk: Desk) -> Mapping[str, int]:
    """Return the numbers of this officer's desk by name, none for administrators.

    The names are those of store/reads/counts.
    """
    actor, district = desk.actor, directory.district(desk.district)
    told, user_id = (
        audiences(actor.role, actor.department, actor.center),
        actor.user_id or 0,
    )
    if actor.role in WINDOW_ROLES and actor.center:
        center_id = district.center_id(actor.center)
        return window_counts(desk.district, center_id, told, user_id)
    if actor.role in DEPARTMENT_ROLES and actor.department:
        department_id = district.department_ids[actor.department]
        return department_counts(desk.district, department_id, desk.now, told, user_id)
    if actor.role is Role.DISPATCHER:
        return dispatch_counts(desk.district, told, user_id)
    if actor.role in (Role.INSPECTOR, Role.DISTRICT_LEADER):
        openly = actor.role is not Role.INSPECTOR
        return inspection_counts(desk.district, desk.now, told, user_id, openly=openly)
    return {}
