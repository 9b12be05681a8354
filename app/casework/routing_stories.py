"""The stories that a district teaches its router with before it has cases of its own.

Each file of the folder `stories`, and `cases.jsonl` (published cases), holds one story a
line: "complaint_text" or "text", and the department that is right, "department_code".
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path

from app.casework.chinese import fold
from app.domain.wayfinding.routing_tally import Lesson

PUBLISHED, STORIES = "cases.jsonl", "stories"


def read_stories(
    folder: Path, departments: Collection[str], unlearned: Collection[str] = frozenset()
) -> Iterator[Lesson]:
    """What the stories teach; a district without such files has none.

    A story of a department that the district does not have teaches nothing.
    unlearned: texts to leave out
    """
    left_out = {fold(text) for text in unlearned}
    for path in story_files(folder):
        for line in path.read_text("utf-8-sig").splitlines():
            told = json.loads(line)
            text = fold(told.get("complaint_text") or told["text"])
            code = told["department_code"]
            if code in departments and text not in left_out:
                yield Lesson(text, code)


def story_files(folder: Path) -> list[Path]:
    """The files that tell stories, published cases first; none where there are none."""
    published = folder / PUBLISHED
    known = [published] if published.exists() else []
    return [*known, *sorted((folder / STORIES).glob("*.jsonl"))]
