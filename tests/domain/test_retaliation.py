"""Retaliation: told by one side alone, concluded on once, and no clock moves."""

import pytest

from app.domain.errors import FieldMissing, NotPossible
from app.domain.grades import grade, marks_of
from app.domain.integrity import ChainedEntry
from app.domain.papers import sees
from app.domain.proving_retaliation import KeptRetaliation, retaliation_differences
from app.domain.retaliation import conclude, report
from app.domain.terms import EntryKind, Grade, RetaliationState, Role, Step
from tests.domain.given_facts import LEAD, OTHER, moment
from tests.domain.tries import TICKETS

NOW = moment("2026-11-23 11:00")
KINDS = (EntryKind.RETALIATION_REPORTED, EntryKind.RETALIATION_CONCLUDED)


def told(department=LEAD, waiting=(), words="再去办事被拒"):
    return report(TICKETS["held"], department, words, waiting, NOW)


def concluded(confirmed=True, waiting=(LEAD,), reasons="调取录像，属实"):
    return conclude(TICKETS["held"], LEAD, confirmed, reasons, waiting, NOW)


def test_the_words_stand_beside_the_timeline_and_no_clock_moves():
    decision = told()

    assert decision.entries[-1].kind is EntryKind.RETALIATION_REPORTED
    assert decision.entries[-1].department == LEAD
    assert decision.entries[-1].payload == {}
    assert decision.retaliation.told == "再去办事被拒"
    assert decision.facts.clocks == TICKETS["held"].clocks
    assert [one.audience for one in decision.notices] == ["inspector"]


def test_one_report_about_a_department_waits_at_a_time():
    with pytest.raises(NotPossible, match=r"retaliation\.waits"):
        told(waiting=(LEAD,))

    assert told(waiting=(OTHER,)).retaliation.department == LEAD


@pytest.mark.parametrize("confirmed", [True, False])
def test_a_conclusion_says_what_was_found_and_why(confirmed):
    state = RetaliationState.CONFIRMED if confirmed else RetaliationState.NOT_BORNE_OUT
    decision = concluded(confirmed)

    assert decision.entries[-1].payload == {"found": state, "text": "调取录像，属实"}
    assert (decision.retaliation.state, decision.retaliation.told) == (state, "")
    assert [one.audience for one in decision.notices] == ["inspector"]


def test_nothing_is_concluded_on_that_does_not_wait():
    with pytest.raises(NotPossible, match=r"retaliation\.none_open"):
        concluded(waiting=(OTHER,))


def test_both_ask_for_words():
    with pytest.raises(FieldMissing):
        told(words="  ")
    with pytest.raises(FieldMissing):
        concluded(reasons="  ")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", Role)
def test_the_inspection_office_alone_knows(role, kind):
    assert sees(role, kind) is (role is Role.INSPECTOR)


def test_one_that_is_confirmed_fails_the_quarter():
    rules = NOW.rules.deductions

    assert grade(marks_of({Step.YELLOW: 1}), rules) is Grade.EXCELLENT
    assert grade(marks_of({Step.YELLOW: 1}, retaliation=1), rules) is Grade.FAILED


def entry(seq, kind, payload="{}", department=LEAD):
    return ChainedEntry(
        "PJ26-0001",
        seq,
        kind,
        NOW.now,
        NOW.now,
        "001",
        "inspector",
        department,
        payload,
    )


REPORTED = entry(3, "retaliation_reported")
CONCLUDED = entry(4, "retaliation_concluded", '{"found":"confirmed"}')
ROW = KeptRetaliation(3, LEAD, "confirmed", NOW.now, NOW.now, 4)
OPEN_ROW = KeptRetaliation(3, LEAD, "reported", NOW.now, None, None)


@pytest.mark.parametrize(
    ("entries", "kept", "differ"),
    [
        ([], [], []),
        ([REPORTED], [OPEN_ROW], []),
        ([REPORTED, CONCLUDED], [ROW], []),
        ([REPORTED, CONCLUDED], [OPEN_ROW], ["retaliation reported in entry 3"]),
        ([REPORTED], [], ["retaliation reported in entry 3"]),
        ([], [OPEN_ROW], ["retaliation reported in entry 3"]),
        ([CONCLUDED], [], ["retaliation reported in entry 0"]),
        (
            [REPORTED],
            [KeptRetaliation(3, OTHER, "reported", NOW.now, None, None)],
            ["retaliation reported in entry 3"],
        ),
    ],
)
def test_rows_that_differ_from_the_entries_are_told(entries, kept, differ):
    assert list(retaliation_differences(entries, kept)) == differ
