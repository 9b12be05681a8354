"""Who may do what to a ticket: role x relation x command, one table.

Verbs ask it before they act, templates before they show a button, so that the two
cannot differ. Whether the ticket's state allows the command is `lifecycle`'s.
Source: docs/rules.md, roles; separation of the three administrators.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.errors import NotPermitted
from app.domain.facts import TicketFacts
from app.domain.terms import Command, Relation, Role

C, R, Rel = Command, Role, Relation


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: one person in one role, or the system itself.

    district:   code of the district the person belongs to
    center:     code of the service center, for window officers
    department: code of the department, for its people
    """

    name: str
    role: Role
    district: str
    user_id: int | None = None
    center: str | None = None
    department: str | None = None
    of_district_window: bool = False


SYSTEM_NAME, CITIZEN_NAME = "system", "citizen"
WITHOUT_ACCOUNT = frozenset({Role.SYSTEM, Role.CITIZEN})


def system_actor(district: str) -> Actor:
    """The timer: one more officer, with no rights but to sweep."""
    return Actor(SYSTEM_NAME, Role.SYSTEM, district)


def citizen_actor(district: str) -> Actor:
    """A complainant who proved number and code of the own case; the door sees to that
    it is this case and no other. The name is written nowhere."""
    return Actor(CITIZEN_NAME, Role.CITIZEN, district)


_DESK = {C.REFUSE, C.SOLVE_AT_DESK, C.DISPATCH, C.HAND_UP, C.WITHDRAW}
_AFTER = {C.VERIFY, C.REVISIT, C.CLOSE, C.REOPEN}
_WATCHING = {C.WATCH, C.CALL_BACK, C.UNWATCH}
_REPEATS = {C.MERGE, C.LINK}
_WINDOW = frozenset(
    {C.VIEW, C.REVEAL, C.FILE, C.RESUME, C.REPORT_RETALIATION}
    | (_DESK | _AFTER | _WATCHING | _REPEATS)
)
_HANDLING = frozenset(
    {C.VIEW, C.REVEAL, C.SIGN, C.CONTACT, C.PROGRESS, C.ANSWER}
    | {C.REQUEST_EXTENSION, C.SUSPEND, C.RESUME, C.RETURN}
    | {C.REPLY_NOTICE, C.GIVE_STATEMENT}
)
_ASSISTING = frozenset({C.VIEW, C.CONTACT, C.PROGRESS, C.ANSWER, C.GIVE_STATEMENT})
_DISPATCHING = frozenset(
    {C.VIEW, C.REVEAL, C.DISPATCH, C.ARBITRATE, C.GRANT_EXTENSION, C.REFUSE_EXTENSION}
    | {C.ADD_ASSISTANT, C.RELEASE_ASSISTANT, *_REPEATS, C.WATCH, C.UNWATCH}
    | {C.RAISE_LEVEL, C.CALL_MEETING, C.HOLD_MEETING}
)
_INSPECTING = frozenset(
    {C.VIEW, C.REVEAL, C.ISSUE_NOTICE, C.LIFT_NOTICE, C.RAISE_LEVEL}
    | {C.REQUEST_STATEMENT, C.CONFIRM_ESCALATION, C.DOWNGRADE, C.DISMISS_ESCALATION}
    | {C.DECIDE_OBJECTION, C.CONCLUDE}
    | {C.ISSUE_CIRCULAR, C.RECORD_TALK, C.PROPOSE_CLUE, C.TRANSFER_CLUE, C.REFUSE_CLUE}
)
_LOOK = frozenset({C.VIEW})
# Who speaks for a department when it is judged: anybody states, its leaders object.
_STATES = _LOOK | {C.GIVE_STATEMENT}
_OBJECTS = _STATES | {C.OBJECT}

PERMITTED: Mapping[tuple[Role, Relation], frozenset[Command]] = {
    (R.FRONT_DESK, Rel.OWN_CENTER): _WINDOW,
    (R.FRONT_DESK, Rel.HANDED_TO): _WINDOW,
    (R.CENTER_LEADER, Rel.OWN_CENTER): _WINDOW | {C.ARCHIVE},
    (R.CENTER_LEADER, Rel.HANDED_TO): _WINDOW | {C.ARCHIVE},
    (R.DISPATCHER, Rel.DISTRICT): _DISPATCHING,
    (R.CHIEF_REPRESENTATIVE, Rel.HOLDER): _HANDLING | {C.OBJECT},
    (R.CHIEF_REPRESENTATIVE, Rel.ASSISTANT): _ASSISTING | {C.OBJECT},
    (R.CHIEF_REPRESENTATIVE, Rel.FORMER): _OBJECTS,
    (R.HANDLER, Rel.HOLDER): _HANDLING,
    (R.HANDLER, Rel.ASSISTANT): _ASSISTING,
    (R.HANDLER, Rel.FORMER): _STATES,
    (R.DEPUTY_LEADER, Rel.HOLDER): _OBJECTS | {C.REPLY_NOTICE},
    (R.DEPUTY_LEADER, Rel.ASSISTANT): _OBJECTS,
    (R.DEPUTY_LEADER, Rel.FORMER): _OBJECTS,
    (R.CHIEF_REPRESENTATIVE, Rel.NAMED): _OBJECTS - _LOOK,
    (R.HANDLER, Rel.NAMED): _STATES - _LOOK,
    (R.DEPUTY_LEADER, Rel.NAMED): _OBJECTS - _LOOK,
    (R.INSPECTOR, Rel.DISTRICT): _INSPECTING,
    (R.DISTRICT_LEADER, Rel.DISTRICT): _LOOK,
    (R.CITIZEN, Rel.COMPLAINANT): _LOOK | {C.REVISIT, C.REOPEN, C.REPORT_RETALIATION},
    (R.SYSTEM, Rel.DISTRICT): frozenset({C.SWEEP}),
}


def relations(
    actor: Actor, district: str, center: str, handed_up: bool, facts: TicketFacts
) -> frozenset[Relation]:
    """How the actor stands to a ticket; empty for somebody of another district.

    A citizen acts on the own case alone, see `citizen_actor`. Whether a flag names a
    department that never had the ticket (`Relation.NAMED`) is no fact of the ticket.

    center:    code of the center that filed the ticket
    handed_up: was it handed up to the district window?
    """
    if actor.district != district:
        return frozenset()
    found = {Rel.COMPLAINANT if actor.role is Role.CITIZEN else Rel.DISTRICT}
    if actor.center is not None and actor.center == center:
        found.add(Rel.OWN_CENTER)
    if actor.of_district_window and handed_up:
        found.add(Rel.HANDED_TO)
    if actor.department is not None:
        found |= _department_relations(actor.department, facts)
    return frozenset(found)


def _department_relations(department: str, facts: TicketFacts) -> set[Relation]:
    found = set()
    if department == facts.holder and not facts.with_arbiter:
        found.add(Rel.HOLDER)
    if department in facts.assistants:
        found.add(Rel.ASSISTANT)
    if department in facts.returned_by:
        found.add(Rel.FORMER)
    return found


def may(actor: Actor, held: Iterable[Relation], command: Command) -> bool:
    """May this role, standing so to the ticket, do this?"""
    return any(command in PERMITTED.get((actor.role, rel), ()) for rel in held)


def may_file(actor: Actor) -> bool:
    """May this person file a new ticket? Window officers at their own center."""
    return may(actor, (Rel.OWN_CENTER,), C.FILE) and actor.center is not None


def require(actor: Actor, held: Iterable[Relation], command: Command) -> None:
    """Raise NotPermitted unless `may`."""
    if not may(actor, held, command):
        raise NotPermitted("permission", role=actor.role, command=command)
