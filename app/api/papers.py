"""Circulars, talk records and clue packages: those of a kind, that the caller may read."""

from __future__ import annotations

from marshmallow import fields

from app.api.callers import desk_here
from app.api.fields import Body, Shown, code, count, moment, said, word
from app.api.operations import Answer, Asked, Operation, needs
from app.api.paging import list_of, paged_by_place, paging_fields
from app.api.whose import NOBODYS
from app.casework.desk import Desk
from app.domain.paper_grounds import may_read
from app.domain.scopes import Scope
from app.domain.terms import (
    ClockName,
    FindingCode,
    PaperKind,
    PaperState,
    ReviewStatus,
    Role,
    Step,
    UnitGround,
)
from app.store import directory
from app.store.reads.papers import list_papers

PAPERS_WANTED = Body.from_dict(
    {"kind": code(PaperKind, "Of this kind."), **paging_fields()}, name="PapersWanted"
)()


class PaperShown(Shown):
    """A paper that rests on a confirmed flag of a ticket, whose words stand in its timeline;
    or on what a department's figures of a finished period show."""

    kind = word(PaperKind, "What it is.")
    state = word(PaperState, "How far it is.")
    number = said("Its official number; null until it is issued.", or_null=True)
    ticket = fields.String(attribute="ticket_number")
    clock = word(ClockName, "The clock of an escalation.", or_null=True)
    cycle = count("Which of the clocks of that name.", or_null=True)
    step = word(Step, "The step of an escalation.", or_null=True)
    code = word(FindingCode, "The code of a finding.", or_null=True)
    start_seq = count("The entry that the finding rests on.", or_null=True)
    nth = count("Which of its code on that entry.", or_null=True)
    unit_ground = word(UnitGround, "What figures show.", or_null=True)
    period = said("The period of the figures, by its key.", or_null=True)
    department = said("Whom it names; null for the arbiter.", or_null=True)
    at = moment("When it was issued, or what it is now.")
    entry = fields.Integer(attribute="entry_seq", allow_none=True)
    review_status = word(ReviewStatus, "How that flag stands now.", or_null=True)
    withdrawn_at = moment("When it was withdrawn; null while it stands.", or_null=True)
    evidence = said("SHA-256 of the evidence file kept with it; may be empty.")


def papers(asked: Asked) -> Answer:
    """Papers of a kind, the latest first. What the caller may not read is left out."""
    desk, given = desk_here(), asked.query
    whose = _department(desk, given["kind"])
    is_inspection = desk.actor.role is Role.INSPECTOR
    return paged_by_place(
        given,
        lambda before, limit: list_papers(
            desk.district,
            given["kind"],
            state=None if is_inspection else PaperState.ISSUED,
            department_id=whose,
            openly=not is_inspection and desk.actor.department is None,
            before=before,
            limit=limit,
        ),
        lambda one: one.place,
    )


def _department(desk: Desk, kind: PaperKind) -> int | None:
    """All, where the caller may read those of any department; else the own, or none's."""
    who = desk.actor
    if may_read(who, kind, None, None):
        return None
    if not may_read(who, kind, who.department, None):
        return NOBODYS
    return directory.district(desk.district).department_id(who.department)


OPERATIONS = (
    Operation(
        name="list_papers",
        method="GET",
        path="/papers",
        tag="supervision",
        summary="List circulars, talk records or clue packages",
        access=needs(Scope.TICKETS_READ),
        do=papers,
        query=PAPERS_WANTED,
        answer=list_of(PaperShown, "PaperList"),
        is_paged=True,
    ),
)
