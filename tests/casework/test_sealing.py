"""The daily seal on both databases: once a day, over every entry, and what it finds."""

import json
import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.casework import sealing
from app.domain.proof.integrity import ChainedEntry
from app.scheduler import tick
from app.store import seals as kept_seals
from app.store.database import db, is_postgresql
from app.store.transaction import lock_for_writing, reading_one_moment, transaction
from tests.casework.given_office import (
    dispatched,
    entries,
    filed,
    rows,
    signed,
    ticket,
)
from tests.store.given_tickets import at

pytestmark = pytest.mark.usefixtures("district")


def faults():
    with reading_one_moment():
        return [f"{one.number}: {one.what}" for one in sealing.verify_seals()]


def sealed():
    """Sequence of every seal, and how many entries it covers."""
    spans = rows("seal_spans")
    return [
        (
            seal["sequence"],
            sum(_count(one) for one in spans if one["seal_id"] == seal["id"]),
        )
        for seal in rows("seals")
    ]


def _count(span):
    return span["last_seq"] - span["first_seq"] + 1


def test_a_day_has_one_seal_over_what_is_new():
    dispatched("11-23 09:20")
    assert tick.seal_day(at("11-23 10:00")) == 1
    signed()
    assert tick.seal_day(at("11-23 23:59")) == 0
    assert tick.seal_day(at("11-24 00:00")) == 1
    assert tick.seal_day(at("11-25 00:00")) == 1
    assert tick.seal_day(at("11-24 12:00")) == 0  # the clock was set back
    assert sealed() == [(1, 2), (2, 3), (3, 0)]
    assert faults() == []


def test_a_ticket_goes_on_under_the_next_seal():
    number = dispatched("11-23 09:20")
    tick.seal_day(at("11-23 10:00"))
    with transaction():
        known = ticket(number)
    later = dispatched("11-23 09:20")
    tick.seal_day(at("11-24 10:00"))
    with reading_one_moment():
        first = kept_seals.sealed_entries(known["district_id"], 1)
        second = kept_seals.sealed_entries(known["district_id"], 2)
    assert [(one.number, one.seq) for one in first] == [(number, 1), (number, 2)]
    assert [(one.number, one.seq) for one in second] == [(later, 1), (later, 2)]


def test_a_great_many_entries_get_several_seals(monkeypatch):
    monkeypatch.setattr(sealing, "LARGEST", 3)
    signed(), signed()
    made = tick.seal_day(at("11-24 00:00"))
    assert sealed()[:2] == [(1, 3), (2, 3)]
    assert sum(count for _, count in sealed()) == 6
    filed(), filed()
    tick.seal_day(at("11-25 00:00"))
    assert sealed()[made] == (made + 1, 2)
    assert faults() == []


def test_two_timers_at_once_make_one_seal(app):
    dispatched("11-23 09:20")
    together = threading.Barrier(2, timeout=30)
    made = []

    def tick_at_once():
        with app.app_context():
            together.wait()
            made.append(tick.seal_day(at("11-24 00:00")))

    timers = [threading.Thread(target=tick_at_once) for _ in range(2)]
    for one in timers:
        one.start()
    for one in timers:
        one.join(timeout=60)
    assert sorted(made) == [0, 1]
    assert sealed() == [(1, 2)]


# --- the database refuses, and what is found when it was made not to ------------------


@pytest.fixture
def two_days():
    """A ticket of three entries sealed on the 23rd, one of two on the 24th."""
    first = signed()
    tick.seal_day(at("11-23 10:00"))
    second = dispatched("11-23 09:20")
    tick.seal_day(at("11-24 10:00"))
    return first, second


@pytest.mark.parametrize("table", ["seals", "seal_spans"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {0} SET {1} = 9"])
def test_the_database_refuses_to_change_seals(two_days, table, statement):
    column = "entries" if table == "seals" else "last_seq"
    with pytest.raises(DatabaseError, match="append-only"):
        run_openly(statement.format(table, column))


def run_openly(statement):
    with transaction():
        lock_for_writing()
        db.session.execute(text(statement))


def tamper(*statements, **values):
    with transaction():
        lock_for_writing()
        for table in ("ticket_events", "seals", "seal_spans", "sealed_rows"):
            if is_postgresql():
                off = [f"ALTER TABLE {table} DISABLE TRIGGER USER"]
            else:
                drop = "DROP TRIGGER IF EXISTS"
                off = [f"{drop} {table}_no_{what}" for what in ("update", "delete")]
            for one in off:
                db.session.execute(text(one))
        for statement in statements:
            db.session.execute(text(statement), values)


def rewrite(number):
    """Change what an entry says and make every later hash anew, ticket row included."""
    previous = "0" * 64
    for row in entries(number):
        payload = (
            row["payload"].replace("一", "二") if row["seq"] > 1 else '{"text":"x"}'
        )
        chained = ChainedEntry(
            number,
            row["seq"],
            row["kind"],
            row["at"],
            row["recorded_at"],
            row["actor_name"],
            row["role"],
            row["department"],
            payload,
        )
        new = chained.chained_to(previous)
        tamper(
            "UPDATE ticket_events SET payload = :p, hash = :h, previous_hash = :b"
            " WHERE id = :id",
            p=payload,
            h=new,
            b=previous,
            id=row["id"],
        )
        previous = new
    tamper("UPDATE tickets SET chain_head = :h WHERE number = :n", h=previous, n=number)


def test_a_chain_that_was_rewritten_whole_is_found_by_its_seal(two_days):
    rewrite(two_days[0])
    assert faults() == ["seal 440703/1: sealed entries were changed"]


TAMPERED = {
    "last entries removed": (
        "DELETE FROM ticket_events WHERE seq = 2 AND ticket_id ="
        " (SELECT max(id) FROM tickets)",
        "seal 440703/2: sealed entries are missing",
    ),
    "a root": (
        f"UPDATE seals SET root = '{'0' * 64}' WHERE sequence = 1",
        "seal 440703/1: seal was changed",
    ),
    "a count": (
        "UPDATE seals SET entries = 4 WHERE sequence = 1",
        "seal 440703/1: sealed entries are missing",
    ),
    "a moment": (
        "UPDATE seals SET sealed_at = '2026-11-22 01:00:00.000000' WHERE sequence = 2",
        "seal 440703/2: seal was changed",
    ),
    "what it covers": (
        "UPDATE seal_spans SET first_seq = 2 WHERE ticket_id ="
        " (SELECT min(id) FROM tickets)",
        "seal 440703/1: sealed entries are missing",
    ),
    "a span taken away": (
        "DELETE FROM seal_spans WHERE ticket_id = (SELECT min(id) FROM tickets)",
        "seal 440703/1: sealed entries are missing",
    ),
}


@pytest.mark.parametrize("what", sorted(TAMPERED))
def test_a_change_names_the_seal(two_days, what):
    statement, expected = TAMPERED[what]
    tamper(statement)
    assert expected in faults()


def test_the_first_seal_taken_away_is_missed(two_days):
    tamper(
        "DELETE FROM seal_spans WHERE seal_id = (SELECT min(id) FROM seals)",
        "DELETE FROM sealed_rows WHERE seal_id = (SELECT min(id) FROM seals)",
        "DELETE FROM seals WHERE sequence = 1",
    )
    assert "seal 440703/1: seal is missing" in faults()


# --- the commands and the witness -----------------------------------------------------


def run(app, *words):
    return app.test_cli_runner().invoke(args=list(words))


def test_make_export_and_check_agree(app, tmp_path):
    dispatched("11-23 09:20")
    made = run(app, "seal", "make")
    assert (made.exit_code, "440703/1: 6 entries and rows" in made.output) == (0, True)
    copy = tmp_path / "witness.jsonl"
    assert run(app, "seal", "export", "--out", str(copy)).exit_code == 0
    assert run(app, "seal", "export").output == copy.read_text()
    assert len(copy.read_text().splitlines()) == 1
    checked = run(app, "seal", "check", str(copy))
    assert (checked.exit_code, checked.output) == (
        0,
        "1 seals of the witness, 0 faults\n",
    )
    assert run(app, "audit", "verify").exit_code == 0


def test_audit_verify_names_a_seal(app, two_days):
    tamper("UPDATE seals SET entries = 4 WHERE sequence = 1")
    done = run(app, "audit", "verify")
    assert done.exit_code == 1
    assert "seal 440703/1: seal was changed\n" in done.output


def test_the_witness_finds_that_the_last_day_was_taken_away(app, tmp_path, two_days):
    """Entries, rows and seal of the last day removed: inside nothing contradicts."""
    copy = tmp_path / "witness.jsonl"
    run(app, "seal", "export", "--out", str(copy))
    last = "(SELECT max(id) FROM tickets)"
    tamper(
        "DELETE FROM seal_spans WHERE seal_id = (SELECT max(id) FROM seals)",
        "DELETE FROM sealed_rows WHERE seal_id = (SELECT max(id) FROM seals)",
        "DELETE FROM seals WHERE sequence = 2",
        *(
            f"DELETE FROM {table} WHERE ticket_id = {last}"
            for table in ("ticket_events", "clocks", "notices")
        ),
        *(
            f"DELETE FROM {table} WHERE ticket_id = {last}"
            for table in ("complaints", "complainants", "ticket_links")
        ),
        f"DELETE FROM tickets WHERE id = {last}",
    )
    assert run(app, "audit", "verify").exit_code == 0
    checked = run(app, "seal", "check", str(copy))
    assert checked.exit_code == 1
    assert "seal 440703/2: the witness has this seal" in checked.output


def test_the_witness_finds_seals_made_again_over_rewritten_entries(
    app, tmp_path, two_days
):
    copy = tmp_path / "witness.jsonl"
    run(app, "seal", "export", "--out", str(copy))
    rewrite(two_days[0])
    tamper("DELETE FROM seal_spans", "DELETE FROM sealed_rows", "DELETE FROM seals")
    run(app, "seal", "make")
    assert faults() == []
    checked = run(app, "seal", "check", str(copy))
    assert checked.exit_code == 1
    assert "seal 440703/1: the register's seal differs" in checked.output
    assert "seal 440703/2: the witness has this seal" in checked.output


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (b"", "holds no seal"),
        (b'{"district": "440703", "seq', "line 1: this seal is cut off"),
        (b"\xff\xfe\x00", "is no text"),
    ],
)
def test_a_damaged_witness_file_is_refused_in_words(app, tmp_path, kept, said):
    copy = tmp_path / "witness.jsonl"
    copy.write_bytes(kept)
    checked = run(app, "seal", "check", str(copy))
    assert checked.exit_code == 1
    assert said in checked.output


def test_the_seal_waits_in_the_outbox_for_the_witness():
    district_id = ticket(dispatched("11-23 09:20"))["district_id"]
    with transaction():
        (made,) = sealing.seal_now(district_id, at("11-24 00:00"), tells_witness=True)
    (row,) = [row for row in rows("notices") if row["kind"] == "seal"]
    assert row["audience"] == "witness"
    assert json.loads(row["facts"]) == made.as_mapping()
