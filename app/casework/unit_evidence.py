"""The evidence of a paper on figures: what was counted, with the seals over each flag.

Numbers of cases, no words of anybody: it names the department alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

from app.casework.desk import Desk
from app.casework.evidence_gathering import canonical_texts
from app.casework.evidence_seals import sealed_flags
from app.domain.periods import parse_period
from app.domain.proof.evidence_file import FORMAT, pretty, rows_text, seals_text
from app.domain.unit_grounds import UnitStanding
from app.store import directory, sealed_rows, versions
from app.store.reads.papers import PaperLine

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
    sealed = sealed_flags(desk.district, covered)
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
    figures = {"proposed": json.loads(paper.words), "now": asdict(standing)}
    return {
        "file.json": pretty(about).encode(),
        "figures.json": pretty(figures).encode(),
        "rows.jsonl": rows_text(sealed.rows),
        "seals.jsonl": seals_text(sealed.seals).encode(),
        **{f"rules/{name}.toml": text.encode() for name, text in texts.items()},
        **{
            f"canonical/{name}.json": text.encode()
            for name, text in canonical_texts(desk, texts, ()).items()
        },
    }


_FLAGS = frozenset({"escalations", "findings"})
