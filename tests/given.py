"""Builders that read as sentences of the office: who did what, and when.

Moments are short: "11-23 09:20" is 23 November 2026, 09:20 in Shanghai; seconds and
another year may be written out ("11-30 17:00:01", "2026-02-12 10:00").
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.domain.rule_set import RuleSet
from app.domain.rules.file import load_rules
from app.domain.timelines import answer_timeline
from app.domain.working_calendar import WorkingCalendar, district_calendar

ROOT = Path(__file__).parents[1]
Event = dict[str, Any]


@cache
def the_calendar() -> WorkingCalendar:
    """The district's calendar: usual hours, the notices of 2024 to 2026."""
    return district_calendar(the_holidays())


@cache
def the_holidays() -> dict[str, object]:
    text = (ROOT / "app/district/holidays.json").read_text("utf-8")
    years: dict[str, object] = json.loads(text)
    return years


@cache
def the_rules() -> RuleSet:
    """The default escalation rules."""
    return load_rules((ROOT / "escalation_rules.toml").read_text("utf-8"))


def moment(short: str) -> str:
    """The instant as a timeline writes it."""
    day, _, time = short.partition(" ")
    day = day if len(day) == 10 else f"2026-{day}"
    time = time if time.count(":") == 2 else f"{time}:00"
    return f"{day}T{time}+08:00"


def short(instant: str | None) -> str | None:
    """The reverse of `moment`: without the year 2026 and without seconds of zero."""
    if instant is None:
        return None
    text = instant.removesuffix("+08:00").replace("T", " ").removeprefix("2026-")
    return text.removesuffix(":00") if text.count(":") == 2 else text


# --- events ----------------------------------------------------------------------


def event(kind: str, at: str, **fields: object) -> Event:
    return {"at": moment(at), "kind": kind, **fields}


def filed(at: str) -> Event:
    return event("filed", at)


def dispatched(at: str, department: str = "SJ", assisting: object = None) -> Event:
    further = {} if assisting is None else {"assisting": assisting}
    return event("dispatched", at, department=department, **further)


def signed(at: str, department: str = "SJ") -> Event:
    return event("signed", at, department=department)


def contacted(at: str, department: str = "SJ") -> Event:
    return event("contacted", at, department=department)


def progressed(at: str, department: str = "SJ") -> Event:
    return event("progressed", at, department=department)


def suspended(
    at: str, days: int = 20, reason: str = "hearing", notice_no: str = "B-1"
) -> Event:
    return event(
        "suspended",
        at,
        reason=reason,
        notice_no=notice_no,
        planned_working_days=days,
    )


def resumed(at: str) -> Event:
    return event("resumed", at)


def extended(at: str, days: int) -> Event:
    return event("extended", at, working_days=days)


def returned(at: str, department: str = "SJ", proposed: str = "GA") -> Event:
    return event("returned", at, department=department, proposed=proposed)


def ruled_for(at: str, department: str = "GA") -> Event:
    """The arbiter upholds the return; the ticket goes to `department`."""
    return event("arbitrated", at, upheld=True, department=department)


def ruled_against(at: str, department: str = "SJ") -> Event:
    """The arbiter rejects the return; `department` has to do it."""
    return event("arbitrated", at, upheld=False, department=department)


def answered(
    at: str, department: str = "SJ", cause: str = "C21", result: str = "R1"
) -> Event:
    return event("answered", at, department=department, result=result, cause=cause)


def passed(at: str, **cause: str) -> Event:
    """The window verifies the answer."""
    return event("verified", at, passed=True, **cause)


def sent_back(at: str, **cause: str) -> Event:
    """The window does not accept the answer."""
    return event("verified", at, passed=False, **cause)


def satisfied(at: str) -> Event:
    return event("revisited", at, reached=True, solved=True, rating=5)


def dissatisfied(at: str, rating: int | None = 2) -> Event:
    return event("revisited", at, reached=True, solved=False, rating=rating)


def not_reached(at: str) -> Event:
    return event("revisited", at, reached=False)


def closed(at: str) -> Event:
    return event("closed", at)


def reopened(at: str) -> Event:
    return event("reopened", at)


def withdrawn(at: str) -> Event:
    return event("withdrawn", at)


def archived(at: str) -> Event:
    return event("archived", at)


def replied(at: str, step: str) -> Event:
    return event("notice_replied", at, step=step)


# --- beginnings that many stories share --------------------------------------------


def in_hand(day: str = "11-23", *further: Event) -> list[Event]:
    """Filed 09:10, with SJ from 09:20, signed 09:40, complainant contacted 10:00."""
    return [
        filed(f"{day} 09:10"),
        dispatched(f"{day} 09:20"),
        signed(f"{day} 09:40"),
        contacted(f"{day} 10:00"),
        *further,
    ]


def answered_early(*further: Event) -> list[Event]:
    """In hand since Mon 23 Nov, answered Wed 25 10:00, verified that day 15:00."""
    return [*in_hand(), answered("11-25 10:00"), passed("11-25 15:00"), *further]


def redone(*further: Event) -> list[Event]:
    """A bad revisit Thu 26 Nov 10:00, reopened 10:05, contacted 15:00: redo is due
    Thu 3 Dec 17:00."""
    return answered_early(
        dissatisfied("11-26 10:00"),
        reopened("11-26 10:05"),
        contacted("11-26 15:00"),
        *further,
    )


# --- judging ---------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """One clock of the answer, in short moments."""

    department: str | None
    started: str | None
    due: str | None
    stopped: str | None
    overdue: int


class Judgement:
    """The answer to a timeline, ready to be asked about."""

    def __init__(self, answer: dict[str, Any]) -> None:
        self.answer = answer

    def clock(self, name: str, cycle: int = 1) -> Row:
        for row in self._rows():
            if (row["clock"], row["cycle"]) == (name, cycle):
                return Row(
                    row["department"],
                    short(row["started_at"]),
                    short(row["due_at"]),
                    short(row["stopped_at"]),
                    row["overdue_working_days"],
                )
        raise LookupError(f"no clock {name} {cycle} in {self.answer}")

    def clocks(self) -> list[tuple[str, int]]:
        return [(row["clock"], row["cycle"]) for row in self._rows()]

    def steps(self, clock: str = "finish", cycle: int = 1) -> list[str]:
        """As "urge 12-01 09:00"."""
        return [
            f"{row['step']} {short(row['due_at'])}"
            for row in self._told("escalations")
            if (row["clock"], row["cycle"]) == (clock, cycle)
        ]

    def step_names(self) -> list[str]:
        return [row["step"] for row in self._told("escalations")]

    def findings(self) -> list[str]:
        """As "M1 SJ 11-30 17:00 [1, 4]"."""
        return [
            f"{row['code']} {row['department']} {short(row['since'])} {row['evidence']}"
            for row in self._told("findings")
        ]

    @property
    def error(self) -> str | None:
        return self.answer.get("error")

    @property
    def position(self) -> int | None:
        return self.answer["position"]

    @property
    def provisional(self) -> bool:
        return bool(self.answer["provisional"])

    def _rows(self) -> Iterator[dict[str, Any]]:
        yield from self._told("clocks")

    def _told(self, part: str) -> list[dict[str, Any]]:
        if part not in self.answer:
            raise LookupError(f"no {part}: {self.answer}")
        rows: list[dict[str, Any]] = self.answer[part]
        return rows


def timeline(
    events: object, until: str | None = None, ticket_class: str = "complex"
) -> dict[str, object]:
    """A recorded history as one line of the contract holds it."""
    record: dict[str, object] = {
        "ticket": "T-1",
        "class": ticket_class,
        "lead_department": "SJ",
        "centre": "C0",
        "events": events,
    }
    if until is not None:
        record["until"] = moment(until)
    return record


def judged(
    events: object,
    until: str | None = None,
    ticket_class: str = "complex",
    calendar: WorkingCalendar | None = None,
    rules: RuleSet | None = None,
) -> Judgement:
    """The answer to a history, through the same door as the command."""
    line = json.dumps(timeline(events, until, ticket_class))
    return answer(line, calendar, rules)


def answer(
    line: str, calendar: WorkingCalendar | None = None, rules: RuleSet | None = None
) -> Judgement:
    """The answer to a raw line, as a reader of the JSON sees it."""
    told = answer_timeline(line, calendar or the_calendar(), rules or the_rules())
    return Judgement(json.loads(json.dumps(told, allow_nan=False)))
