"""A draft tried on recorded histories: added, gone, moved, and what it adds up to."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from app.casework.trying import CHUNK, Trial, try_draft
from app.domain.backtest import Change, Compared, Totals
from app.domain.history import Recorded, RecordedAct
from app.domain.terms import EntryKind
from tests.domain.test_rule_check import TEXT, changed
from tests.given import (
    ROOT,
    Event,
    contacted,
    dispatched,
    extended,
    filed,
    in_hand,
    moment,
    sent_back,
    signed,
    timeline,
)

NOW = datetime.fromisoformat("2026-12-08T10:00:00+08:00")
HOLIDAYS = (ROOT / "app/district/holidays.json").read_text("utf-8")

STRICTER = changed(("overdue_working_days = 2", "overdue_working_days = 1")).replace(
    "[ladder.urge]\noverdue_working_days = 1", "[ladder.urge]\noverdue_working_days = 1"
)


def tried(draft: str, *histories: object, active: str = TEXT) -> tuple[list, Totals]:
    trial = Trial(active, draft, HOLIDAYS, NOW)
    lines = [
        one if isinstance(one, (bytes, Recorded)) else json.dumps(one).encode()
        for one in histories
    ]
    told: list[Compared] = []
    totals = Totals()
    for part in try_draft(trial, lines):
        told += part.told
        totals.merge(part.totals)
    return told, totals


def differences(draft: str, events: list[Event], until: str, of: str = "complex"):
    """As "moved orange finish 1 SJ 12-03 09:00 -> 12-04 09:00"."""
    told, _ = tried(draft, timeline(events, until, of))
    return [_line(each) for one in told for each in one.differences]


def _line(one) -> str:
    clock = f"{one.clock[0]} {one.clock[1]}" if one.clock else f"#{one.nth}"
    when = " -> ".join(f"{at:%m-%d %H:%M}" if at else "-" for at in (one.was, one.at))
    return f"{one.change} {one.name} {clock} {one.department} {when}"


LATE = in_hand()  # complex, due Mon 30 Nov 17:00


def test_the_same_rules_change_nothing():
    told, totals = tried(TEXT, timeline(LATE, "12-08 10:00"))

    assert told == []
    assert (totals.tickets, totals.changed, totals.not_judged) == (1, 0, 0)
    assert totals.names["blue"] == {"active": 1, "draft": 1}


def test_a_step_at_another_instant_has_moved():
    later = changed(("overdue_working_days = 3", "overdue_working_days = 4"))

    assert differences(later, LATE, "12-04 08:59") == [
        "gone orange finish 1 SJ 12-03 09:00 -> -"
    ]
    assert differences(later, LATE, "12-04 09:00") == [
        "moved orange finish 1 SJ 12-03 09:00 -> 12-04 09:00"
    ]


def test_what_only_the_draft_brings_is_added():
    shorter = changed(
        (
            "[classes.complex]\nlimit_working_days       = 5",
            "[classes.complex]\nlimit_working_days       = 4",
        )
    )

    assert differences(shorter, LATE, "11-30 09:00") == [
        "moved yellow finish 1 SJ 11-30 09:00 -> 11-27 09:00",
        "added urge finish 1 SJ - -> 11-30 09:00",
        "added M1 #1 SJ - -> 11-27 17:00",
    ]


def test_findings_of_one_code_are_told_apart_by_their_place():
    """Unsigned: N1 at the limit and once more at the close of the first day."""
    unsigned = [filed("11-23 09:10"), dispatched("11-23 09:20")]
    longer = changed(("limit_working_hours = 4", "limit_working_hours = 5"))

    found = differences(longer, [*unsigned, contacted("11-25 10:00")], "11-25 12:00")

    assert found == ["moved N1 #1 SJ 11-23 14:20 -> 11-23 15:20"]


def test_a_history_that_the_draft_refuses_is_told_and_counted():
    granted = [*in_hand(), extended("11-24 10:00", 5)]
    shorter = changed(("max_working_days = 5", "max_working_days = 3"))

    told, totals = tried(shorter, timeline(granted, "12-01 10:00"))

    assert (told[0].under, told[0].error) == (
        "draft",
        "working days of the extension out of range",
    )
    assert totals.not_judged == 1


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"[]",
        b'{"a": NaN}',
        b"\xff\xfe",
        b'{"class": "complex"}',
        b"[" * 9999,
    ],
)
def test_a_line_that_is_no_history_is_counted_and_passed_over(line):
    told, totals = tried(TEXT, line, timeline(LATE, "12-08 10:00"))

    assert [one.under for one in told] == ["both"]
    assert (totals.tickets, totals.not_judged) == (2, 1)


def test_totals_add_up_by_name_and_by_department():
    later = changed(("overdue_working_days = 3", "overdue_working_days = 4"))
    other = [
        filed("11-23 09:10"),
        dispatched("11-23 09:20", "GA"),
        signed("11-23 09:40", "GA"),
        contacted("11-23 10:00", "GA"),
    ]

    _, totals = tried(
        later,
        timeline(LATE, "12-03 10:00"),
        timeline(LATE, "12-04 10:00"),
        timeline(other, "12-03 10:00"),
    )

    assert totals.changed == 3
    assert totals.sum_of(Change.GONE) == 2
    assert totals.sum_of(Change.MOVED) == 1
    assert totals.departments == {"SJ": {"gone": 1, "moved": 1}, "GA": {"gone": 1}}
    assert totals.names["orange"] == {"active": 3, "draft": 1, "gone": 2, "moved": 1}
    assert totals.places["GA", "orange"] == {"gone": 1}


def recorded(number: str, *events: Event) -> Recorded:
    """The same acts as the register keeps them."""
    acts = []
    for event in events:
        said = {"class": "complex"} if event["kind"] == "filed" else {}
        rest = {k: v for k, v in event.items() if k not in ("at", "kind", "department")}
        acts.append(
            RecordedAct(
                EntryKind(event["kind"]),
                datetime.fromisoformat(event["at"]),
                event.get("department"),
                json.dumps({**said, **rest}),
            )
        )
    return Recorded(number, "C0", tuple(acts))


def test_a_ticket_of_the_register_is_judged_like_a_recorded_line():
    later = changed(("overdue_working_days = 3", "overdue_working_days = 4"))
    line = timeline(LATE, "12-08 10:00")

    (by_line,), _ = tried(later, line)
    (by_register,), _ = tried(later, recorded("T-1", *LATE))

    assert by_register == by_line


def test_every_history_of_a_long_file_is_counted_once():
    count = 2 * CHUNK + 1

    _, totals = tried(TEXT, *[timeline(LATE, "11-24 10:00")] * count)

    assert totals.tickets == count


def test_time_ends_with_the_ticket():
    """What was closed is not judged on to this day."""
    ended = [*LATE, {"at": moment("12-02 10:00"), "kind": "withdrawn"}]
    later = changed(("overdue_working_days = 3", "overdue_working_days = 4"))

    told, totals = tried(later, recorded("T-1", *ended))

    assert told == []
    assert "orange" not in totals.names


def test_what_an_event_made_late_is_compared_too():
    sent = [*LATE, sent_back("11-24 10:00")]
    told, totals = tried(TEXT, timeline(sent, "12-08 10:00"))

    assert totals.not_judged == 1  # sent back before it was answered
    assert told[0].error == "not allowed in state held"
