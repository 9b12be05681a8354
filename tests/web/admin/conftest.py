"""蓬江区 with its three administrators and some officers."""

import pytest

from app.domain.terms import Role
from app.store import directory
from app.store.transaction import reading
from tests.casework.given_office import DISTRICT
from tests.casework.given_people import an_account, the_security_administrator
from tests.web.visitor import Visitor


@pytest.fixture
def house(founded, app):
    """The application with its administrators; its register is open to look into."""
    with app.app_context():
        district = directory.district_by_code(DISTRICT)
        the_security_administrator(district)
        an_account(district, "xitong", Role.SYSTEM_ADMINISTRATOR, "")
        an_account(district, "shenji", Role.AUDIT_ADMINISTRATOR, "")
        an_account(district, "huang", Role.HANDLER, "SJ")
        an_account(district, "lin", Role.FRONT_DESK, "C1")
        with reading():
            pass  # what was read so far is let go
        yield app


@pytest.fixture
def sit(house):
    """Sit somebody down: sit("anquan")."""
    return lambda username, **given: Visitor(house, username, **given)


@pytest.fixture
def security(sit):
    return sit("anquan")
