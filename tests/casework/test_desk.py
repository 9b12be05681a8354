"""The front desk's verbs after filing: dispatch, refuse, solve, hand up, withdraw."""

import pytest

from app.casework import filing, intake
from app.domain.errors import (
    FieldMissing,
    NotFound,
    NotPermitted,
    NotPossible,
    RuleBroken,
)
from app.domain.terms import ExclusionCode, ResultCode, State, TicketClass
from tests.casework.given_office import (
    Told,
    act,
    clock,
    complaint,
    dispatched,
    entries,
    everything,
    filed,
    held,
    kinds,
    last_entry,
    of_ticket,
    payload,
    rows,
    signed,
    ticket,
    told,
)
from tests.store.given_tickets import at

pytestmark = pytest.mark.usefixtures("district")

REFUSAL = {
    "code": ExclusionCode.X1,
    "reasons": "已由法院受理",
    "redirect": "区人民法院",
}


# --- dispatch ---------------------------------------------------------------------


def test_dispatch_starts_the_promise_to_the_citizen():
    number = dispatched("11-23 09:20")
    row = ticket(number)
    assert (row["state"], row["due_at"]) == (State.HELD, at("11-26 17:00"))
    assert row["dispatched_at"] == at("11-23 09:20")
    assert row["stopped_at"] is None


def test_dispatch_writes_every_clock_of_the_department():
    number = dispatched("11-23 09:20")
    due = {row["name"].value: row["due_at"] for row in of_ticket("clocks", number)}
    assert due == {
        "sign": at("11-23 14:20"),
        "contact": at("11-23 17:00"),
        "return": at("11-24 17:00"),
        "finish": at("11-26 17:00"),
        "hold": None,
    }


def test_dispatch_tells_the_department_and_those_that_assist():
    number = dispatched(assisting=("GA",))
    assert told(number) == [
        "dispatched handler@SJ",
        "dispatched chief_representative@SJ",
        "assist handler@GA",
    ]
    assert clock(number, "assist")["due_at"] == at("11-25 17:00")


def test_the_timeline_tells_who_sent_it_and_why():
    number = filed()
    why = "事项属自然资源部门"
    act("clerk", "11-23 09:20", filing.dispatch_ticket, number, "SJ", ("GA",), why)
    entry = last_entry(number)
    assert (entry["kind"], entry["actor_name"]) == ("dispatched", "clerk")
    assert payload(entry) == {"assisting": ["GA"], "why": why}
    assert entry["department"] == "SJ"


@pytest.mark.parametrize(
    ("department", "assisting", "field"),
    [("XX", (), "department"), ("SJ", ("GA", "XX"), "assisting")],
)
def test_an_unknown_department_is_refused_for_its_field(department, assisting, field):
    number = filed()
    before = everything()
    with pytest.raises(NotFound, match=r"department\.unknown") as refused:
        act(
            "clerk",
            "11-23 09:20",
            filing.dispatch_ticket,
            number,
            department,
            assisting,
        )
    assert refused.value.field == field
    assert everything() == before


def test_a_department_does_not_assist_itself():
    number = filed()
    with pytest.raises(RuleBroken, match=r"dispatch\.assists_itself"):
        act("clerk", "11-23 09:20", filing.dispatch_ticket, number, "SJ", ("SJ",))


def test_it_is_dispatched_once():
    number = dispatched()
    before = everything()
    with pytest.raises(NotPossible):
        act("dispatcher", "11-23 09:30", filing.dispatch_ticket, number, "GA")
    assert everything() == before


def test_the_dispatcher_of_the_district_may_dispatch_for_any_window():
    number = filed(who="town clerk")
    act("dispatcher", "11-23 09:20", filing.dispatch_ticket, number, "SJ")
    assert kinds(number) == ["filed", "dispatched"]


def test_a_simple_matter_is_due_the_same_day():
    number = dispatched("11-23 09:20", ticket_class=TicketClass.SIMPLE)
    assert ticket(number)["due_at"] == at("11-23 17:00")


# --- refused, solved, withdrawn ------------------------------------------------------


def test_out_of_scope_ends_the_case_with_all_reasons_and_the_right_channel():
    number = filed()
    act("clerk", "11-23 09:20", filing.refuse_ticket, number, **REFUSAL)
    row = ticket(number)
    assert (row["state"], row["exclusion"]) == (State.CLOSED, ExclusionCode.X1)
    assert row["closed_at"] == at("11-23 09:20")
    words = payload(last_entry(number))
    assert (words["text"], words["redirect"]) == ("已由法院受理", "区人民法院")
    assert words["how"] == "out_of_scope"


@pytest.mark.parametrize("field", ["reasons", "redirect"])
def test_out_of_scope_says_why_and_where_to_go(field):
    number = filed()
    before = everything()
    with pytest.raises(FieldMissing) as refused:
        act(
            "clerk",
            "11-23 09:20",
            filing.refuse_ticket,
            number,
            **{**REFUSAL, field: " "},
        )
    assert refused.value.field == field
    assert everything() == before


def test_solved_at_the_desk_ends_the_case_and_promises_nothing():
    number = filed()
    words = (ResultCode.R1, "当场补录,已办好")
    act("clerk", "11-23 09:30", filing.solve_at_desk, number, *words)
    row = ticket(number)
    assert (row["state"], row["due_at"]) == (State.CLOSED, None)
    assert payload(last_entry(number))["how"] == "at_desk"
    assert told(number) == []


def test_withdrawal_stops_every_clock_and_tells_the_department():
    number = signed()
    since = Told(number)
    act("clerk", "11-24 09:00", filing.withdraw_ticket, number, "本人撤回")
    assert ticket(number)["state"] == State.WITHDRAWN
    assert ticket(number)["stopped_at"] == at("11-24 09:00")
    assert ticket(number)["next_at"] is None
    running = [row for row in of_ticket("clocks", number) if not row["stopped_at"]]
    assert running == []
    assert since.now() == ["withdrawn handler@SJ"]


# --- handing up ------------------------------------------------------------------------


def test_a_town_window_hands_up_to_the_district_window():
    number = filed(who="town clerk")
    since = Told(number)
    act("town clerk", "11-23 09:20", filing.hand_up, number, "已协调两次未果")
    row = ticket(number)
    (window,) = rows("service_centers", code="C0")
    (town,) = rows("service_centers", code="C1")
    assert (row["handed_up"], row["window_id"]) == (True, window["id"])
    assert row["center_id"] == town["id"]  # where it was filed stays
    assert since.now() == ["handed_up front_desk@C0"]
    assert held(number).window == "C0"


def test_both_windows_go_on_with_it_and_the_district_window_is_told():
    number = filed(who="town clerk")
    act("town clerk", "11-23 09:15", filing.hand_up, number, "协调未果")
    act("clerk", "11-23 09:20", filing.dispatch_ticket, number, "SJ")
    act("town clerk", "11-23 11:00", filing.withdraw_ticket, number, "本人撤回")
    assert kinds(number) == ["filed", "handed_up", "dispatched", "withdrawn"]


def test_the_clocks_run_on_when_it_is_handed_up():
    number = dispatched("11-23 09:20", who="town clerk")
    act("town clerk", "11-24 10:00", filing.hand_up, number, "部门不配合")
    assert ticket(number)["due_at"] == at("11-26 17:00")
    assert [entry["kind"].value for entry in entries(number)][-1] == "handed_up"


def test_there_are_two_levels_and_no_third():
    number = filed(who="town clerk")
    act("town clerk", "11-23 09:15", filing.hand_up, number, "协调未果")
    before = everything()
    with pytest.raises(RuleBroken, match=r"hand_up\.already"):
        act("town clerk", "11-23 09:20", filing.hand_up, number, "再次上交")
    with pytest.raises(NotPermitted, match=r"hand_up\.from_district"):
        act("clerk", "11-23 09:20", filing.hand_up, number, "区窗口上交")
    assert everything() == before


def test_before_it_is_handed_up_the_district_window_may_not_touch_it():
    number = filed(who="town clerk")
    with pytest.raises(NotFound):
        act("clerk", "11-23 09:20", filing.dispatch_ticket, number, "SJ")


# --- the whole intake in one go ---------------------------------------------------------


def test_intake_files_and_dispatches_in_one_transaction():
    number = act(
        "clerk", "11-23 09:20", intake.file_and_dispatch, complaint(), "SJ"
    ).number
    assert kinds(number) == ["filed", "dispatched"]


def test_intake_to_an_unknown_department_leaves_no_case_behind():
    before = everything()
    with pytest.raises(NotFound, match=r"department\.unknown"):
        act("clerk", "11-23 09:20", intake.file_and_dispatch, complaint(), "XX")
    assert everything() == before


def test_a_form_sent_twice_dispatches_once():
    form = complaint(filing_key="form-1")
    first = act("clerk", "11-23 09:20", intake.file_and_dispatch, form, "SJ")
    again = act("clerk", "11-23 09:20:01", intake.file_and_dispatch, form, "SJ")
    assert first.number == again.number
    assert kinds(first.number) == ["filed", "dispatched"]
