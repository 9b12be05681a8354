"""Lines that cannot be judged: what is said, at which event, and never a failure."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.given import (
    Event,
    Judgement,
    answer,
    answered,
    answered_early,
    archived,
    closed,
    contacted,
    dispatched,
    event,
    extended,
    filed,
    in_hand,
    judged,
    passed,
    replied,
    returned,
    ruled_for,
    satisfied,
    signed,
    suspended,
    timeline,
    withdrawn,
)

GARBAGE: list[Any] = [None, True, 0, -1, 5.5, "", [], {}, ["SJ"], {"a": [{}]}, "文"]


def line(**changes: object) -> Judgement:
    """A sound line with fields of its own changed; None takes a field out."""
    record = timeline(in_hand(), "11-24 10:00") | changes
    return answer(json.dumps({k: v for k, v in record.items() if v is not None}))


# --- the line itself --------------------------------------------------------------


@pytest.mark.parametrize(
    "raw",
    [
        "",
        " ",
        "null",
        "true",
        "5",
        '"text"',
        "[]",
        "{",
        "{}}",
        "NaN",
        '{"ticket": NaN}',
        '{"ticket": "T-1", "class": Infinity}',
        "[" * 100_000,
        '{"events":' * 50_000,
        '{"ticket": ' + "9" * 5_000 + "}",
        "\ufeff{}",
        "\x00",
        "\ud800",
    ],
    ids=lambda raw: raw[:12].encode("unicode_escape").decode(),
)
def test_what_is_no_json_object_is_told(raw: str) -> None:
    told = answer(raw)

    assert told.answer == {
        "ticket": None,
        "error": "not a JSON object",
        "position": None,
    }


def test_a_line_that_can_be_judged_has_no_error() -> None:
    assert line().error is None


@pytest.mark.parametrize("value", [*GARBAGE, "Complex", "complex ", "urgent", 1e300])
def test_an_unknown_class_is_the_lines_fault(value: object) -> None:
    told = line(**{"class": value})

    assert (told.error, told.position) == ("unknown class", None)
    assert told.answer["ticket"] == "T-1"


@pytest.mark.parametrize("value", [None, True, 0, "filed", [], {}, {"0": {}}])
def test_events_have_to_be_a_list_of_events(value: object) -> None:
    told = line(events=value)

    assert told.error is not None
    assert told.position is None


@pytest.mark.parametrize("ticket", [None, [], {}, {"a": "b"}, 1.5])
def test_a_ticket_that_is_no_number_is_left_out(ticket: object) -> None:
    assert line(ticket=ticket).answer["ticket"] is None


# --- until --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "until",
    [None, 5, True, [], {}, "", "tomorrow", "2026-11-24", "2026-11-24T10:00:00"]
    + ["2026-02-30T10:00:00+08:00", "2026-11-24T25:00:00+08:00"],
)
def test_an_open_ticket_needs_an_until_with_an_offset(until: object) -> None:
    told = line(until=until)

    assert told.error is not None
    assert told.position is None


@pytest.mark.parametrize(
    ("until", "fault"),
    [
        ("11-23 09:59:59", True),
        ("11-23 10:00:00", False),
        ("11-23 10:00:01", False),
    ],
)
def test_until_is_not_before_the_last_event(until: str, fault: bool) -> None:
    assert (judged(in_hand(), until).error is not None) is fault


@pytest.mark.parametrize(
    "end",
    [
        [withdrawn("11-26 10:05")],
        [satisfied("11-26 10:00"), closed("11-26 10:05")],
        [satisfied("11-26 10:00"), closed("11-26 10:05"), archived("11-27 10:00")],
    ],
)
def test_a_ticket_that_has_ended_needs_no_until(end: list[Event]) -> None:
    assert judged(answered_early(*end)).error is None
    assert judged(answered_early(*end), "11-24 10:00").error is not None


@pytest.mark.parametrize(
    "last", [contacted("11-26 10:05"), satisfied("11-26 10:05")], ids=["held", "open"]
)
def test_a_ticket_that_goes_on_needs_an_until(last: Event) -> None:
    assert judged(answered_early(last)).position is None
    assert judged(answered_early(last)).error == "until missing for an open ticket"


# --- events ---------------------------------------------------------------------------


@pytest.mark.parametrize("value", [None, True, 0, "filed", [], ["filed"]])
def test_an_event_has_to_be_an_object(value: object) -> None:
    assert judged([*in_hand(), value], "11-24 10:00").position == 4


@pytest.mark.parametrize(
    "kind",
    [*GARBAGE, "Filed", "auto_signed", "escalated", "notice_issued", "handed_up"],
)
def test_an_unknown_kind_is_told_at_its_event(kind: object) -> None:
    told = judged([*in_hand(), event(kind, "11-23 11:00")], "11-24 10:00")  # type: ignore[arg-type]

    assert (told.error, told.position) == ("unknown kind", 4)


@pytest.mark.parametrize(
    "at",
    [*GARBAGE, "2026-11-23T11:00:00", "2026-11-23", "11:00", "2026-11-31T11:00:00Z"]
    + ["2026-11-23T11:00:61+08:00", "0000-01-01T00:00:00Z", "9" * 400],
)
def test_an_event_needs_an_instant_with_an_offset(at: object) -> None:
    bad = {**contacted("11-23 11:00"), "at": at}

    assert judged([*in_hand(), bad], "11-24 10:00").position == 4


def test_a_missing_offset_is_named() -> None:
    bad = {**contacted("11-23 11:00"), "at": "2026-11-23T11:00:00"}

    assert judged([*in_hand(), bad], "11-24 10:00").error == "no offset"


@pytest.mark.parametrize(
    ("at", "fault"), [("11-23 09:59:59", True), ("11-23 10:00:00", False)]
)
def test_events_are_in_order(at: str, fault: bool) -> None:
    told = judged([*in_hand(), {**contacted(at)}], "11-24 10:00")

    assert (told.position if told.error else None) == (4 if fault else None)


def test_order_is_order_in_time_and_not_of_the_text() -> None:
    """09:00 in another zone may be later than 10:00 here."""
    later = {**contacted("11-23 11:00"), "at": "2026-11-23T03:00:00Z"}
    earlier = {**contacted("11-23 11:00"), "at": "2026-11-23T10:30:00+09:00"}

    assert judged([*in_hand(), later], "11-24 10:00").error is None
    assert judged([*in_hand(), earlier], "11-24 10:00").position == 4


def test_the_filing_comes_first_and_once() -> None:
    twice = [filed("11-23 09:00"), filed("11-23 09:10")]

    assert judged([dispatched("11-23 09:20")], "11-24 10:00").position == 0
    assert judged(twice, "11-24 10:00").position == 1


def test_the_first_fault_is_told() -> None:
    events = [*in_hand(), event("nothing", "11-23 11:00"), signed("11-01 10:00")]

    assert judged(events, "11-24 10:00").position == 4


# --- fields ---------------------------------------------------------------------------

HELD = in_hand()[:2]
FIELDS: list[tuple[list[Event], Event, str]] = [
    ([filed("11-23 09:10")], dispatched("11-23 10:30"), "department"),
    (HELD, signed("11-23 10:30"), "department"),
    (HELD, contacted("11-23 10:30"), "department"),
    (HELD, event("progressed", "11-23 10:30", department="SJ"), "department"),
    (HELD, suspended("11-23 10:30"), "reason"),
    (HELD, suspended("11-23 10:30"), "planned_working_days"),
    (HELD, extended("11-23 10:30", 1), "working_days"),
    (HELD, returned("11-23 10:30"), "department"),
    (HELD, returned("11-23 10:30"), "proposed"),
    ([*HELD, returned("11-23 10:00")], ruled_for("11-23 10:30"), "department"),
    ([*HELD, returned("11-23 10:00")], ruled_for("11-23 10:30"), "upheld"),
    (HELD, answered("11-23 10:30"), "department"),
    (HELD, answered("11-23 10:30"), "result"),
    (HELD, answered("11-23 10:30"), "cause"),
    ([*HELD, answered("11-23 10:00")], passed("11-23 10:30"), "passed"),
    (answered_early(), satisfied("11-26 10:30"), "reached"),
    (answered_early(), satisfied("11-26 10:30"), "solved"),
    (HELD, replied("12-02 10:30", "blue"), "step"),
]
OF_TYPE = {"upheld": bool, "passed": bool, "reached": bool, "solved": bool}


@pytest.mark.parametrize(("history", "act", "field"), FIELDS)
def test_a_missing_or_ill_typed_field_is_told_at_its_event(
    history: list[Event], act: Event, field: str
) -> None:
    """Reading 53."""
    assert judged([*history, act], "12-03 10:00").error is None
    kept = {key: value for key, value in act.items() if key != field}
    wrong = [v for v in GARBAGE if type(v) is not OF_TYPE.get(field)]
    if field in ("department", "proposed", "cause"):
        wrong.remove("文")  # a text; whether a known one is another question

    assert judged([*history, kept], "12-03 10:00").position == len(history)
    for value in wrong:
        told = judged([*history, {**act, field: value}], "12-03 10:00")
        assert told.position == len(history), value


@pytest.mark.parametrize("value", [None, True, 0, 5.5, [], {}])
def test_a_notice_number_is_a_text(value: object) -> None:
    """Reading 53; empty is another matter (reading 20)."""
    act = {**suspended("11-23 10:30"), "notice_no": value}

    assert judged([*HELD, act], "11-24 10:00").position == 2


@pytest.mark.parametrize("value", [True, 0, 6, -1, 5.0, 2.5, "2", [], {}])
def test_a_rating_is_a_number_from_one_to_five(value: object) -> None:
    act = {**satisfied("11-26 10:30"), "rating": value}

    assert judged(answered_early(act), "11-27 10:00").position == 6


@pytest.mark.parametrize("value", [None, "GA", 5, {}, ["GA", 5], [None], [""], [[]]])
def test_assistants_are_a_list_of_codes(value: object) -> None:
    act = {**dispatched("11-23 09:20"), "assisting": value}

    assert judged([filed("11-23 09:10"), act], "11-24 10:00").position == 1


@pytest.mark.parametrize(
    ("act", "message"),
    [
        ({**answered("11-23 10:30"), "result": "R10"}, "unknown result"),
        ({**answered("11-23 10:30"), "result": "r1"}, "unknown result"),
        ({**suspended("11-23 10:30"), "reason": "holiday"}, "unknown reason"),
        ({**suspended("11-23 10:30"), "reason": "site_inspection"}, "unknown reason"),
    ],
)
def test_unknown_codes_are_named(act: Event, message: str) -> None:
    told = judged([*HELD, act], "11-24 10:00")

    assert (told.error, told.position) == (message, 2)


@pytest.mark.parametrize("kind", ["signed", "contacted", "progressed", "answered"])
def test_only_departments_of_the_ticket_act_on_it(kind: str) -> None:
    act = {**answered("11-23 10:30", "ZJ"), "kind": kind}

    assert judged([*HELD, act], "11-24 10:00").position == 2


def test_an_assistant_does_not_sign() -> None:
    """Readings 7, 15: it has no sign clock and holds nothing."""
    events = [filed("11-23 09:10"), dispatched("11-23 09:20", assisting=["GA"])]

    assert judged([*events, signed("11-23 10:00", "GA")], "11-24 10:00").position == 2


def test_an_assistant_answers_once() -> None:
    """Reading 15: its clock has ended."""
    events = [filed("11-23 09:10"), dispatched("11-23 09:20", assisting=["GA"])]
    events += [answered("11-23 10:00", "GA"), answered("11-23 11:00", "GA")]

    assert judged(events, "11-24 10:00").position == 3


@pytest.mark.parametrize(("cause", "codes"), [("C30", ["N3"]), ("C99", [])])
def test_a_cause_that_is_not_in_the_table_is_judged_by_its_letters(
    cause: str, codes: list[str]
) -> None:
    """Reading 30 asks how it begins; no error names it."""
    told = judged(
        [*HELD, answered("11-23 10:30", cause=cause), passed("11-23 11:00")],
        "11-23 12:00",
    )

    assert [one.split()[0] for one in told.findings()] == codes
    assert told.step_names() == []


@pytest.mark.parametrize("value", [True, 0, "", [], {}])
def test_a_verified_cause_is_left_out_or_a_text(value: object) -> None:
    events = [*HELD, answered("11-23 10:30"), {**passed("11-23 11:00"), "cause": value}]

    assert judged(events, "11-23 12:00").position == 3
    events[-1]["cause"] = None
    assert judged(events, "11-23 12:00").error is None


def test_fields_that_an_event_does_not_have_do_not_matter() -> None:
    """They belong to no rule, whatever they hold."""
    events = [{**filed("11-23 09:10"), "department": 5, "note": [{}]}, *in_hand()[1:]]

    assert judged(events, "11-24 10:00").error is None


# --- the ends of the calendar ---------------------------------------------------------


@pytest.mark.parametrize(
    ("filed_at", "dispatched_at", "position"),
    [
        ("2026-11-23T09:00:00Z", "9999-12-31T23:59:59-12:00", 1),
        ("2026-11-23T09:00:00Z", "9999-12-31T10:00:00+08:00", 1),
        ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00+14:00", 1),
    ],
)
def test_what_lies_outside_the_calendar_is_told(
    filed_at: str, dispatched_at: str, position: int
) -> None:
    events = [
        {"at": filed_at, "kind": "filed"},
        {"at": dispatched_at, "kind": "dispatched", "department": "SJ"},
    ]
    record = timeline(events) | {"until": "9999-12-31T23:59:59Z"}

    assert answer(json.dumps(record)).position == position


def test_an_until_outside_the_calendar_is_told() -> None:
    record = timeline(in_hand()) | {"until": "9999-12-31T23:59:59-12:00"}
    told = answer(json.dumps(record))

    assert (told.error, told.position) == ("outside the calendar", None)


@pytest.mark.parametrize("days", [3_000_000, 10**18])
def test_a_suspension_beyond_the_calendar_is_told(days: int) -> None:
    events = in_hand("11-23", suspended("11-24 10:00", days, "judicial"))

    assert judged(events, "11-25 10:00").position == 4


def test_a_suspension_of_centuries_is_judged() -> None:
    """1.5 million working days from Tue 24 Nov 2026, without walking them."""
    events = in_hand("11-23", suspended("11-24 10:00", 1_500_000, "judicial"))
    told = judged(events, "2500-01-01 10:00")

    assert (told.clock("finish").due or "").startswith("77")
    assert told.provisional


def test_an_open_ticket_of_centuries_is_judged() -> None:
    told = judged(in_hand(), "9990-01-01 10:00")

    assert told.clock("finish").overdue > 2_000_000


# --- whatever comes ---------------------------------------------------------------------

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
KEYS = ["at", "kind", "department", "assisting", "reason", "notice_no", "upheld"]
KEYS += ["planned_working_days", "working_days", "proposed", "result", "cause"]
KEYS += ["passed", "reached", "solved", "rating", "step"]
SOUND = answered_early(satisfied("11-26 10:00"), closed("11-26 10:05"))


@given(
    st.integers(0, len(SOUND) - 1),
    st.dictionaries(st.sampled_from(KEYS), JSON, min_size=1),
)
def test_no_event_makes_the_reader_fail(position: int, wrong: Event) -> None:
    events = [*SOUND]
    events[position] = {**events[position], **wrong}

    told = answer(json.dumps(timeline(events, "12-31 10:00")))

    assert told.error is None or (told.position or 0) <= len(SOUND)


@given(st.dictionaries(st.sampled_from(["ticket", "class", "until", "events"]), JSON))
def test_no_record_makes_the_reader_fail(wrong: dict[str, object]) -> None:
    told = answer(json.dumps(timeline(in_hand(), "11-24 10:00") | wrong))

    assert set(told.answer) >= {"ticket"}


@given(st.text())
def test_no_text_makes_the_reader_fail(raw: str) -> None:
    assert "ticket" in answer(raw).answer
