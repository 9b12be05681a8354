"""The pages over a register with 蓬江区, and whoever sits down at one of its desks."""

import pytest

from app.domain.terms import Role
from app.store.transaction import reading
from tests.casework.conftest import district
from tests.casework.given_people import an_account
from tests.web.visitor import Visitor

__all__ = ["district"]

PEOPLE = {
    "clerk": (Role.FRONT_DESK, "C0"),
    "leader": (Role.CENTER_LEADER, "C0"),
    "town": (Role.FRONT_DESK, "C1"),
    "handler": (Role.HANDLER, "SJ"),
    "deputy": (Role.DEPUTY_LEADER, "SJ"),
    "police": (Role.HANDLER, "GA"),
    "dispatcher": (Role.DISPATCHER, ""),
    "inspector": (Role.INSPECTOR, ""),
    "lingdao": (Role.DISTRICT_LEADER, ""),
    "anquan": (Role.SECURITY_ADMINISTRATOR, ""),
}


@pytest.fixture
def sit(app, district):
    """Sit somebody down at a moment: sit("handler", "11-23 11:00")."""
    known = set()

    def sit_down(who, now="11-23 11:00"):
        if who not in known:
            an_account(district, who, *PEOPLE[who])
            known.add(who)
        visitor = Visitor(app, who, now)
        with reading():  # what the test reads next is what stands there now
            return visitor

    return sit_down
