"""`routing`: which department a text points to, and how often that is right.

Both commands read the district's files and no database, so that the answer depends on
nothing else; what the register's own cases taught speaks on the pages only.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Collection
from typing import BinaryIO

import click
from flask.cli import AppGroup

from app.casework.routing import (
    DepartmentRouter,
    router_from_files,
    why_in_chinese,
)
from app.cli.routing_lines import BadLine, read_request, read_routed_case
from app.domain.wayfinding.routing_measure import Miss, Score, measure
from app.domain.wayfinding.routing_vocabulary import VocabularyFaults
from app.process import settings_here
from app.store.district_files import DistrictFaults, read_district_files

routing = AppGroup("routing", help="From the text of a complaint to the department.")


@routing.command("suggest")
def routing_suggest() -> None:
    """Answer JSON lines {"id", "text"} from standard input with three departments.

    One answer a line, in the same order: {"id", "departments": [{"code", "why"}, ...]},
    or {"id", "error"} for a line that cannot be read.
    """
    router = _router()
    for line in sys.stdin.buffer:
        _say(_answer(line, router))


@routing.command("measure")
@click.argument("file", type=click.File("rb"))
def routing_measure(file: BinaryIO) -> None:
    """Score cases whose department is known, one JSON object a line.

    Each has "complaint_text" or "text", "department_code" and, if other departments are
    right as well, "acceptable_codes". What the file tells was not learned: a story of
    the district is forgotten before it is measured.
    """
    cases = []
    for place, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            cases.append(read_routed_case(line))
        except BadLine as fault:
            raise click.ClickException(f"line {place}: {fault}") from fault
    router = _router({case.text for case in cases})
    score = measure(
        cases, lambda text: [one.department for one in router.propose(text)]
    )
    _tell(score)


def _router(unlearned: Collection[str] = frozenset()) -> DepartmentRouter:
    settings = settings_here()
    try:
        files = read_district_files(settings.district_path)
        return router_from_files(settings.district_path, files, unlearned)
    except (DistrictFaults, VocabularyFaults) as faults:
        raise click.ClickException(str(faults)) from faults


def _answer(line: bytes, router: DepartmentRouter) -> dict[str, object]:
    try:
        request = read_request(line)
    except BadLine as fault:
        return {"id": fault.id, "error": str(fault)}
    departments = [
        {"code": one.department, "why": why_in_chinese(one)}
        for one in router.propose(request.text)
    ]
    return {"id": request.id, "departments": departments}


def _say(answer: dict[str, object]) -> None:
    """Chinese as it is read, in UTF-8 whatever the terminal; halves of signs escaped."""
    told = json.dumps(answer, ensure_ascii=False)
    click.echo(told.encode("utf-8", "backslashreplace"))


def _tell(score: Score) -> None:
    click.echo(f"{score.count} cases")
    for name, right in (("first", score.first), ("among three", score.among)):
        share = 100 * right / score.count if score.count else 0.0
        click.echo(f"{name}: {right} ({share:.1f} %)")
    for miss in score.misses:
        click.echo(_told(miss))


def _told(miss: Miss) -> str:
    where = "later" if miss.is_among else "missed"
    right, proposed = "/".join(miss.case.right), " ".join(miss.proposed)
    return f"{where}  {miss.case.id}  {right}  <- {proposed}  {miss.case.text}"
