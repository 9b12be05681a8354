"""What goes into the evidence file of a ticket, read from the register.

With what judged it: every rule file and calendar under whose hash a step, a finding or
an entry stands.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from app.casework.desk import Desk
from app.casework.evidence_seals import sealed_of_ticket
from app.casework.explaining import explain_to_system
from app.casework.findings import ends_of
from app.casework.looking import standards_of
from app.casework.storage import Storage
from app.domain.custody import Hand, Span, working_days_in
from app.domain.errors import NotFound
from app.domain.finding import FindingKey
from app.domain.findings.find import OF_LIMITS
from app.domain.masks import masked_name, masked_phone
from app.domain.proof.evidence_file import (
    Enclosed,
    EvidencedFinding,
    EvidenceFile,
    finding_key,
)
from app.domain.rules.file import canonical_rules
from app.domain.terms import DocumentKind, ScanState
from app.store import directory, versions
from app.store.audit import kept_ticket
from app.store.document_files import read_file
from app.store.reads.documents import DocumentLine
from app.store.reads.escalations import EscalationLine
from app.store.reads.findings import FindingLine
from app.store.reads.organisation import list_departments
from app.store.reads.papers import PaperLine, list_papers_of
from app.store.reads.supervision import SupervisionLine
from app.store.reads.tickets import TicketPage

MASKED, FULL = "masked", "full"


def gathered(
    desk: Desk,
    page: TicketPage,
    storage: Storage,
    *,
    full: bool,
    reason: str,
    about: str,
) -> EvidenceFile:
    """Everything of a ticket. full, reason, about: as in make_evidence

    raises: NotFound finding.unknown
    """
    known, held = directory.district(desk.district), page.held
    kept = kept_ticket(held.ticket_id)
    sealed = sealed_of_ticket(
        desk.district, held.ticket_id, len(kept.entries), full=full
    )
    findings = _findings(desk, page)
    rules, calendars = _judged_by(desk, page, findings)
    texts = {one: versions.rules_text(one) for one in sorted(rules)}
    return EvidenceFile(
        number=held.number,
        district=known.code,
        district_name=known.name,
        matter=page.line.matter_name,
        state=str(page.facts.state),
        made_at=desk.now,
        made_by=desk.actor.name,
        reason=reason,
        identity=FULL if full else MASKED,
        complainant=_complainant(page, full=full),
        entries=kept.entries,
        seals=sealed.seals,
        proofs=sealed.proofs,
        rows=sealed.rows,
        ledgers=_ledgers(desk, held.number),
        standing=_standing(page),
        documents=[
            _enclosed(one, storage, full=full)
            for one in page.documents
            if one.kind != DocumentKind.EVIDENCE_FILE  # no file within a file
        ],
        rules=texts,
        calendars={one: versions.calendar_text(one) for one in sorted(calendars)},
        canonical=canonical_texts(desk, texts, calendars),
        zone=known.zone,
        departments={one.code: one.name for one in list_departments(desk.district)},
        findings=findings,
        about=_asked_for(about, findings),
    )


def canonical_texts(
    desk: Desk, rules: Mapping[str, str], calendars: Iterable[str]
) -> dict[str, str]:
    """What each hash is of. A text of an older house, that is read otherwise today, is
    left out: the verifier then says that its hash could not be computed again."""
    found = {name: canonical_rules(text) for name, text in rules.items()}
    for name in calendars:
        found[name] = desk.office.calendar_of(name).canonical
    return {
        name: text
        for name, text in found.items()
        if hashlib.sha256(text.encode()).hexdigest() == name
    }


def _judged_by(
    desk: Desk, page: TicketPage, findings: Sequence[EvidencedFinding]
) -> tuple[set[str], set[str]]:
    """The hashes of all rule files and calendars that judged anything of the ticket."""
    standards, steps = standards_of(desk.office, page), page.escalations
    rules = {
        page.held.rules_hash,
        *(one.rules.version for one in standards),
        *(one.rules_hash for one in steps),
        *(one.rules for one in findings),
    }
    calendars = {
        page.held.calendar_hash,
        *(one.calendar.version for one in standards),
        *(one.calendar_hash for one in steps),
        *(one.calendar for one in findings),
    }
    return rules, calendars


def _findings(desk: Desk, page: TicketPage) -> list[EvidencedFinding]:
    """The findings of the case by legal moment, with the entries that they rest on."""
    lines = page.findings
    if not lines:
        return []
    ends = ends_of(desk.office, page.held, page.entries, desk.now)
    at = {entry.seq: entry.at for entry in page.entries}
    return [_finding(desk, line, ends.get(line.key), at) for line in lines]


def _finding(
    desk: Desk, line: FindingLine, end_seq: int | None, at: Mapping[int, datetime]
) -> EvidencedFinding:
    late = None
    if line.code in OF_LIMITS:
        span = Span(Hand.WINDOW, None, line.since, at.get(end_seq or 0))
        calendar = desk.office.calendar_of(line.calendar_hash)
        late = round(working_days_in(span, desk.now, calendar), 1)
    return EvidencedFinding(
        line.key,
        line.department,
        line.since,
        line.detected_at,
        end_seq,
        late,
        str(line.review_status),
        line.rules_hash,
        line.calendar_hash,
    )


def _asked_for(about: str, findings: Sequence[EvidencedFinding]) -> FindingKey | None:
    """raises: NotFound finding.unknown"""
    if not about:
        return None
    key = finding_key(about)
    if key not in {one.key for one in findings}:
        raise NotFound("finding.unknown", finding=about)
    return key


def _complainant(page: TicketPage, *, full: bool) -> Mapping[str, str]:
    who = page.complainant
    if full:
        return {"name": who.name, "phone": who.phone, "agent": who.agent_name}
    return {
        "name": masked_name(who.name),
        "phone": masked_phone(who.phone),
        "agent": masked_name(who.agent_name),
    }


def _ledgers(desk: Desk, number: str) -> list[Mapping[str, Any]]:
    """None before the ticket has a clock."""
    try:
        return [*explain_to_system(desk.office, desk.district, number, desk.now)]
    except NotFound as refusal:
        if refusal.code != "clock.unknown":
            raise
        return []


def _standing(page: TicketPage) -> dict[str, Any]:
    """Steps that fell, supervision notices and papers, with what became of them."""
    return {
        "escalations": [_step(one) for one in page.escalations],
        "supervision_notices": [_notice(one) for one in page.supervision_notices],
        "papers": [_paper(one) for one in list_papers_of(page.held.ticket_id)],
    }


def _step(one: EscalationLine) -> dict[str, Any]:
    return {
        "clock": str(one.clock),
        "cycle": one.cycle,
        "step": str(one.step),
        "department": one.department,
        "due_at": one.due_at.isoformat(),
        "detected_at": one.detected_at.isoformat(),
        "entry": one.entry_seq,
        "review": one.review_status and str(one.review_status),
        "rules": one.rules_hash,
        "calendar": one.calendar_hash,
    }


def _notice(one: SupervisionLine) -> dict[str, Any]:
    return {
        "number": one.number,
        "colour": str(one.colour),
        "department": one.department,
        "issued_at": one.issued_at.isoformat(),
        "recorded_at": one.recorded_at.isoformat(),
        "reply_due_at": one.reply_due_at.isoformat(),
        "replied_at": one.replied_at and one.replied_at.isoformat(),
        "reply": one.reply_text,
        "text": one.text,
    }


def _paper(one: PaperLine) -> dict[str, Any]:
    return {
        "kind": str(one.kind),
        "state": str(one.state),
        "number": one.number,
        "rests_on": [str(part) for part in one.key or ()],
        "department": one.department,
        "at": one.at.isoformat(),
        "recorded_at": one.recorded_at.isoformat(),
        "entry": one.entry_seq,
        "evidence": one.evidence,
        "withdrawn_at": one.withdrawn_at and one.withdrawn_at.isoformat(),
    }


def _enclosed(one: DocumentLine, storage: Storage, *, full: bool) -> Enclosed:
    """With its content only in full: what a window took in may show who complained."""
    is_clean = one.scan_state is ScanState.CLEAN or (
        not storage.is_scanned and one.scan_state is not ScanState.INFECTED
    )
    content = read_file(storage.folder, one.sha256) if full and is_clean else None
    return Enclosed(
        one.sha256,
        one.kind,
        one.original_name,
        one.media_type,
        one.size,
        one.uploaded_at,
        content,
    )
