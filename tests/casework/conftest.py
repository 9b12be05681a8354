"""A district with its offices, open for the length of a test, on each database."""

import pytest

from app.store import directory, organisation
from app.store.transaction import reading, transaction
from tests.casework.given_office import DISTRICT
from tests.store.given_tickets import district_files


@pytest.fixture
def district(app):
    """蓬江区 as its files describe it; no ticket yet."""
    with app.app_context():
        with transaction():
            organisation.load_district(district_files())
        with reading():
            known = directory.district_by_code(DISTRICT)
        yield known
