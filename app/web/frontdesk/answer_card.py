"""What the window can answer at once: who, by when, why, and what happens next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from app.casework.desk import Desk
from app.domain.masks import masked_name
from app.domain.terms import TicketClass
from app.store.reads.organisation import Matter
from app.web.formats import clock_time, short_day
from app.web.frontdesk.new_case_form import NewCaseForm, Way
from app.web.frontdesk.promise import Promise, promise_now
from app.web.frontdesk.proposal import (
    CLASS_REASONS,
    SpecialProcedure,
    special_procedures,
)
from app.web.moments import district_calendar, today


@dataclass(frozen=True)
class Card:
    """The answer. department: name of the chosen one, empty while none is."""

    matter: Matter | None
    department: str
    why_class: str
    procedures: list[SpecialProcedure]
    promise: Promise


def make_card(
    form: NewCaseForm, desk: Desk, matter: Matter | None, names: Mapping[str, str]
) -> Card:
    """Return the answer as the form stands. names: departments by code."""
    known = form.ticket_class.data in list(TicketClass)
    chosen = TicketClass(form.ticket_class.data) if known else TicketClass.GENERAL
    return Card(
        matter,
        names.get(form.department.data or "", ""),
        str(CLASS_REASONS[chosen]),
        special_procedures(matter, desk.office.rules) if matter else [],
        promise_now(desk, chosen),
    )


def next_steps(form: NewCaseForm, card: Card) -> list[tuple[str, str]]:
    """Return what happens after filing: when, what."""
    match form.chosen_way:
        case Way.DISPATCH:
            return _after_dispatch(form, card)
        case Way.SOLVE:
            return [
                (
                    gettext("At once"),
                    gettext("Recorded as done at the desk and closed"),
                ),
                (gettext("This case"), gettext("No department, no clock")),
            ]
        case Way.REFUSE:
            return [
                (gettext("At once"), gettext("Print the slip: reasons, where to go")),
                (
                    gettext("This case"),
                    gettext("Recorded as told: no department, no clock"),
                ),
                (
                    gettext("Next time"),
                    gettext("The same is not told twice; new facts make a new case"),
                ),
            ]


def _after_dispatch(form: NewCaseForm, card: Card) -> list[tuple[str, str]]:
    promise = card.promise
    department = card.department or gettext("the department")
    person = masked_name(form.name.data or "") or gettext("the person")
    return [
        (
            gettext("At once"),
            gettext("Sent to %(department)s, slip printed", department=department),
        ),
        *in_order(
            (promise.sign_due_at, gettext("The department signs for it")),
            (
                promise.contact_due_at,
                gettext("The department calls %(person)s", person=person),
            ),
            (promise.due_at, gettext("Done and answered")),
        ),
        (
            gettext("by %(when)s", when=short_day(promise.checked_on)),
            gettext("The window checks, then calls back"),
        ),
    ]


def in_order(*steps: tuple[datetime | None, str]) -> list[tuple[str, str]]:
    """Return what has a moment by that moment, each with its "by 21 Oct 17:00"."""
    timed = [(at, what) for at, what in steps if at is not None]
    return [(_by(at), what) for at, what in sorted(timed, key=lambda step: step[0])]


def _by(at: datetime) -> str:
    """Return "today by 15:26", or "by 21 Oct 17:00"."""
    if at.astimezone(district_calendar().zone).date() == today():
        return gettext("today by %(time)s", time=clock_time(at))
    return gettext("by %(when)s", when=f"{short_day(at)} {clock_time(at)}")
