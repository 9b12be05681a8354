"""`rules`: the rule file is checked, explained and tried on recorded histories.

Nothing here writes to the register.
"""

from __future__ import annotations

import os
import sys
from codecs import BOM_UTF8
from pathlib import Path
from typing import BinaryIO

import click
from flask.cli import AppGroup

from app.casework.office import Office
from app.cli.lines import say
from app.domain.rule_set import RuleSet
from app.domain.rules.fault import Fault
from app.domain.rules.file import RuleFileFaults, load_rule_file
from app.domain.rules.story import tell
from app.domain.rules.text import LARGEST_FILE, too_large
from app.domain.rules.words import Words
from app.domain.timelines import answer_timeline
from app.process import offices_here
from app.reports.ladder_picture import ladder_picture

rules = AppGroup("rules", help="The rule file.")

LANGUAGES = click.Choice(["zh", "en"])
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def language_of_the_terminal() -> str:
    """Chinese, unless the terminal's locale is English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "en" if os.environ[name].lower().startswith("en") else "zh"
    return "zh"


spoken = click.option(
    "--language",
    "-l",
    type=LANGUAGES,
    default=language_of_the_terminal,
    help="zh (default) or en; without it the terminal's locale decides.",
)


@rules.command("check")
@click.argument("path", type=_FILE, metavar="FILE")
@spoken
def rules_check(path: Path, language: str) -> None:
    """Find every fault of a rule file at once; status 1 when there is one."""
    try:
        _, found = _read(path)
    except RuleFileFaults as wrong:
        for fault in wrong.faults:
            click.echo(_told(fault, language))
        count = len(wrong.faults)
        _say(
            Words(
                f"{path.name}：共 {count} 处错误，改好以前不能使用。",
                f"{path.name}: {count} fault(s); it cannot be used before they are "
                "mended.",
            ),
            language,
        )
        sys.exit(1)
    _say(
        Words(
            f"{path.name}：没有错误。{found.title}，{found.effective_on} 起施行，"
            f"版本 {found.version}。",
            f"{path.name}: no fault. {found.title}, in effect from "
            f"{found.effective_on}, version {found.version}.",
        ),
        language,
    )


@rules.command("explain")
@click.argument("path", type=_FILE, metavar="[FILE]", required=False)
@click.option(
    "--svg",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write the ladder as a picture.",
)
@spoken
def rules_explain(path: Path | None, svg: Path | None, language: str) -> None:
    """Tell a rule file, or the one in force, in plain sentences."""
    told = _office().rules if path is None else loaded(path, language)[1]
    click.echo(f"{told.title}  {told.effective_on}  {told.version}")
    for chapter in tell(told):
        click.echo()
        _say(chapter.title, language)
        for sentence in chapter.sentences:
            click.echo("  ", nl=False)
            _say(sentence, language)
    if svg is not None:
        svg.write_text(ladder_picture(told, language) + "\n", encoding="utf-8")


@rules.command("replay")
@click.option("--timelines", type=click.File("rb"), required=True)
@click.option("--rules", "draft", type=_FILE)
@spoken
def rules_replay(timelines: BinaryIO, draft: Path | None, language: str) -> None:
    """Judge recorded timelines, one JSON object a line; nothing is written."""
    office = _office()
    judged_by = office.rules if draft is None else loaded(draft, language)[1]
    calendar = office.standard_calendar(judged_by)
    for number, line in enumerate(timelines):
        told = line if number else line.removeprefix(BOM_UTF8)
        say(answer_timeline(told, calendar, judged_by))


def _office() -> Office:
    offices = offices_here()
    return offices.without_district()


def loaded(path: Path, language: str) -> tuple[str, RuleSet]:
    """The text of a rule file and what it says; a ClickException tells its faults."""
    try:
        return _read(path)
    except RuleFileFaults as wrong:
        faults = "\n".join(_told(fault, language) for fault in wrong.faults)
        raise click.ClickException(f"{path.name}\n{faults}") from wrong


def _read(path: Path) -> tuple[str, RuleSet]:
    """A file that is too large is not read: its size is enough to refuse it."""
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise RuleFileFaults((too_large(size),))
    return load_rule_file(path.read_bytes())


def _told(fault: Fault, language: str) -> str:
    return fault.told_en() if language == "en" else fault.told_zh()


def _say(words: Words, language: str) -> None:
    click.echo(words.en if language == "en" else words.zh)
