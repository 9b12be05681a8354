"""Verbs of the department that holds a ticket, and of those that assist.

Everywhere: `seen` is how many timeline entries the officer's page showed.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.casework.corridor import act
from app.casework.desk import Desk
from app.domain import handling
from app.domain.errors import NotPermitted, Refusal, RuleBroken
from app.domain.terms import CauseCode, Command, ResultCode, SuspensionReason
from app.store.reads.complainants import is_confidential
from app.store.register import Held

THROUGH_THE_WINDOW = "window"


def sign_ticket(desk: Desk, number: str, seen: int | None = None) -> Held:
    """Sign for a ticket. Handler or chief representative of the holder."""
    own = own_department(desk)
    return act(desk, number, Command.SIGN, lambda f, m: handling.sign(f, own, m), seen)


def sign_tickets(desk: Desk, numbers: Iterable[str]) -> dict[str, Refusal]:
    """Sign for several; returns the refusals by number, empty when all were signed.

    A refused ticket was not touched; the others are signed all the same.
    """
    refused = {}
    for number in numbers:
        try:
            sign_ticket(desk, number)
        except Refusal as refusal:
            refused[number] = refusal
    return refused


def record_contact(
    desk: Desk, number: str, text: str, how: str, seen: int | None = None
) -> Held:
    """Record that the complainant was spoken to.

    how:    `phone`, `visit` or `message`; `window` when the window passed it on
    raises: RuleBroken contact.confidential, when who complained is to stay unknown to
            departments and it was not by way of the window
    """
    own = own_department(desk)
    if how != THROUGH_THE_WINDOW and is_confidential(desk.district, number):
        raise RuleBroken("contact.confidential", field="how")
    return act(
        desk,
        number,
        Command.CONTACT,
        lambda f, m: handling.contact(f, own, text, how, m),
        seen,
    )


def add_progress(desk: Desk, number: str, text: str, seen: int | None = None) -> Held:
    """Note what was done. The holder or an assisting department."""
    own = own_department(desk)
    return act(
        desk,
        number,
        Command.PROGRESS,
        lambda f, m: handling.progress(f, own, text, m),
        seen,
    )


def answer_ticket(
    desk: Desk,
    number: str,
    *,
    result: ResultCode,
    cause: CauseCode | None,
    text: str,
    basis: str = "",
    told: str = "",
    seen: int | None = None,
) -> Held:
    """Answer with a result code; an assistant's answer ends its own part.

    basis: legal basis, required where the result is a "no"
    told:  when and how the complainant was told, required from the holder
    """
    own = own_department(desk)
    return act(
        desk,
        number,
        Command.ANSWER,
        lambda f, m: handling.answer(f, own, result, cause, text, basis, told, m),
        seen,
    )


def suspend_ticket(
    desk: Desk,
    number: str,
    *,
    reason: SuspensionReason,
    notice_no: str,
    planned_days: int,
    text: str,
    seen: int | None = None,
) -> Held:
    """Suspend for a lawful special procedure, planned in working days."""
    own = own_department(desk)
    return act(
        desk,
        number,
        Command.SUSPEND,
        lambda f, m: handling.suspend(f, own, reason, notice_no, planned_days, text, m),
        seen,
    )


def resume_ticket(desk: Desk, number: str, text: str, seen: int | None = None) -> Held:
    """End a suspension early. The holder, or the window when materials came in."""
    return act(
        desk, number, Command.RESUME, lambda f, m: handling.resume(f, text, m), seen
    )


def own_department(desk: Desk) -> str:
    """The code of the officer's department; officers without one may not handle."""
    if desk.actor.department is None:
        raise NotPermitted("permission.no_department", role=desk.actor.role)
    return desk.actor.department
