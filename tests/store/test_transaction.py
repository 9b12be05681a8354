"""The one place that commits."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import select, text

from app.domain.errors import RuleBroken, Stale
from app.store import leases
from app.store.database import db
from app.store.reads.timer import find_beat
from app.store.register import hold_due, hold_ticket, write_decisions
from app.store.transaction import late_transaction, reading, transaction
from tests.marks import on_sqlite_only
from tests.store.given_tickets import CLERK, at, dispatched, judged, moment

NOW = at("11-23 10:00")


def beat():
    leases.beat("sweep", NOW, 0)


def beat_and_refuse():
    with transaction():
        beat()
        raise RuleBroken("some.rule")


def test_what_happens_inside_is_kept(register_open):
    with transaction():
        beat()

    with register_open.app_context():
        assert find_beat("sweep") is not None


def test_a_refusal_leaves_nothing_behind(register_open):
    with pytest.raises(RuleBroken):
        beat_and_refuse()

    assert find_beat("sweep") is None


def test_after_a_refusal_the_next_transaction_starts_clean(register_open):
    with pytest.raises(RuleBroken):
        beat_and_refuse()
    with transaction():
        pass

    assert find_beat("sweep") is None


def test_nobody_opens_a_second_one_inside(register_open):
    with transaction():
        beat()
        with pytest.raises(RuntimeError, match="open already"), transaction():
            pass

    assert find_beat("sweep") is not None


def test_nothing_is_written_outside(register_open):
    with pytest.raises(RuntimeError, match="inside"):
        beat()


def test_who_read_before_may_write(register_open):
    assert find_beat("sweep") is None

    with transaction():
        beat()

    assert find_beat("sweep") is not None


def test_reading_lets_go_of_what_it_saw(register_open):
    with reading():
        assert find_beat("sweep") is None
    with register_open.app_context(), transaction():
        beat()

    with reading():
        assert find_beat("sweep") is not None


def test_a_late_transaction_writes_what_it_read(district):
    held = dispatched(district)

    with late_transaction():
        decided = judged(moment("12-01 09:30"))
        write_decisions(decided, CLERK, at("12-01 09:30"))

    with transaction():
        assert hold_ticket(district.id, held.number).version == held.version + 1


@on_sqlite_only
def test_a_late_transaction_is_stale_when_somebody_came_between(district, app):
    held = dispatched(district)

    def sweep_with_somebody_between():
        with late_transaction():
            decided = judged(moment("12-01 09:30"))
            with app.app_context(), transaction():
                due = hold_due(at("12-01 09:31"), 10)
                write_decisions([(due[0], decided[0][1])], CLERK, at("12-01 09:31"))
            write_decisions(decided, CLERK, at("12-01 09:32"))

    with pytest.raises(Stale):
        sweep_with_somebody_between()

    with transaction():
        assert hold_ticket(district.id, held.number).version == held.version + 1


@on_sqlite_only
def test_a_reader_takes_no_lock_and_a_writer_takes_it_at_once(register_open):
    file = str(db.engine.url.database)
    with closing(sqlite3.connect(file, timeout=0)) as other:
        db.session.execute(select(1))
        other.execute("BEGIN IMMEDIATE")
        other.rollback()

        with transaction(), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")


@on_sqlite_only
def test_a_late_transaction_takes_the_lock_only_to_write(register_open):
    file = str(db.engine.url.database)
    with closing(sqlite3.connect(file, timeout=0)) as other, late_transaction():
        find_beat("sweep")
        other.execute("BEGIN IMMEDIATE")
        other.rollback()

        beat()
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")


@on_sqlite_only
@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 10000),
    ],
)
def test_sqlite_is_set_up_for_a_record(register_open, pragma, value):
    found = db.session.execute(text(f"PRAGMA {pragma}")).scalar_one()

    assert found == value
