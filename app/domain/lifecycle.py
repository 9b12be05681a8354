"""The life of a ticket as one table: which command is possible in which state.

Everything else asks this table: verbs, pages, the REST API, replay, the tests.
Whether a person may is `permissions`; whether a rule forbids it in this case (a
second return, a late request) is said by the moment of life it belongs to.
Source: docs/rules.md, "Timelines", states.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.errors import NotPossible
from app.domain.terms import Command, EntryKind, State

C = Command

# What a flag brings, and a report of retaliation even where no department has it yet.
_HEARING = {
    C.REQUEST_STATEMENT,
    C.GIVE_STATEMENT,
    C.CONFIRM_ESCALATION,
    C.DOWNGRADE,
    C.DISMISS_ESCALATION,
    C.OBJECT,
    C.DECIDE_OBJECTION,
    C.RECORD_TALK,
    C.PROPOSE_CLUE,
    C.TRANSFER_CLUE,
    C.REFUSE_CLUE,
}
_NOTICES = {C.ISSUE_NOTICE, C.REPLY_NOTICE, C.LIFT_NOTICE}
# Review of what the ladder brought goes on beside the ticket's own course.
_AFTERWARDS = _HEARING | {C.ISSUE_CIRCULAR, C.REPORT_RETALIATION}
_REVIEW = _AFTERWARDS | _NOTICES
# The district helps while departments are at work: assistants, a higher level, a table.
_COORDINATION = {C.RAISE_LEVEL, C.CALL_MEETING, C.HOLD_MEETING}
_ASSISTANTS = {C.ADD_ASSISTANT, C.RELEASE_ASSISTANT}
# Once a "no" was answered, and as long as the policy may still change.
_WATCH = {C.WATCH, C.CALL_BACK, C.UNWATCH}
# What repeats another ticket goes on in that one, as long as nobody has answered it.
_REPEATS = {C.MERGE, C.LINK}
_ALWAYS = {C.VIEW, C.REVEAL, C.SWEEP}

POSSIBLE: Mapping[State, frozenset[Command]] = {
    State.FILED: frozenset(
        {C.DISPATCH, C.REFUSE, C.SOLVE_AT_DESK, C.CONCLUDE, C.HAND_UP, C.WITHDRAW}
        | {C.REPORT_RETALIATION}
        | (_REPEATS | _HEARING)
    ),
    State.HELD: frozenset(
        {C.SIGN, C.CONTACT, C.PROGRESS, C.SUSPEND, C.RESUME, C.RETURN, C.ANSWER}
        | {C.REQUEST_EXTENSION, C.GRANT_EXTENSION, C.REFUSE_EXTENSION}
        | {C.HAND_UP, C.WITHDRAW}
        | (_COORDINATION | _ASSISTANTS | _REPEATS | _REVIEW)
    ),
    State.SUSPENDED: frozenset(
        {C.SIGN, C.CONTACT, C.PROGRESS, C.RESUME, C.ANSWER, C.HAND_UP, C.WITHDRAW}
        | {C.REQUEST_EXTENSION, C.GRANT_EXTENSION, C.REFUSE_EXTENSION}
        | (_COORDINATION | _ASSISTANTS | _REPEATS | _REVIEW)
    ),
    State.RETURNED: frozenset(
        {C.ARBITRATE, C.HAND_UP, C.WITHDRAW} | _COORDINATION | _REPEATS | _REVIEW
    ),
    State.ANSWERED: frozenset(
        {C.VERIFY, C.CONTACT, C.PROGRESS, C.WITHDRAW}
        | (_COORDINATION | _WATCH | {C.LINK} | _REVIEW)
    ),
    State.VERIFIED: frozenset(
        {C.REVISIT, C.CONTACT, C.PROGRESS, C.WITHDRAW}
        | (_COORDINATION | _WATCH | {C.LINK} | _REVIEW)
    ),
    State.REVISITED: frozenset(
        {C.REVISIT, C.CLOSE, C.REOPEN, C.CONTACT, C.PROGRESS, C.WITHDRAW}
        | (_COORDINATION | _WATCH | {C.LINK} | _REVIEW)
    ),
    State.CLOSED: frozenset({C.REOPEN, C.ARCHIVE, C.LINK} | _WATCH | _AFTERWARDS),
    State.WITHDRAWN: frozenset(_AFTERWARDS),
    State.ARCHIVED: frozenset(_WATCH | _AFTERWARDS),
}

# The command that each act of a timeline stands for, where only one does.
COMMAND_OF: Mapping[EntryKind, Command] = {
    EntryKind.DISPATCHED: C.DISPATCH,
    EntryKind.SIGNED: C.SIGN,
    EntryKind.CONTACTED: C.CONTACT,
    EntryKind.PROGRESSED: C.PROGRESS,
    EntryKind.SUSPENDED: C.SUSPEND,
    EntryKind.RESUMED: C.RESUME,
    EntryKind.EXTENDED: C.GRANT_EXTENSION,
    EntryKind.RETURNED: C.RETURN,
    EntryKind.ARBITRATED: C.ARBITRATE,
    EntryKind.ANSWERED: C.ANSWER,
    EntryKind.VERIFIED: C.VERIFY,
    EntryKind.REVISITED: C.REVISIT,
    EntryKind.REOPENED: C.REOPEN,
    EntryKind.WITHDRAWN: C.WITHDRAW,
    EntryKind.ARCHIVED: C.ARCHIVE,
    EntryKind.NOTICE_REPLIED: C.REPLY_NOTICE,
    EntryKind.NOTICE_ISSUED: C.ISSUE_NOTICE,
    EntryKind.NOTICE_LIFTED: C.LIFT_NOTICE,
    EntryKind.EXTENSION_REQUESTED: C.REQUEST_EXTENSION,
    EntryKind.EXTENSION_REFUSED: C.REFUSE_EXTENSION,
    EntryKind.HANDED_UP: C.HAND_UP,
    EntryKind.ASSISTANT_ADDED: C.ADD_ASSISTANT,
    EntryKind.ASSISTANT_RELEASED: C.RELEASE_ASSISTANT,
    EntryKind.LEVEL_RAISED: C.RAISE_LEVEL,
    EntryKind.MEETING_CALLED: C.CALL_MEETING,
    EntryKind.MEETING_HELD: C.HOLD_MEETING,
    EntryKind.WATCHED: C.WATCH,
    EntryKind.CALLED_BACK: C.CALL_BACK,
    EntryKind.UNWATCHED: C.UNWATCH,
    EntryKind.MERGED: C.MERGE,
}


# Written whatever the state: other dates, the same course.
_IN_EVERY_STATE = frozenset({EntryKind.CALENDAR_CHANGED, EntryKind.RULES_CHANGED})


def is_possible(state: State, command: Command) -> bool:
    """Does the table allow the command in this state?

    Looking, revealing with a reason and the timer's sweep are possible in all states.
    """
    return command in _ALWAYS or command in POSSIBLE[state]


def require_possible(state: State, command: Command) -> None:
    """Raise NotPossible when the table does not allow the command."""
    if not is_possible(state, command):
        raise NotPossible("lifecycle.state", state=state, command=command)


def require_act_possible(state: State, kind: EntryKind) -> None:
    """Raise NotPossible when no command that writes this entry is allowed.

    A closing in `filed` is "solved at the desk" or "out of scope".
    """
    if kind in _IN_EVERY_STATE:
        return
    command = COMMAND_OF.get(kind)
    if kind is EntryKind.CLOSED:
        command = C.SOLVE_AT_DESK if state is State.FILED else C.CLOSE
    if command is None or not is_possible(state, command):
        raise NotPossible("lifecycle.state", state=state, kind=kind)
