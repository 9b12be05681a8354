"""The evidence of a paper on figures: what was counted, with the seals over each flag.

Numbers of cases, no words of anybody: it names the department alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from app.casework.desk import Desk
from app.casework.evidence_files import canonical_texts, enclosed_row
from app.domain.periods import parse_period
from app.domain.proof.evidence_file import FORMAT, EnclosedRow, rows_text
from app.domain.proof.seals import seal_line
from app.domain.unit_grounds import UnitStanding
from app.store import directory, sealed_rows, seals, versions
from app.store.reads.papers import PaperLine
from app.store.sealed_rows import SealedOfCase

FIGURES = "figures"


def unit_evidence(
    desk: Desk, paper: PaperLine, standing: UnitStanding
) -> Mapping[str, bytes]:
    """Name to content of all files but the verifier and the list of them.

    standing: the figures as they are now
    """
    known = directory.district(desk.district)
    start, until = parse_period(standing.period).instants(known.zone)
    department = known.department_ids[standing.department]
    covered = sealed_rows.rows_of_flags(department, start, until)
    first = min((one.seal for one in covered), default=0)
    last = max((one.seal for one in covered), default=0)
    kept = [one for one in seals.list_seals(desk.district, max(first - 1, 0)) if first]
    rules = desk.office.rules.version
    texts = {rules: versions.rules_text(rules)}
    about = {
        "format": FORMAT,
        "sort": FIGURES,
        "district": known.code,
        "department": standing.department,
        "period": standing.period,
        "ground": str(paper.unit_ground),
        "made_at": desk.now.isoformat(),
        "made_by": desk.actor.name,
        "rows": len(covered),
        "flags": standing.flags,
        "unsealed": standing.flags - sum(one.leaf.kind in _FLAGS for one in covered),
        "rules": [rules],
        "calendars": [],
    }
    lines = "".join(f"{seal_line(one)}\n" for one in kept if one.sequence <= last)
    return {
        "file.json": _pretty(about),
        "figures.json": _pretty(
            {"proposed": json.loads(paper.words), "now": asdict(standing)}
        ),
        "rows.jsonl": rows_text(_enclosed(desk.district, covered)),
        "seals.jsonl": lines.encode(),
        **{f"rules/{name}.toml": text.encode() for name, text in texts.items()},
        **{
            f"canonical/{name}.json": text.encode()
            for name, text in canonical_texts(desk, texts, ()).items()
        },
    }


_FLAGS = frozenset({"escalations", "findings"})


def _enclosed(district_id: int, rows: Sequence[SealedOfCase]) -> list[EnclosedRow]:
    """Each with the path to its seal; a tree is read once."""
    found: list[EnclosedRow] = []
    for sequence in sorted({one.seal for one in rows}):
        entries = seals.sealed_entries(district_id, sequence)
        leaves = sealed_rows.covered_rows(district_id, sequence)
        hashes = [*(one.hash for one in entries), *(one.hash for one in leaves)]
        places = {leaf: len(entries) + at for at, leaf in enumerate(leaves)}
        for row in rows:
            if row.seal == sequence:
                found.append(enclosed_row(row, hashes, places[row.leaf]))
    return found


def _pretty(told: Mapping[str, Any]) -> bytes:
    return (
        json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    ).encode()
