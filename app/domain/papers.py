"""Papers on a case: circulars (通报), talk records (约谈记录), clue packages (线索移送)
to the discipline body.

The system prepares them from what is on record; a second person decides. Each rests on a
flag that was confirmed after the department could speak, so that nobody is named for what
may be dismissed tomorrow, and keeps the evidence as it was then. Where the flag does not
stand any more, neither does the paper: it is withdrawn with an entry of its own, and both
stay readable.
Source: docs/rules.md, sections 3, 5, 12, 13.2 (steps 9 to 11); decision 0023.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.deciding import Moment, note
from app.domain.decision import Decision, Entry, Json, Paper, Withdrawal
from app.domain.errors import NotPermitted, NotPossible
from app.domain.facts import TicketFacts
from app.domain.hearing import FlagKey, key_words
from app.domain.lifecycle import require_possible
from app.domain.notices import notices_for
from app.domain.paper_grounds import Ground, require_ground
from app.domain.statements import required
from app.domain.talks import Talk, talk_words
from app.domain.terms import Command, EntryKind, PaperKind, PaperState, ReviewStatus

K = PaperKind

# What each kind of entry says of which paper.
TELLS: Mapping[EntryKind, tuple[PaperKind, PaperState]] = {
    EntryKind.CIRCULAR_ISSUED: (K.CIRCULAR, PaperState.ISSUED),
    EntryKind.TALK_RECORDED: (K.TALK, PaperState.ISSUED),
    EntryKind.CLUE_PROPOSED: (K.CLUE, PaperState.PROPOSED),
    EntryKind.CLUE_TRANSFERRED: (K.CLUE, PaperState.ISSUED),
    EntryKind.CLUE_REFUSED: (K.CLUE, PaperState.REFUSED),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A clue package that somebody proposed.

    ground: the flag that it rests on; by: the person, under whatever account
    """

    ground: Ground
    state: PaperState
    by: str
    withdrawn_at: datetime | None = None


def issue_circular(
    facts: TicketFacts, ground: Ground, text: str, evidence: str, moment: Moment
) -> Decision:
    """Name the department in a written circular to all departments.

    evidence: SHA-256 of the evidence file that goes with it
    raises:   RuleBroken paper.step, paper.not_confirmed; FieldMissing text
    """
    require_possible(facts.state, Command.ISSUE_CIRCULAR)
    require_ground(K.CIRCULAR, ground)
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
    require_ground(K.TALK, ground)
    said = talk_words(talk, moment.now, moment.calendar.zone)
    words = {**said, "evidence": evidence}
    return _told(facts, EntryKind.TALK_RECORDED, ground, words, moment)


def propose_clue(
    facts: TicketFacts, ground: Ground, reasons: str, moment: Moment
) -> Decision:
    """Propose that a clue be handed to the discipline body; a second person decides.

    raises: RuleBroken paper.step, paper.not_confirmed; FieldMissing reasons
    """
    require_possible(facts.state, Command.PROPOSE_CLUE)
    require_ground(K.CLUE, ground)
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
    raises: NotPermitted clue.own_proposal; NotPossible clue.decided, paper.withdrawn;
            RuleBroken paper.not_confirmed, while an objection is open; FieldMissing
    """
    require_possible(facts.state, Command.TRANSFER_CLUE)
    _require_second(proposal, by)
    require_ground(K.CLUE, proposal.ground)
    required(reasons, "reasons")
    words = {"text": reasons, "evidence": evidence}
    return _told(facts, EntryKind.CLUE_TRANSFERRED, proposal.ground, words, moment)


def refuse_clue(
    facts: TicketFacts, proposal: Proposal, by: str, reasons: str, moment: Moment
) -> Decision:
    """Decide, as the second person, that nothing is handed over. raises: as transfer"""
    require_possible(facts.state, Command.REFUSE_CLUE)
    _require_second(proposal, by)
    required(reasons, "reasons")
    words = {"text": reasons}
    return _told(facts, EntryKind.CLUE_REFUSED, proposal.ground, words, moment)


def withdraw(
    decision: Decision,
    key: FlagKey,
    department: str | None,
    outcome: ReviewStatus,
    kinds: Iterable[PaperKind],
    moment: Moment,
) -> Decision:
    """The decision on an objection, with every paper withdrawn that rests on its flag.

    key:     of that flag; kinds: of what was proposed or issued on it
    outcome: what the flag is now; where it stays confirmed, so do its papers
    """
    if outcome is ReviewStatus.CONFIRMED:
        return decision
    at, facts = decision.entries[-1].at, decision.facts
    words: dict[str, Json] = {**key_words(key), "outcome": outcome}
    kinds = tuple(kinds)
    entries = tuple(
        Entry(EntryKind.PAPER_WITHDRAWN, at, department, {**words, "paper": kind})
        for kind in kinds
    )
    told = notices_for(entries, facts, moment.window_for(facts), moment.rules)
    return replace(
        decision,
        entries=(*decision.entries, *entries),
        notices=(*decision.notices, *told),
        withdrawn=tuple(Withdrawal(kind, key, at) for kind in kinds),
    )


def require_second_person(proposal: Proposal, by: str) -> None:
    """Whoever proposed does not decide. raises: NotPermitted clue.own_proposal"""
    if proposal.by == by:
        raise NotPermitted("clue.own_proposal")


def _require_second(proposal: Proposal, by: str) -> None:
    if proposal.withdrawn_at is not None:
        raise NotPossible("paper.withdrawn", at=proposal.withdrawn_at)
    if proposal.state is not PaperState.PROPOSED:
        raise NotPossible("clue.decided", status=proposal.state)
    require_second_person(proposal, by)


def _told(
    facts: TicketFacts,
    kind: EntryKind,
    ground: Ground,
    words: Mapping[str, Json],
    moment: Moment,
) -> Decision:
    at = moment.not_before(facts)
    entry = Entry(kind, at, ground.department, {**key_words(ground.key), **words})
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
