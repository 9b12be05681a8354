"""An act as a timeline entry, and back again."""

from dataclasses import fields

import pytest
from hypothesis import given as forall
from hypothesis import strategies as st

from app.domain.acts import Act
from app.domain.entries import ACT_KINDS, FOLDED_KINDS, act_entry, entry_act
from app.domain.lifecycle import COMMAND_OF
from app.domain.terms import (
    CauseCode,
    Colour,
    EntryKind,
    ResultCode,
    SuspensionReason,
)
from tests.domain.calendars import at
from tests.domain.given_facts import stored

K = EntryKind
NOW = at("2026-11-23 09:00")
CODES = st.text("ABC甲", min_size=1, max_size=3)
FIELDS = {
    "kind": st.sampled_from(sorted(FOLDED_KINDS)),
    "at": st.just(NOW),
    "department": st.none() | CODES,
    "assisting": st.lists(CODES, unique=True, max_size=3).map(tuple),
    "reason": st.none() | st.sampled_from(SuspensionReason),
    "notice_no": st.text(max_size=5),
    "planned_days": st.integers(0, 1000),
    "granted_days": st.integers(0, 15),
    "upheld": st.sampled_from([None, True, False]),
    "result": st.none() | st.sampled_from(ResultCode),
    "cause": st.none() | st.sampled_from(CauseCode),
    "passed": st.sampled_from([None, True, False]),
    "reached": st.sampled_from([None, True, False]),
    "solved": st.sampled_from([None, True, False]),
    "rating": st.none() | st.integers(1, 5),
    "colour": st.none() | st.sampled_from(Colour),
    "calendar": st.text("0123456789abcdef", max_size=8),
    "rules": st.text("0123456789abcdef", max_size=8),
    "recomputes": st.booleans(),
}


def read_back(entry):
    return entry_act(entry.kind, entry.at, entry.department, stored(entry))


@forall(st.builds(Act, **FIELDS))
def test_every_act_is_read_back_as_it_was_written(act):
    assert read_back(act_entry(act, {"text": "说明"})) == act


def test_the_round_trip_tries_every_field_of_an_act():
    assert set(FIELDS) == {field.name for field in fields(Act)}


def test_words_never_override_what_the_act_says():
    entry = act_entry(Act(K.VERIFIED, NOW, passed=False), {"passed": True, "text": "x"})

    assert stored(entry) == {"passed": False, "text": "x"}


def test_a_no_is_written_and_what_was_not_said_is_not():
    entry = act_entry(Act(K.REVISITED, NOW, reached=False))

    assert stored(entry) == {"reached": False}


@pytest.mark.parametrize(
    "payload",
    [{"result": "R0"}, {"cause": "C10"}, {"reason": "holiday"}, {"step": "green"}],
)
def test_a_code_of_no_table_is_refused(payload):
    with pytest.raises(ValueError, match="is not a valid"):
        entry_act(K.ANSWERED, NOW, "SJ", payload)


def test_what_time_and_review_write_is_not_folded():
    by_time_or_review = set(K) - FOLDED_KINDS

    assert by_time_or_review == {
        K.AUTO_SIGNED,
        K.AUTO_RESUMED,
        K.ESCALATED,
        K.DUPLICATE_JOINED,
        K.REPEAT_LINKED,
        K.STATEMENT_REQUESTED,
        K.STATEMENT_GIVEN,
        K.ESCALATION_CONFIRMED,
        K.ESCALATION_DISMISSED,
        K.DOWNGRADED,
        K.OBJECTED,
        K.OBJECTION_DECIDED,
        K.RETALIATION_REPORTED,
        K.RETALIATION_CONCLUDED,
        K.CIRCULAR_ISSUED,
        K.TALK_RECORDED,
        K.CLUE_PROPOSED,
        K.CLUE_TRANSFERRED,
        K.CLUE_REFUSED,
        K.PAPER_WITHDRAWN,
    }


def test_every_folded_entry_stands_for_a_command():
    """Filing makes the ticket; a closing is judged by the state it was in; another
    calendar comes whatever the state."""
    assert set(COMMAND_OF) == FOLDED_KINDS - {
        K.FILED,
        K.CLOSED,
        K.CALENDAR_CHANGED,
        K.RULES_CHANGED,
    }
    assert ACT_KINDS < FOLDED_KINDS
