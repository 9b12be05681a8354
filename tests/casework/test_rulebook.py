"""Rules change while cases run: who may, what moves, what is proved afterwards."""

from __future__ import annotations

import pytest

from app.casework import filing, handling, revisits, rulebook
from app.casework.audit import Proof, verify_register
from app.domain.errors import NotFound, NotPermitted, NotPossible, RuleBroken
from app.domain.facts_text import load_facts
from app.domain.history import fold, told_until
from app.domain.rules.file import RuleFileFaults, load_rules
from app.domain.terms import ClockName, EntryKind, Role, State, Step
from app.store import directory, rule_files
from app.store.database import db
from app.store.reads.histories import recorded_histories
from app.store.tables import ClockRow
from app.store.transaction import (
    lock_for_writing,
    reading,
    reading_one_moment,
    transaction,
)
from tests.casework.given_office import (
    DISTRICT,
    act,
    answered,
    desk,
    dispatched,
    entries,
    filed,
    of_ticket,
    office,
    offices,
    payload,
    revisit,
    rows,
    signed,
    sweep,
    ticket,
    verified,
    verify,
)
from tests.casework.given_people import an_account
from tests.casework.test_two_at_once import all_at_once, refusals
from tests.domain.test_rule_check import TEXT, changed
from tests.store.given_tickets import at

pytestmark = pytest.mark.usefixtures("district")

GENERAL = "[classes.general]\nlimit_working_days       = "
LONGER = changed((f"{GENERAL}3", f"{GENERAL}5"))
SHORTER = changed(
    (
        f"{GENERAL}3\nyellow_last_working_days = 1",
        f"{GENERAL}2\nyellow_last_working_days = 1",
    ),
)
EARLIER = changed(
    ("overdue_working_days     = 10", "overdue_working_days     = 6"),
    (
        "[ladder.red]\noverdue_working_days = 5",
        "[ladder.red]\noverdue_working_days = 4",
    ),
)


def drafted(text=LONGER, who="inspector", short="11-23 09:00"):
    return act(who, short, rulebook.draft_rules, text.encode())


def activate(draft, short="11-24 10:00", who="dispatcher", takes_running=False):
    with transaction():
        return rulebook.activate_rules(
            desk(who, short), offices(), draft, takes_running=takes_running
        )


def put_in_force(text=LONGER, short="11-24 10:00", takes_running=False):
    return activate(drafted(text), short, takes_running=takes_running)


def faults():
    with reading_one_moment():
        return [fault.what for fault in verify_register(offices(), Proof())]


def clocks(number):
    """(name, cycle) to (due, version of the rules that made it)."""
    return {
        (row["name"], row["cycle"]): (row["due_at"], row["rules_hash"])
        for row in of_ticket("clocks", number)
    }


def version(text):
    return load_rules(text).version


# --- a draft ---------------------------------------------------------------------


def test_a_draft_with_faults_is_not_kept():
    wrong = changed(("limit_working_hours = 4", "limit_working_hours = 0"))

    with pytest.raises(RuleFileFaults):
        drafted(wrong)

    with reading():
        assert rule_files.list_rule_files(office_id()) == []


def test_what_holds_already_is_no_draft():
    with pytest.raises(RuleBroken, match=r"rules\.same"):
        drafted(TEXT + "\n# another explanation\n")


@pytest.mark.parametrize("who", ["clerk", "handler", "deputy", "district leader"])
def test_only_inspection_and_dispatch_keep_the_rules(who):
    with pytest.raises(NotPermitted):
        drafted(who=who)


def test_a_draft_changes_nothing():
    drafted()

    number = dispatched("11-23 09:20")

    assert clocks(number)[ClockName.FINISH, 1] == (at("11-26 17:00"), version(TEXT))


# --- coming into force -------------------------------------------------------------


@pytest.mark.parametrize("who", ["inspector", "dispatcher"])
def test_the_drafter_does_not_put_it_in_force(who):
    draft = drafted(who=who)

    with pytest.raises(NotPermitted, match=r"rules\.own_draft"):
        activate(draft, who=who)


def test_a_second_account_of_the_drafter_is_no_second_person(district):
    an_account(district, "inspector", Role.INSPECTOR, "")
    an_account(district, "dispatcher", Role.DISPATCHER, "", person_number="inspector")

    with pytest.raises(NotPermitted, match=r"rules\.own_draft"):
        activate(drafted())


def test_a_draft_comes_into_force_once():
    draft = drafted()
    activate(draft)

    with pytest.raises(NotPossible, match=r"rules\.no_draft"):
        activate(draft)


def test_of_two_clicks_at_once_one_puts_it_in_force(app):
    draft = drafted()

    results = all_at_once(app, lambda: activate(draft), lambda: activate(draft))

    assert [one.code for one in refusals(results)] == ["rules.no_draft"]


def test_a_draft_that_was_given_up_does_not_come_into_force():
    draft = drafted()
    act("dispatcher", "11-23 09:30", rulebook.give_up_draft, draft)

    with pytest.raises(NotPossible, match=r"rules\.no_draft"):
        activate(draft)


def test_an_unknown_draft_is_refused():
    with pytest.raises(NotFound):
        activate(7)


def test_a_file_does_not_come_into_force_before_the_day_it_names():
    draft = drafted(
        changed((f"{GENERAL}3", f"{GENERAL}5"), ("2026-07-01", "2026-11-25"))
    )

    with pytest.raises(RuleBroken, match=r"rules\.not_begun"):
        activate(draft, "11-24 23:59")
    activate(draft, "11-25 00:00")

    assert office().rules.version != version(TEXT)


def test_going_back_is_another_draft():
    put_in_force(LONGER)

    activate(drafted(TEXT), "11-24 11:00")

    assert office().rules.version == version(TEXT)
    assert len(rows("rule_activations")) == 2


def test_a_second_process_learns_of_it():
    """Each process keeps its offices; the register says when they are out of date."""
    first = office().rules.version
    assert first == version(TEXT)

    put_in_force(LONGER)

    assert office().rules.version == version(LONGER)


# --- what starts, and what runs -----------------------------------------------------


def test_what_is_filed_afterwards_stands_under_the_new_rules():
    put_in_force(LONGER)

    number = dispatched("11-24 10:30")

    assert clocks(number)[ClockName.FINISH, 1] == (at("12-01 17:00"), version(LONGER))
    assert faults() == []


def test_what_is_dispatched_afterwards_does_too_and_says_so():
    number = filed("11-23 09:10")
    put_in_force(LONGER)

    dispatched_again(number, "11-24 10:30")

    change = entries(number)[1]
    assert change["kind"] is EntryKind.RULES_CHANGED
    told = payload(change)
    assert (told["previous_rules"], told["rules"]) == (version(TEXT), version(LONGER))
    assert clocks(number)[ClockName.FINISH, 1] == (at("12-01 17:00"), version(LONGER))
    assert faults() == []


def test_running_clocks_keep_their_rules():
    number = signed()
    put_in_force(LONGER)

    sweep("11-30 10:00")

    assert clocks(number)[ClockName.FINISH, 1] == (at("11-26 17:00"), version(TEXT))
    made_by = {row["rules_hash"] for row in of_ticket("escalations", number)}
    assert made_by == {version(TEXT)}
    assert faults() == []


def test_an_activation_may_take_running_clocks_over_each_on_the_record():
    number = signed()

    taken = put_in_force(LONGER, takes_running=True)

    assert (taken.cases, taken.moved) == (1, 1)
    assert clocks(number)[ClockName.FINISH, 1] == (at("11-30 17:00"), version(LONGER))
    assert clocks(number)[ClockName.SIGN, 1][1] == version(TEXT)  # stopped already
    told = payload(entries(number)[-1])
    assert any(one.startswith("finish 1 2026-11-26T09:00") for one in told["moved"])
    assert faults() == []


def test_a_limit_that_would_lie_in_the_past_stays():
    number = signed()

    put_in_force(SHORTER, "11-25 17:00:01", takes_running=True)

    assert clocks(number)[ClockName.FINISH, 1] == (at("11-26 17:00"), version(TEXT))
    assert faults() == []


def test_a_limit_that_still_lies_ahead_is_shortened():
    number = signed()

    put_in_force(SHORTER, "11-25 17:00", takes_running=True)

    assert clocks(number)[ClockName.FINISH, 1] == (at("11-25 17:00"), version(SHORTER))
    assert faults() == []


def test_a_step_that_new_rules_bring_does_not_fall_before_they_held():
    """Due Thu 26 Nov; on Fri 4 Dec, the sixth overdue day, raising comes to day six."""
    number = signed()
    sweep("12-04 09:30")
    put_in_force(EARLIER, "12-04 10:00", takes_running=True)

    sweep("12-07 09:30")

    (raised,) = rows("escalations", step=Step.RAISED)
    assert raised["due_at"] == at("12-07 09:00")
    assert raised["rules_hash"] == version(EARLIER)
    assert ticket(number)["rules_hash"] == version(EARLIER)
    assert faults() == []


def test_what_has_ended_is_never_judged_again():
    number = closed()
    before = ticket(number)["entry_count"]

    taken = put_in_force(LONGER, "11-27 10:00", takes_running=True)

    assert taken.cases == 0
    assert ticket(number)["entry_count"] == before
    assert ticket(number)["rules_hash"] == version(TEXT)


def test_a_redo_begins_under_the_rules_in_force():
    """The finish clock and its lateness stay under the old ones."""
    number = closed()
    put_in_force(
        changed(("redo_working_days             = 5", "redo_working_days = 7"))
    )

    act("clerk", "11-30 10:00", revisits.reopen_ticket, number, "又不行了")

    redo, finish = (
        clocks(number)[ClockName.REDO, 1],
        clocks(number)[ClockName.FINISH, 1],
    )
    assert redo[0] == at("12-09 17:00")
    assert redo[1] != finish[1] == version(TEXT)
    assert faults() == []


def test_who_changes_the_version_of_a_clock_is_found_out():
    number = signed()
    with transaction():
        lock_for_writing()
        clock = db.session.get(ClockRow, (ticket(number)["id"], ClockName.FINISH, 1))
        assert clock is not None
        clock.rules_hash = version(LONGER)

    assert "clock finish 1 differs from the entries" in faults()


# --- trying a draft ------------------------------------------------------------------


def test_a_draft_is_tried_on_the_register_and_changes_nothing():
    number = signed()
    sweep("12-01 09:30")
    before = ticket(number)["entry_count"]

    with reading():
        tried = rulebook.try_rules(desk("inspector", "12-01 10:00"), LONGER)

    (one,) = tried.tickets
    assert one.ticket == number
    assert [(each.change, each.name) for each in one.differences][:2] == [
        ("moved", "yellow"),
        ("moved", "urge"),
    ]
    assert ticket(number)["entry_count"] == before


def test_only_the_newest_cases_are_tried_where_there_are_many():
    numbers = [dispatched("11-23 09:20") for _ in range(3)]
    sweep("12-01 09:30")

    with reading():
        tried = rulebook.try_rules(desk("inspector", "12-01 10:00"), LONGER, newest=2)

    assert (tried.of, tried.totals.tickets) == (3, 2)
    assert [one.ticket for one in tried.tickets] == numbers[1:]


# --- the live sweep and the replay -----------------------------------------------------


def test_the_replay_finds_the_escalations_that_the_sweep_wrote():
    late, sent_back = signed(), answered()
    verify(sent_back, passed=False, short="11-25 16:00")
    act("handler", "11-30 10:00", handling.add_progress, late, "正在办")
    sweep("12-10 10:00")

    with reading():
        for one in recorded_histories(office_id(), None):
            standard = office().standard_calendar(), office().rules
            history = fold(one.ticket_class, one.as_acts(), *standard)
            told = told_until(history, at("12-10 10:00"), *standard)
            assert steps_of(one.number) == [
                (h.clock and h.clock[0], h.step, h.at) for h in told.steps()
            ]
            assert load_facts(ticket(one.number)["facts"]).clocks == told.facts.clocks


# --- beginnings ------------------------------------------------------------------------


def steps_of(number):
    found = sorted(of_ticket("escalations", number), key=lambda row: row["due_at"])
    return [(one["clock"], one["step"], one["due_at"]) for one in found]


def office_id():
    return directory.district_by_code(DISTRICT).id


def dispatched_again(number, short):
    return act("clerk", short, filing.dispatch_ticket, number, "SJ")


def closed():
    number = verified()
    revisit(number, "11-25 10:00")
    act("clerk", "11-25 17:00", revisits.close_ticket, number)
    assert ticket(number)["state"] is State.CLOSED
    return number
