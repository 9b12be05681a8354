"""The demo: published cases, filed over the past weeks through the verbs people use.

Nothing is written round the register: each scene is one verb at its own moment, and
the sweep runs at each legal moment in between, as it would have.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import cycle, islice, zip_longest
from pathlib import Path
from typing import Any

from app.casework import (
    archiving,
    extensions,
    filing,
    handling,
    returns,
    revisits,
    supervision,
)
from app.casework.demo_people import DemoPerson
from app.casework.demo_stories import STORIES, Scene, Story
from app.casework.desk import Desk
from app.casework.office import Office
from app.domain.permissions import Actor
from app.domain.terms import ComplainantKind, RequestType
from app.domain.working_calendar import WorkingCalendar

TOLD = {
    "at_desk": RequestType.SPECIAL_NEED,
    "obstruction": RequestType.ATTITUDE,
    "unsigned": RequestType.NOT_ACCEPTED,
}
# Departments whose demo sign-ins are shown: their desks have something of everything.
SHOWN_DEPARTMENTS = frozenset({"GA", "SJ"})
# Stories that wait for the window: at the district window, whose sign-in is shown.
AT_THE_WINDOW = frozenset(
    {"unrouted", "to_verify", "to_revisit", "calls_missed", "rated_badly", "sent_back"}
)
_NAMES = "王张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑"
# Stories that end today come first, so that each department's desk shows some.
OPEN_FIRST = sorted(STORIES, key=lambda story: len(story.started) > 2)
_GIVEN = (
    "秀兰",
    "建国",
    "桂英",
    "志强",
    "丽娟",
    "永福",
    "小燕",
    "国华",
    "玉珍",
    "文斌",
)


@dataclass(frozen=True, slots=True)
class Told:
    """One published case, as far as the demo tells it."""

    matter: str
    text: str
    department: str
    others: tuple[str, ...]
    enterprise: bool


@dataclass(frozen=True, slots=True)
class Act:
    """One scene of one case, at its moment; `do` writes, inside a transaction."""

    at: datetime
    do: Callable[[], None]


def read_cases(path: Path) -> list[Told]:
    """The published cases, in the order of the file."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
    return [
        Told(
            row["matter"],
            row["complaint_text"],
            row["department_code"],
            tuple(c for c in row["acceptable_codes"] if c != row["department_code"]),
            row["complainant_type"] == "enterprise",
        )
        for row in rows
    ]


def acts(
    cases: list[Told],
    staff: Mapping[str, tuple[DemoPerson, int]],
    office: Office,
    district: tuple[int, str],
    now: datetime,
) -> list[Act]:
    """Everything that happened up to now, in the order in which it happened.

    staff:    demo people by sign-in name, each with the id of the account
    district: id and code
    """
    calendar = office.calendar("C0")
    today = calendar.civil_date(now)
    if not calendar.is_working_day(today):
        today = calendar.previous_working_day(today)
    found: list[Act] = []
    for position, (case, (story, started)) in enumerate(
        zip(_mixed(cases), _told_stories(len(cases)), strict=True)
    ):
        player = _Player(
            case, story, position, Staff(staff, office, district), calendar
        )
        start = calendar.add_working_days(today, -started) if started else today
        found += player.acts(start, now)
    return sorted(found, key=lambda act: act.at)


def _mixed(cases: list[Told]) -> Iterator[Told]:
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


@dataclass(frozen=True, slots=True)
class Staff:
    """The demo's people at their desks."""

    people: Mapping[str, tuple[DemoPerson, int]]
    office: Office
    district: tuple[int, str]

    def desk(self, username: str, now: datetime) -> Desk:
        """The desk of one of them at a moment."""
        person, user_id = self.people[username]
        actor = Actor(
            username,
            person.role,
            self.district[1],
            user_id,
            person.center,
            person.department,
            person.center == "C0",
        )
        return Desk(actor, now, self.district[0], self.office)


class _Player:
    """Plays one case; remembers the number it was given."""

    def __init__(
        self,
        case: Told,
        story: Story,
        position: int,
        staff: Staff,
        calendar: WorkingCalendar,
    ) -> None:
        self.case, self.story, self.position = case, story, position
        self.staff, self.calendar = staff, calendar
        self.number = ""
        self.center = self._center()
        self.named = case.others[0] if case.others else "ZS"

    def acts(self, start: date, now: datetime) -> Iterator[Act]:
        """The filing and each scene that lies before now."""
        first = Scene(0, "09:20", "desk", "file")
        for scene in (first, *self.story.scenes):
            at = self._moment(start, scene)
            if at <= now:
                yield Act(at, lambda scene=scene, at=at: self._play(scene, at))  # type: ignore[misc]

    def _play(self, scene: Scene, at: datetime) -> None:
        desk = self.staff.desk(self._who(scene.who), at)
        if scene.verb == "file":
            self.number = filing.file_ticket(desk, self._complaint()).number
        elif scene.verb == "dispatch":
            assisting = self._assisting()
            filing.dispatch_ticket(
                desk, self.number, self.case.department, assisting, **scene.given
            )
        elif scene.verb == "return":
            returns.return_ticket(desk, self.number, proposed=self.named, **scene.given)
        elif scene.verb == "arbitrate":
            returns.arbitrate_ticket(
                desk, self.number, department=self.named, **scene.given
            )
        else:
            _VERBS[scene.verb](desk, self.number, **scene.given)

    def _moment(self, start: date, scene: Scene) -> datetime:
        day = self.calendar.add_working_days(start, scene.day) if scene.day else start
        at = datetime.combine(day, time.fromisoformat(scene.clock), self.calendar.zone)
        return at + timedelta(minutes=self.position * 13 % 19, seconds=self.position)

    def _center(self) -> str:
        if self.story.from_town:
            return "C1"
        if self.story.name in AT_THE_WINDOW:
            return "C0"
        return ("C0", "C0", "C1", "C0", "C2", "C3", "C0", "C4", "C5", "C6", "C7")[
            self.position % 11
        ]

    def _who(self, role: str) -> str:
        position = self.center.removeprefix("C").replace("0", "")
        return {
            "desk": f"chuangkou{position}",
            "chief": f"zhiban{position}",
            "holder": self.case.department.lower(),
            "deputy": f"{self.case.department.lower()}.fenguan",
            "named": self.named.lower(),
            "dispatcher": "diaodu",
            "inspector": "ducha",
        }[role]

    def _assisting(self) -> tuple[str, ...]:
        return (self.named,) if self.story.assisted else ()

    def _complaint(self) -> filing.Complaint:
        turn = self.position
        name = _NAMES[turn * 3 % len(_NAMES)] + _GIVEN[turn * 7 % len(_GIVEN)]
        complaint = filing.Complaint(
            text=self.case.text,
            wanted="希望明确还差什么、什么时候能办好。",
            ticket_class=self.story.ticket_class,
            request_type=TOLD.get(self.story.name, RequestType.MANY_TRIPS),
            matter_name=self.case.matter,
            trips=1 + turn % 4,
            window=f"{1 + turn % 3}号窗",
            name=name,
            phone=f"1990000{1000 + turn:04d}",
            special_care=("elderly",) if turn % 9 == 0 else (),
            filing_key=f"demo-{turn}",
        )
        if not self.case.enterprise:
            return complaint
        firm = f"江门市{_GIVEN[turn % len(_GIVEN)]}商行"
        return replace(
            complaint, kind=ComplainantKind.ENTERPRISE, name=firm, agent_name=name
        )


_VERBS: Mapping[str, Callable[..., Any]] = {
    "solve": filing.solve_at_desk,
    "refuse": filing.refuse_ticket,
    "hand_up": filing.hand_up,
    "withdraw": filing.withdraw_ticket,
    "sign": handling.sign_ticket,
    "contact": handling.record_contact,
    "progress": handling.add_progress,
    "answer": handling.answer_ticket,
    "suspend": handling.suspend_ticket,
    "resume": handling.resume_ticket,
    "ask_extension": extensions.request_extension,
    "grant": extensions.grant_extension,
    "verify": revisits.verify_ticket,
    "revisit": revisits.record_revisit,
    "close": revisits.close_ticket,
    "reopen": revisits.reopen_ticket,
    "archive": archiving.archive_ticket,
    "issue_notice": supervision.issue_notice,
    "reply_notice": supervision.reply_notice,
    "ask_statement": supervision.request_statement,
    "give_statement": supervision.give_statement,
    "confirm": supervision.confirm_escalation,
    "dismiss": supervision.dismiss_escalation,
}
