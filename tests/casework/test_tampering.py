"""Whoever changes any column of any row that tells of a case, a ruling, a paper or a
publication is found; what is not proved stands in docs/evidence.md with its reason."""

import re

import pytest
from sqlalchemy import literal, select, text
from sqlalchemy.exc import IntegrityError

from app.casework import objections, sealing
from app.casework.audit import Proof, verify_register
from app.config import ROOT
from app.domain.terms import ReviewStatus, Role
from app.scheduler import tick
from app.store import sealed_rows
from app.store.base import Base
from app.store.database import db
from app.store.sealed_kinds import KINDS
from app.store.transaction import transaction
from tests.casework.given_office import act, look, offices
from tests.casework.given_people import an_account
from tests.casework.given_rows import (
    drop_triggers,
    fullest_row,
    make_up_row,
    other_value,
)
from tests.casework.test_papers import RED, circular, proposed, red
from tests.casework.test_retaliation import reports
from tests.casework.test_rulebook import activate, drafted
from tests.marks import on_sqlite_only
from tests.store.given_tickets import at

# SQLite alone: what is changed here by hand is written as SQLite keeps it.
pytestmark = [on_sqlite_only, pytest.mark.usefixtures("district")]

DOCUMENT = ROOT / "docs" / "evidence.md"
TABLES = Base.metadata.tables


def not_proved():
    """Table -> its columns that are not proved; all of them where it names none."""
    part = DOCUMENT.read_text("utf-8").partition("## What is not covered")[2]
    found = {}
    for tables, columns in re.findall(
        r"^\| (`[^|]+) \| ([^|]+) \|", part, re.MULTILINE
    ):
        for table in re.findall(r"`(\w+)`", tables):
            found[table] = frozenset(re.findall(r"`(\w+)`", columns)) or None
    return found


NOT_PROVED = not_proved()
LOOKED_AT = sorted(
    set(TABLES) - {name for name, all_ in NOT_PROVED.items() if not all_}
)


@pytest.fixture
def register(district):
    """A case with every kind of flag, ruling and paper; beside it a row of whatever
    else is sealed; all under a seal."""
    an_account(district, "ducha", Role.INSPECTOR, "")
    number = red()
    circular(number)
    reports(number, short="12-03 11:10")
    look("12-03 11:30")
    act("deputy", "12-03 12:00", objections.object_to, number, RED, "附通话清单")
    words = (number, RED, ReviewStatus.CONFIRMED, "维持")
    act("colleague", "12-03 13:00", objections.decide_objection, *words)
    proposed()
    activate(drafted(short="12-03 14:00"), "12-03 15:00")
    with transaction():
        sealed_tables = {kind.row.__tablename__ for kind in KINDS} | {"report_runs"}
        for table in Base.metadata.sorted_tables:
            if table.name in sealed_tables and not has_row(table):
                make_up_row(table)
    tick.seal_day(at("12-04 00:00"))
    with transaction():
        drop_triggers()
    assert found() == []


def has_row(table):
    return bool(db.session.execute(select(literal(1)).select_from(table)).first())


def found(table=None):
    """The first fault, if any; one of that table's own sealed rows before others."""
    own = [kind for kind in KINDS if kind.row.__table__ is table]
    for faults in (
        sealed_rows.row_faults(own),
        sealing.verify_seals(),
        verify_register(offices(), Proof()),
    ):
        for fault in faults:
            return [fault]
    return []


class Undo(Exception):
    """So that nothing of it stays."""


def is_found(table, column):
    """Change one column of one row; does the proof say so?"""
    names, row = fullest_row(table)
    where = " AND ".join(f"{name} = :old_{name}" for name in names)
    change = f"UPDATE {table.name} SET {column.name} = :new WHERE {where}"
    given = {f"old_{name}": value for name, value in names.items()}
    try:
        with transaction():
            new = other_value(column, row[column.name])
            db.session.execute(text(change), given | {"new": new})
            seen = new == row[column.name] or bool(found(table))
            raise Undo
    except Undo:
        return seen
    except IntegrityError:
        return True  # the database refuses it


def test_any_changed_column_is_found(register):
    missed = [
        f"{name}.{column.name}"
        for name in LOOKED_AT
        for column in TABLES[name].columns
        if column.name not in (NOT_PROVED.get(name) or ())
        and not column.primary_key
        and not is_found(TABLES[name], column)
    ]
    assert missed == []
