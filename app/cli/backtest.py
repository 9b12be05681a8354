"""`rules backtest`: a draft against the rules in force, on recorded tickets.

It changes nothing. Every ticket with a difference is written as soon as it is known, so
that a hundred thousand tickets need no more memory than a hundred.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, tzinfo
from itertools import islice
from pathlib import Path
from typing import BinaryIO
from unicodedata import east_asian_width

import click
from click._termui_impl import ProgressBar
from flask.cli import with_appcontext

from app import clock
from app.casework.rulebook import trial as trial_of
from app.casework.trying import History, Trial, try_draft
from app.cli.rules import LANGUAGES, language_of_the_terminal, loaded, rules
from app.domain.backtest import Change, Compared, Difference, Totals
from app.domain.rules.words import Words
from app.domain.terms import Step
from app.process import offices_here
from app.store import directory
from app.store.reads.histories import count_histories, recorded_histories
from app.store.transaction import reading_one_moment

SHOWN = 40
FEW = 2_000  # histories that one process has judged before others have started

__all__ = ["rules"]

_CHANGES = tuple(Change)
_STEPS = {str(step): Words(step.zh, step.en) for step in Step}
_CHANGE_WORDS = {
    Change.ADDED: Words("多出", "added"),
    Change.GONE: Words("消失", "gone"),
    Change.MOVED: Words("移动", "moved"),
}


@rules.command("backtest")
@click.option(
    "--rules",
    "draft",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="The draft.",
)
@click.option("--timelines", type=click.File("rb"), help="Recorded timelines.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Tickets of the register filed on or after this day.",
)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.option(
    "--language", "-l", type=LANGUAGES, default=language_of_the_terminal, help="zh, en"
)
@with_appcontext
def rules_backtest(
    draft: Path,
    timelines: BinaryIO | None,
    since: datetime | None,
    as_json: bool,
    language: str,
) -> None:
    """Compare a draft with the rules in force on recorded tickets."""
    if timelines is not None and since is not None:
        raise click.UsageError("--timelines and --since exclude each other")
    text, _ = loaded(draft, language)
    writer = _Json() if as_json else _Table(language)
    if timelines is not None:
        office = offices_here().without_district()
        trial = trial_of(office, text, clock.now())
        writer.begin(trial)
        size = os.fstat(timelines.fileno()).st_size if timelines.seekable() else 0
        _run(trial, timelines, size, writer)
        return
    district = directory.list_districts()[0]
    office = offices_here().of(district.id)
    trial = trial_of(office, text, clock.now())
    writer.begin(trial)
    start = since and datetime.combine(since.date(), time(), district.zone)
    with reading_one_moment():
        count = count_histories(district.id, start)
        _run(trial, recorded_histories(district.id, start), count, writer)


def _run(
    trial: Trial, histories: Iterable[History], length: int, writer: _Json | _Table
) -> None:
    totals = Totals()
    source = _Source(histories)
    first = list(islice(source, FEW))
    processes = 1 if len(first) < FEW else max(1, os.cpu_count() or 1)
    bar: ProgressBar[int]
    with click.progressbar(
        length=length or None, label=writer.label, file=sys.stderr
    ) as bar:
        for part in try_draft(trial, _chained(first, source), processes):
            totals.merge(part.totals)
            for one in part.told:
                writer.ticket(one)
            bar.update(part.amount if length else 0)
    writer.end(totals)


def _chained(first: list[History], rest: Iterable[History]) -> Iterator[History]:
    yield from first
    first.clear()
    yield from rest


class _Source(Iterator[History]):
    """The histories one after the other, without the mark of a file's encoding."""

    def __init__(self, histories: Iterable[History]) -> None:
        self._rest = iter(histories)
        self._is_first = True

    def __next__(self) -> History:
        one = next(self._rest)
        if self._is_first and isinstance(one, bytes):
            one = one.removeprefix(b"\xef\xbb\xbf")
        self._is_first = False
        return one


class _Json:
    """One JSON object; each changed ticket stands on a line of its own."""

    label = "backtest"

    def __init__(self) -> None:
        self._count = 0
        self._zone: tzinfo = UTC

    def begin(self, trial: Trial) -> None:
        active, draft = trial.sides()
        self._zone = active.calendar("").zone
        told = {"active": active.rules.version, "draft": draft.rules.version}
        sys.stdout.write(json.dumps(told)[:-1] + ', "tickets": [')

    def ticket(self, one: Compared) -> None:
        sys.stdout.write("\n" if not self._count else ",\n")
        sys.stdout.write(json.dumps(_ticket(one, self._zone)))
        self._count += 1

    def end(self, totals: Totals) -> None:
        rest = {
            "departments": [
                _department(code, counted, totals)
                for code, counted in sorted(totals.departments.items(), key=_by_code)
            ],
            "totals": {
                "tickets": totals.tickets,
                "changed": totals.changed,
                "not_judged": totals.not_judged,
                **{str(change): totals.sum_of(change) for change in Change},
                "by_name": {
                    name: _counts(totals.names[name], ("active", "draft", *_CHANGES))
                    for name in totals.in_order()
                },
            },
        }
        sys.stdout.write("],\n" + json.dumps(rest)[1:] + "\n")


def _ticket(one: Compared, zone: tzinfo) -> dict[str, object]:
    if one.error is not None:
        return {"ticket": one.ticket, "error": one.error, "under": one.under}
    return {
        "ticket": one.ticket,
        "escalations": [
            _escalation(each, zone) for each in one.differences if each.clock
        ],
        "findings": [
            _finding(each, zone) for each in one.differences if not each.clock
        ],
    }


def _escalation(one: Difference, zone: tzinfo) -> dict[str, object]:
    name, cycle = one.clock or ("", 0)
    return {
        "change": one.change,
        "clock": name,
        "cycle": cycle,
        "step": one.name,
        "department": one.department,
        "due_at": _written(one.at, zone),
        "was": _written(one.was, zone),
    }


def _finding(one: Difference, zone: tzinfo) -> dict[str, object]:
    return {
        "change": one.change,
        "code": one.name,
        "nth": one.nth,
        "department": one.department,
        "since": _written(one.at, zone),
        "was": _written(one.was, zone),
    }


def _written(at: datetime | None, zone: tzinfo) -> str | None:
    return at.astimezone(zone).isoformat(timespec="seconds") if at else None


def _department(
    code: str | None, counted: Counter[str], totals: Totals
) -> dict[str, object]:
    by_name = {
        name: _counts(totals.places[code, name], _CHANGES)
        for name in totals.in_order()
        if (code, name) in totals.places
    }
    return {"department": code, **_counts(counted, _CHANGES), "by_name": by_name}


def _counts(counted: Counter[str], names: Iterable[str]) -> dict[str, int]:
    return {name: counted[name] for name in names}


def _by_code(item: tuple[str | None, Counter[str]]) -> tuple[bool, str]:
    return item[0] is None, item[0] or ""


class _Table:
    """What people read: totals by step and code, by department, the first tickets."""

    def __init__(self, language: str) -> None:
        self._english = language == "en"
        self._tickets: list[Compared] = []
        self._told = 0
        self._zone: tzinfo = UTC
        self.label = self._in(Words("试算", "Trying"))

    def begin(self, trial: Trial) -> None:
        sides = trial.sides()
        active, draft = (side.rules for side in sides)
        self._zone = sides[0].calendar("").zone
        for name, each in (
            (Words("现行", "active"), active),
            (Words("草稿", "draft"), draft),
        ):
            click.echo(f"{self._in(name)}  {each.title}  {each.version[:12]}")

    def ticket(self, one: Compared) -> None:
        self._told += 1
        if len(self._tickets) < SHOWN:
            self._tickets.append(one)

    def end(self, totals: Totals) -> None:
        self._counts(totals)
        self._departments(totals)
        self._first(totals)

    def _counts(self, totals: Totals) -> None:
        click.echo()
        click.echo(
            self._in(
                Words(
                    f"共 {totals.tickets} 件，{totals.changed} 件有变化，"
                    f"{totals.not_judged} 件无法判定。",
                    f"{totals.tickets} tickets, {totals.changed} changed, "
                    f"{totals.not_judged} could not be judged.",
                )
            )
        )
        heads = (
            *(Words("步骤或认定", "step or finding"), Words("现行", "active")),
            Words("草稿", "draft"),
            *_CHANGE_WORDS.values(),
        )
        rows = [
            [self._name(name)]
            + [str(totals.names[name][side]) for side in ("active", "draft", *_CHANGES)]
            for name in totals.in_order()
        ]
        _print([[self._in(head) for head in heads], *rows])

    def _departments(self, totals: Totals) -> None:
        if not totals.departments:
            return
        click.echo()
        heads = [self._in(Words("部门", "department"))]
        heads += [self._in(words) for words in _CHANGE_WORDS.values()]
        rows = [
            [code or self._in(_NOBODY)] + [str(counted[change]) for change in _CHANGES]
            for code, counted in sorted(totals.departments.items(), key=_by_code)
        ]
        _print([heads, *rows])

    def _first(self, totals: Totals) -> None:
        click.echo()
        for one in self._tickets:
            click.echo(f"{one.ticket}")
            if one.error is not None:
                click.echo(f"    {self._in(_UNJUDGED)}: {one.error} ({one.under})")
            for each in one.differences:
                click.echo(f"    {self._line(each)}")
        rest = self._told - len(self._tickets)
        if rest:
            click.echo(
                self._in(
                    Words(
                        f"…… 还有 {rest} 件，全部用 --json 列出。",
                        f"... and {rest} more; --json lists them all.",
                    )
                )
            )

    def _line(self, one: Difference) -> str:
        change = self._in(_CHANGE_WORDS[one.change])
        where = one.department or self._in(_NOBODY)
        clock = f" {one.clock[0]} {one.clock[1]}" if one.clock else f" #{one.nth}"
        moments = " → ".join(
            f"{at.astimezone(self._zone):%Y-%m-%d %H:%M}"
            for at in (one.was, one.at)
            if at
        )
        return f"{change} {self._name(one.name)}{clock}  {where}  {moments}"

    def _name(self, name: str) -> str:
        return self._in(_STEPS[name]) if name in _STEPS else name

    def _in(self, words: Words) -> str:
        return words.en if self._english else words.zh


_NOBODY = Words("（窗口或仲裁）", "(window or arbiter)")
_UNJUDGED = Words("无法判定", "cannot be judged")


def _print(rows: list[list[str]]) -> None:
    """Columns side by side; a Chinese character is as wide as two letters."""
    widths = [
        max(_width(cell) for cell in column) for column in zip(*rows, strict=True)
    ]
    for row in rows:
        first, *numbers = row
        line = first + " " * (widths[0] - _width(first))
        for cell, width in zip(numbers, widths[1:], strict=True):
            line += "  " + " " * (width - _width(cell)) + cell
        click.echo(line)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
