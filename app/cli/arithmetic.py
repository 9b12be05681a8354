"""`deadlines` and `rules`: questions to the rules that touch no database."""

from __future__ import annotations

import json
import sys
from typing import BinaryIO, TextIO

import click
from flask import current_app
from flask.cli import AppGroup

from app.casework.office import Office, Offices
from app.domain.deadline_requests import answer_line
from app.domain.rule_file import RuleFileFaults, load_rules
from app.domain.rule_set import RuleSet
from app.domain.timelines import answer_timeline

deadlines = AppGroup("deadlines", help="Deadline arithmetic.")
rules = AppGroup("rules", help="The rule file.")


@deadlines.command("batch")
def deadlines_batch() -> None:
    """Answer deadline requests, one JSON object a line, from standard input."""
    calendar = _office().standard_calendar()
    for line in sys.stdin.buffer:
        _say(answer_line(line, calendar))


@rules.command("replay")
@click.option("--timelines", type=click.File("rb"), required=True)
@click.option("--rules", "draft", type=click.File(encoding="utf-8"))
def rules_replay(timelines: BinaryIO, draft: TextIO | None) -> None:
    """Judge recorded timelines, one JSON object a line; nothing is written."""
    office = _office()
    judged_by = office.rules if draft is None else _loaded(draft)
    calendar = office.standard_calendar(judged_by)
    for line in timelines:
        text = line.decode("utf-8", errors="replace")
        _say(answer_timeline(text, calendar, judged_by))


def _office() -> Office:
    offices = current_app.extensions["offices"]
    assert isinstance(offices, Offices)  # noqa: S101 - set by the factory alone
    return offices.without_district()


def _loaded(draft: TextIO) -> RuleSet:
    try:
        return load_rules(draft.read())
    except RuleFileFaults as faults:
        raise click.ClickException(str(faults)) from faults


def _say(answer: object) -> None:
    click.echo(json.dumps(answer))
