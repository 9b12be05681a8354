"""Reading 36 and the output of the contract: which rows, in which order, how written."""

from __future__ import annotations

import json
from time import perf_counter

from app.domain.timelines import answer_timeline
from tests.domain.test_timelines_sample import LINES
from tests.given import (
    answered,
    dispatched,
    event,
    filed,
    in_hand,
    judged,
    passed,
    redone,
    sent_back,
    the_calendar,
    the_rules,
)


def test_the_rows_have_the_contracts_fields() -> None:
    told = judged(in_hand(), "12-02 09:00").answer

    assert [*told] == ["ticket", "provisional", "clocks", "escalations", "findings"]
    assert [*told["clocks"][0]] == [
        "clock",
        "cycle",
        "department",
        "started_at",
        "due_at",
        "stopped_at",
        "overdue_working_days",
    ]
    assert [*told["escalations"][0]] == [
        "clock",
        "cycle",
        "step",
        "department",
        "due_at",
    ]


def test_instants_are_written_with_seconds_in_the_districts_zone() -> None:
    told = judged(in_hand(), "11-30 09:00").answer

    assert told["clocks"][0]["started_at"] == "2026-11-23T09:20:00+08:00"
    assert told["clocks"][0]["due_at"] == "2026-11-23T14:20:00+08:00"
    assert told["escalations"][0]["due_at"] == "2026-11-30T09:00:00+08:00"


def test_clocks_are_listed_by_start_then_name_then_cycle() -> None:
    events = [
        filed("11-23 09:10"),
        dispatched("11-23 09:20", assisting=["ZJ", "GA"]),
        answered("11-23 10:00", "GA"),
        answered("11-23 10:00", "ZJ"),
        answered("11-23 10:00", "SJ"),
        passed("11-23 10:00"),
        event("revisited", "11-23 10:00", reached=True, solved=False, rating=1),
        event("reopened", "11-23 10:00"),
    ]
    told = judged(events, "11-24 10:00")

    assert told.clocks() == [
        ("sign", 1),
        ("contact", 1),
        ("return", 1),
        ("finish", 1),
        ("hold", 1),
        ("assist", 1),
        ("assist", 2),
        ("hold", 2),  # all of 10:00
        ("verify", 1),
        ("revisit", 1),
        ("redo", 1),
        ("rating_contact", 1),
    ]
    assert told.clock("assist", 1).department == "ZJ"  # as the dispatch named them


def test_escalations_of_one_instant_stand_in_ladder_order() -> None:
    """The clue was first, by the event; the urge of the same opening stands above."""
    events = in_hand(
        "11-23", answered("11-30 16:00"), sent_back("12-01 09:00", cause="C32")
    )
    told = judged(events, "12-01 09:00")

    assert told.step_names() == ["yellow", "urge", "clue"]


def test_escalations_of_two_clocks_stand_in_order_of_time() -> None:
    events = redone(answered("12-04 10:00"), passed("12-04 11:00", cause="C32"))
    told = judged(events, "12-07 10:00").answer["escalations"]

    assert [(row["clock"], row["step"]) for row in told] == [
        ("redo", "yellow"),
        ("redo", "urge"),
        ("redo", "clue"),
    ]


def test_what_is_carried_along_decides_nothing() -> None:
    """The events decide: lead_department and centre may say anything, or nothing."""
    record = LINES[0]["timeline"]
    bare = {key: record[key] for key in ("ticket", "class", "events")}
    odd = record | {"lead_department": 5, "centre": None, "further": [1]}

    first, *others = [
        answer_timeline(json.dumps(line), the_calendar(), the_rules())
        for line in (record, bare, odd)
    ]
    assert others == [first, first]


def test_no_answer_takes_milliseconds() -> None:
    """The best of some rounds, with room for a busy machine and a tracer; the figure
    itself is the benchmarks'."""
    lines = [json.dumps(line["timeline"]) for line in LINES] * 5
    rounds = []
    for _ in range(5):
        start = perf_counter()
        for line in lines:
            answer_timeline(line, the_calendar(), the_rules())
        rounds.append((perf_counter() - start) / len(lines))

    assert min(rounds) < 0.003
