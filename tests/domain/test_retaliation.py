"""Retaliation: told by one side alone, and what the other side reads discloses nothing."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from app.domain.discretion import sees, sees_flag
from app.domain.errors import FieldMissing, NotPossible, RuleBroken
from app.domain.figures.grades import ConfirmedFindings, grade, marks_of
from app.domain.finding import FindingKey
from app.domain.hearing import Hearing
from app.domain.permissions import Actor
from app.domain.proof.integrity import ChainedEntry
from app.domain.proof.retaliation import KeptRetaliation, retaliation_differences
from app.domain.retaliation import (
    LONGEST_QUOTE,
    report,
    require_discloses_nothing,
)
from app.domain.terms import EntryKind, FindingCode, Grade, ReviewStatus, Role
from tests.domain.given_facts import LEAD, OTHER, RULES, moment
from tests.domain.tries import TICKETS

NOW = moment("2026-11-23 11:00")
KEY = FindingKey(FindingCode.V1, 7, 1)
WORDS = "再去办证，窗口说你去告我们了就慢慢等吧"


def told(department=LEAD, waiting=(), words=WORDS):
    return report(TICKETS["held"], department, words, waiting, NOW)


def test_the_words_stand_beside_the_timeline_and_no_clock_moves():
    decision = told()

    assert decision.entries[-1].kind is EntryKind.RETALIATION_REPORTED
    assert decision.entries[-1].department == LEAD
    assert decision.entries[-1].payload == {}
    assert decision.retaliation.told == WORDS
    assert decision.facts.clocks == TICKETS["held"].clocks
    assert [one.audience for one in decision.notices] == ["inspector"]
    assert decision.look_at == decision.entries[-1].at


def test_one_report_about_a_department_waits_at_a_time():
    with pytest.raises(NotPossible, match=r"retaliation\.waits"):
        told(waiting=(LEAD,))

    assert told(waiting=(OTHER,)).retaliation.department == LEAD
    with pytest.raises(FieldMissing):
        told(words=" ")


@pytest.mark.parametrize(
    ("taken", "is_refused"), [(LONGEST_QUOTE, False), (LONGEST_QUOTE + 1, True)]
)
def test_what_a_department_reads_quotes_no_more_than_a_few_signs(taken, is_refused):
    plain = WORDS.replace("，", "")
    text = f"请贵局说明：{plain[2 : 2 + taken]}。"

    if not is_refused:
        require_discloses_nothing(text, [WORDS], [])
        return
    with pytest.raises(RuleBroken, match=r"retaliation\.quotes"):
        require_discloses_nothing(text, [WORDS], [])


def test_other_commas_make_no_words_ones_own():
    with pytest.raises(RuleBroken, match=r"retaliation\.quotes"):
        require_discloses_nothing("再去办证窗口说，你去告我们了", [WORDS], [])


@pytest.mark.parametrize("text", ["陈某某反映", "来电 199-0000-4321 反映"])
def test_what_a_department_reads_names_nobody(text):
    who = ["陈某某", "199 0000 4321", ""]
    with pytest.raises(RuleBroken, match=r"retaliation\.names"):
        require_discloses_nothing(text, [], who)

    require_discloses_nothing("请说明 11 月 24 日窗口接待情况", [], who)


# --- who may know of it ----------------------------------------------------------------


def reader(role, department=None):
    return Actor("x", role, "440703", department=department)


def flag(hearing):
    return SimpleNamespace(key=KEY, department=LEAD, hearing=hearing)


ASKED = Hearing(ReviewStatus.STATEMENT, told_at=NOW.now)


@pytest.mark.parametrize(
    ("role", "department", "hearing", "may_know"),
    [
        (Role.INSPECTOR, None, Hearing(), True),
        (Role.HANDLER, LEAD, Hearing(), False),
        (Role.HANDLER, LEAD, ASKED, True),
        (Role.HANDLER, OTHER, ASKED, False),
        (Role.FRONT_DESK, None, ASKED, False),
        (Role.DISTRICT_LEADER, None, ASKED, False),
    ],
)
def test_a_department_knows_of_it_from_when_it_is_asked(
    role, department, hearing, may_know
):
    assert sees_flag(reader(role, department), flag(hearing)) is may_know


@pytest.mark.parametrize("kind", [EntryKind.STATEMENT_REQUESTED, EntryKind.OBJECTED])
def test_what_is_said_on_it_is_read_by_the_department_it_names(kind):
    said = {"finding": "V1", "start_seq": 7, "nth": 1}

    def read(role, department=None):
        return sees(reader(role, department), kind, LEAD, said)

    assert read(Role.INSPECTOR)
    assert read(Role.DEPUTY_LEADER, LEAD)
    assert not read(Role.DEPUTY_LEADER, OTHER)
    assert not read(Role.DISPATCHER)
    assert not sees(reader(Role.DEPUTY_LEADER, LEAD), kind, None, said)
    other = {**said, "finding": "M1"}
    assert sees(reader(Role.DISPATCHER), kind, LEAD, other)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    "kind", [EntryKind.RETALIATION_REPORTED, EntryKind.RETALIATION_CONCLUDED]
)
def test_only_the_inspection_office_reads_that_it_was_reported(role, kind):
    assert sees(reader(role, LEAD), kind, LEAD, {}) is (role is Role.INSPECTOR)


# --- what it means --------------------------------------------------------------------


def test_what_is_confirmed_fails_the_quarter_whatever_the_points():
    found = ConfirmedFindings({FindingCode.V1: 1})

    assert grade(marks_of({}), RULES.deductions) is Grade.EXCELLENT
    assert grade(marks_of({}, 0, found), RULES.deductions) is Grade.FAILED


def entry(seq, kind, department=LEAD):
    at = NOW.now + timedelta(minutes=seq)
    return ChainedEntry(
        "PJ26-0001", seq, kind, at, at, "x", "inspector", department, "{}"
    )


def test_the_rows_say_what_the_entries_say():
    entries = [
        entry(1, "filed"),
        entry(2, "retaliation_reported"),
        entry(3, "retaliation_reported", OTHER),
    ]
    kept = [KeptRetaliation(one.seq, one.department, one.at) for one in entries[1:]]

    assert list(retaliation_differences(entries, kept)) == []
    for changed in (kept[:1], [*kept, KeptRetaliation(9, LEAD, NOW.now)]):
        assert list(retaliation_differences(entries, changed))
    moved = KeptRetaliation(2, OTHER, kept[0].reported_at)
    assert list(retaliation_differences(entries, [moved, kept[1]])) == [
        "retaliation reported in entry 2"
    ]
