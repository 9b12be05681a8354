"""Findings of live tickets: each once, by whoever looks first, and proved."""

from datetime import UTC

import pytest

from app.casework import filing, handling, returns
from app.scheduler import tick as timer
from tests.casework.given_office import (
    act,
    answer,
    answered,
    dispatched,
    look,
    of_ticket,
    signed,
    sweep,
    tick,
    ticket,
    verify,
)
from tests.casework.test_audit import faults, tamper
from tests.store.given_tickets import at

pytestmark = pytest.mark.usefixtures("district")


def found(number):
    """As "N1 2.1 2026-11-23T06:20:00+00:00", by legal moment: code, entry, nth, since."""
    rows = sorted(of_ticket("findings", number), key=lambda row: row["since"])
    return [
        f"{row['code']} {row['start_seq']}.{row['nth']} {row['since'].isoformat()}"
        for row in rows
    ]


def since(short):
    return at(short).astimezone(UTC).isoformat()


# --- by time, and by an act ---------------------------------------------------------


def test_nothing_is_found_at_the_limit_and_something_just_after():
    number = dispatched()  # sign is due at 14:20
    tick("11-23 14:20")
    assert found(number) == []
    tick("11-23 14:20:01")
    assert found(number) == [f"N1 2.1 {since('11-23 14:20')}"]
    (row,) = of_ticket("findings", number)
    assert row["detected_at"] == at("11-23 14:20:01")
    assert row["rules_hash"] == ticket(number)["rules_hash"]


def test_an_act_that_is_a_breach_is_found_in_its_own_transaction():
    number = dispatched()
    words = {"reason": "不属于", "basis": "三定方案", "proposed": "GA"}
    act("handler", "11-23 10:00", returns.return_ticket, number, **words)
    ruling = {"department": "SJ", "reason": "属于你单位"}
    act("dispatcher", "11-23 10:30", returns.arbitrate_ticket, number, **ruling)
    assert found(number) == [f"T1 3.1 {since('11-23 10:30')}"]


def test_a_late_act_finds_what_the_timer_has_not():
    number = dispatched()
    act("handler", "11-23 15:30", handling.sign_ticket, number)
    assert found(number) == [f"N1 2.1 {since('11-23 14:20')}"]


def test_looking_again_changes_nothing():
    number = dispatched()
    tick("11-23 15:00")
    before = of_ticket("findings", number)
    assert look("11-23 15:00") == 0
    tamper("UPDATE tickets SET look_at = filed_at")
    assert look("11-23 15:00") == 1
    assert of_ticket("findings", number) == before


def test_after_a_standstill_every_finding_has_its_legal_moment():
    number = dispatched()
    tick("12-01 10:00")
    codes = [one.split()[0] for one in found(number)]
    assert codes == ["N1", "M2", "N1", "N2", "M1"]
    assert {row["detected_at"] for row in of_ticket("findings", number)} == {
        at("12-01 10:00")
    }
    tick("12-02 17:00:01")  # the blue notice of 30 November is due
    assert found(number)[-1].startswith("N4")


def test_work_in_time_is_suspected_of_nothing():
    number = answered()
    tick("11-24 12:00")
    verify(number, "11-24 15:00")
    tick("11-24 16:00")
    assert found(number) == []


def test_an_answer_sent_back_after_the_limit_is_late_since_then():
    number = answered("11-26 16:50")  # due at 17:00
    tick("11-27 09:00")
    verify(number, "11-27 10:00", passed=False)
    assert found(number) == [f"M1 7.1 {since('11-27 10:00')}"]


def test_a_case_that_ended_is_looked_at_no_more():
    number = dispatched()
    act("clerk", "11-23 10:00", filing.withdraw_ticket, number, "本人要求")
    tick("12-30 10:00")
    assert found(number) == []
    assert ticket(number)["look_at"] is None


# --- the timer ------------------------------------------------------------------------


def test_the_timer_looks_after_it_swept():
    number = dispatched()
    timer.sweep(at("11-23 14:20:01"))
    assert found(number) == [f"N1 2.1 {since('11-23 14:20')}"]


def test_a_ticket_that_cannot_be_read_does_not_hide_the_others():
    broken, number = dispatched(), dispatched()
    tamper("UPDATE tickets SET facts = '{' WHERE number = :number", number=broken)
    timer.sweep(at("11-23 14:20:01"))
    assert found(number) == [f"N1 2.1 {since('11-23 14:20')}"]
    assert found(broken) == []
    assert ticket(broken)["look_at"] > at("11-23 14:20:01")


# --- the proof ------------------------------------------------------------------------


def test_what_was_found_is_proved():
    late, good = dispatched(), answered()
    tick("12-01 10:00")
    answer(late, "12-01 11:00")
    verify(late, "12-04 11:00")  # the window's own limit was 2 December
    assert any(
        one.startswith("M2") and one.endswith(since("12-02 17:00"))
        for one in found(late)
    )
    assert found(good)
    assert faults() == []


def test_a_finding_taken_away_is_told():
    number = dispatched()
    tick("11-23 15:00")
    tamper("DELETE FROM findings")
    assert faults() == [f"{number} finding N1 2 1 differs from the entries"]


@pytest.mark.parametrize(
    "change",
    ["department_id = NULL", "since = '2026-11-24 00:00:00'", "nth = 2", "code = 'N2'"],
)
def test_a_finding_that_was_changed_is_told(change):
    dispatched()
    tick("11-23 15:00")
    tamper(f"UPDATE findings SET {change}")
    assert any("finding N" in fault for fault in faults())


def test_a_next_look_moved_to_never_is_told():
    number = signed()
    tick("11-23 15:00")
    tamper("UPDATE tickets SET look_at = NULL")
    told = faults()
    assert told
    assert all(fault.startswith(number) for fault in told)


def test_before_the_timer_looked_nothing_is_missed():
    dispatched()
    sweep("12-01 10:00")
    assert faults() == []
