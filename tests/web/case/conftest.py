"""The pages over a register with 蓬江区, and whoever sits down at one of its desks."""

import pytest

from app.store.transaction import reading
from tests.casework.conftest import district
from tests.casework.given_people import PEOPLE, an_account
from tests.web.visitor import Visitor

__all__ = ["district"]


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
