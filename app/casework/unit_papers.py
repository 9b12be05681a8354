"""Verbs on papers that rest on a department's figures. Inspection office.

What the figures are is handed in (reports.unit_standing counts them), as for
publications; these verbs ask who may, keep what was said and by whom, and the evidence.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

from app.casework.desk import Desk
from app.casework.evidence_files import ZIP
from app.casework.on_record import put_on_record
from app.domain.decision import Json, Notice
from app.domain.errors import NotFound
from app.domain.interests import require_unbiased
from app.domain.notices import DEPARTMENT_ROLES, TOLD
from app.domain.periods import parse_period
from app.domain.proof.evidence_file import manifest
from app.domain.statements import bounded
from app.domain.talks import Talk, talk_words
from app.domain.terms import EntryKind, PaperKind, PaperState, Role, UnitGround
from app.domain.unit_grounds import (
    UnitStanding,
    require_finished,
    require_inspector,
    require_open_proposal,
    require_stands,
    require_unit_ground,
)
from app.store import directory, interests, outbox, unit_papers
from app.store.access_log import AccessAction
from app.store.document_files import content_name, keep_file
from app.store.documents import know_content
from app.store.reads.papers import PaperLine, get_paper, get_proposal
from app.store.reads.people import person_of

PROPOSED = "paper_proposed"
_TOLD = {
    PaperKind.CIRCULAR: EntryKind.CIRCULAR_ISSUED,
    PaperKind.TALK: EntryKind.TALK_RECORDED,
}


def propose_circular(
    desk: Desk, ground: UnitGround, standing: UnitStanding, text: str
) -> int:
    """Propose a circular on a department's figures; a second person decides.

    returns: the number of the proposal
    raises:  NotPermitted permission, interest.department; RuleBroken paper.step,
             paper.not_shown, paper.period_runs; NotPossible paper.there_already
    """
    words: dict[str, Json] = {"text": bounded(text, "text")}
    return _propose(desk, PaperKind.CIRCULAR, ground, standing, words)


def propose_talk(
    desk: Desk, ground: UnitGround, standing: UnitStanding, talk: Talk
) -> int:
    """Propose the record of a talk on a department's figures. raises: as a circular's,
    and talk.*"""
    zone = directory.district(desk.district).zone
    words = talk_words(talk, desk.now, zone)
    return _propose(desk, PaperKind.TALK, ground, standing, words)


def issue_unit_paper(
    desk: Desk, paper_id: int, reasons: str, members: Mapping[str, bytes]
) -> PaperLine:
    """Issue what was proposed, as the second person, with its evidence file.

    members: the files of that, but for the list of them
    raises:  NotPermitted paper.own_proposal, interest.department; NotPossible
             paper.decided; NotFound paper.unknown; FieldMissing reasons
    """
    paper, why = _taken_in_hand(desk, paper_id, reasons)
    evidence = _kept(desk, paper, members)
    words = (PaperState.ISSUED, why, evidence, desk.actor.name, desk.now)
    issued = unit_papers.decide_unit_paper(desk.district, paper, *words)
    _tell(desk, issued, _TOLD[issued.kind])
    return issued


def refuse_unit_paper(desk: Desk, paper_id: int, reasons: str) -> PaperLine:
    """Decide, as the second person, that nothing is issued. raises: as issuing it"""
    paper, why = _taken_in_hand(desk, paper_id, reasons)
    words = (PaperState.REFUSED, why, "", desk.actor.name, desk.now)
    return unit_papers.decide_unit_paper(desk.district, paper, *words)


def withdraw_unit_paper(desk: Desk, number: str, reasons: str) -> None:
    """Withdraw an issued one: what it says stays readable, under the reasons.

    raises: NotPermitted; NotFound paper.unknown; NotPossible paper.withdrawn
    """
    require_inspector(desk.actor.role)
    paper = get_paper(desk.district, number)
    if paper.unit_ground is None:
        raise NotFound("paper.unknown", number=number)
    require_stands(paper.state, paper.withdrawn_at)
    _require_unbiased(desk, paper.department or "", paper.period or "")
    why = bounded(reasons, "reasons")
    unit_papers.withdraw_unit_paper(paper, why, desk.actor.name, desk.now)
    _tell(desk, paper, EntryKind.PAPER_WITHDRAWN)


def _propose(
    desk: Desk,
    kind: PaperKind,
    ground: UnitGround,
    standing: UnitStanding,
    words: Mapping[str, Json],
) -> int:
    require_inspector(desk.actor.role)
    period, known = parse_period(standing.period), directory.district(desk.district)
    require_finished(period, desk.now, known.zone)
    require_unit_ground(kind, ground, period, standing, desk.office.rules.units)
    _require_unbiased(desk, standing.department, standing.period)
    told = {**words, "figures": asdict(standing), "rules": desk.office.rules.version}
    number = unit_papers.add_unit_proposal(
        desk.district,
        kind,
        ground,
        standing.department,
        standing.period,
        json.dumps(told, ensure_ascii=False, sort_keys=True),
        desk.actor.name,
        desk.now,
    )
    notice = Notice(PROPOSED, str(Role.INSPECTOR))
    outbox.add_notices(desk.district, [(notice, {})], desk.now)
    return number


def _taken_in_hand(desk: Desk, paper_id: int, reasons: str) -> tuple[PaperLine, str]:
    require_inspector(desk.actor.role)
    paper = get_proposal(desk.district, paper_id)
    by = person_of(paper.proposed_by)
    require_open_proposal(paper.state, by, person_of(desk.actor.name))
    _require_unbiased(desk, paper.department or "", paper.period or "")
    return paper, bounded(reasons, "reasons")


def _require_unbiased(desk: Desk, department: str, period: str) -> None:
    """Whoever stands too near to a department writes nothing about it."""
    if desk.actor.user_id is None:
        return
    today = desk.now.astimezone(directory.district(desk.district).zone).date()
    own = interests.interests_of_person(desk.actor.user_id, 0)
    require_unbiased(own, {department}, parse_period(period).first, today)


def _kept(desk: Desk, paper: PaperLine, members: Mapping[str, bytes]) -> str:
    """Pack the evidence file, keep it and log it. returns: SHA-256 of its zip, hex"""
    if desk.cabinet is None:
        raise ValueError("no evidence can be kept at this desk")
    listed = {**members, "MANIFEST": manifest(members)}
    packed = desk.cabinet.pack(listed, desk.now)
    name = content_name(packed)
    know_content(name, len(packed), ZIP, desk.now)
    keep_file(desk.cabinet.storage.folder, packed)
    told = f"{paper.department} {paper.period}; SHA-256 {name}"
    put_on_record(desk, AccessAction.EVIDENCE, reason=told)
    return name


def _tell(desk: Desk, paper: PaperLine, kind: EntryKind) -> None:
    """Whoever a paper of this kind is told to."""
    notices = [
        Notice(kind, f"{role}@{paper.department}" if role in DEPARTMENT_ROLES else role)
        for role in TOLD[_TOLD[paper.kind]]
    ]
    outbox.add_notices(desk.district, [(one, {}) for one in notices], desk.now)
