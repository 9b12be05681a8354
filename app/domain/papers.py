"""Papers that follow from the ladder: circulars (通报), talk records (约谈记录), clue
packages (线索移送) to the discipline body.

The system prepares them from what is on record; a person decides, on a clue package two.
Each rests on an escalation that was confirmed after the department could speak, so that
nobody is named for what may be dismissed tomorrow, and keeps the evidence as it was then.
Source: docs/rules.md, sections 3, 5, 12, 13.2 (steps 9 to 11).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.deciding import Moment, note
from app.domain.decision import Decision, Entry, EscalationKey, Json, Paper
from app.domain.errors import NotPermitted, NotPossible, RuleBroken
from app.domain.facts import TicketFacts
from app.domain.lifecycle import require_possible
from app.domain.separation import ADMINISTRATORS
from app.domain.statements import required
from app.domain.terms import (
    Command,
    EntryKind,
    PaperKind,
    PaperState,
    ReviewStatus,
    Role,
    Step,
)

K = PaperKind

# The steps of the ladder that each kind may rest on. What departments read never rests
# on the step `clue`: it would tell them that a clue is weighed.
RESTS_ON: Mapping[PaperKind, frozenset[Step]] = {
    K.CIRCULAR: frozenset({Step.RED, Step.RAISED}),
    K.TALK: frozenset({Step.RAISED}),
    K.CLUE: frozenset({Step.CLUE}),
}
# What each kind of entry says of which paper.
TELLS: Mapping[EntryKind, tuple[PaperKind, PaperState]] = {
    EntryKind.CIRCULAR_ISSUED: (K.CIRCULAR, PaperState.ISSUED),
    EntryKind.TALK_RECORDED: (K.TALK, PaperState.ISSUED),
    EntryKind.CLUE_PROPOSED: (K.CLUE, PaperState.PROPOSED),
    EntryKind.CLUE_TRANSFERRED: (K.CLUE, PaperState.ISSUED),
    EntryKind.CLUE_REFUSED: (K.CLUE, PaperState.REFUSED),
}
LONGEST_AGO = timedelta(days=366)  # earlier is a slip of the hand


@dataclass(frozen=True, slots=True)
class Ground:
    """The escalation that a paper rests on, as it stands now."""

    key: EscalationKey
    status: ReviewStatus
    department: str | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A clue package that somebody proposed. by: the person, under whatever account"""

    key: EscalationKey
    department: str | None
    state: PaperState
    by: str


def may_read(
    role: Role, own: str | None, kind: PaperKind, department: str | None
) -> bool:
    """May this person read an issued paper?

    A circular is for all who work in the district; a talk for those it concerns; a clue
    package for the inspection office alone.

    own: the person's department; department: the one that the paper names
    """
    if kind is PaperKind.CIRCULAR:
        return role not in ADMINISTRATORS
    if kind is PaperKind.CLUE:
        return role is Role.INSPECTOR
    return role in _OF_THE_DISTRICT or (own is not None and own == department)


_OF_THE_DISTRICT = frozenset({Role.INSPECTOR, Role.DISPATCHER, Role.DISTRICT_LEADER})


def may_rest_on(kind: PaperKind, step: Step, status: ReviewStatus | None) -> bool:
    """Is there ground for a paper of this kind: a high enough step, confirmed?"""
    return step in RESTS_ON[kind] and status is ReviewStatus.CONFIRMED


def issue_circular(
    facts: TicketFacts, ground: Ground, text: str, evidence: str, moment: Moment
) -> Decision:
    """Name the department in a written circular to all departments.

    evidence: SHA-256 of the evidence file that goes with it
    raises:   RuleBroken paper.step, paper.not_confirmed; FieldMissing text
    """
    require_possible(facts.state, Command.ISSUE_CIRCULAR)
    _require_ground(K.CIRCULAR, ground)
    required(text, "text")
    words = {"text": text, "evidence": evidence}
    return _told(facts, EntryKind.CIRCULAR_ISSUED, ground, words, moment)


def record_talk(
    facts: TicketFacts,
    ground: Ground,
    talk: Talk,
    evidence: str,
    moment: Moment,
) -> Decision:
    """Put a talk with the leader of a department on record.

    raises: RuleBroken paper.step, paper.not_confirmed, talk.not_yet, talk.too_long_ago;
            FieldMissing
    """
    require_possible(facts.state, Command.RECORD_TALK)
    _require_ground(K.TALK, ground)
    for field in ("place", "attended", "text", "pledge"):
        required(getattr(talk, field), field)
    if talk.held_at > moment.now:
        raise RuleBroken("talk.not_yet", field="held_at")
    if moment.now - talk.held_at > LONGEST_AGO:
        raise RuleBroken("talk.too_long_ago", field="held_at")
    words: dict[str, Json] = {
        "text": talk.text,
        "held_at": talk.held_at.astimezone(moment.calendar.zone).isoformat(),
        "place": talk.place,
        "present": talk.attended,
        "pledge": talk.pledge,
        "evidence": evidence,
    }
    return _told(facts, EntryKind.TALK_RECORDED, ground, words, moment)


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said at a talk.

    held_at:  aware; attended: posts, not names; text: what was pointed out
    pledge:   what the department undertook, and until when
    """

    held_at: datetime
    place: str
    attended: str
    text: str
    pledge: str


def propose_clue(
    facts: TicketFacts, ground: Ground, reasons: str, moment: Moment
) -> Decision:
    """Propose that a clue be handed to the discipline body; a second person decides.

    raises: RuleBroken paper.step, paper.not_confirmed; FieldMissing reasons
    """
    require_possible(facts.state, Command.PROPOSE_CLUE)
    _require_ground(K.CLUE, ground)
    required(reasons, "reasons")
    return _told(facts, EntryKind.CLUE_PROPOSED, ground, {"text": reasons}, moment)


def transfer_clue(
    facts: TicketFacts,
    proposal: Proposal,
    by: str,
    reasons: str,
    evidence: str,
    moment: Moment,
) -> Decision:
    """Hand the package over, as the second person.

    by:     the person who decides, under whatever account
    raises: NotPermitted clue.own_proposal; NotPossible clue.decided; FieldMissing
    """
    require_possible(facts.state, Command.TRANSFER_CLUE)
    _require_second(proposal, by)
    required(reasons, "reasons")
    words = {"text": reasons, "evidence": evidence}
    return _told(facts, EntryKind.CLUE_TRANSFERRED, _ground(proposal), words, moment)


def refuse_clue(
    facts: TicketFacts, proposal: Proposal, by: str, reasons: str, moment: Moment
) -> Decision:
    """Decide, as the second person, that nothing is handed over. raises: as transfer"""
    require_possible(facts.state, Command.REFUSE_CLUE)
    _require_second(proposal, by)
    required(reasons, "reasons")
    words = {"text": reasons}
    return _told(facts, EntryKind.CLUE_REFUSED, _ground(proposal), words, moment)


def require_second_person(proposal: Proposal, by: str) -> None:
    """Whoever proposed does not decide. raises: NotPermitted clue.own_proposal"""
    if proposal.by == by:
        raise NotPermitted("clue.own_proposal")


def _require_second(proposal: Proposal, by: str) -> None:
    if proposal.state is not PaperState.PROPOSED:
        raise NotPossible("clue.decided", status=proposal.state)
    require_second_person(proposal, by)


def _require_ground(kind: PaperKind, ground: Ground) -> None:
    if ground.key[2] not in RESTS_ON[kind]:
        raise RuleBroken("paper.step", field="escalation", step=ground.key[2])
    if ground.status is not ReviewStatus.CONFIRMED:
        raise RuleBroken("paper.not_confirmed", field="escalation")


def _ground(proposal: Proposal) -> Ground:
    return Ground(proposal.key, ReviewStatus.CONFIRMED, proposal.department)


def _told(
    facts: TicketFacts,
    kind: EntryKind,
    ground: Ground,
    words: Mapping[str, Json],
    moment: Moment,
) -> Decision:
    clock, cycle, step = ground.key
    at = moment.not_before(facts)
    key: dict[str, Json] = {"clock": clock, "cycle": cycle, "step": step}
    entry = Entry(kind, at, ground.department, {**key, **words})
    paper_kind, state = TELLS[kind]
    paper = Paper(
        paper_kind,
        state,
        ground.key,
        ground.department,
        at,
        str(words.get("evidence") or ""),
    )
    return note(facts, entry, moment, papers=(paper,))
