"""A district with its offices, open for the length of a test, on each database."""

import pytest

from app.store import directory
from app.store.transaction import reading
from tests.casework.given_office import DISTRICT


@pytest.fixture
def district(founded, app):
    """蓬江区 as its files describe it; no ticket yet."""
    with app.app_context():
        with reading():
            known = directory.district_by_code(DISTRICT)
        yield known
