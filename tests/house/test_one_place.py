"""What stands in one file only: the commit, and the reading of the wall clock."""

import ast

from tests.house import source

TRANSACTION = source.APP / "store" / "transaction.py"
CLOCK = source.APP / "clock.py"

ENDINGS = {"commit", "rollback"}
CLOCK_READINGS = {
    "date": {"today"},
    "datetime": {"now", "today", "utcnow"},
    "func": {"current_date", "current_timestamp", "localtimestamp", "now"},
    "time": {"ctime", "gmtime", "localtime", "time", "time_ns"},
}


def test_only_the_transaction_commits_and_rolls_back():
    found = [
        source.place(file, node)
        for file in source.files()
        if file != TRANSACTION
        for node in ast.walk(source.tree(file))
        if isinstance(node, ast.Attribute) and node.attr in ENDINGS
    ]

    assert not found, (
        "commit and rollback belong to app/store/transaction.py; let the door open the"
        f" transaction, and raise to roll back: {', '.join(found)}"
    )


def test_only_the_clock_reads_the_wall_clock():
    found = [
        source.place(file, node)
        for file in source.files()
        if file != CLOCK
        for node in ast.walk(source.tree(file))
        if _reads_the_clock(node)
    ]

    assert not found, (
        "the wall clock is read in app/clock.py; let the door call clock.now() and pass"
        f" `now` inward: {', '.join(found)}"
    )


def test_a_reading_in_every_usual_spelling_is_found():
    spellings = [
        "datetime.now(UTC)",
        "datetime.datetime.utcnow()",
        "date.today()",
        "time.time()",
        "func.now()",
        "from time import time",
        "text('SELECT CURRENT_TIMESTAMP')",
    ]

    for spelling in spellings:
        assert any(map(_reads_the_clock, ast.walk(ast.parse(spelling)))), spelling
    assert not any(map(_reads_the_clock, ast.walk(ast.parse("clock.now()"))))


def _reads_the_clock(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(attr=attr, value=ast.Name(id=owner)):
            return attr in CLOCK_READINGS.get(owner, ())
        case ast.Attribute(attr=attr, value=ast.Attribute(attr=owner)):
            return attr in CLOCK_READINGS.get(owner, ())
        case ast.ImportFrom(module="time", names=names):
            return any(alias.name in CLOCK_READINGS["time"] for alias in names)
        case ast.Constant(value=str(text)):
            return "current_timestamp" in text.lower()
    return False
