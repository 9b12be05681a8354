"""The one table of states and commands."""

from __future__ import annotations

import pytest

from app.domain.entries import ACT_KINDS, FOLDED_KINDS
from app.domain.errors import NotPossible
from app.domain.lifecycle import (
    COMMAND_OF,
    POSSIBLE,
    is_possible,
    require_act_possible,
    require_possible,
)
from app.domain.standards import CHANGES
from app.domain.terms import Command, EntryKind, State

C = Command
ALWAYS = {C.VIEW, C.REVEAL, C.SWEEP}
HANDLING = {C.SIGN, C.CONTACT, C.PROGRESS, C.ANSWER}
EXTENDING = {C.REQUEST_EXTENSION, C.GRANT_EXTENSION, C.REFUSE_EXTENSION}
AFTER_ANSWER = {C.CONTACT, C.PROGRESS, C.WITHDRAW}
REVIEW = {C.REQUEST_STATEMENT, C.GIVE_STATEMENT}
REVIEW |= {C.CONFIRM_ESCALATION, C.DOWNGRADE, C.DISMISS_ESCALATION}
REVIEW |= {C.OBJECT, C.DECIDE_OBJECTION}
REVIEW |= {C.ISSUE_CIRCULAR, C.RECORD_TALK}
REVIEW |= {C.PROPOSE_CLUE, C.TRANSFER_CLUE, C.REFUSE_CLUE}
HEARING = REVIEW - {C.ISSUE_CIRCULAR} | {C.REPORT_RETALIATION}
REVIEW |= {C.REPORT_RETALIATION}
NOTICES = {C.ISSUE_NOTICE, C.REPLY_NOTICE, C.LIFT_NOTICE}
OPEN = REVIEW | NOTICES

LEVEL = {C.RAISE_LEVEL, C.CALL_MEETING, C.HOLD_MEETING}
HELPED = LEVEL | {C.ADD_ASSISTANT, C.RELEASE_ASSISTANT}
WATCH = {C.WATCH, C.CALL_BACK, C.UNWATCH}
REPEATS = {C.MERGE, C.LINK}
AFTER_ANSWER |= LEVEL | WATCH | {C.LINK}

TABLE = {
    State.FILED: {C.DISPATCH, C.REFUSE, C.SOLVE_AT_DESK, C.CONCLUDE}
    | {C.HAND_UP, C.WITHDRAW}
    | (REPEATS | HEARING),
    State.HELD: HANDLING
    | EXTENDING
    | {C.SUSPEND, C.RESUME, C.RETURN, C.HAND_UP, C.WITHDRAW}
    | (HELPED | REPEATS | OPEN),
    State.SUSPENDED: HANDLING
    | EXTENDING
    | {C.RESUME, C.HAND_UP, C.WITHDRAW}
    | (HELPED | REPEATS | OPEN),
    State.RETURNED: {C.ARBITRATE, C.HAND_UP, C.WITHDRAW} | LEVEL | REPEATS | OPEN,
    State.ANSWERED: {C.VERIFY} | AFTER_ANSWER | OPEN,
    State.VERIFIED: {C.REVISIT} | AFTER_ANSWER | OPEN,
    State.REVISITED: {C.REVISIT, C.CLOSE, C.REOPEN} | AFTER_ANSWER | OPEN,
    State.CLOSED: {C.REOPEN, C.ARCHIVE, C.LINK} | WATCH | REVIEW,
    State.WITHDRAWN: REVIEW,
    State.ARCHIVED: WATCH | REVIEW,
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("command", Command)
def test_the_table_says_what_is_possible(state: State, command: Command) -> None:
    expected = command in ALWAYS or command in TABLE[state]

    assert is_possible(state, command) is expected


@pytest.mark.parametrize("state", State)
def test_what_is_not_possible_is_refused_with_its_reasons(state: State) -> None:
    for command in set(Command) - ALWAYS - TABLE[state]:
        with pytest.raises(NotPossible) as refused:
            require_possible(state, command)
        assert refused.value.code == "lifecycle.state"
        assert refused.value.facts == {"state": state, "command": command}


def test_every_state_has_a_row_and_every_command_but_the_filing_a_place() -> None:
    placed = set().union(*POSSIBLE.values()) | ALWAYS

    assert set(POSSIBLE) == set(State)
    assert set(Command) - placed == {C.FILE}


def test_every_act_but_filing_and_closing_stands_for_one_command() -> None:
    others = {EntryKind.FILED, EntryKind.CLOSED} | CHANGES

    assert set(COMMAND_OF) == (FOLDED_KINDS | ACT_KINDS) - others


@pytest.mark.parametrize(
    ("state", "possible"),
    [
        (State.FILED, True),  # solved at the desk, or out of scope
        (State.HELD, False),
        (State.VERIFIED, False),
        (State.REVISITED, True),
        (State.CLOSED, False),
    ],
)
def test_closing_means_two_things(state: State, possible: bool) -> None:
    if possible:
        require_act_possible(state, EntryKind.CLOSED)
    else:
        with pytest.raises(NotPossible):
            require_act_possible(state, EntryKind.CLOSED)


@pytest.mark.parametrize(
    "kind", [EntryKind.FILED, EntryKind.AUTO_SIGNED, EntryKind.ESCALATED]
)
@pytest.mark.parametrize("state", State)
def test_nobody_files_twice_or_acts_in_times_place(
    state: State, kind: EntryKind
) -> None:
    with pytest.raises(NotPossible):
        require_act_possible(state, kind)
