"""Many rows at once, kept as single rows would be."""

from datetime import datetime

import pytest
from sqlalchemy import insert, select, text

from app.domain.terms import Role
from app.store.bulk import insert_rows, table_of, update_rows, upsert_rows
from app.store.database import db
from app.store.tables import AccessLogRow, HeartbeatRow, UserRow
from app.store.transaction import transaction
from tests.store.given_tickets import at

HARD = "𠮷田\u200b\n'\"\\ %s :x {} ‮" + "长" * 50_000


def person(district, username, **changes):
    return {
        "district_id": district.id,
        "username": username,
        "display_name": HARD,
        "role": Role.HANDLER,
        "center_id": None,
        "department_id": district.department_ids["SJ"],
        "email": "",
        "password_hash": "x",
        "must_change_password": True,
        "failed_sign_ins": 0,
        "locked_until": at("11-23 10:00:00.5"),
        "is_active": False,
        "is_demo": False,
        "created_at": at("11-23 10:00"),
        "password_changed_at": at("11-23 10:00"),
        "last_signed_in_at": None,
        "read_up_to": 0,
        **changes,
    }


def beat(name, swept):
    now = at("11-23 10:00")
    return {
        "name": name,
        "beat_at": now,
        "started_at": now,
        "swept": swept,
        "gap_seconds": 0,
    }


def test_rows_are_kept_just_as_sqlalchemy_keeps_them(district):
    with transaction():
        insert_rows(UserRow, [person(district, "a")])
        db.session.execute(insert(table_of(UserRow)), person(district, "b"))

    raw = text("SELECT * FROM users ORDER BY username")
    first, second = (dict(row) for row in db.session.execute(raw).mappings())
    for row in (first, second):
        del row["id"], row["username"]
    assert first == second
    assert first["display_name"] == HARD


def test_no_rows_are_no_statement(district, statements):
    with transaction():
        insert_rows(UserRow, [])
        upsert_rows(HeartbeatRow, [], ("swept",))
        assert update_rows(UserRow, []) == 0

    assert statements == []


def test_many_rows_are_one_statement(district, statements):
    with transaction():
        insert_rows(UserRow, [person(district, f"p{i}") for i in range(100)])

    assert len(statements) == 1


def test_what_exists_is_changed_and_what_does_not_is_added(register_open):
    with transaction():
        upsert_rows(HeartbeatRow, [beat("a", 1)], ("swept",))
        upsert_rows(HeartbeatRow, [beat("a", 2), beat("b", 3)], ("swept",))

    found = db.session.execute(
        select(HeartbeatRow.name, HeartbeatRow.swept).order_by(HeartbeatRow.name)
    )
    assert [tuple(row) for row in found] == [("a", 2), ("b", 3)]


def test_only_rows_that_are_as_given_are_changed(register_open):
    with transaction():
        insert_rows(HeartbeatRow, [beat("a", 1), beat("b", 2)])
        changed = update_rows(
            HeartbeatRow,
            [
                {"old_name": "a", "old_swept": 1, "swept": 5},
                {"old_name": "b", "old_swept": 1, "swept": 6},
            ],
        )

    assert changed == 1
    found = db.session.execute(
        select(HeartbeatRow.name, HeartbeatRow.swept).order_by(HeartbeatRow.name)
    )
    assert [tuple(row) for row in found] == [("a", 5), ("b", 2)]


def test_a_naive_datetime_is_refused_here_too(register_open):
    row = {
        "at": datetime(2026, 11, 23),  # noqa: DTZ001
        "username": "a",
        "action": "sign_in",
        "reason": "",
        "remote": "",
    }
    with pytest.raises(ValueError, match="aware"), transaction():
        insert_rows(AccessLogRow, [row])
