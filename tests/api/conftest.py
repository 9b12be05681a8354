"""蓬江区 with people who have accounts and may let programs act for them."""

import pytest

from app.store import directory
from app.store import people as accounts
from app.store.transaction import reading, transaction
from tests.api.caller import Caller
from tests.casework.given_office import DISTRICT
from tests.casework.given_people import MADE_AT, PEOPLE, new_user


@pytest.fixture
def house(founded, app):
    """The application with its people; its register is open to look into."""
    with app.app_context():
        district = directory.district_by_code(DISTRICT)
        with transaction():
            for username, (role, unit) in PEOPLE.items():
                accounts.add_user(new_user(district, username, role, unit), MADE_AT)
        with reading():
            pass  # what was read so far is let go
        yield app


@pytest.fixture
def calls(house):
    """A program of somebody's: calls("handler", now="11-24 10:00")."""
    return lambda username="", **given: Caller(house, username, **given)
