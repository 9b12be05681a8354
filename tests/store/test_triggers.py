"""What is only added to: the database itself refuses the rest."""

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from app.store.access_log import AccessAction, log_access
from app.store.database import db, is_postgresql
from app.store.transaction import transaction
from tests.marks import on_sqlite_only
from tests.store.given_tickets import at, filed


@pytest.fixture
def one_row_in_each(district):
    filed(district)
    with transaction():
        log_access(AccessAction.SIGN_IN, at("11-23 10:00"), "huang")


@pytest.mark.usefixtures("one_row_in_each")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ticket_events SET payload = '{}'",
        "DELETE FROM ticket_events",
        "UPDATE access_log SET reason = 'x'",
        "DELETE FROM access_log",
    ],
)
def test_a_change_is_refused(statement):
    table = "access_log" if "access_log" in statement else "ticket_events"

    with pytest.raises(DBAPIError, match=f"{table} is append-only"), transaction():
        db.session.execute(text(statement))

    count = text(f"SELECT count(*) FROM {table}")
    assert db.session.execute(count).scalar_one() == 1


@pytest.mark.usefixtures("one_row_in_each")
@pytest.mark.parametrize("table", ["ticket_events", "access_log"])
def test_emptying_a_whole_table_is_refused(table):
    statement = f"TRUNCATE {table}" if is_postgresql() else f"DELETE FROM {table}"

    with pytest.raises(DBAPIError, match="append-only"), transaction():
        db.session.execute(text(statement))


@pytest.mark.usefixtures("one_row_in_each")
@pytest.mark.parametrize("table", ["ticket_events", "access_log"])
def test_writing_over_a_row_is_refused(table):
    columns = ", ".join(
        column["name"] for column in inspect(db.engine).get_columns(table)
    )
    statement = (
        f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE true"
        " ON CONFLICT (id) DO UPDATE SET at = excluded.at"
    )

    with pytest.raises(DBAPIError, match="append-only"), transaction():
        db.session.execute(text(statement))


@on_sqlite_only
@pytest.mark.usefixtures("one_row_in_each")
@pytest.mark.parametrize("table", ["ticket_events", "access_log"])
def test_replacing_a_row_is_refused(table):
    statement = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"

    with pytest.raises(DBAPIError, match="append-only"), transaction():
        db.session.execute(text(statement))
