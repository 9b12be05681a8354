"""What the demo leaves to people: rulings on its flags, the papers that rest on them, a
complaint for the inspection office alone, one report.

Of each kind one is left open, so that its form is there, and one is done.
"""

from __future__ import annotations

from dataclasses import replace

from flask import current_app

from app.casework import objections, papers, reporting, supervision, unit_papers
from app.casework.desk import Desk
from app.domain.decision import EscalationKey
from app.domain.periods import parse_period
from app.domain.permissions import Actor
from app.domain.terms import (
    CauseCode,
    ClockName,
    Grade,
    ReviewStatus,
    Role,
    Step,
    UnitGround,
)
from app.domain.unit_grounds import UnitStanding
from app.scheduler.reports import make_open
from app.store import directory
from app.store.transaction import transaction
from app.web.furnishing import settings_here
from tests.casework.given_office import filed, offices, rows

# Who rules and proposes here; the walk's own inspector decides on it.
COLLEAGUE = "ducha2"
REPORTED = "2026-11-23"


def rule_on_flags(now) -> None:
    """Make it all, as of this moment."""
    filed("11-23 09:50", cause=CauseCode.C36)
    flags = _Flags(now)
    for number, key in flags.of(Step.RED)[:2]:
        flags.confirm(number, key)
    done = flags.of(Step.RED)[0]
    flags.act(Role.INSPECTOR, papers.issue_circular, *done, "现予通报批评")
    for number, key in flags.of(Step.RAISED)[:1]:
        flags.confirm(number, key)
    for number, key in flags.of(Step.CLUE)[:2]:
        flags.confirm(number, key)
    done = flags.of(Step.CLUE)[0]
    flags.act(Role.INSPECTOR, papers.propose_clue, *done, "长期未办，拟移送")
    for number, key in flags.of(Step.URGE, "SJ")[:2]:
        flags.confirm(number, key)
    objected = flags.of(Step.URGE, "SJ")[0]
    flags.act(Role.DEPUTY_LEADER, objections.object_to, *objected, "附通话清单")
    prepare_on_figures(now)


def prepare_on_figures(now) -> None:
    """A circular on a month that awaits the second person, and one on a quarter."""
    desk = _desk(Role.INSPECTOR, None, now)
    words = (UnitGround.WORST_OF_MONTH, _standing("2026-10"), "现予通报批评")
    with transaction():
        unit_papers.propose_circular(desk, *words)
    words = (UnitGround.FAILED_QUARTER, _standing("2026-Q3"), "现予通报批评")
    with transaction():
        number = unit_papers.propose_circular(desk, *words)
    other = replace(desk, actor=replace(desk.actor, name="ducha3"))
    with transaction():
        unit_papers.issue_unit_paper(other, number, "同意", {"file.json": b"{}"})


def _standing(period: str) -> UnitStanding:
    """As somebody counted it: what the pages say now beside it is the demo's own."""
    return UnitStanding("SJ", period, 4, 12, (7, 12), True, 1, 2, 40, Grade.FAILED)


def make_a_report(now) -> None:
    """The district's of one day; those of its departments are left to the timer."""
    with transaction():
        inspector = _desk(Role.INSPECTOR, None, now)
        reporting.order_reports(inspector, parse_period(REPORTED))
    documents = settings_here().documents_dir
    made = make_open(offices(), documents, now, stopping=lambda: True)
    assert made == 1


class _Flags:
    """The demo's flags on cases that go on, and what is done about them."""

    def __init__(self, now) -> None:
        self.now = now

    def of(self, step: Step, department: str = "") -> list[tuple[str, EscalationKey]]:
        """Number of the case and key of each flag of a step, the oldest first."""
        codes = _codes()
        tickets = {row["id"]: row for row in rows("tickets")}
        return [
            (
                tickets[row["ticket_id"]]["number"],
                (ClockName(row["clock"]), row["cycle"], step),
            )
            for row in sorted(rows("escalations", step=step), key=lambda r: r["id"])
            if tickets[row["ticket_id"]]["closed_at"] is None
            and department in ("", codes[row["department_id"]])
        ]

    def confirm(self, number: str, key: EscalationKey) -> None:
        """The department speaks, if it is heard and did not yet; the flag stands."""
        status = self._row(number, key)["review_status"]
        is_open = status in (ReviewStatus.PENDING, ReviewStatus.STATEMENT)
        if is_open and key[2] is not Step.CLUE:  # nobody is heard on a clue
            said = "已安排专人办理"
            self.act(Role.DEPUTY_LEADER, supervision.give_statement, number, key, said)
        if status is not ReviewStatus.CONFIRMED:
            self.act(
                Role.INSPECTOR, supervision.confirm_escalation, number, key, "属实"
            )

    def act(self, role: Role, verb, number: str, key: EscalationKey, *words) -> None:
        """One act on a flag, by its department or by the inspection office."""
        department = _codes()[self._row(number, key)["department_id"]]
        own = None if role is Role.INSPECTOR else department
        with transaction():
            verb(_desk(role, own, self.now), number, key, *words)

    def _row(self, number: str, key: EscalationKey):
        (ticket,) = rows("tickets", number=number)
        named = dict(zip(("clock", "cycle", "step"), key, strict=True))
        (row,) = rows("escalations", ticket_id=ticket["id"], **named)
        return row


def _codes() -> dict[int, str]:
    return dict(directory.list_districts()[0].department_codes)


def _desk(role: Role, department: str | None, now) -> Desk:
    known = directory.list_districts()[0]
    name = COLLEAGUE if role is Role.INSPECTOR else f"{department}.fenguan"
    actor = Actor(name, role, known.code, department=department)
    cabinet = current_app.extensions["cabinet"]
    return Desk(actor, now, known.id, offices().of(known.id), cabinet)
