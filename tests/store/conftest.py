"""A register with the district in it, open for the length of a test, on each database."""

import pytest
from sqlalchemy import event

from app.store.database import db
from tests.store.given_tickets import put_in_force


@pytest.fixture
def register_open(app):
    """The application's context; the register is empty."""
    with app.app_context():
        yield app


@pytest.fixture
def district(founded, register_open):
    """蓬江区 as its files describe it, with the rules and the calendar in force."""
    return put_in_force()


@pytest.fixture
def statements(register_open):
    """The statements sent since the list was last cleared."""
    sent = []

    def note(connection, cursor, statement, *_):
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield sent
    event.remove(db.engine, "before_cursor_execute", note)
