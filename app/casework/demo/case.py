"""One case of the demo: each scene of its story as one verb, at its own moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from app.casework import (
    assisting,
    data_requests,
    filing,
    meetings,
    merging,
    returns,
    suggesting,
)
from app.casework.demo.complaints import PublishedCase, complaint
from app.casework.demo.scenes import ANSWERS, Scene, Story
from app.casework.demo.staff import Staff
from app.casework.demo.verbs import VERBS
from app.casework.desk import Desk
from app.casework.routing import why_in_chinese
from app.domain.terms import DataRequestKind, DataRequestOutcome
from app.domain.working_calendar import WorkingCalendar

# Stories that wait for the window: at the district window, whose sign-in is shown.
AT_THE_WINDOW = frozenset(
    {"unrouted", "to_verify", "to_revisit", "calls_missed", "rated_badly", "sent_back"}
    | {"duplicate", "called_back", "called_in_vain", "confidential", "hotline"}
    | {"archived_delay", "archived_asked", "handed_over"}
)
MEETING_AT = time(15, 0)


@dataclass(frozen=True, slots=True)
class Act:
    """One scene of one case, at its moment; `do` writes, inside a transaction."""

    at: datetime
    do: Callable[[], None]


class PlayedCase:
    """Plays one case; remembers the number it was given."""

    def __init__(
        self,
        case: PublishedCase,
        story: Story,
        position: int,
        staff: Staff,
        calendar: WorkingCalendar,
    ) -> None:
        self.case, self.story, self.position = case, story, position
        self.staff, self.calendar = staff, calendar
        self.number = self.again = ""
        self.center = self._center()
        self.named = case.others[0] if case.others else "ZS"
        self._special: dict[str, Callable[..., None]] = {
            "file": self._file,
            "answer": self._answer,
            "file_again": self._file_again,
            "dispatch": self._dispatch,
            "return": self._return,
            "arbitrate": self._arbitrate,
            "add_assistant": self._add_assistant,
            "release_assistant": self._release_assistant,
            "call_meeting": self._call_meeting,
            "hold_meeting": self._hold_meeting,
            "merge": self._merge,
            "ask_about_data": self._ask_about_data,
            "answer_about_data": self._answer_about_data,
        }

    def acts(self, start: date) -> Iterator[Act]:
        """The filing and each scene."""
        first = Scene(0, "09:20", "desk", "file")
        for scene in (first, *self.story.scenes):
            at = self._moment(start, scene)
            yield Act(at, lambda scene=scene, at=at: self._play(scene, at))  # type: ignore[misc]

    def _play(self, scene: Scene, at: datetime) -> None:
        desk = self.staff.desk(self._who(scene.who), at)
        special = self._special.get(scene.verb)
        if special is not None:
            special(desk, **scene.given)
        else:
            VERBS[scene.verb](desk, self.number, **scene.given)

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
            "reviewer": "ducha2",
        }[role]

    # --- scenes that need more than the number -----------------------------------------

    def _file(self, desk: Desk) -> None:
        told = complaint(self.case, self.story, self.position)
        self.number = filing.file_ticket(desk, told).number

    def _file_again(self, desk: Desk) -> None:
        told = complaint(self.case, self.story, self.position)
        another = replace(told, filing_key=f"demo-{self.position}-again")
        self.again = filing.file_ticket(desk, another).number

    def _answer(self, desk: Desk, text: str, **given: Any) -> None:
        own = ANSWERS[self.position % len(ANSWERS)].format(matter=self.case.matter)
        VERBS["answer"](desk, self.number, text=text or own, **given)

    def _merge(self, desk: Desk, reason: str) -> None:
        merging.merge_ticket(desk, self.again, into=self.number, reason=reason)

    def _dispatch(self, desk: Desk, why: str) -> None:
        """As the desk does: the first proposal from the text is kept with the choice."""
        first = self.staff.router.propose(self.case.text)[0]
        fits = first.department == self.case.department
        said = why_in_chinese(first) if fits else why
        held = filing.dispatch_ticket(
            desk, self.number, self.case.department, self._assisting(), said
        )
        suggesting.remember_choice(
            desk, held, first.department, self.case.department, said
        )

    def _assisting(self) -> tuple[str, ...]:
        return (self.named,) if self.story.assisted else ()

    def _return(self, desk: Desk, reason: str, basis: str) -> None:
        returns.return_ticket(
            desk, self.number, reason=reason, basis=basis, proposed=self.named
        )

    def _arbitrate(self, desk: Desk, reason: str, basis: str) -> None:
        returns.arbitrate_ticket(
            desk, self.number, department=self.named, reason=reason, basis=basis
        )

    def _add_assistant(self, desk: Desk, reason: str) -> None:
        assisting.add_assistant(
            desk, self.number, assisting=(self.named,), reason=reason
        )

    def _release_assistant(self, desk: Desk, reason: str) -> None:
        assisting.release_assistant(
            desk, self.number, department=self.named, reason=reason
        )

    def _call_meeting(self, desk: Desk, days: int, place: str, agenda: str) -> None:
        today = self.calendar.civil_date(desk.now)
        day = self.calendar.add_working_days(today, days)
        meetings.call_meeting(
            desk,
            self.number,
            planned_at=datetime.combine(day, MEETING_AT, self.calendar.zone),
            place=place,
            invited=(self.case.department, self.named),
            agenda=agenda,
        )

    def _hold_meeting(self, desk: Desk, minutes: str, conclusions: str) -> None:
        meetings.hold_meeting(
            desk,
            self.number,
            attended=(self.case.department, self.named),
            minutes=minutes,
            conclusions=conclusions,
        )

    def _ask_about_data(self, desk: Desk, kind: DataRequestKind, said: str) -> None:
        within = self.staff.data_request_days
        data_requests.record_request(desk, self.number, kind, said, within)

    def _answer_about_data(
        self, desk: Desk, outcome: DataRequestOutcome, answer: str
    ) -> None:
        asked = data_requests.list_requests(desk)
        own = next(one for one in asked if one.number == self.number)
        data_requests.answer_request(desk, own.id, outcome, answer)
