"""Papers as rows: proposed, then issued with a number, or refused.

Numbers are taken in the transaction that issues, so that there is never a gap.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Sequence

from sqlalchemy.exc import IntegrityError

from app.domain.decision import Paper
from app.domain.errors import Stale
from app.domain.papers import TELLS
from app.domain.terms import PaperKind, PaperState
from app.store import directory
from app.store.bulk import insert_rows, update_rows
from app.store.counters import Counter, take_numbers
from app.store.rows import Act, Row
from app.store.tables import PaperRow

_SIGNS = {PaperKind.CIRCULAR: "通", PaperKind.TALK: "谈", PaperKind.CLUE: "移"}


def paper_rows(act: Act) -> list[Row]:
    """The rows of the papers that a decision brings, not numbered yet."""
    if not act.decision.papers:
        return []
    seqs = enumerate(act.decision.entries, start=act.held.entry_count + 1)
    told = [seq for seq, entry in seqs if entry.kind in TELLS]
    pairs = zip(act.decision.papers, told, strict=True)
    return [_row(act, paper, seq) for paper, seq in pairs]


def write_papers(rows: Sequence[Row]) -> None:
    """Write them: what a second person decided changes the proposal, the rest is new.

    raises: Stale, where somebody wrote that paper first
    """
    if not rows:
        return
    _number([row for row in rows if row["state"] is PaperState.ISSUED])
    for row in rows:
        if row["kind"] is PaperKind.CLUE and row["state"] is not PaperState.PROPOSED:
            if not update_rows(PaperRow, [_decided(row)]):
                raise Stale("ticket.changed")
        else:
            _insert(row)


def _insert(row: Row) -> None:
    try:
        insert_rows(PaperRow, [row])
    except IntegrityError as error:
        if "unique" in str(error.orig).lower():
            raise Stale("ticket.changed") from error
        raise


def paper_number(row: Row, prefix: str) -> str:
    """The number as it is written: 蓬督通〔2026〕3号."""
    return f"{prefix}{_SIGNS[row['kind']]}〔{row['year']}〕{row['sequence']}号"


def _row(act: Act, paper: Paper, seq: int) -> Row:
    clock, cycle, step = paper.escalation
    is_issued = paper.state is PaperState.ISSUED
    name, is_proposal = act.actor.name, paper.state is PaperState.PROPOSED
    return {
        "district_id": act.held.district_id,
        "ticket_id": act.held.ticket_id,
        "kind": paper.kind,
        "state": paper.state,
        "clock": clock,
        "cycle": cycle,
        "step": step,
        "department_id": act.district.department_id(paper.department),
        "year": paper.at.astimezone(act.district.zone).year if is_issued else None,
        "sequence": None,
        "number": None,
        "at": paper.at,
        "recorded_at": act.recorded_at,
        "proposed_by": name if is_proposal else "",
        "decided_by": "" if is_proposal else name,
        "entry_seq": seq,
        "evidence": paper.evidence,
    }


def _decided(row: Row) -> Row:
    key = ("ticket_id", "kind", "clock", "cycle", "step")
    changed = (
        *("state", "year", "sequence", "number", "at", "recorded_at"),
        *("decided_by", "entry_seq", "evidence"),
    )
    return {
        **{f"old_{name}": row[name] for name in key},
        **{name: row[name] for name in changed},
    }


def _number(rows: list[Row]) -> None:
    coming = take_numbers(Tally(map(_counter, rows)))
    known = directory.districts(row["district_id"] for row in rows)
    for row in rows:
        counter = _counter(row)
        row["sequence"] = coming[counter]
        row["number"] = paper_number(row, known[row["district_id"]].notice_prefix)
        coming[counter] += 1


def _counter(row: Row) -> Counter:
    return row["district_id"], f"paper_{row['kind']}", row["year"]
