"""`deadlines explain`: how a date came about, day by day or hour by hour."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import click
from flask.cli import with_appcontext

from app import clock
from app.casework.explaining import explain_to_system
from app.domain.account import StretchKind
from app.domain.errors import NotFound
from app.domain.ledger import LedgerKind
from app.domain.terms import ClockName
from app.process import offices_here
from app.store import directory
from app.store.transaction import reading

_STRETCHES = {
    StretchKind.COUNTED: "计入",
    StretchKind.MAKE_UP: "调休上班，计入",
    StretchKind.AFTER_HOURS: "办公时间以外",
    StretchKind.WEEKEND: "周末",
    StretchKind.HOLIDAY: "放假",
}


@click.command("explain")
@with_appcontext
@click.argument("number")
@click.option("--clock", "name", type=click.Choice([str(name) for name in ClockName]))
@click.option("--cycle", type=click.IntRange(min=1))
@click.option("--json", "as_json", is_flag=True, help="For programs: one JSON array.")
def deadlines_explain(
    number: str, name: str | None, cycle: int | None, *, as_json: bool
) -> None:
    """Tell how each limit of the case NUMBER came about, with the source of each day."""
    asked = ClockName(name) if name else None
    told = _told(number, asked, cycle)
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for one in told:
        for line in _lines(one):
            click.echo(line)


def _told(number: str, name: ClockName | None, cycle: int | None) -> list[Any]:
    offices = offices_here()
    with reading():
        for known in directory.list_districts():
            office = offices.of(known.id)
            try:
                return [
                    *explain_to_system(
                        office, known.id, number, clock.now(), name, cycle
                    )
                ]
            except NotFound as refusal:
                if refusal.code != "ticket.unknown":
                    raise click.ClickException(
                        f"{number} has no such clock"
                    ) from refusal
    raise click.ClickException(f"there is no case {number}")


def _lines(one: Mapping[str, Any]) -> Iterator[str]:
    title = f"{ClockName(one['clock']).zh} {one['cycle']}"
    holder = f"（{one['department']}）" if one["department"] else ""
    yield f"\n{title}{holder}  {one['started_at']} → {one['due_at'] or '无期限'}"
    for day in one["days"]:
        number = "" if day["number"] is None else str(day["number"])
        kind = LedgerKind(day["kind"]).zh
        yield (
            f"  {day['date']}  {number:>3}  余 {day['remaining']:>3}  {kind}"
            f"  {day['source_text']}"
        )
    for part in one["stretches"]:
        minutes = part["seconds"] // 60
        yield (
            f"  {part['from']} — {part['to']}  {minutes:>4} 分"
            f"  累计 {part['total'] // 60:>4} 分  {_STRETCHES[part['kind']]}"
            f"  {part['source_text']}"
        )
    if one["provisional"]:
        yield "  当年放假通知未发布，日期为暂定"
    yield f"  日历 {one['calendar'][:16]}  规则 {one['rules'][:16]}"
