"""The evidence file of a ticket: gathered, logged, handed to whoever packs it.

Masked unless somebody with the right to learn the name gives a reason. Every file made
is on the log with the digest of its list, so that a copy can be told from another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.casework.corridor import require_may
from app.casework.desk import Desk
from app.casework.explaining import explain_to_system
from app.casework.findings import ends_of
from app.casework.looking import standards_of
from app.casework.storage import Dress, Storage
from app.domain.custody import Hand, Span, working_days_in
from app.domain.errors import FieldMissing, NotFound, NotPermitted, RuleBroken
from app.domain.finding import FindingKey
from app.domain.findings.find import OF_LIMITS
from app.domain.masks import masked_name, masked_phone
from app.domain.proof.evidence_file import (
    Enclosed,
    EnclosedRow,
    EvidencedFinding,
    EvidenceFile,
    Proof,
    finding_key,
    manifest,
    proof_under,
)
from app.domain.rules.file import canonical_rules
from app.domain.statements import LONGEST_REASON
from app.domain.terms import Command, DocumentKind, Role, ScanState
from app.store import directory, register, sealed_rows, seals, versions
from app.store.access_log import AccessAction, log_access
from app.store.audit import kept_ticket
from app.store.document_files import content_name, keep_file, read_file
from app.store.documents import NewDocument, add_document, know_content
from app.store.reads.documents import DocumentLine
from app.store.reads.findings import FindingLine
from app.store.reads.organisation import list_departments
from app.store.reads.papers import PaperLine, list_papers_of
from app.store.reads.tickets import TicketPage, get_ticket
from app.store.sealed_rows import SealedOfCase

MASKED, FULL = "masked", "full"
ZIP = "application/zip"


@dataclass(frozen=True, slots=True)
class Made:
    """The files of one evidence file. digest: SHA-256 of the list of them, hex."""

    number: str
    members: Mapping[str, bytes]
    digest: str


def make_evidence(
    desk: Desk,
    number: str,
    storage: Storage,
    dress: Dress,
    *,
    full: bool = False,
    reason: str = "",
    remote: str = "",
    about: str = "",
) -> Made:
    """Make the evidence file of a ticket, for the inspection office.

    full:   with name, telephone and documents; needs a reason
    about:  the finding that it is made for, as N2-3-1; empty for the whole case
    raises: NotFound, also finding.unknown; NotPermitted; FieldMissing reason
    """
    held = register.hold_ticket(desk.district, number)
    require_may(desk, held, Command.REVEAL if full else Command.VIEW)
    if desk.actor.role is not Role.INSPECTOR:
        raise NotPermitted("evidence.inspection_only")
    return make_evidence_for_system(
        desk,
        number,
        storage,
        dress,
        full=full,
        reason=reason,
        remote=remote,
        about=about,
    )


def make_evidence_for_system(
    desk: Desk,
    number: str,
    storage: Storage,
    dress: Dress,
    *,
    full: bool = False,
    reason: str = "",
    remote: str = "",
    about: str = "",
) -> Made:
    """The same for a command on the machine itself, where nobody is signed in."""
    reason = _reason(reason, is_needed=full)
    page = get_ticket(desk.district, number)
    file = _gathered(desk, page, storage, full=full, reason=reason, about=about)
    members = dict(dress(file))
    listed = manifest(members)
    digest = hashlib.sha256(listed).hexdigest()
    log_access(
        AccessAction.EVIDENCE,
        desk.now,
        desk.actor.name,
        district_id=desk.district,
        user_id=desk.actor.user_id,
        ticket_id=page.held.ticket_id,
        reason="; ".join(
            filter(None, (file.identity, about, reason, f"MANIFEST {digest}"))
        ),
        remote=remote,
    )
    return Made(number, {**members, "MANIFEST": listed}, digest)


def keep_evidence(desk: Desk, number: str, *, full: bool, reason: str = "") -> str:
    """Make the evidence file that goes with a paper, and keep it with the ticket.

    Only the inspection office sees it there.

    full:    as in `make_evidence`
    returns: SHA-256 of its zip, hex
    """
    if desk.cabinet is None:
        raise ValueError("no evidence can be kept at this desk")
    storage = desk.cabinet.storage
    made = make_evidence_for_system(
        desk, number, storage, desk.cabinet.dress, full=full, reason=reason
    )
    packed = desk.cabinet.pack(made.members, desk.now)
    name = content_name(packed)
    know_content(name, len(packed), ZIP, desk.now)
    keep_file(storage.folder, packed)
    add_document(
        NewDocument(
            ticket_id=register.hold_ticket(desk.district, number).ticket_id,
            event_seq=None,
            kind=DocumentKind.EVIDENCE_FILE,
            sha256=name,
            original_name=f"evidence-{number}.zip",
            media_type=ZIP,
            size=len(packed),
            uploaded_by_id=desk.actor.user_id,
            uploaded_at=desk.now,
        )
    )
    return name


def _reason(reason: str, *, is_needed: bool) -> str:
    reason = " ".join(reason.split())
    if is_needed and not reason:
        raise FieldMissing("field.missing", field="reason")
    if len(reason) > LONGEST_REASON:
        raise RuleBroken("field.too_long", field="reason", most=LONGEST_REASON)
    return reason


def _gathered(
    desk: Desk,
    page: TicketPage,
    storage: Storage,
    *,
    full: bool,
    reason: str,
    about: str,
) -> EvidenceFile:
    known = directory.district(desk.district)
    kept = kept_ticket(page.held.ticket_id)
    covered = sealed_rows.rows_of_ticket(page.held.ticket_id, full=full)
    of_entries = seals.seals_of_ticket(page.held.ticket_id)
    covering = sorted({*of_entries, *(one.seal for one in covered)})
    first = covering[0] if covering else 0
    number, count = page.held.number, len(kept.entries)
    proofs, rows = _proofs(desk.district, number, covering, count, covered)
    judged_by = standards_of(desk.office, page)
    rules = {one.rules.version for one in judged_by} | {page.held.rules_hash}
    calendars = {one.calendar.version for one in judged_by} | {page.held.calendar_hash}
    rules |= {one.rules_hash for one in page.escalations}
    calendars |= {one.calendar_hash for one in page.escalations}
    findings = _findings(desk, page)
    rules |= {one.rules for one in findings}
    calendars |= {one.calendar for one in findings}
    texts = {one: versions.rules_text(one) for one in sorted(rules)}
    return EvidenceFile(
        number=page.held.number,
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
        seals=[
            one
            for one in (seals.list_seals(desk.district, first - 1) if first else [])
            if one.sequence <= covering[-1]
        ],
        proofs=proofs,
        rows=rows,
        ledgers=_ledgers(desk, page.held.number),
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


def _complainant(page: TicketPage, *, full: bool) -> Mapping[str, str]:
    who = page.complainant
    if full:
        return {"name": who.name, "phone": who.phone, "agent": who.agent_name}
    return {
        "name": masked_name(who.name),
        "phone": masked_phone(who.phone),
        "agent": masked_name(who.agent_name),
    }


def _proofs(
    district_id: int,
    number: str,
    covering: Sequence[int],
    count: int,
    rows: Sequence[SealedOfCase],
) -> tuple[dict[int, Proof], list[EnclosedRow]]:
    """Of each entry, and of each row, the path to its seal; a tree is read once."""
    found: dict[int, Proof] = {}
    enclosed: list[EnclosedRow] = []
    for sequence in covering:
        entries = seals.sealed_entries(district_id, sequence)
        leaves = sealed_rows.covered_rows(district_id, sequence)
        hashes = [*(one.hash for one in entries), *(one.hash for one in leaves)]
        for index, one in enumerate(entries):
            if one.number == number and one.seq <= count:
                found[one.seq] = proof_under(sequence, hashes, index)
        places = {leaf: len(entries) + index for index, leaf in enumerate(leaves)}
        enclosed += [
            enclosed_row(row, hashes, places[row.leaf])
            for row in rows
            if row.seal == sequence
        ]
    return found, enclosed


def enclosed_row(row: SealedOfCase, hashes: Sequence[str], place: int) -> EnclosedRow:
    """A sealed row with its path. hashes: all that its seal covers; place: among them"""
    leaf, proof = row.leaf, proof_under(row.seal, hashes, place)
    return EnclosedRow(leaf.kind, leaf.key, row.values, leaf.hash, proof)


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
        "escalations": [
            {
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
            for one in page.escalations
        ],
        "supervision_notices": [
            {
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
            for one in page.supervision_notices
        ],
        "papers": [_paper(one) for one in list_papers_of(page.held.ticket_id)],
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
