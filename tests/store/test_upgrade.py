"""The register of an older version is brought up to this one with everything in it.

`register_of_0001.json` is what the first version wrote: a case that was closed, one
that is done again, one that fell down the ladder, one that was returned, one just filed.
"""

import json
from datetime import datetime
from pathlib import Path

import flask_migrate
import pytest
from sqlalchemy import MetaData, insert, text
from sqlalchemy.types import Boolean, DateTime

from app.casework.audit import Proof, verify_register
from app.config import ROOT
from app.factory import create_app
from app.store.database import db
from app.store.personal_data import opened
from app.store.reads.health import find_standing
from app.store.transaction import reading, transaction
from tests.casework.given_office import dispatched, kinds, offices, rows
from tests.databases import let_go, settings_for_tests
from tests.scheduler.given_ladder import swept

MIGRATIONS = str(ROOT / "migrations")
FIRST = "0001"
OLD = json.loads(Path(__file__).with_name("register_of_0001.json").read_text("utf-8"))
NUMBERS = ["PJ26-0001", "PJ26-0002", "PJ26-0003", "PJ26-0004", "PJ26-0005"]


@pytest.fixture
def old_register(empty_database_url, tmp_path, now):
    """The tables of the first version with what it wrote, untouched."""
    app = create_app(settings_for_tests(empty_database_url, tmp_path))
    with app.app_context():
        flask_migrate.upgrade(directory=MIGRATIONS, revision=FIRST)
        fill()
        yield app
    let_go(app)


def fill():
    """Put the rows in as they were, table after table."""
    kept = MetaData()
    kept.reflect(db.engine)
    with transaction():
        for table in kept.sorted_tables:
            if table.name in OLD:
                found = [worded(table, row) for row in OLD[table.name]]
                db.session.execute(insert(table), found)
            if table.name in OLD and "id" in table.columns and is_counted(table):
                db.session.execute(
                    text(
                        f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'),"
                        f" (SELECT max(id) FROM {table.name}))"
                    )
                )


def is_counted(table):
    return db.engine.dialect.name == "postgresql" and table.columns["id"].autoincrement


def worded(table, row):
    """A row as this database takes it: SQLite keeps truth as 1 and instants as text."""
    return {name: _valued(table.columns[name].type, row[name]) for name in row}


def _valued(kind, value):
    if value is None:
        return None
    if isinstance(kind, Boolean):
        return bool(value)
    if isinstance(kind, DateTime):
        moment = datetime.fromisoformat(value)
        return moment if db.engine.dialect.name == "sqlite" else f"{value}+00:00"
    return value


def test_before_the_upgrade_a_node_is_not_ready(old_register):
    head = max(path.name[:4] for path in Path(MIGRATIONS, "versions").glob("*.py"))

    standing = find_standing()

    assert standing is not None
    assert standing.is_at_head is (head == FIRST)


def test_everything_is_there_and_proved_afterwards(old_register):
    flask_migrate.upgrade(directory=MIGRATIONS)

    assert find_standing().is_at_head
    assert [row["number"] for row in rows("tickets")] == NUMBERS
    for table in ("ticket_events", "clocks", "escalations", "supervision_notices"):
        assert len(rows(table)) == len(OLD[table]), table
    assert len(rows("documents")) == len(rows("users")) == 1
    with reading():
        assert list(verify_register(offices(), Proof())) == []


def test_who_complained_is_sealed_and_can_still_be_revealed(old_register):
    flask_migrate.upgrade(directory=MIGRATIONS)

    for row, old in zip(rows("complainants"), OLD["complainants"], strict=True):
        assert old["name"] not in row["name"]
        assert opened(row["ticket_id"], "name", row["name"]) == old["name"]
        assert opened(row["ticket_id"], "phone", row["phone"]) == old["phone"]


def test_work_goes_on_where_it_was(old_register):
    flask_migrate.upgrade(directory=MIGRATIONS)

    new = dispatched("11-26 09:20")
    assert swept("12-01 10:00") > 0

    assert new == "PJ26-0006"
    assert "escalated" in kinds("PJ26-0004")
    with reading():
        assert list(verify_register(offices(), Proof())) == []
