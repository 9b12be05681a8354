"""Which entry is told to whom; how it is worded and sent is `notify`'s.

An audience is a role, or a role at a unit: `inspector`, `handler@SJ`,
`front_desk@C0`. Whoever holds that role there sees the notice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from app.domain.decision import Entry, Notice
from app.domain.discretion import flag_of, is_discreet, stays_inside
from app.domain.facts import TicketFacts
from app.domain.rule_set import RuleSet
from app.domain.terms import (
    ClockName,
    EntryKind,
    PaperKind,
    Role,
    Step,
    TicketClass,
)

K, R = EntryKind, Role

DEPARTMENT_ROLES = frozenset({R.CHIEF_REPRESENTATIVE, R.HANDLER, R.DEPUTY_LEADER})
WINDOW_ROLES = frozenset({R.FRONT_DESK, R.CENTER_LEADER})

# Entries by people, or by time, that somebody is told of. The ladder's steps are in
# the rule file. An entry with an empty tuple tells nobody, on purpose.
TOLD: Mapping[EntryKind, tuple[Role, ...]] = {
    K.FILED: (),
    K.DISPATCHED: (R.HANDLER, R.CHIEF_REPRESENTATIVE),
    K.SIGNED: (),
    K.CONTACTED: (),
    K.PROGRESSED: (),
    K.SUSPENDED: (R.FRONT_DESK,),
    K.RESUMED: (R.HANDLER,),
    K.EXTENDED: (R.HANDLER, R.FRONT_DESK),
    K.RETURNED: (R.DISPATCHER,),
    K.ARBITRATED: (R.HANDLER, R.CHIEF_REPRESENTATIVE, R.FRONT_DESK),
    K.ANSWERED: (R.FRONT_DESK,),
    K.VERIFIED: (R.HANDLER,),
    K.REVISITED: (),
    K.CLOSED: (R.HANDLER,),
    K.REOPENED: (R.HANDLER, R.CHIEF_REPRESENTATIVE),
    K.WITHDRAWN: (R.HANDLER,),
    K.ARCHIVED: (),
    K.NOTICE_REPLIED: (R.INSPECTOR,),
    K.NOTICE_ISSUED: (R.HANDLER, R.CHIEF_REPRESENTATIVE, R.DEPUTY_LEADER),
    K.NOTICE_LIFTED: (R.HANDLER, R.CHIEF_REPRESENTATIVE, R.DEPUTY_LEADER),
    K.AUTO_SIGNED: (R.HANDLER, R.CHIEF_REPRESENTATIVE),
    K.AUTO_RESUMED: (R.HANDLER, R.FRONT_DESK),
    K.EXTENSION_REQUESTED: (R.DISPATCHER,),
    K.EXTENSION_REFUSED: (R.HANDLER, R.CHIEF_REPRESENTATIVE),
    K.HANDED_UP: (R.FRONT_DESK,),
    K.CALENDAR_CHANGED: (R.HANDLER, R.FRONT_DESK),  # when the promise moves
    K.ASSISTANT_ADDED: (R.HANDLER, R.CHIEF_REPRESENTATIVE),
    K.ASSISTANT_RELEASED: (R.HANDLER,),
    K.LEVEL_RAISED: (),  # the step that it brings tells
    K.MEETING_CALLED: (R.HANDLER, R.DEPUTY_LEADER, R.FRONT_DESK, R.DISTRICT_LEADER),
    K.MEETING_HELD: (R.HANDLER, R.DEPUTY_LEADER, R.FRONT_DESK),
    K.WATCHED: (),
    K.CALLED_BACK: (),
    K.UNWATCHED: (),
    K.MERGED: (R.HANDLER,),
    K.DUPLICATE_JOINED: (R.HANDLER, R.FRONT_DESK),
    K.REPEAT_LINKED: (),
    K.RULES_CHANGED: (),
    K.STATEMENT_REQUESTED: (R.HANDLER, R.CHIEF_REPRESENTATIVE, R.DEPUTY_LEADER),
    K.STATEMENT_GIVEN: (R.INSPECTOR,),
    K.ESCALATION_CONFIRMED: (R.CHIEF_REPRESENTATIVE, R.DEPUTY_LEADER),
    K.ESCALATION_DISMISSED: (R.CHIEF_REPRESENTATIVE, R.DEPUTY_LEADER),
    K.DOWNGRADED: (R.CHIEF_REPRESENTATIVE, R.DEPUTY_LEADER),
    K.OBJECTED: (R.INSPECTOR,),
    K.OBJECTION_DECIDED: (R.CHIEF_REPRESENTATIVE, R.DEPUTY_LEADER),
    K.CIRCULAR_ISSUED: (
        *(R.CHIEF_REPRESENTATIVE, R.DEPUTY_LEADER),
        *(R.DISPATCHER, R.DISTRICT_LEADER),
    ),
    K.TALK_RECORDED: (R.CHIEF_REPRESENTATIVE, R.DEPUTY_LEADER, R.DISTRICT_LEADER),
    K.CLUE_PROPOSED: (R.INSPECTOR,),
    K.CLUE_TRANSFERRED: (R.INSPECTOR,),
    K.CLUE_REFUSED: (R.INSPECTOR,),
    K.PAPER_WITHDRAWN: (),  # whoever was told of the paper, see _kind_and_roles
    K.RETALIATION_REPORTED: (R.INSPECTOR,),
    K.RETALIATION_CONCLUDED: (R.INSPECTOR,),
}
# Who reads papers of other flags, and nothing of a discreet one.
_NOT_OF_IT = frozenset({R.DISPATCHER, R.DISTRICT_LEADER})
# To a department, of a flag that nobody else is to know of.
TOLD_DISCREETLY = "told_discreetly"
_PROMISES = frozenset({ClockName.FINISH, ClockName.REDO})
# Entries that name whom they are addressed to: nobody while the arbiter has the ticket.
_AGAINST_A_HOLDER = frozenset(
    {K.ESCALATED, K.NOTICE_ISSUED, K.NOTICE_LIFTED, K.CIRCULAR_ISSUED, K.TALK_RECORDED}
    | {K.PAPER_WITHDRAWN}
)
_ISSUED_BY: Mapping[str, EntryKind] = {
    PaperKind.CIRCULAR: K.CIRCULAR_ISSUED,
    PaperKind.TALK: K.TALK_RECORDED,
    PaperKind.CLUE: K.CLUE_TRANSFERRED,
}


def notices_for(
    entries: Iterable[Entry], facts: TicketFacts, window: str, rules: RuleSet
) -> tuple[Notice, ...]:
    """The notices that these entries give rise to, each audience once per entry.

    window: code of the center that answers for the ticket
    """
    return tuple(
        notice for entry in entries for notice in _of(entry, facts, window, rules)
    )


def _of(
    entry: Entry, facts: TicketFacts, window: str, rules: RuleSet
) -> Iterator[Notice]:
    if entry.kind is K.CALENDAR_CHANGED and not _moves_promise(entry):
        return
    department = entry.department or facts.holder
    kind, roles = _kind_and_roles(entry, rules)
    key = flag_of(entry.kind, entry.payload)
    if key is not None and is_discreet(key):
        yield from _discreetly(entry, roles)
        return
    if key is not None and stays_inside(entry.kind, entry.department, key):
        return
    if entry.department is None and entry.kind in _AGAINST_A_HOLDER:
        roles = _arbiter_instead(roles)
    for role in roles:
        audience = audience_of(role, department, window)
        if audience is not None:
            yield Notice(kind, audience)
    yield from _beside(entry, facts)


def _discreetly(entry: Entry, roles: tuple[Role, ...]) -> Iterator[Notice]:
    """What only the inspection office may know; the department that an entry is told to
    learns that there is something to read in its own record, and no more."""
    if entry.kind is K.ESCALATED or entry.department is None:
        yield Notice(_kind_of(entry), str(R.INSPECTOR))
        return
    for role in roles:
        if role in _NOT_OF_IT:
            continue
        to_department = role in DEPARTMENT_ROLES
        kind = TOLD_DISCREETLY if to_department else str(entry.kind)
        yield Notice(kind, f"{role}@{entry.department}" if to_department else str(role))


def _kind_of(entry: Entry) -> str:
    is_step = entry.kind is K.ESCALATED
    return f"step_{entry.payload['step']}" if is_step else str(entry.kind)


def _moves_promise(entry: Entry) -> bool:
    moved = entry.payload.get("moved")
    told = moved if isinstance(moved, list) else []
    return any(one.partition(" ")[0] in _PROMISES for one in told)


def _beside(entry: Entry, facts: TicketFacts) -> Iterator[Notice]:
    """Assistants learn of their part, departments of the table they are called to, the
    inspection office of alleged obstruction."""
    if entry.kind in (K.DISPATCHED, K.ASSISTANT_ADDED):
        for assistant in _codes(entry, "assisting"):
            yield Notice("assist", f"{R.HANDLER}@{assistant}")
    if entry.kind is K.MEETING_CALLED:
        for department in _codes(entry, "invited"):
            yield Notice(entry.kind, f"{R.CHIEF_REPRESENTATIVE}@{department}")
    if entry.kind is K.MEETING_HELD:
        for department in _codes(entry, "attended"):
            yield Notice(entry.kind, f"{R.CHIEF_REPRESENTATIVE}@{department}")
    is_obstruction = facts.ticket_class is TicketClass.OBSTRUCTION
    if entry.kind is K.DISPATCHED and is_obstruction:
        yield Notice("obstruction", str(R.INSPECTOR))


def _codes(entry: Entry, key: str) -> Iterator[str]:
    found = entry.payload.get(key)
    if isinstance(found, list):
        yield from found


def _arbiter_instead(roles: tuple[Role, ...]) -> tuple[Role, ...]:
    """The arbiter has the ticket: it is told what its department would be told."""
    told = (R.DISPATCHER if role in DEPARTMENT_ROLES else role for role in roles)
    return tuple(dict.fromkeys(told))


def _kind_and_roles(entry: Entry, rules: RuleSet) -> tuple[str, tuple[Role, ...]]:
    if entry.kind is K.PAPER_WITHDRAWN:
        return entry.kind, TOLD[_ISSUED_BY[str(entry.payload["paper"])]]
    if entry.kind is not K.ESCALATED:
        return entry.kind, TOLD[entry.kind]
    step = Step(str(entry.payload["step"]))
    return f"step_{step}", rules.ladder[step].recipients


def audience_of(role: Role, department: str | None, window: str) -> str | None:
    """The audience for a role in this ticket; None when there is no such unit."""
    if role in DEPARTMENT_ROLES:
        return f"{role}@{department}" if department else None
    if role in WINDOW_ROLES:
        return f"{role}@{window}"
    return str(role)


def audiences(role: Role, department: str | None, center: str | None) -> list[str]:
    """The audiences that somebody in this role at this unit belongs to."""
    unit = department or center
    return [str(role), f"{role}@{unit}"] if unit else [str(role)]
