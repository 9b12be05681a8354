"""The department's verbs: sign, contact, progress, answer, suspend, resume."""

import pytest

from app.casework import handling
from app.domain.errors import FieldMissing, NotPossible, RuleBroken
from app.domain.terms import CauseCode, ResultCode, State, SuspensionReason
from tests.casework.given_office import (
    Told,
    act,
    answer,
    clock,
    dispatched,
    entries,
    everything,
    filed,
    held,
    kinds,
    last_entry,
    payload,
    signed,
    sweep,
    ticket,
)
from tests.store.given_tickets import at

pytestmark = pytest.mark.usefixtures("district")


def suspend(number, short, **changes):
    words = {
        "reason": SuspensionReason.HEARING,
        "notice_no": "听证〔2026〕7号",
        "planned_days": 5,
        "text": "依申请组织听证",
    }
    return act(
        "handler", short, handling.suspend_ticket, number, **{**words, **changes}
    )


# --- signing ------------------------------------------------------------------------


def test_signing_stops_the_sign_clock_and_tells_nobody():
    number = dispatched("11-23 09:20")
    since = Told(number)
    act("handler", "11-23 09:40", handling.sign_ticket, number)
    assert clock(number, "sign")["stopped_at"] == at("11-23 09:40")
    assert last_entry(number)["department"] == "SJ"
    assert since.now() == []
    assert ticket(number)["due_at"] == at("11-26 17:00")


def test_it_is_signed_once():
    number = dispatched()
    act("handler", "11-23 09:40", handling.sign_ticket, number)
    before = everything()
    with pytest.raises(NotPossible, match=r"sign\.twice"):
        act("chief", "11-23 09:41", handling.sign_ticket, number)
    assert everything() == before


def test_several_are_signed_together_and_the_refused_one_is_named():
    first, second, third = dispatched(), dispatched(), dispatched(department="GA")
    act("handler", "11-23 09:40", handling.sign_ticket, second)
    numbers = [first, second, third, "PJ26-9999"]
    refused = act("handler", "11-23 09:50", handling.sign_tickets, numbers)
    assert {number: str(why).split()[0] for number, why in refused.items()} == {
        second: "sign.twice",
        third: "ticket.unknown",
        "PJ26-9999": "ticket.unknown",
    }
    assert kinds(first) == ["filed", "dispatched", "signed"]
    assert kinds(second) == ["filed", "dispatched", "signed"]
    assert kinds(third) == ["filed", "dispatched"]


def test_what_was_not_signed_counts_as_signed_after_four_working_hours():
    number = dispatched("11-23 09:20")
    since = Told(number)
    assert sweep("11-23 14:20") == 0  # at the due instant itself nothing happens
    assert sweep("11-23 14:20:01") == 1
    entry = last_entry(number)
    assert (entry["kind"], entry["at"]) == ("auto_signed", at("11-23 14:20"))
    assert entry["recorded_at"] == at("11-23 14:20:01")
    assert (entry["actor_name"], entry["role"]) == ("system", "system")
    assert since.now() == [
        "auto_signed chief_representative@SJ",
        "auto_signed handler@SJ",
    ]


# --- contact and progress --------------------------------------------------------------


def test_contact_stops_the_contact_clock():
    number = dispatched("11-23 09:20")
    words = ("已致电反映人,说明流程", "phone")
    act("handler", "11-23 10:00", handling.record_contact, number, *words)
    assert clock(number, "contact")["stopped_at"] == at("11-23 10:00")
    assert payload(last_entry(number)) == {"text": words[0], "how": "phone"}


def test_an_assistants_progress_stops_no_clock_of_the_holder():
    number = dispatched("11-23 09:20", assisting=("GA",))
    act("police", "11-23 10:00", handling.add_progress, number, "已调取记录")
    assert last_entry(number)["department"] == "GA"
    assert clock(number, "sign")["stopped_at"] is None
    assert clock(number, "contact")["stopped_at"] is None


@pytest.mark.parametrize(
    ("verb", "words"),
    [(handling.record_contact, (" ", "phone")), (handling.add_progress, ("\n",))],
)
def test_an_act_says_something(verb, words):
    number = dispatched()
    before = everything()
    with pytest.raises(FieldMissing) as refused:
        act("handler", "11-23 10:00", verb, number, *words)
    assert refused.value.field == "text"
    assert everything() == before


# --- the answer ---------------------------------------------------------------------------


def test_an_answer_stops_the_promise_and_goes_to_the_window():
    number = signed()
    since = Told(number)
    answer(number, "11-24 10:00", cause=CauseCode.C21)
    row = ticket(number)
    assert (row["state"], row["stopped_at"]) == (State.ANSWERED, at("11-24 10:00"))
    assert clock(number, "verify")["due_at"] == at("11-25 17:00")
    assert clock(number, "hold")["stopped_at"] == at("11-24 10:00")
    assert since.now() == ["answered front_desk@C0"]
    told = payload(last_entry(number))
    assert (told["result"], told["cause"], told["told"]) == ("R1", "C21", "电话告知")


@pytest.mark.parametrize("result", ["R4", "R5", "R6", "R9"])
def test_a_no_names_its_legal_basis(result):
    number = dispatched()
    before = everything()
    with pytest.raises(FieldMissing) as refused:
        answer(number, "11-24 10:00", result=ResultCode(result))
    assert refused.value.field == "basis"
    assert everything() == before
    answer(number, "11-24 10:00", result=ResultCode(result), basis="条例第八条")
    assert payload(last_entry(number))["basis"] == "条例第八条"


def test_the_complainant_is_told_before_it_is_answered():
    number = dispatched()
    with pytest.raises(FieldMissing) as refused:
        answer(number, "11-24 10:00", told=" ")
    assert refused.value.field == "told"


def test_the_holder_answers_after_those_that_assist():
    number = dispatched("11-23 09:20", assisting=("GA",))
    with pytest.raises(RuleBroken, match=r"answer\.assistants_at_work"):
        answer(number, "11-24 10:00")
    answer(number, "11-24 10:30", who="police", told="")
    assert clock(number, "assist")["stopped_at"] == at("11-24 10:30")
    assert ticket(number)["state"] == State.HELD
    answer(number, "11-24 11:00")
    assert ticket(number)["state"] == State.ANSWERED


def test_nothing_is_answered_twice():
    number = dispatched()
    answer(number, "11-24 10:00")
    before = everything()
    with pytest.raises(NotPossible):
        answer(number, "11-24 10:01", who="chief")
    assert everything() == before


def test_what_lies_at_the_desk_cannot_be_answered():
    number = filed()
    before = everything()
    with pytest.raises(Exception, match=r"ticket\.unknown"):
        answer(number, "11-24 10:00")
    assert everything() == before


# --- suspension ----------------------------------------------------------------------------


def test_a_suspension_moves_the_promise_by_its_working_days():
    number = signed()
    since = Told(number)
    suspend(number, "11-24 10:00", planned_days=5)
    # Days 24 Nov to 1 Dec are touched; of the three days none has been counted yet.
    row = ticket(number)
    assert row["state"] == State.SUSPENDED
    assert row["due_at"] == at("12-04 17:00")
    assert row["next_at"] == at("12-01 17:00")  # it ends by itself
    assert since.now() == ["suspended front_desk@C0"]


def test_a_suspension_ends_by_itself():
    number = signed()
    suspend(number, "11-24 10:00", planned_days=5)
    assert ticket(number)["next_at"] == at("12-01 17:00")
    since = Told(number)
    sweep("12-01 17:00:01")
    assert ticket(number)["state"] == State.HELD
    assert last_entry(number)["kind"] == "auto_resumed"
    assert since.now() == ["auto_resumed front_desk@C0", "auto_resumed handler@SJ"]


def test_resuming_early_gives_the_unused_days_back():
    number = dispatched("11-23 09:20")
    suspend(number, "11-24 10:00", planned_days=5)
    since = Told(number)
    act("handler", "11-25 15:00", handling.resume_ticket, number, "材料已补齐")
    # Touched: 24 and 25 Nov. Counted: 26, 27, 30 Nov.
    assert ticket(number)["due_at"] == at("11-30 17:00")
    assert since.now() == ["resumed handler@SJ"]


def test_the_window_may_resume_when_the_materials_came_in():
    number = dispatched()
    suspend(number, "11-24 10:00")
    act("clerk", "11-25 15:00", handling.resume_ticket, number, "反映人交来材料")
    assert ticket(number)["state"] == State.HELD


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"notice_no": " "}, "field.missing"),
        ({"text": ""}, "field.missing"),
        ({"planned_days": 0}, "suspend.planned_days"),
        ({"planned_days": 21}, "suspend.too_long"),
    ],
)
def test_a_suspension_is_lawful_or_is_none(changes, code):
    number = dispatched()
    before = everything()
    with pytest.raises(RuleBroken) as refused:
        suspend(number, "11-24 10:00", **changes)
    assert refused.value.code == code
    assert everything() == before


def test_a_hearing_suspends_once():
    number = dispatched()
    suspend(number, "11-24 10:00", planned_days=1)
    act("handler", "11-24 11:00", handling.resume_ticket, number, "听证已毕")
    with pytest.raises(RuleBroken, match=r"suspend\.times"):
        suspend(number, "11-25 10:00", planned_days=1)
    suspend(number, "11-25 10:00", reason=SuspensionReason.APPRAISAL)
    assert ticket(number)["state"] == State.SUSPENDED


def test_waiting_for_the_upper_level_is_noted_and_stops_no_clock():
    number = dispatched("11-23 09:20")
    suspend(number, "11-24 10:00", reason=SuspensionReason.UPPER_LEVEL)
    assert ticket(number)["due_at"] == at("11-26 17:00")


def test_what_is_not_suspended_cannot_be_resumed():
    number = dispatched()
    with pytest.raises(NotPossible):
        act("handler", "11-24 10:00", handling.resume_ticket, number, "材料已补齐")


def test_every_act_raises_the_version_and_lengthens_the_chain():
    number = dispatched()
    before = held(number)
    act("handler", "11-23 09:40", handling.sign_ticket, number)
    after = held(number)
    assert after.version == before.version + 1
    assert after.entry_count == before.entry_count + 1
    assert entries(number)[-1]["previous_hash"] == before.chain_head
    assert entries(number)[-1]["hash"] == after.chain_head
