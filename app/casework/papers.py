"""Verbs on papers: circulars, talk records, clue packages. Inspection office.

Each keeps the evidence file as it was when the paper was decided; that of a clue package
is the full one, and the reveal is logged.
"""

from __future__ import annotations

from datetime import datetime

from app.casework.corridor import act
from app.casework.desk import Desk
from app.casework.evidence_files import keep_evidence
from app.casework.flags import judged_flag, own_accounts
from app.casework.interests import require_no_interest
from app.casework.looking import COMMANDS
from app.casework.on_record import put_on_record
from app.casework.storage import Storage
from app.domain import papers
from app.domain.deciding import Moment
from app.domain.decision import Decision
from app.domain.errors import NotFound, NotPermitted, NotPossible
from app.domain.facts import TicketFacts
from app.domain.hearing import FlagKey
from app.domain.paper_grounds import Ground, may_read, require_another
from app.domain.papers import Proposal
from app.domain.talks import Talk
from app.domain.terms import Command, PaperKind, Role
from app.store import register
from app.store.access_log import AccessAction
from app.store.document_files import read_file
from app.store.reads.papers import PaperLine, get_paper, list_papers_of
from app.store.reads.people import person_of
from app.store.register import Held

FOR_THE_PACKAGE = "线索移送"


def issue_circular(
    desk: Desk, number: str, key: FlagKey, text: str, seen: int | None = None
) -> Held:
    """Issue a numbered circular to all departments. Inspection office.

    raises: NotPermitted paper.own_ruling
    """

    def rule(facts: TicketFacts, moment: Moment) -> Decision:
        ground = _written_ground(desk, number, key, PaperKind.CIRCULAR, text)
        evidence = keep_evidence(desk, number, full=False)
        return papers.issue_circular(facts, ground, text, evidence, moment)

    return act(desk, number, Command.ISSUE_CIRCULAR, rule, seen)


def record_talk(
    desk: Desk,
    number: str,
    key: FlagKey,
    *,
    held_at: datetime,
    place: str,
    attended: str,
    text: str,
    pledge: str,
    seen: int | None = None,
) -> Held:
    """Record a talk with the leader of a department. Inspection office.

    held_at: aware; attended: posts of those who were there
    raises:  NotPermitted paper.own_ruling; RuleBroken retaliation.names,
             retaliation.quotes, where it rests on reported retaliation
    """
    talk = Talk(held_at, place, attended, text, pledge)

    def rule(facts: TicketFacts, moment: Moment) -> Decision:
        ground = _written_ground(desk, number, key, PaperKind.TALK, talk.said)
        evidence = keep_evidence(desk, number, full=False)
        return papers.record_talk(facts, ground, talk, evidence, moment)

    return act(desk, number, Command.RECORD_TALK, rule, seen)


def propose_clue(
    desk: Desk, number: str, key: FlagKey, reasons: str, seen: int | None = None
) -> Held:
    """Propose a clue package; a second person decides on it. Inspection office."""

    def rule(facts: TicketFacts, moment: Moment) -> Decision:
        ground = _ground(desk, number, key, PaperKind.CLUE)
        return papers.propose_clue(facts, ground, reasons, moment)

    return act(desk, number, Command.PROPOSE_CLUE, rule, seen)


def transfer_clue(
    desk: Desk, number: str, key: FlagKey, reasons: str, seen: int | None = None
) -> Held:
    """Hand the package over to the discipline body, with the full evidence file.

    raises: NotPermitted clue.own_proposal, under whatever account
    """

    def rule(facts: TicketFacts, moment: Moment) -> Decision:
        proposal = _proposal(desk, number, key, Command.TRANSFER_CLUE)
        person = person_of(desk.actor.name)
        papers.require_second_person(proposal, person)
        evidence = keep_evidence(desk, number, full=True, reason=FOR_THE_PACKAGE)
        words = (proposal, person, reasons, evidence)
        return papers.transfer_clue(facts, *words, moment)

    return act(desk, number, Command.TRANSFER_CLUE, rule, seen)


def refuse_clue(
    desk: Desk, number: str, key: FlagKey, reasons: str, seen: int | None = None
) -> Held:
    """Decide, as the second person, that no package is handed over."""

    def rule(facts: TicketFacts, moment: Moment) -> Decision:
        proposal = _proposal(desk, number, key, Command.REFUSE_CLUE)
        person = person_of(desk.actor.name)
        return papers.refuse_clue(facts, proposal, person, reasons, moment)

    return act(desk, number, Command.REFUSE_CLUE, rule, seen)


def read_paper(desk: Desk, number: str) -> PaperLine:
    """An issued paper, for whoever may read it. raises: NotFound paper.unknown"""
    paper = get_paper(desk.district, number)
    who = desk.actor
    if not may_read(who, paper.kind, paper.department, paper.key):
        raise NotFound("paper.unknown", number=number)
    return paper


def open_evidence(desk: Desk, number: str, storage: Storage, remote: str) -> bytes:
    """The evidence file that is kept with a paper. Inspection office; it is logged.

    raises: NotPermitted evidence.inspection_only; NotFound paper.unknown, also when the
            file was removed with the personal data of its case, or changed on disk
    """
    paper = read_paper(desk, number)
    if desk.actor.role is not Role.INSPECTOR:
        raise NotPermitted("evidence.inspection_only")
    content = read_file(storage.folder, paper.evidence) if paper.evidence else None
    if content is None:
        raise NotFound("paper.no_evidence", number=number)
    put_on_record(
        desk,
        AccessAction.EVIDENCE,
        reason=f"{number}; SHA-256 {paper.evidence}",
        ticket_id=paper.ticket_id,
        remote=remote,
    )
    return content


def _written_ground(
    desk: Desk, number: str, key: FlagKey, kind: PaperKind, words: str
) -> Ground:
    """The ground of what departments read. words: what they read

    raises: as `_ground`; NotPermitted paper.own_ruling
    """
    ground = _ground(desk, number, key, kind, words)
    known = register.get_flag(desk.district, number, key)
    require_another(known.reviewed_by, own_accounts(desk))
    return ground


def _ground(
    desk: Desk, number: str, key: FlagKey, kind: PaperKind, words: str = ""
) -> Ground:
    """Asked while the ticket is in hand.

    raises: NotFound escalation.unknown, finding.unknown; NotPossible
            paper.there_already; NotPermitted interest.*; RuleBroken retaliation.*
    """
    if any(one.kind is kind and one.key == key for one in _papers(desk, number)):
        raise NotPossible("paper.there_already")
    known = judged_flag(desk, number, key, COMMANDS[kind], words, "text")
    return Ground(key, known.hearing.status, known.department)


def _proposal(desk: Desk, number: str, key: FlagKey, command: Command) -> Proposal:
    """raises: NotFound clue.none_proposed; NotPermitted interest.*"""
    for one in _papers(desk, number):
        if one.kind is not PaperKind.CLUE or one.key != key:
            continue
        known = register.get_flag(desk.district, number, key)
        held = register.hold_ticket(desk.district, number)
        require_no_interest(desk, held, command, *filter(None, [known.department]))
        ground = Ground(key, known.hearing.status, one.department)
        return Proposal(ground, one.state, person_of(one.proposed_by), one.withdrawn_at)
    raise NotFound("clue.none_proposed", field="flag")


def _papers(desk: Desk, number: str) -> tuple[PaperLine, ...]:
    return list_papers_of(register.hold_ticket(desk.district, number).ticket_id)
