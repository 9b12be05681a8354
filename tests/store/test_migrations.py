"""The migrations and the tables say the same; every step goes both ways."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from app.config import ROOT
from app.factory import create_app
from app.store.base import Base
from app.store.database import db, is_postgresql
from app.store.transaction import reading
from app.store.triggers import APPEND_ONLY
from tests.databases import let_go, settings_for_tests
from tests.marks import on_sqlite_only

FOLDER = str(ROOT / "migrations")


@pytest.fixture
def empty_register(empty_database_url, tmp_path):
    app = create_app(settings_for_tests(empty_database_url, tmp_path))
    with app.app_context():
        yield app
    let_go(app)


def triggers():
    if is_postgresql():
        rows = db.session.execute(
            text(
                "SELECT c.relname || ' ' || pg_get_triggerdef(t.oid)"
                " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
                " WHERE NOT t.tgisinternal"
            )
        )
    else:
        rows = db.session.execute(
            text("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
        )
    found = sorted(rows.scalars())
    db.session.rollback()
    return found


def everything_in_it():
    found = inspect(db.engine)
    return {
        name: sorted(index["name"] for index in found.get_indexes(name))
        for name in found.get_table_names()
        if name != "alembic_version"
    }


def test_the_migrated_database_is_what_the_tables_say(register_open):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_tables_made_at_once_are_those_that_were_migrated(
    register_open, empty_register
):
    db.create_all()
    made, made_triggers = everything_in_it(), triggers()

    with register_open.app_context():
        assert everything_in_it() == made
        assert triggers() == made_triggers
    assert len(made_triggers) == 2 * len(APPEND_ONLY)


def test_down_leaves_nothing_and_up_goes_again(empty_register):
    flask_migrate.upgrade(directory=FOLDER)
    flask_migrate.downgrade(directory=FOLDER, revision="base")
    left = everything_in_it()
    flask_migrate.upgrade(directory=FOLDER)

    assert left == {}
    assert everything_in_it()["ticket_events"] is not None
    if is_postgresql():
        functions = "SELECT count(*) FROM pg_proc WHERE proname = 'refuse_change'"
        assert db.session.execute(text(functions)).scalar_one() == 1


def test_migrations_are_numbered_and_have_one_head():
    files = sorted(path.name for path in Path(FOLDER, "versions").glob("*.py"))
    scripts = ScriptDirectory(FOLDER)

    assert len(scripts.get_heads()) == 1
    for number, name in enumerate(files, start=1):
        assert re.match(rf"{number:04}_[a-z0-9_]+\.py$", name), name


def test_answers_of_before_are_sealed_and_opened_again_on_the_way_down(empty_register):
    told = '{"name": "陈某某"}'
    flask_migrate.upgrade(directory=FOLDER, revision="0036")
    for row in ROWS_OF_0036:
        db.session.execute(text(row), {"told": told} if ":told" in row else {})
    db.session.commit()

    flask_migrate.upgrade(directory=FOLDER, revision="0037")
    sealed = kept_body()
    flask_migrate.downgrade(directory=FOLDER, revision="0036")

    assert "陈某某" not in sealed
    assert kept_body() == told


ROWS_OF_0036 = (
    "INSERT INTO districts (id, code, name, zone, number_prefix, notice_prefix,"
    " supervision_phone) VALUES (1, '440703', '', 'Asia/Shanghai', 'PJ', 'PJ', '')",
    "INSERT INTO users (id, district_id, username, display_name, role, email,"
    " password_hash, must_change_password, failed_sign_ins, is_active, is_demo,"
    " created_at, password_changed_at, read_up_to) VALUES (1, 1, '12345', '',"
    " 'front_desk', '', '', true, 0, true, false, '2026-11-23', '2026-11-23', 0)",
    "INSERT INTO api_answers (user_id, key, fingerprint, status, headers, body,"
    " answered_at) VALUES (1, 'a', '', 201, '{}', :told, '2026-11-23')",
)


def kept_body():
    with reading():
        return db.session.execute(text("SELECT body FROM api_answers")).scalar_one()


@on_sqlite_only
def test_a_row_that_refers_to_nothing_stops_the_migration(empty_register, caplog):
    """Foreign keys are off while SQLite makes tables anew."""
    flask_migrate.upgrade(directory=FOLDER, revision="0001")
    file = db.engine.url.database or ""
    with closing(sqlite3.connect(file)) as past_us:
        past_us.execute(
            "INSERT INTO complaints (ticket_id, told, wanted) VALUES (77, '', '')"
        )
        past_us.commit()

    with pytest.raises(SystemExit):
        flask_migrate.upgrade(directory=FOLDER, revision="0002")

    assert "complaints refers to none of tickets" in caplog.text
