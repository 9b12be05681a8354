"""The proof of the register: clean after honest work, and loud after any tampering."""

import json
import threading
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DatabaseError

from app.casework import extensions, filing, handling, revisits, supervision
from app.casework.audit import Proof, verify_register
from app.domain.terms import ClockName, Colour, Step, SuspensionReason
from app.store.database import db, is_postgresql
from app.store.transaction import (
    lock_for_writing,
    reading_one_moment,
    transaction,
)
from tests.casework.given_office import (
    act,
    answer,
    answered,
    dispatched,
    entries,
    filed,
    kinds,
    offices,
    revisit,
    signed,
    sweep,
    ticket,
    verified,
    verify,
)

pytestmark = pytest.mark.usefixtures("district")

URGE = (ClockName.FINISH, 1, Step.URGE)


def faults():
    """As "PJ26-0001 3 entry was changed"."""
    with reading_one_moment():
        return [
            " ".join(map(str, filter(None, (fault.number, fault.seq, fault.what))))
            for fault in verify_register(offices(), Proof())
        ]


def tamper(statement, **values):
    """Change the register behind its back, as somebody with its password could."""
    with transaction():
        lock_for_writing()
        for trigger in _open_triggers():
            db.session.execute(text(trigger))
        changed: Any = db.session.execute(text(statement), values)
        assert changed.rowcount >= 1, statement


def _open_triggers():
    if is_postgresql():
        return ["ALTER TABLE ticket_events DISABLE TRIGGER USER"]
    return [
        "DROP TRIGGER IF EXISTS ticket_events_no_update",
        "DROP TRIGGER IF EXISTS ticket_events_no_delete",
    ]


@pytest.fixture
def late():
    """Signed; due Thu 26 Nov 17:00; urged, a blue and an orange notice; 7 entries.

    1 filed, 2 dispatched, 3 signed, 4 yellow, 5 urge, 6 blue, 7 orange
    """
    number = signed(who="clerk")
    sweep("12-01 10:00")
    assert kinds(number) == [
        *("filed", "dispatched", "signed"),
        *("escalated", "escalated", "escalated", "escalated"),
    ]
    return number


@pytest.fixture
def untouched():
    """An honest case beside the other: nobody may accuse it."""
    return verified()


# --- honest work ------------------------------------------------------------------


def test_an_empty_register_is_clean():
    assert faults() == []


def test_every_beginning_is_clean(late, untouched):
    filed()
    refused = filed()
    words = {"code": "X1", "reasons": "已起诉", "redirect": "法院"}
    act("clerk", "11-23 09:20", filing.refuse_ticket, refused, **words)
    act("clerk", "11-23 09:20", filing.solve_at_desk, filed(), "R1", "当场办好")
    dispatched(assisting=("GA", "MZ"))
    town = filed(who="town clerk")
    act("town clerk", "11-23 09:20", filing.hand_up, town, "协调未果")
    assert faults() == []


def test_a_suspension_an_extension_and_a_redo_are_clean():
    number = signed(ticket_class="complex")
    asked = {"days": 2, "reason": "勘验", "told": "已致电"}
    act("handler", "11-24 09:30", extensions.request_extension, number, **asked)
    act("dispatcher", "11-24 10:00", extensions.grant_extension, number)
    act(
        "handler",
        "11-24 11:00",
        handling.suspend_ticket,
        number,
        reason=SuspensionReason.APPRAISAL,
        notice_no="鉴定2号",
        planned_days=3,
        text="委托鉴定",
    )
    answer(number, "11-30 10:00")
    verify(number, "11-30 15:00")
    revisit(number, "12-01 09:30", solved=False, rating=1)
    act("clerk", "12-01 09:40", revisits.reopen_ticket, number, "未解决")
    sweep("12-10 10:00")
    answer(number, "12-10 11:00")
    verify(number, "12-10 12:00")
    revisit(number, "12-10 15:00", solved=False, rating=1)
    assert faults() == []


def test_review_and_replies_are_clean(late):
    act("inspector", "12-01 10:10", supervision.request_statement, late, URGE, "说明")
    act("chief", "12-01 10:20", supervision.give_statement, late, URGE, "排队")
    act("inspector", "12-01 10:30", supervision.confirm_escalation, late, URGE, "属实")
    act("deputy", "12-01 10:40", supervision.reply_notice, late, Colour.BLUE, "已排期")
    words = (late, Colour.ORANGE, "再次督办")
    act("inspector", "12-01 10:50", supervision.issue_notice, *words)
    assert faults() == []


def test_it_counts_along():
    dispatched()
    proof = Proof()
    with reading_one_moment():
        list(verify_register(offices(), proof))
    assert (proof.checked, proof.entries) == (1, 2)


def test_the_proof_does_not_mistake_work_going_on_for_tampering(app):
    """An act between two of its questions: it sees one moment of the register."""
    number = signed()
    acted: list[str] = []

    def act_in_between(connection, cursor, statement, *_):
        if "FROM clocks" in statement and not acted:
            acted.append(number)
            officer = threading.Thread(target=answer_meanwhile)
            officer.start()
            officer.join(timeout=30)

    def answer_meanwhile():
        with app.app_context():
            answer(number, "11-24 10:00")

    event.listen(db.engine, "before_cursor_execute", act_in_between)
    try:
        assert faults() == []
    finally:
        event.remove(db.engine, "before_cursor_execute", act_in_between)
    assert kinds(number)[-1] == "answered"
    assert faults() == []


# --- the database refuses -------------------------------------------------------------


def run_openly(statement):
    with transaction():
        lock_for_writing()
        db.session.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ticket_events SET payload = '{}' WHERE seq = 2",
        "DELETE FROM ticket_events WHERE seq = 2",
        "DELETE FROM ticket_events",
    ],
)
def test_the_database_refuses_to_change_the_timeline(late, statement):
    before = entries(late)
    with pytest.raises(DatabaseError, match="append-only"):
        run_openly(statement)
    assert entries(late) == before


# --- tampering, triggers dropped --------------------------------------------------------


def change_payload(number, seq, **words):
    (entry,) = (entry for entry in entries(number) if entry["seq"] == seq)
    payload = {**json.loads(entry["payload"]), **words}
    tamper(
        "UPDATE ticket_events SET payload = :payload WHERE id = :id",
        payload=json.dumps(payload, ensure_ascii=False, sort_keys=True),
        id=entry["id"],
    )


def test_a_changed_word_names_ticket_and_entry(late, untouched):
    change_payload(late, 1, text="没有跑三趟")
    assert faults() == [f"{late} 1 entry was changed"]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor_name", "'clerk'"),
        ("role", "'inspector'"),
        ("kind", "'progressed'"),
        ("department", "'GA'"),
        ("recorded_at", "'2026-11-23 01:00:00.000000'"),
    ],
)
def test_every_column_of_an_entry_is_covered(late, untouched, column, value):
    tamper(f"UPDATE ticket_events SET {column} = {value} WHERE seq = 3")
    found = faults()
    assert f"{late} 3 entry was changed" in found
    assert f"{untouched} 3 entry was changed" in found


def test_a_rewritten_hash_breaks_the_next(late, untouched):
    tamper(
        "UPDATE ticket_events SET hash = :hash WHERE seq = 2 AND ticket_id = :ticket",
        hash="f" * 64,
        ticket=ticket(late)["id"],
    )
    assert faults() == [
        f"{late} 2 entry was changed",
        f"{late} 3 does not follow the entry before it",
    ]


def test_removing_the_last_entry_is_seen(late, untouched):
    tamper(
        "DELETE FROM ticket_events WHERE seq = 7 AND ticket_id = :ticket",
        ticket=ticket(late)["id"],
    )
    assert f"{late} 7 last entries are missing" in faults()
    assert not any(untouched in fault for fault in faults())


def test_removing_an_entry_in_the_middle_is_seen(late, untouched):
    tamper(
        "DELETE FROM ticket_events WHERE seq = 3 AND ticket_id = :ticket",
        ticket=ticket(late)["id"],
    )
    assert f"{late} 3 entry missing or out of order" in faults()
    assert not any(untouched in fault for fault in faults())


def test_removing_all_entries_is_seen(late):
    tamper("DELETE FROM ticket_events")
    assert f"{late} 1 last entries are missing" in faults()


CHANGED_ROWS = {
    "the promise": (
        "UPDATE tickets SET due_at = '2026-12-31 09:00:00.000000' WHERE id = :ticket",
        "due_at differs from the entries",
    ),
    "when it was filed": (
        "UPDATE tickets SET filed_at = '2026-11-22 01:00:00.000000' WHERE id = :ticket",
        "filed_at differs from the entries",
    ),
    "the holder": (
        "UPDATE tickets SET holder_id = (SELECT id FROM departments WHERE code = 'GA')"
        " WHERE id = :ticket",
        "holder differs from the entries",
    ),
    "the state": (
        "UPDATE tickets SET state = 'closed' WHERE id = :ticket",
        "state differs from the entries",
    ),
    "a state that does not exist": (
        "UPDATE tickets SET state = 'lost' WHERE id = :ticket",
        "state differs from the entries",
    ),
    "the next moment taken away": (
        "UPDATE tickets SET next_at = NULL WHERE id = :ticket",
        "next_at differs from the entries",
    ),
    "the next moment put off for ever": (
        "UPDATE tickets SET next_at = '2036-12-31 09:00:00.000000' WHERE id = :ticket",
        "next_at differs from the entries",
    ),
    "when it was closed": (
        "UPDATE tickets SET closed_at = '2026-11-25 09:00:00.000000'"
        " WHERE id = :ticket",
        "closed_at differs from the entries",
    ),
    "the end of the chain": (
        f"UPDATE tickets SET chain_head = '{'0' * 64}' WHERE id = :ticket",
        "end of the chain differs from the ticket",
    ),
    "the facts": (
        "UPDATE tickets SET facts = replace(facts, '\"SJ\"', '\"GA\"')"
        " WHERE id = :ticket",
        "the kept facts differ from the entries",
    ),
    "facts that nobody can read": (
        "UPDATE tickets SET facts = '{' WHERE id = :ticket",
        "the kept facts differ from the entries",
    ),
    "a clock's due": (
        "UPDATE clocks SET due_at = '2026-12-31 09:00:00.000000'"
        " WHERE ticket_id = :ticket AND name = 'finish'",
        "clock finish 1 differs from the entries",
    ),
    "a clock that does not exist": (
        "UPDATE clocks SET name = 'egg' WHERE ticket_id = :ticket AND name = 'hold'",
        "clock egg 1 differs from the entries",
    ),
    "a clock taken away": (
        "DELETE FROM clocks WHERE ticket_id = :ticket AND name = 'finish'",
        "clock finish 1 differs from the entries",
    ),
    "an escalation taken away": (
        "DELETE FROM escalations WHERE ticket_id = :ticket AND step = 'urge'",
        "escalation finish 1 urge differs from the entries",
    ),
    "an escalation dismissed by nobody": (
        "UPDATE escalations SET review_status = 'dismissed'"
        " WHERE ticket_id = :ticket AND step = 'urge'",
        "escalation finish 1 urge differs from the entries",
    ),
    "an escalation of another step": (
        "UPDATE escalations SET step = 'red'"
        " WHERE ticket_id = :ticket AND step = 'urge'",
        "escalation finish 1 red differs from the entries",
    ),
    "an escalation against somebody else": (
        "UPDATE escalations SET department_id ="
        " (SELECT id FROM departments WHERE code = 'GA')"
        " WHERE ticket_id = :ticket AND step = 'urge'",
        "escalation finish 1 urge differs from the entries",
    ),
    "a supervision notice taken away": (
        "DELETE FROM supervision_notices WHERE ticket_id = :ticket"
        " AND colour = 'orange'",
        "orange supervision notice 2 differs from the entries",
    ),
    "rules that are not kept": (
        f"UPDATE tickets SET rules_hash = '{'a' * 64}' WHERE id = :ticket",
        "what judges it differs from the entries",
    ),
    "a calendar that is not kept": (
        f"UPDATE tickets SET calendar_hash = '{'a' * 64}' WHERE id = :ticket",
        "what judges it differs from the entries",
    ),
}


@pytest.mark.parametrize("what", sorted(CHANGED_ROWS))
def test_a_changed_row_names_the_ticket(what, late, untouched):
    statement, expected = CHANGED_ROWS[what]
    tamper(statement, ticket=ticket(late)["id"])
    found = faults()
    assert f"{late} {expected}" in found
    assert not any(untouched in fault for fault in found)


def test_an_escalation_added_by_hand_is_seen(late, untouched):
    tamper(
        "INSERT INTO escalations (district_id, ticket_id, clock, cycle, step, due_at,"
        " detected_at, rules_hash, calendar_hash, entry_seq)"
        " SELECT district_id, ticket_id, clock, cycle, 'red', due_at, detected_at,"
        " rules_hash, calendar_hash, entry_seq FROM escalations"
        " WHERE ticket_id = :ticket AND step = 'urge'",
        ticket=ticket(late)["id"],
    )
    assert faults() == [f"{late} escalation finish 1 red differs from the entries"]


def test_a_gap_in_the_numbers_of_notices_is_seen(late):
    signed()
    sweep("12-01 10:00:01")
    tamper("UPDATE supervision_notices SET sequence = 7 WHERE sequence = 2")
    assert [fault.split(" ", 1)[1] for fault in faults()] == [
        "blue supervision notices of 2026 have a gap in their numbers",
        "orange supervision notices of 2026 have a gap in their numbers",
    ]


def test_a_time_that_nobody_told_of_is_missed(late):
    """Removed to the end, count and head set right: the steps are missing."""
    kept = entries(late)[2]
    tamper(
        "DELETE FROM ticket_events WHERE seq > 3 AND ticket_id = :ticket",
        ticket=ticket(late)["id"],
    )
    tamper(
        "UPDATE tickets SET entry_count = 3, chain_head = :head WHERE id = :ticket",
        head=kept["hash"],
        ticket=ticket(late)["id"],
    )
    assert f"{late} escalation finish 1 urge differs from the entries" in faults()


# --- the command -----------------------------------------------------------------------


def test_the_command_ends_well_where_nothing_was_changed(app, late, untouched):
    done = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert done.exit_code == 0
    assert done.output == "2 tickets, 13 entries, 0 faults\n"


def test_the_command_ends_badly_and_names_ticket_and_entry(app, late, untouched):
    change_payload(late, 5, step="blue")
    done = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert done.exit_code == 1
    assert f"{late} entry 5: entry was changed\n" in done.output
    assert untouched not in done.output


def test_an_answer_may_not_be_moved_to_another_day():
    number = answered("11-24 10:00")
    tamper(
        "UPDATE ticket_events SET at = '2026-11-23 02:00:00.000000' WHERE seq = 5",
    )
    assert f"{number} 5 entry was changed" in faults()
