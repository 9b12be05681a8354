"""The evidence file of a ticket: its parts as texts that an outsider can verify.

What goes in, under which name, in which form; the list of all with their hashes. How it
is packed is the reports' business, what is read the verbs'.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any

from app.domain.canonical import canonical_json
from app.domain.errors import NotFound
from app.domain.finding import FindingKey
from app.domain.proof.kept import KeptEntry
from app.domain.proof.merkle import inclusion_path
from app.domain.proof.seals import Seal, seal_line
from app.domain.terms import FindingCode

MANIFEST = "MANIFEST"
FORMAT = 2  # since 2 with rows.jsonl


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A document. content: None where only its hash is told."""

    sha256: str
    kind: str
    name: str
    media_type: str
    size: int
    uploaded_at: datetime
    content: bytes | None


@dataclass(frozen=True, slots=True)
class EvidencedFinding:
    """A finding as it is enclosed.

    start_seq: the entry that started the clock, or is the breach; end_seq: the entry
               that ended the lateness, None while it lasts or for an act
    late_days: working days late by the moment of the file; None for an act
    status:    how far the inspection office is with it
    """

    key: FindingKey
    department: str | None
    since: datetime
    detected_at: datetime
    end_seq: int | None
    late_days: float | None
    status: str
    rules: str
    calendar: str


@dataclass(frozen=True, slots=True)
class EnclosedRow:
    """A sealed row that no entry tells of, with the proof that its seal covers it.

    values: by column; None for what is withheld, whose hash alone is told
    """

    kind: str
    key: str
    values: Mapping[str, object] | None
    hash: str
    proof: Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFile:
    """Everything that goes into the file of one ticket.

    identity:  "masked" or "full"; complainant: words as they are shown then
    entries:   the timeline, oldest first
    proofs:    by seq: sequence of the seal, and the hashes that it covers with the place
               of the entry among them
    rows:      what is no entry and sealed: notices, flags, papers, by whom was ruled
    ledgers:   one for each clock, see domain.account_data
    rules, calendars: by hash, in full; canonical: by hash, the texts that these are the
               SHA-256 of, where they can be told
    zone:      of the district; departments: code to name
    about:     the finding that the file was made for; None for the whole case
    """

    number: str
    district: str
    district_name: str
    matter: str
    state: str
    made_at: datetime
    made_by: str
    reason: str
    identity: str
    complainant: Mapping[str, str]
    entries: Sequence[KeptEntry]
    seals: Sequence[Seal]
    proofs: Mapping[int, Proof]
    rows: Sequence[EnclosedRow]
    ledgers: Sequence[Mapping[str, Any]]
    standing: Mapping[str, Any]
    documents: Sequence[Enclosed]
    rules: Mapping[str, str]
    calendars: Mapping[str, str]
    canonical: Mapping[str, str]
    zone: tzinfo
    departments: Mapping[str, str]
    findings: Sequence[EvidencedFinding]
    about: FindingKey | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """That an entry lies under a seal. index: from 0; path: lowest first"""

    seal: int
    index: int
    size: int
    path: Sequence[str]


def proof_under(seal: int, hashes: Sequence[str], index: int) -> Proof:
    """The proof of the entry at this place among those that a seal covers."""
    return Proof(seal, index, len(hashes), inclusion_path(hashes, index))


def parts(file: EvidenceFile) -> dict[str, bytes]:
    """Name to content of all that can be computed from the file alone."""
    told = {
        "file.json": pretty(_about(file)),
        "timeline.jsonl": _lines(_entry(one) for one in file.entries),
        "seals.jsonl": seals_text(file.seals),
        "proofs.jsonl": _lines(
            {
                "seq": seq,
                "seal": one.seal,
                "index": one.index,
                "size": one.size,
                "path": list(one.path),
            }
            for seq, one in sorted(file.proofs.items())
        ),
        "ledgers.json": pretty(list(file.ledgers)),
        "standing.json": pretty(file.standing),
        "documents.json": pretty([_document(file, one) for one in file.documents]),
        **{f"rules/{name}.toml": text for name, text in file.rules.items()},
        **{f"calendars/{name}.json": text for name, text in file.calendars.items()},
        **{f"canonical/{name}.json": text for name, text in file.canonical.items()},
    }
    enclosed = {
        f"documents/{one.sha256}": one.content
        for one in file.documents
        if one.content is not None
    }
    texts = {name: text.encode() for name, text in told.items()}
    return {**texts, "rows.jsonl": rows_text(file.rows), **enclosed}


def pretty(told: object) -> str:
    """JSON for people to read, the same for the same."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def seals_text(seals: Iterable[Seal]) -> str:
    """Daily seals as lines, in the order given."""
    return "".join(f"{seal_line(one)}\n" for one in seals)


def rows_text(rows: Iterable[EnclosedRow]) -> bytes:
    """Sealed rows as they are enclosed, one a line."""
    return _lines(map(_row, rows)).encode()


def finding_text(key: FindingKey) -> str:
    """A finding as commands and addresses name it: N2-3-1."""
    return f"{key.code}-{key.start_seq}-{key.nth}"


def finding_key(text: str) -> FindingKey:
    """The key that `finding_text` wrote. raises: NotFound finding.unknown"""
    try:
        code, start_seq, nth = text.split("-")
        return FindingKey(FindingCode(code), int(start_seq), int(nth))
    except ValueError as error:
        raise NotFound("finding.unknown", finding=text) from error


def manifest(members: Mapping[str, bytes]) -> bytes:
    """One line for each file: SHA-256, size, name."""
    lines = [
        f"{hashlib.sha256(content).hexdigest()}  {len(content)}  {name}\n"
        for name, content in sorted(members.items())
    ]
    return "".join(lines).encode()


def _about(file: EvidenceFile) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "number": file.number,
        "district": file.district,
        "district_name": file.district_name,
        "matter": file.matter,
        "state": file.state,
        "made_at": _utc(file.made_at),
        "made_by": file.made_by,
        "reason": file.reason,
        "identity": file.identity,
        "complainant": dict(file.complainant),
        "entries": len(file.entries),
        "chain_head": file.entries[-1].hash,
        "sealed": len(file.proofs),
        "rows": len(file.rows),
        "rules": sorted(file.rules),
        "calendars": sorted(file.calendars),
        "about": finding_text(file.about) if file.about else "",
    }


def _entry(kept: KeptEntry) -> dict[str, Any]:
    entry = kept.entry
    return {
        "ticket": entry.ticket,
        "seq": entry.seq,
        "kind": str(entry.kind),
        "at": _utc(entry.at),
        "recorded_at": _utc(entry.recorded_at),
        "actor": entry.actor,
        "role": str(entry.role),
        "department": entry.department,
        "payload": entry.payload,
        "previous_hash": kept.previous_hash,
        "hash": kept.hash,
    }


def _row(one: EnclosedRow) -> dict[str, Any]:
    """The values stand in the order of their columns: the hash is over them so. Without
    them the key could not be proved, and is left out as well."""
    shown = one.values
    return {
        "kind": one.kind,
        "key": "" if shown is None else one.key,
        "columns": None if shown is None else list(shown),
        "values": None if shown is None else list(shown.values()),
        "hash": one.hash,
        "seal": one.proof.seal,
        "index": one.proof.index,
        "size": one.proof.size,
        "path": list(one.proof.path),
    }


def _document(file: EvidenceFile, one: Enclosed) -> dict[str, Any]:
    return {
        "sha256": one.sha256,
        "kind": one.kind,
        "name": one.name if file.identity == "full" else "",
        "media_type": one.media_type,
        "size": one.size,
        "uploaded_at": _utc(one.uploaded_at),
        "enclosed": one.content is not None,
    }


def _lines(records: Iterable[Mapping[str, Any]]) -> str:
    return "".join(f"{canonical_json(dict(one))}\n" for one in records)


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
