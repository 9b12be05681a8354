"""Second thoughts and second officers: stale pages, double clicks, races."""

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from app.casework import filing, handling, intake, returns, supervision
from app.domain import handling as rules
from app.domain.errors import NotPermitted, NotPossible, Refusal, Stale
from app.domain.terms import ClockName, Colour, Step
from app.store import register
from app.store.transaction import late_transaction
from tests.casework.given_office import (
    act,
    complaint,
    desk,
    dispatched,
    entries,
    everything,
    held,
    kinds,
    offices,
    rows,
    signed,
    sweep,
    ticket,
    told,
)
from tests.store.given_tickets import at

pytestmark = pytest.mark.usefixtures("district")

OFFICERS = 8


def all_at_once(app, *works):
    """Do all of it at the same moment; returns results, or what was raised."""
    ready = threading.Barrier(len(works))

    def do(work):
        with app.app_context():
            ready.wait(timeout=120)
            try:
                return work()
            except Refusal as refusal:
                return refusal

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(do, works))


def refusals(results):
    return [result for result in results if isinstance(result, Refusal)]


# --- stale pages --------------------------------------------------------------------


def test_a_page_is_stale_after_another_persons_act():
    number = dispatched()
    seen = ticket(number)["entry_count"]
    act("handler", "11-23 09:40", handling.sign_ticket, number, seen=seen)
    before = everything()
    with pytest.raises(Stale) as refused:
        act("chief", "11-23 09:41", handling.add_progress, number, "已看", seen=seen)
    assert everything() == before
    facts = refused.value.facts
    assert (facts["kind"], facts["actor"]) == ("signed", "handler")
    assert facts["at"] == at("11-23 09:40")


def test_what_time_did_since_does_not_make_a_page_stale():
    number = signed()
    seen = ticket(number)["entry_count"]
    sweep("11-26 10:00")  # the yellow light
    assert ticket(number)["entry_count"] == seen + 1
    act("handler", "11-26 10:01", handling.add_progress, number, "已看", seen=seen)
    assert kinds(number)[-2:] == ["escalated", "progressed"]


def test_a_person_behind_time_makes_it_stale_all_the_same():
    number = signed()
    seen = ticket(number)["entry_count"]
    act("chief", "11-24 09:00", handling.add_progress, number, "已看")
    sweep("11-26 10:00")
    with pytest.raises(Stale, match=r"ticket\.stale"):
        act("handler", "11-26 10:01", handling.add_progress, number, "好", seen=seen)


def test_a_fresh_page_is_fresh():
    number = signed()
    seen = ticket(number)["entry_count"]
    act("handler", "11-24 09:00", handling.add_progress, number, "已看", seen=seen)
    assert kinds(number)[-1] == "progressed"


def test_who_may_not_act_learns_that_and_not_who_acted():
    number = signed()
    with pytest.raises(NotPermitted):
        act("inspector", "11-24 09:00", handling.add_progress, number, "已看", seen=1)


def test_a_decision_on_an_older_reading_is_refused_by_the_register(app):
    """What hold_ticket prevents, the version of the row prevents once more."""
    number = dispatched()
    older = held(number)
    act("handler", "11-23 09:40", handling.sign_ticket, number)
    before = everything()

    office = offices().of(older.district_id)
    decision = rules.sign(older.facts, "SJ", office.moment(older, at("11-23 09:41")))
    actor = desk("chief", "11-23 09:41").actor
    with pytest.raises(Stale, match=r"ticket\.changed"), late_transaction():
        register.write_decision(older, decision, actor, at("11-23 09:41"))
    assert everything() == before


# --- two officers at once -----------------------------------------------------------


def test_of_two_officers_who_sign_at_once_one_wins(app):
    number = dispatched()
    seen = ticket(number)["entry_count"]
    results = all_at_once(
        app,
        lambda: act("handler", "11-23 09:40", handling.sign_ticket, number, seen),
        lambda: act("chief", "11-23 09:40", handling.sign_ticket, number, seen),
    )
    (lost,) = refusals(results)
    assert isinstance(lost, Stale)
    assert kinds(number) == ["filed", "dispatched", "signed"]


def test_without_a_page_the_second_is_told_that_it_is_done(app):
    number = dispatched()
    results = all_at_once(
        app,
        lambda: act("handler", "11-23 09:40", handling.sign_ticket, number),
        lambda: act("chief", "11-23 09:40", handling.sign_ticket, number),
    )
    (lost,) = refusals(results)
    assert isinstance(lost, NotPossible)
    assert lost.code == "sign.twice"


def test_an_answer_and_a_return_at_once_leave_one_course(app):
    number = signed()
    words = {"reason": "不属", "basis": "三定", "proposed": "GA"}
    answer = {"result": "R1", "cause": None, "text": "已办", "told": "电话"}
    results = all_at_once(
        app,
        lambda: act(
            "handler", "11-24 10:00", handling.answer_ticket, number, **answer, seen=3
        ),
        lambda: act(
            "chief", "11-24 10:00", returns.return_ticket, number, **words, seen=3
        ),
    )
    assert len(refusals(results)) == 1
    assert kinds(number)[:3] == ["filed", "dispatched", "signed"]
    assert kinds(number)[3] in ("answered", "returned")
    assert len(kinds(number)) == 4


def test_many_notes_at_once_all_stand_in_one_chain(app):
    number = signed()
    works = [
        lambda n=n: act(
            "handler", "11-24 10:00", handling.add_progress, number, f"第{n}条"
        )
        for n in range(OFFICERS)
    ]
    assert refusals(all_at_once(app, *works)) == []
    chain = entries(number)
    assert [entry["seq"] for entry in chain] == list(range(1, OFFICERS + 4))
    for before, after in pairwise(chain):
        assert after["previous_hash"] == before["hash"]


def test_two_rulings_at_once_leave_one(app):
    number = signed()
    sweep("11-27 10:00")
    urge = (ClockName.FINISH, 1, Step.URGE)
    act("chief", "11-27 10:30", supervision.give_statement, number, urge, "说明")
    words = (number, urge, "理由")
    results = all_at_once(
        app,
        lambda: act("inspector", "11-27 11:00", supervision.confirm_escalation, *words),
        lambda: act("inspector", "11-27 11:00", supervision.dismiss_escalation, *words),
    )
    assert len(refusals(results)) == 1
    ruled = [kind for kind in kinds(number) if kind.startswith("escalation_")]
    assert len(ruled) == 1


def test_a_sweep_beside_an_officer_loses_and_doubles_nothing(app):
    numbers = [signed() for _ in range(6)]
    works = [
        lambda number=number: act(
            "handler", "11-27 10:00", handling.add_progress, number, "已看"
        )
        for number in numbers
    ]

    def sweep_until_done():
        for _ in range(20):
            try:
                return sweep("11-27 10:00")
            except Stale:
                continue
        raise AssertionError("the sweep never came through")

    assert refusals(all_at_once(app, sweep_until_done, *works)) == []
    sweep("11-27 10:00")
    for number in numbers:
        steps = [row["step"].value for row in rows_of_steps(number)]
        assert steps == ["yellow", "urge"]
        assert kinds(number).count("escalated") == 2
        assert kinds(number).count("progressed") == 1


def rows_of_steps(number):
    return rows("escalations", ticket_id=ticket(number)["id"])


def test_two_sweeps_at_once_let_each_step_fall_once(app):
    numbers = [signed() for _ in range(10)]

    def sweep_or_lose():
        return sweep("11-27 10:00")

    all_at_once(app, sweep_or_lose, sweep_or_lose)
    sweep("11-27 10:00")
    for number in numbers:
        assert [row["step"].value for row in rows_of_steps(number)] == [
            "yellow",
            "urge",
        ]
        assert told(number).count("step_urge dispatcher") == 1


# --- supervision notices at once ------------------------------------------------------


def test_notices_written_at_once_are_numbered_without_a_gap(app):
    """Two inspectors, and the timer beside them, whose ladder opens notices too."""
    by_hand = [[signed() for _ in range(6)] for _ in range(2)]
    by_time = [signed() for _ in range(4)]

    def issue_all(numbers):
        for number in numbers:
            words = (number, Colour.BLUE, "限期")
            act("inspector", "11-24 10:00", supervision.issue_notice, *words)

    def sweep_until_done():
        for _ in range(20):
            try:
                return sweep("11-30 10:00")
            except Stale:
                continue
        raise AssertionError("the sweep never came through")

    works = [lambda numbers=numbers: issue_all(numbers) for numbers in by_hand]
    assert refusals(all_at_once(app, *works, sweep_until_done)) == []
    sweep("11-30 10:00")
    blue = [row for row in rows("supervision_notices") if row["colour"] == "blue"]
    assert len(blue) >= len(by_time) + 12
    assert sorted(row["sequence"] for row in blue) == [*range(1, len(blue) + 1)]
    assert len({row["number"] for row in blue}) == len(blue)


# --- filing at once -------------------------------------------------------------------


def test_a_hundred_filings_at_once_are_all_acknowledged_without_a_gap(app):
    def file_some(officer):
        return [
            act(
                "clerk",
                "11-23 09:10",
                filing.file_ticket,
                complaint(text=f"{officer}/{n}", filing_key=f"{officer}/{n}"),
            ).number
            for n in range(10)
        ]

    works = [lambda officer=officer: file_some(officer) for officer in range(10)]
    results = all_at_once(app, *works)
    assert refusals(results) == []
    numbers = sorted(number for given in results for number in given)
    assert numbers == [f"PJ26-{n:04}" for n in range(1, 101)]
    kept = rows("complaints")
    assert len({row["told"] for row in kept}) == 100
    assert len(rows("tickets")) == len(rows("ticket_events")) == 100


def test_a_double_click_files_once(app):
    form = complaint(filing_key="form-1")
    works = [
        lambda: act("clerk", "11-23 09:10", filing.file_ticket, form).number
        for _ in range(OFFICERS)
    ]
    assert set(all_at_once(app, *works)) == {"PJ26-0001"}
    assert len(rows("tickets")) == 1


def test_a_double_click_dispatches_once(app):
    form = complaint(filing_key="form-1")
    works = [
        lambda: act("clerk", "11-23 09:10", intake.file_and_dispatch, form, "SJ").number
        for _ in range(4)
    ]
    assert set(all_at_once(app, *works)) == {"PJ26-0001"}
    assert kinds("PJ26-0001") == ["filed", "dispatched"]
