"""The supervision notices: of a ticket, of a district, one by its number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import and_, bindparam, func, select

from app.domain.errors import NotFound
from app.domain.terms import ClockName, Colour, Step
from app.store.database import Chosen, ask
from app.store.reads.conditions import Place, comes_before
from app.store.tables import ClockRow, DepartmentRow, SupervisionNoticeRow, TicketRow


@dataclass(frozen=True, slots=True)
class SupervisionLine:
    """One supervision notice. ended_at: when its reply clock stopped.

    step: the step of the ladder that opened it; None when written by hand
    """

    id: int
    number: str
    colour: Colour
    ticket_number: str
    matter_name: str
    department: str | None
    department_name: str
    issued_at: datetime
    reply_due_at: datetime
    reply_cycle: int
    step: Step | None
    text: str
    ended_at: datetime | None
    replied_at: datetime | None
    reply_text: str
    lifted_at: datetime | None
    lift_reasons: str
    recorded_at: datetime

    @property
    def place(self) -> Place:
        """Where a list by issue goes on after this line."""
        return self.issued_at, self.id


def list_notices_of(ticket_id: int) -> tuple[SupervisionLine, ...]:
    """The supervision notices of a ticket, oldest first."""
    rows = ask(_of_ticket(), {"ticket": ticket_id})
    return tuple(SupervisionLine(*row) for row in rows)


def list_supervision_notices(
    district_id: int,
    *,
    colour: Colour | None = None,
    department_id: int | None = None,
    is_open: bool | None = None,
    before: Place | None = None,
    limit: int = 50,
) -> list[SupervisionLine]:
    """Supervision notices, the latest issued first.

    is_open: True for those whose reply clock runs, False for the others
    before:  (issued_at, id) of the last line shown
    """
    row = SupervisionNoticeRow
    chosen = _notices().where(row.district_id == district_id)
    if colour is not None:
        chosen = chosen.where(row.colour == colour)
    if department_id is not None:
        chosen = chosen.where(row.department_id == department_id)
    if is_open is not None:
        runs = ClockRow.stopped_at.is_(None)
        chosen = chosen.where(runs if is_open else ~runs)
    if before is not None:
        chosen = chosen.where(comes_before(row.issued_at, row.id, before))
    latest = chosen.order_by(row.issued_at.desc(), row.id.desc()).limit(limit)
    return [SupervisionLine(*one) for one in ask(latest).all()]


def get_supervision_notice(district_id: int, number: str) -> SupervisionLine:
    """The supervision notice of that number. raises: NotFound notice.unknown"""
    chosen = _notices().where(
        SupervisionNoticeRow.district_id == district_id,
        SupervisionNoticeRow.number == number,
    )
    row = ask(chosen).one_or_none()
    if row is None:
        raise NotFound("notice.unknown", number=number)
    return SupervisionLine(*row)


@cache
def _of_ticket() -> Chosen:
    row = SupervisionNoticeRow
    return _notices().where(row.ticket_id == bindparam("ticket")).order_by(row.id)


@cache  # a select is never changed, only added to
def _notices() -> Chosen:
    """Every column of a SupervisionLine, in its order."""
    row = SupervisionNoticeRow
    is_its_clock = and_(
        ClockRow.ticket_id == row.ticket_id,
        ClockRow.name == ClockName.NOTICE_REPLY,
        ClockRow.cycle == row.reply_cycle,
    )
    return (
        select(
            row.id,
            row.number,
            row.colour,
            TicketRow.number,
            TicketRow.matter_name,
            DepartmentRow.code,
            func.coalesce(DepartmentRow.short_name, ""),
            row.issued_at,
            row.reply_due_at,
            row.reply_cycle,
            row.step,
            row.text,
            ClockRow.stopped_at,
            row.replied_at,
            row.reply_text,
            row.lifted_at,
            row.lift_reasons,
            row.recorded_at,
        )
        .join(TicketRow, TicketRow.id == row.ticket_id)
        .join(ClockRow, is_its_clock)
        .outerjoin(DepartmentRow, DepartmentRow.id == row.department_id)
    )
