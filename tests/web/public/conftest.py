"""The public pages over a register with 蓬江区 and one case at SJ."""

import pytest
from flask import current_app

from app.casework.query_codes import query_code
from tests.casework.given_office import DISTRICT, dispatched
from tests.web.visitor import Visitor


@pytest.fixture
def register(founded, app):
    """The application with 蓬江区 and no ticket."""
    with app.app_context():
        yield app


@pytest.fixture
def citizen(register):
    return Visitor(register)


@pytest.fixture
def slip(register):
    """Number and query code of a case sent to SJ on Mon 23 Nov, due Thu 26 Nov."""
    number = dispatched()
    return number, query_code(str(current_app.config["SECRET_KEY"]), DISTRICT, number)
