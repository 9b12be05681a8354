"""Stories across rooms start where the verbs' tests do: a district and its officers."""

import pytest

from app.store import directory
from tests.casework.conftest import district
from tests.casework.given_office import DISTRICT
from tests.casework.given_people import an_account
from tests.journeys.day import PEOPLE, Day

__all__ = ["district"]


@pytest.fixture
def day(founded, app, page, live_server):
    """The district's people before their screens; the clock is set by hand."""
    with app.app_context():
        known = directory.district_by_code(DISTRICT)
        for username, (role, unit) in PEOPLE.items():
            an_account(known, username, role, unit)
    return Day(app, page, live_server)
