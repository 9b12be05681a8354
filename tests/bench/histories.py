"""Short histories of open cases, judged by the real rules: what stands on a Monday.

A history is played once and then loaded many times under other numbers. `opening` is
the opening of the latest working day; what is due then is what the sweep will find.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from app.casework.office import Office
from app.domain import filing, handling, returns, revisits
from app.domain.deciding import Moment, pass_time
from app.domain.decision import Decision
from app.domain.facts import TicketFacts
from app.domain.permissions import Actor, system_actor
from app.domain.terms import (
    CauseCode,
    ResultCode,
    Role,
    SuspensionReason,
    TicketClass,
)

DISTRICT = "440703"
TEXT = (
    "反映人称办理不动产变更登记已跑三趟，每次窗口要求补充的材料都不一样，"
    "第三次又被告知系统里查不到上次提交的材料，希望一次告知还差什么、什么时候能办好。"
) * 2
COMPLEX = TicketClass.COMPLEX
GENERAL = TicketClass.GENERAL


@dataclass
class History:
    """What was decided, by whom and when; the last decision's facts are the state.

    is_due: will the sweep at the opening find it?
    """

    name: str
    center: str
    department: str
    office: Office
    is_due: bool
    weight: int = 1
    acts: list[tuple[Decision, Actor, datetime]] = field(default_factory=list)

    @property
    def facts(self) -> TicketFacts:
        return self.acts[-1][0].facts

    def act(self, at: datetime, rule: Callable[..., Decision], *words: Any) -> None:
        """One act by a rule of the domain, after what time brought before it."""
        decision = rule(self.facts, *words, self._moment(at))
        self.acts.append((decision, self._person(rule.__module__), at))

    def file(self, at: datetime, ticket_class: TicketClass) -> None:
        words = {"class": ticket_class, "matter": "不动产变更登记", "text": TEXT}
        decision = filing.file(ticket_class, words, self._moment(at))
        self.acts.append((decision, self._person("filing"), at))

    def pass_time(self, until: datetime) -> None:
        """Sweep it as the timer would have, some seconds after each moment."""
        while (due := self.acts[-1][0].next_at) is not None and due < until:
            at = due + timedelta(seconds=7)
            said = pass_time(self.facts, self._moment(at))
            assert said is not None
            self.acts.append((said, system_actor(DISTRICT), at))

    def _moment(self, at: datetime) -> Moment:
        calendar = self.office.calendar(self.center)
        return Moment(at, calendar, self.office.rules, self.center, "C0")

    def _person(self, room: str) -> Actor:
        if "handling" in room or "returns" in room:
            name = self.department.lower()
            role = Role.HANDLER
            return Actor(name, role, DISTRICT, None, None, self.department)
        return Actor("chuangkou", Role.FRONT_DESK, DISTRICT, None, self.center)


def last_opening(office: Office, now: datetime) -> datetime:
    """The opening of the latest working day that has begun."""
    calendar = office.calendar("C0")
    day = calendar.civil_date(now)
    if not calendar.is_working_day(day) or calendar.opening(day) >= now:
        day = calendar.previous_working_day(day)
    return calendar.opening(day)


# Name, class, working days ago that it was dispatched, what happened then.
DUE = (
    ("yellow", GENERAL, 3),
    ("urge", GENERAL, 4),
    ("blue", GENERAL, 5),
    ("orange", GENERAL, 6),
)
WAITING = (
    ("fresh", COMPLEX, 1, 4),
    ("special", TicketClass.SPECIAL, 4, 4),
    ("difficult", TicketClass.DIFFICULT, 6, 2),
    ("late", GENERAL, 9, 2),
    ("filed", GENERAL, 1, 1),
    ("suspended", COMPLEX, 3, 1),
    ("returned", COMPLEX, 1, 1),
    ("answered", COMPLEX, 3, 2),
    ("verified", COMPLEX, 3, 1),
    ("answered late", GENERAL, 9, 1),
)


def histories(
    office: Office, opening: datetime, places: list[tuple[str, str]]
) -> Iterator[History]:
    """Every history at every place (center, department), due ones first."""
    for turn, (center, department) in enumerate(places):
        for name, ticket_class, ago in DUE:
            told = History(name, center, department, office, is_due=True)
            _begin(told, ticket_class, ago, opening, turn)
            told.pass_time(opening)
            assert told.acts[-1][0].next_at == opening, name
            yield told
        for name, ticket_class, ago, weight in WAITING:
            told = History(
                name, center, department, office, is_due=False, weight=weight
            )
            _wait(told, ticket_class, ago, opening, turn)
            told.pass_time(opening)
            next_at = told.acts[-1][0].next_at
            assert next_at is None or next_at > opening, (name, next_at)
            yield told


def _day(told: History, opening: datetime, ago: int, clock: time) -> datetime:
    calendar = told.office.calendar(told.center)
    day = calendar.add_working_days(calendar.civil_date(opening), -ago)
    return datetime.combine(day, clock, calendar.zone)


def _begin(
    told: History, ticket_class: TicketClass, ago: int, opening: datetime, turn: int
) -> None:
    """Filed and dispatched in the morning, signed and the person called by noon."""
    told.file(_day(told, opening, ago, time(9, 5, turn)), ticket_class)
    words = (told.department, (), "按权责清单")
    told.act(_day(told, opening, ago, time(9, 20, turn)), filing.dispatch, *words)
    told.act(
        _day(told, opening, ago, time(10, 0, turn)), handling.sign, told.department
    )
    called = (told.department, "已致电反映人，说明正在调档核实", "phone")
    told.act(_day(told, opening, ago, time(11, 0, turn)), handling.contact, *called)


def _wait(
    told: History, ticket_class: TicketClass, ago: int, opening: datetime, turn: int
) -> None:
    if told.name == "filed":
        told.file(_day(told, opening, ago, time(9, 5, turn)), ticket_class)
        return
    _begin(told, ticket_class, ago, opening, turn)
    if told.name == "suspended":
        notice = (SuspensionReason.HEARING, "听证〔2026〕3号", 10, "依申请组织听证")
        at = _day(told, opening, ago - 1, time(9, 30, turn))
        told.act(at, handling.suspend, told.department, *notice)
    if told.name == "returned":
        named = "GA" if told.department != "GA" else "SJ"
        at = _day(told, opening, ago, time(15, 0, turn))
        reasons = ("不属本局职责", "三定方案第四条", named)
        told.act(at, returns.return_ticket, told.department, *reasons)
    if told.name in ("answered", "verified", "answered late"):
        at = _day(told, opening, 1, time(15, 0, turn))
        said = (ResultCode.R1, None, "已办理完毕，证书可领取", "", "电话告知")
        told.act(at, handling.answer, told.department, *said)
    if told.name == "verified":
        at = _day(told, opening, 1, time(16, 0, turn))
        told.act(at, revisits.verify, True, CauseCode.C21, "phone", "已核实，属实")
