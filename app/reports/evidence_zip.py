"""An evidence file dressed for people and packed: summary, verifier, one zip."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path

from app.domain.proof.evidence_file import EvidenceFile, parts
from app.reports.evidence_summary import findings_json, html_summary, text_summary

VERIFIER = Path(__file__).with_name("verify.py")


def dress(file: EvidenceFile) -> Mapping[str, bytes]:
    """All files by their names: what is proved, how it reads, what verifies it."""
    return {
        **parts(file),
        "findings.json": findings_json(file),
        "summary.txt": text_summary(file).encode(),
        "summary.html": html_summary(file).encode(),
        "verify.py": VERIFIER.read_bytes(),
    }


def with_verifier(members: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The same files with the one that verifies them."""
    return {**members, "verify.py": VERIFIER.read_bytes()}


def pack(members: Mapping[str, bytes], made_at: datetime) -> bytes:
    """The zip; the same members give the same bytes."""
    packed = BytesIO()
    when = made_at.timetuple()[:6]
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(members.items()):
            archive.writestr(zipfile.ZipInfo(name, when), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
