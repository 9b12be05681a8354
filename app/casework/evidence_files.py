"""The evidence file of a ticket: made, logged, handed to whoever packs it.

Masked unless somebody with the right to learn the name gives a reason. Every file made
is on the log with the digest of its list, so that a copy can be told from another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from app.casework.corridor import require_may
from app.casework.desk import Desk
from app.casework.evidence_gathering import gathered
from app.casework.on_record import put_on_record
from app.casework.storage import Dress, Storage
from app.domain.errors import FieldMissing, NotPermitted, RuleBroken
from app.domain.proof.evidence_file import manifest
from app.domain.statements import LONGEST_REASON
from app.domain.terms import Command, DocumentKind, Role
from app.store import register
from app.store.access_log import AccessAction
from app.store.document_files import content_name, keep_file
from app.store.documents import NewDocument, add_document, know_content
from app.store.reads.tickets import get_ticket

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
    file = gathered(desk, page, storage, full=full, reason=reason, about=about)
    members = dict(dress(file))
    listed = manifest(members)
    digest = hashlib.sha256(listed).hexdigest()
    told = filter(None, (file.identity, about, reason, f"MANIFEST {digest}"))
    put_on_record(
        desk,
        AccessAction.EVIDENCE,
        reason="; ".join(told),
        ticket_id=page.held.ticket_id,
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
