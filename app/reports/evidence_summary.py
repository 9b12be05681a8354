"""What an evidence file says, to be read: plain text, and HTML without scripts.

In Chinese, as papers of the office are. Made of the same data as the files beside it,
and no proof by itself: the verifier reads the files.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

from flask_babel import force_locale, gettext

from app.domain.proof.evidence_file import EvidencedFinding, EvidenceFile
from app.domain.proof.kept import KeptEntry
from app.domain.terms import (
    ClockName,
    Colour,
    DocumentKind,
    EntryKind,
    ReviewStatus,
    Role,
    State,
)
from app.reports.finding_words import basis, entry_words, what

LANGUAGE = "zh_Hans"
_STYLE = (
    "body{font:16px/1.6 serif;max-width:52em;margin:2em auto;padding:0 1em;color:#111}"
    "h1{font-size:1.4em}h2{font-size:1.1em;border-bottom:1px solid #999}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;"
    "padding:.2em .5em;text-align:left;vertical-align:top}code{word-break:break-all}"
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the summary: its title, the heads of its columns, its rows."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


def text_summary(file: EvidenceFile) -> str:
    """The summary as plain text."""
    with force_locale(LANGUAGE):
        lines = [_title(file), "=" * 40]
        for chapter in _chapters(file):
            lines += ["", f"[{chapter.title}]"]
            lines += ["  ".join(filter(None, row)) for row in chapter.rows]
        lines += ["", *_how_to_verify()]
        return "\n".join(lines) + "\n"


def html_summary(file: EvidenceFile) -> str:
    """The summary as a page that loads nothing and runs nothing."""
    with force_locale(LANGUAGE):
        title = escape(_title(file))
        body = "".join(_table(chapter) for chapter in _chapters(file))
        steps = "".join(f"<p>{escape(line)}</p>" for line in _how_to_verify())
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!doctype html>\n<html lang="zh-Hans"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body>"
        f"<h1>{title}</h1>{body}{steps}</body></html>\n"
    )


def _table(chapter: Chapter) -> str:
    heads = "".join(f'<th scope="col">{escape(one)}</th>' for one in chapter.heads)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in chapter.rows
    )
    head = f"<thead><tr>{heads}</tr></thead>" if heads else ""
    return f"<h2>{escape(chapter.title)}</h2><table>{head}<tbody>{rows}</tbody></table>"


def _title(file: EvidenceFile) -> str:
    return gettext(
        "Evidence file of case %(number)s, %(district)s",
        number=file.number,
        district=file.district_name,
    )


def _how_to_verify() -> list[str]:
    return [
        gettext("To verify: unpack, and run with Python 3.8 or newer:"),
        "python3 verify.py .",
        gettext("The list MANIFEST holds the SHA-256 of every file."),
    ]


def _chapters(file: EvidenceFile) -> Iterator[Chapter]:
    yield Chapter(gettext("The case"), (), _facts(file))
    yield Chapter(
        gettext("Timeline"),
        (gettext("No."), gettext("When"), gettext("What"), gettext("By"), ""),
        [_entry(file, one) for one in file.entries],
    )
    yield Chapter(
        gettext("Limits"),
        (gettext("Clock"), gettext("Started"), gettext("Due"), gettext("Stopped")),
        [_clock(file, one) for one in file.ledgers],
    )
    if file.findings:
        yield _findings(file)
    if file.standing["supervision_notices"]:
        yield _notices(file)
    if file.documents:
        yield _documents(file)
    yield Chapter(
        gettext("Daily seals"),
        (gettext("Seal"), gettext("When"), gettext("Entries"), ""),
        [
            (
                str(one.sequence),
                _moment(file, one.sealed_at),
                str(one.entries),
                one.hash,
            )
            for one in file.seals
        ],
    )


def findings_json(file: EvidenceFile) -> bytes:
    """The findings as data, each with the paragraph that people read."""
    with force_locale(LANGUAGE):
        told = [_finding_data(file, one) for one in file.findings]
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _finding_data(file: EvidenceFile, one: EvidencedFinding) -> dict[str, Any]:
    return {
        "code": str(one.key.code),
        "name": one.key.code.zh,
        "start_seq": one.key.start_seq,
        "nth": one.key.nth,
        "end_seq": one.end_seq,
        "department": one.department,
        "since": one.since.isoformat(),
        "detected_at": one.detected_at.isoformat(),
        "late_working_days": one.late_days,
        "status": one.status,
        "rules": one.rules,
        "calendar": one.calendar,
        "paragraph": _paragraph(file, one),
    }


def _findings(file: EvidenceFile) -> Chapter:
    """What the record suggests; the one that the file was made for comes first."""
    ordered = sorted(file.findings, key=lambda one: one.key != file.about)
    return Chapter(
        gettext("Findings"),
        (gettext("Code"), gettext("What"), gettext("Review")),
        [
            (
                f"{one.key.code} {one.key.code.zh}",
                _paragraph(file, one),
                ReviewStatus(one.status).zh,
            )
            for one in ordered
        ],
    )


def _paragraph(file: EvidenceFile, one: EvidencedFinding) -> str:
    name = file.departments.get(one.department or "", "")
    told = what(
        one.key.code,
        name or gettext("the window or the arbiter"),
        _moment(file, one.since),
    )
    days = None if one.late_days is None else f"{one.late_days:g}"
    ends = _named_entry(file, one.end_seq) if one.end_seq else None
    return told + basis(_named_entry(file, one.key.start_seq), ends, days)


def _named_entry(file: EvidenceFile, seq: int) -> str:
    entry = file.entries[seq - 1].entry
    return entry_words(seq, EntryKind(entry.kind).zh, _moment(file, entry.at))


def _notices(file: EvidenceFile) -> Chapter:
    return Chapter(
        gettext("Supervision notices"),
        (gettext("Number"), gettext("Colour"), gettext("Issued")),
        [
            (one["number"], Colour(one["colour"]).zh, _when(file, one["issued_at"]))
            for one in file.standing["supervision_notices"]
        ],
    )


def _documents(file: EvidenceFile) -> Chapter:
    return Chapter(
        gettext("Documents"),
        (gettext("Kind"), gettext("Size"), "SHA-256", gettext("Enclosed")),
        [
            (
                DocumentKind(one.kind).zh,
                str(one.size),
                one.sha256,
                gettext("yes") if one.content is not None else gettext("no"),
            )
            for one in file.documents
        ],
    )


def _facts(file: EvidenceFile) -> list[tuple[str, str]]:
    masked = file.identity != "full"
    identity = gettext("masked") if masked else gettext("in full")
    return [
        (gettext("Matter"), file.matter),
        (gettext("State"), State(file.state).zh),
        (gettext("Complainant"), " ".join(filter(None, file.complainant.values()))),
        (gettext("Identity"), identity),
        (gettext("Reason"), file.reason),
        (gettext("Made"), f"{_moment(file, file.made_at)} {file.made_by}"),
        (
            gettext("Entries under a seal"),
            f"{len(file.proofs)} / {len(file.entries)}",
        ),
    ]


def _entry(file: EvidenceFile, kept: KeptEntry) -> tuple[str, ...]:
    entry = kept.entry
    by = " ".join(filter(None, (Role(entry.role).zh, entry.department)))
    return (
        str(entry.seq),
        _moment(file, entry.at),
        EntryKind(entry.kind).zh,
        by,
        _said(entry.payload),
    )


def _said(payload: str) -> str:
    """The words that somebody wrote; codes stand in the timeline file."""
    told = json.loads(payload)
    keys = ("text", "reason", "told", "basis", "reasons")
    return " ".join(str(told[key]) for key in keys if isinstance(told.get(key), str))


def _clock(file: EvidenceFile, told: Mapping[str, Any]) -> tuple[str, ...]:
    moments = (told[name] for name in ("started_at", "due_at", "stopped_at"))
    return (
        f"{ClockName(told['clock']).zh} {told['cycle']}",
        *(_when(file, str(one)) if one else "" for one in moments),
    )


def _when(file: EvidenceFile, at: str) -> str:
    return _moment(file, datetime.fromisoformat(at))


def _moment(file: EvidenceFile, at: datetime) -> str:
    """In the zone of the district."""
    return f"{at.astimezone(file.zone):%Y-%m-%d %H:%M}"
