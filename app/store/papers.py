"""Papers as rows: proposed, then issued with a number, or refused; withdrawn.

Numbers are taken in the transaction that issues, so that there is never a gap.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable, Sequence

from sqlalchemy.exc import IntegrityError

from app.domain.decision import Paper, Withdrawal
from app.domain.errors import Stale
from app.domain.finding import FindingKey
from app.domain.hearing import FlagKey
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
    number_papers([row for row in rows if row["state"] is PaperState.ISSUED])
    for row in rows:
        if row["kind"] is PaperKind.CLUE and row["state"] is not PaperState.PROPOSED:
            if not update_rows(PaperRow, [_decided(row)]):
                raise Stale("ticket.changed")
        else:
            insert_paper(row)


def write_withdrawals(acts: Iterable[Act]) -> None:
    """Write which papers are withdrawn. raises: Stale, where one was already"""
    for act in acts:
        for one in act.decision.withdrawn:
            if not update_rows(PaperRow, [_withdrawn(act, one)]):
                raise Stale("ticket.changed")


def insert_paper(row: Row) -> None:
    """Write a new paper. raises: Stale, where somebody wrote that paper first"""
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
    is_issued = paper.state is PaperState.ISSUED
    name, is_proposal = act.actor.name, paper.state is PaperState.PROPOSED
    return {
        "district_id": act.held.district_id,
        "ticket_id": act.held.ticket_id,
        "kind": paper.kind,
        "state": paper.state,
        **key_columns(paper.flag),
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
    changed = (
        *("state", "year", "sequence", "number", "at", "recorded_at"),
        *("decided_by", "entry_seq", "evidence"),
    )
    return {
        **_old(row, ("ticket_id", "kind", *_key_of(row))),
        **{name: row[name] for name in changed},
    }


def _withdrawn(act: Act, one: Withdrawal) -> Row:
    row = {
        "ticket_id": act.held.ticket_id,
        "kind": one.kind,
        **key_columns(one.flag),
    }
    return {
        **_old(row, ("ticket_id", "kind", *_key_of(row))),
        "withdrawn_at": one.at,
        "withdrawn_by": act.actor.name,
    }


def key_columns(key: FlagKey) -> Row:
    """The columns that say which flag a paper rests on."""
    if isinstance(key, FindingKey):
        return {"code": key.code, "start_seq": key.start_seq, "nth": key.nth}
    clock, cycle, step = key
    return {"clock": clock, "cycle": cycle, "step": step}


def _key_of(row: Row) -> tuple[str, ...]:
    return ("code", "start_seq", "nth") if "code" in row else ("clock", "cycle", "step")


def _old(row: Row, names: Iterable[str]) -> Row:
    return {f"old_{name}": row[name] for name in names}


def number_papers(rows: Sequence[Row]) -> None:
    """Give each the next number of its kind and year."""
    coming = take_numbers(Tally(map(_counter, rows)))
    known = directory.districts(row["district_id"] for row in rows)
    for row in rows:
        counter = _counter(row)
        row["sequence"] = coming[counter]
        row["number"] = paper_number(row, known[row["district_id"]].notice_prefix)
        coming[counter] += 1


def _counter(row: Row) -> Counter:
    return row["district_id"], f"paper_{row['kind']}", row["year"]
