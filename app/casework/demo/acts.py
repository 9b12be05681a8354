"""The demo: published cases, filed over the past weeks through the verbs people use.

Nothing is written round the register: each scene is one verb at its own moment, and
the sweep runs at each legal moment in between, as it would have.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import cycle, islice, zip_longest
from pathlib import Path

from app.casework.demo.case import Act, PlayedCase
from app.casework.demo.complaints import PublishedCase
from app.casework.demo.month import month_acts
from app.casework.demo.repeated import STARTED, repeated_acts
from app.casework.demo.scenes import Story
from app.casework.demo.self_filings import self_filing_acts
from app.casework.demo.side_stories import SIDE_STORIES
from app.casework.demo.staff import Staff
from app.casework.demo.stories import STORIES

# Departments whose demo sign-ins are shown: their desks have something of everything.
SHOWN_DEPARTMENTS = frozenset({"GA", "SJ"})
# Stories that end today come first, so that each department's desk shows some.
OPEN_FIRST = sorted((*STORIES, *SIDE_STORIES), key=lambda story: len(story.started) > 2)


def read_cases(path: Path) -> list[PublishedCase]:
    """The published cases, in the order of the file."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
    return [
        PublishedCase(
            row["matter"],
            row["complaint_text"],
            row["department_code"],
            tuple(c for c in row["acceptable_codes"] if c != row["department_code"]),
            row["complainant_type"] == "enterprise",
        )
        for row in rows
    ]


def acts(cases: list[PublishedCase], staff: Staff, now: datetime) -> list[Act]:
    """Everything that happened up to now, in the order in which it happened."""
    calendar = staff.office.calendar("C0")
    today = calendar.civil_date(now)
    if not calendar.is_working_day(today):
        today = calendar.previous_working_day(today)
    found = list(self_filing_acts(staff, today))
    found += repeated_acts(staff, today, len(cases))
    month_ended = calendar.previous_working_day(calendar.civil_date(now).replace(day=1))
    found += month_acts(staff, month_ended, len(cases) + len(STARTED))
    for position, (case, (story, started)) in enumerate(
        zip(_mixed(cases), _told_stories(len(cases)), strict=True)
    ):
        played = PlayedCase(case, story, position, staff, calendar)
        start = calendar.add_working_days(today, -started) if started else today
        found += played.acts(start)
    return sorted((act for act in found if act.at <= now), key=lambda act: act.at)


def _mixed(cases: list[PublishedCase]) -> Iterator[PublishedCase]:
    """The cases, those of the shown departments spread over the stories."""
    shown = iter([c for c in cases if c.department in SHOWN_DEPARTMENTS])
    others = iter([c for c in cases if c.department not in SHOWN_DEPARTMENTS])
    for pair in zip_longest(shown, zip_longest(others, others)):
        for case in (pair[0], *(pair[1] or ())):
            if case is not None:
                yield case


def _told_stories(count: int) -> Iterator[tuple[Story, int]]:
    """A story and a start for each case; the first story fills up what is left."""
    told = [(story, started) for story in OPEN_FIRST for started in story.started]
    filling = ((STORIES[0], 6 + turn) for turn in cycle(range(24)))
    return islice((*told, *islice(filling, max(0, count - len(told)))), count)
