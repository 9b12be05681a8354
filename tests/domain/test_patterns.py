"""Patterns: when each shows itself, at its edges, and that every occasion counts once."""

from collections import Counter

import pytest

from app.domain.figures.patterns import (
    History,
    PatternCase,
    PatternClock,
    PatternEntry,
    Thresholds,
    find_occasions,
    is_last_minute,
)
from app.domain.terms import CauseCode, ClockName, EntryKind, Pattern, ProcedureFault
from tests.given import the_calendar
from tests.store.given_tickets import at

K, N, P = EntryKind, ClockName, Pattern
START, END = at("11-01 00:00"), at("12-01 00:00")
THRESHOLDS = Thresholds(10, 90, CauseCode.C38)


def case(number="PJ26-0001", register="专家评审:15;公示:7", holder="SJ"):
    return PatternCase(number, holder, "PJ-SJ-001", register)


def entry(kind, short, department="SJ", of=None, **payload):
    return PatternEntry(of or case(), kind, at(short), department, payload)


def clock(name, started, due=None, stopped=None, department="SJ", of=None, pauses=()):
    due_at = at(due) if due else None
    stopped_at = at(stopped) if stopped else None
    spans = tuple((at(first), at(last)) for first, last in pauses)
    return PatternClock(
        of or case(), name, department, at(started), due_at, stopped_at, spans
    )


def found(pattern, entries=(), clocks=(), start=START, until=END):
    history = History(start, until, tuple(entries), tuple(clocks))
    occasions = find_occasions(history, THRESHOLDS, the_calendar())
    return [one for one in occasions if one.pattern is pattern]


def hits(pattern, entries=(), clocks=(), **given):
    """How often it happened, and how often it could have."""
    occasions = found(pattern, entries, clocks, **given)
    return sum(one.is_hit for one in occasions), len(occasions)


# From Monday 13:00 to Thursday 17:00 are 25 working hours; the last tenth is 2 h 30 min.
@pytest.mark.parametrize(
    ("answered", "is_hit"),
    [
        ("11-23 13:00", False),
        ("11-26 14:29:59", False),
        ("11-26 14:30", True),
        ("11-26 17:00", True),
        ("11-26 17:00:01", False),  # late is late, and no last minute
        (None, False),
    ],
)
def test_the_last_minute_is_the_last_tenth_of_the_working_time(answered, is_hit):
    finish = clock(N.FINISH, "11-23 13:00", "11-26 17:00", answered)

    assert is_last_minute(finish, 10, the_calendar()) is is_hit


def test_days_of_a_suspension_are_no_part_of_the_limit():
    spent = {"started": "11-16 13:00", "due": "11-26 17:00", "stopped": "11-26 13:00"}
    pauses = [("11-18 00:00", "11-23 00:00")]  # three working days

    # 60 hours, of which 4 are left; without the suspended days 39.
    assert is_last_minute(clock(N.FINISH, **spent), 10, the_calendar())
    assert not is_last_minute(
        clock(N.FINISH, **spent, pauses=pauses), 10, the_calendar()
    )


def test_only_the_answer_that_ends_the_promise_is_an_answer():
    finish = clock(N.FINISH, "11-23 13:00", "11-26 17:00", "11-26 16:00")
    own = entry(K.ANSWERED, "11-26 16:00", text="已办结")
    part = entry(K.ANSWERED, "11-25 10:00", "GA", text="已办结")
    clocks = [finish, clock(N.HOLD, "11-23 13:00", None, "11-26 16:00")]

    assert hits(P.LAST_MINUTE, [part, own], clocks) == (1, 1)
    assert hits(P.SAME_ANSWER, [part, own], clocks) == (0, 1)


def test_an_answer_that_was_sent_back_ended_no_limit():
    """The limit runs on then; the words were told all the same."""
    running = clock(N.FINISH, "11-23 13:00", "11-26 17:00")
    held = [
        clock(N.HOLD, "11-23 13:00", None, "11-26 16:00"),
        clock(N.HOLD, "11-26 16:30"),
    ]
    own = entry(K.ANSWERED, "11-26 16:00", text="已办结")
    failed = entry(K.VERIFIED, "11-26 16:30", None, passed=False, cause="C21")

    assert hits(P.LAST_MINUTE, [own, failed], [running, *held]) == (0, 0)
    assert hits(P.SAME_ANSWER, [own, failed], [running, *held]) == (0, 1)
    assert hits(P.SENT_BACK, [own, failed], [running, *held]) == (1, 1)


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        (P.BOUNCE, K.RETURNED),
        (P.EXTENSION, K.EXTENSION_REQUESTED),
        (P.SUSPENSION, K.SUSPENDED),
    ],
)
def test_each_case_in_hand_is_one_occasion_however_often_it_happened(pattern, kind):
    other = case("PJ26-0002")
    held = [clock(N.HOLD, "11-23 09:20"), clock(N.HOLD, "11-24 09:20", of=other)]
    done = [
        entry(kind, short, reason="hearing") for short in ("11-23 10:00", "11-25 09:00")
    ]

    assert hits(pattern, done, held) == (1, 2)
    assert hits(pattern, (), held) == (0, 2)


@pytest.mark.parametrize(
    ("reason", "days", "notice_no", "fault"),
    [
        ("expert_review", 15, "通知1号", None),
        ("expert_review", 16, "通知1号", ProcedureFault.TOO_LONG),
        ("expert_review", 15, "  ", ProcedureFault.NO_NOTICE),
        ("hearing", 1, "通知1号", ProcedureFault.NOT_LISTED),
    ],
)
def test_a_special_procedure_is_held_against_the_register(
    reason, days, notice_no, fault
):
    said = {"reason": reason, "planned_working_days": days, "notice_no": notice_no}
    occasions = found(P.OFF_REGISTER, [entry(K.SUSPENDED, "11-24 10:00", **said)])

    assert [(one.fault, one.is_hit) for one in occasions] == [
        (fault, fault is not None)
    ]


@pytest.mark.parametrize("reason", ["correction", "upper_level", "judicial"])
def test_what_is_no_special_procedure_is_held_against_no_register(reason):
    suspended = entry(K.SUSPENDED, "11-24 10:00", reason=reason)

    assert not found(P.OFF_REGISTER, [suspended])
    assert hits(P.SUSPENSION, [suspended], [clock(N.HOLD, "11-23 09:20")]) == (1, 1)


def test_a_matter_without_a_register_is_not_held_against_one():
    free = case(register=None)
    empty = case(register="")
    told = [
        entry(K.SUSPENDED, "11-24 10:00", of=one, reason="hearing")
        for one in (free, empty)
    ]

    assert hits(P.OFF_REGISTER, told[:1]) == (0, 0)
    assert hits(P.OFF_REGISTER, told[1:]) == (1, 1)


@pytest.mark.parametrize(
    ("stopped", "answered", "counted"),
    [
        ("11-25 17:00", True, (0, 1)),
        ("11-25 17:00:01", True, (1, 1)),
        (None, False, (1, 1)),
        ("11-25 10:00", False, (0, 0)),  # released, or the case ended
        ("12-02 10:00", True, (1, 1)),
    ],
)
def test_an_assistant_is_silent_once_its_limit_passed(stopped, answered, counted):
    limit = clock(N.ASSIST, "11-23 09:20", "11-25 17:00", stopped, "GA")
    told = [entry(K.ANSWERED, stopped, "GA", text="已协助")] if answered else []

    assert hits(P.SILENT_ASSISTANT, told, [limit]) == counted


def test_a_passed_limit_counts_in_the_month_in_which_it_passed():
    limit = clock(N.ASSIST, "11-23 09:20", "11-25 17:00", None, "GA")
    december = {"start": END, "until": at("2027-01-01 00:00")}

    assert hits(P.SILENT_ASSISTANT, (), [limit], **december) == (0, 0)
    assert hits(P.SILENT_ASSISTANT, (), [limit], until=at("11-25 17:00")) == (0, 0)


def answered(number, text, short="11-24 10:00", department="SJ"):
    one = case(number)
    limit = clock(N.FINISH, "11-23 13:00", "11-26 17:00", short, department, of=one)
    held = clock(N.HOLD, "11-23 13:00", None, short, department, of=one)
    return entry(K.ANSWERED, short, department, one, text=text), limit, held


def test_the_same_answer_counts_within_one_department():
    told = [
        answered("PJ26-0001", "您好，您反映的问题已按规定办理，感谢您的支持。"),
        answered("PJ26-0002", "您好，您反映的问题已按规定办理，感谢您的支持！"),
        answered("PJ26-0003", "经核实，营业执照已于11月24日发放，请到窗口领取。"),
        answered(
            "PJ26-0004",
            "您好，您反映的问题已按规定办理，感谢您的支持。",
            department="GA",
        ),
    ]
    entries, _, held = zip(*told, strict=True)
    occasions = found(P.SAME_ANSWER, entries, held)

    assert {one.number for one in occasions if one.is_hit} == {"PJ26-0001", "PJ26-0002"}
    assert len(occasions) == 4
    assert len({one.code for one in occasions if one.is_hit}) == 1


@pytest.mark.parametrize(
    ("cause", "is_hit"), [("C38", True), ("C21", False), (None, False)]
)
def test_a_false_closing_is_what_the_window_verified_as_one(cause, is_hit):
    checked = entry(K.VERIFIED, "11-25 10:00", None, passed=False, cause=cause)

    assert hits(P.FALSE_CLOSING, [checked]) == (int(is_hit), 1)


def test_a_case_that_was_answered_and_sent_back_is_one_occasion():
    told, finish, held = answered("PJ26-0001", "已办结")
    redo = clock(N.REDO, "11-25 10:00", "12-02 17:00")
    december = {"start": END, "until": at("2027-01-01 00:00")}

    assert hits(P.SENT_BACK, [told], [finish, held]) == (0, 1)
    assert hits(P.SENT_BACK, [told], [finish, held, redo]) == (1, 1)
    assert hits(P.SENT_BACK, (), [redo]) == (1, 1)
    assert hits(P.SENT_BACK, (), [redo], **december) == (0, 0)


def test_nothing_is_counted_of_a_department_that_is_not_known():
    checked = entry(K.VERIFIED, "11-25 10:00", None, case(holder=None), cause="C38")

    assert not found(P.FALSE_CLOSING, [checked])


def test_months_add_up():
    """Each occasion of the two months falls in one of them, and in none twice."""
    told, *ended = answered("PJ26-0001", "已办结", "11-30 16:59")
    late, *later = answered("PJ26-0002", "已办结", "12-01 00:00")
    silent = clock(N.ASSIST, "11-23 09:20", "11-25 17:00", None, "GA")
    whole = {"start": START, "until": at("2027-01-01 00:00")}
    both = [{"start": START, "until": END}, {"start": END, "until": whole["until"]}]

    def counted(spans):
        sums: Counter[Pattern] = Counter()
        for span in spans:
            within = [e for e in (told, late) if span["start"] <= e.at < span["until"]]
            for pattern in (P.LAST_MINUTE, P.SILENT_ASSISTANT, P.SENT_BACK):
                sums[pattern] += hits(
                    pattern, within, [*ended, *later, silent], **span
                )[1]
        return sums

    assert counted(both) == counted([whole])
