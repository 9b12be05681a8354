"""The register with its district, and officers who sit at their windows."""

import pytest

from app.domain.terms import Role
from app.store import directory
from tests.casework.given_office import DISTRICT
from tests.casework.given_people import an_account
from tests.web.frontdesk.browser import Window

PEOPLE = {
    "clerk": (Role.FRONT_DESK, "C0"),
    "town": (Role.FRONT_DESK, "C1"),
    "other": (Role.FRONT_DESK, "C2"),
    "handler": (Role.HANDLER, "SJ"),
}


@pytest.fixture
def offices(founded, app):
    """The application with 蓬江区 and its officers; no ticket yet."""
    with app.app_context():
        known = directory.district_by_code(DISTRICT)
        for username, (role, unit) in PEOPLE.items():
            an_account(known, username, role, unit)
    return app


@pytest.fixture
def window(offices):
    """The officer at the district window."""
    return Window(offices, "clerk")


@pytest.fixture
def sit(offices):
    """Sit somebody else down: sit("town")."""
    return lambda username, **given: Window(offices, username, **given)


@pytest.fixture
def register(offices):
    """The register, to look into or to act on: with register(): ..."""
    return offices.app_context
