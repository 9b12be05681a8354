"""To do: one list of everything the department owes, what is due first on top."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext, ngettext
from flask_babel.speaklater import LazyString

from app.casework import handling
from app.casework.desk import Desk
from app.casework.text_blocks import own_blocks
from app.domain.errors import Refusal
from app.domain.permissions import may
from app.domain.terms import ClockName, Command, Relation, ReviewStatus
from app.domain.text_blocks import TextUse
from app.store.reads.conditions import Place
from app.store.reads.counts import MOST, to_do_counts
from app.store.reads.flags import QueuedFlag, awaits_department, list_flags
from app.store.reads.worklists import ToDo, list_to_do
from app.web.access import for_roles
from app.web.case.blocks import chosen_block
from app.web.department.blueprint import (
    HANDLERS,
    PEOPLE,
    Page,
    blueprint,
    department_id,
)
from app.web.department.flag import flag_address
from app.web.department.forms import ContactForm
from app.web.department.rows import Row, rows_of
from app.web.department.to_do_sheet import TO_DO_SHEET
from app.web.desk import desk_here, write
from app.web.flag_words import flag_name
from app.web.list_files import every_line, is_file_asked, sent_list
from app.web.moments import district_calendar, today
from app.web.places import list_address, one_more, parameters, place_here, place_text
from app.web.promise_days import with_due
from app.web.refusals import sentence_of

ROWS = 25
MOST_SIGNED = 200

N = ClockName


@dataclass(frozen=True)
class Choice:
    """One filter. count: its name in to_do_counts; clocks: none for all."""

    word: LazyString
    count: str
    clocks: tuple[ClockName, ...] = ()


CHOICES: Mapping[str, Choice] = {
    "": Choice(lazy_gettext("All"), "to_do"),
    "overdue": Choice(lazy_gettext("Overdue"), "overdue"),
    "today": Choice(lazy_gettext("Due today"), "today"),
    "sign": Choice(lazy_gettext("To sign"), "sign", (N.SIGN,)),
    "contact": Choice(
        lazy_gettext("To contact"), "contact", (N.CONTACT, N.RATING_CONTACT)
    ),
    "assist": Choice(lazy_gettext("To assist"), "assist", (N.ASSIST,)),
    "notices": Choice(lazy_gettext("Notices to reply"), "notices", (N.NOTICE_REPLY,)),
}
# These filters lead to lists of cases: nothing of them is to be done here now.
ELSEWHERE: Mapping[str, Choice] = {
    "suspended": Choice(lazy_gettext("Suspended"), "suspended"),
    "waiting": Choice(lazy_gettext("At the window"), "waiting"),
}


@dataclass(frozen=True)
class View:
    """What the page shows beside the rows.

    contact: number of the case whose contact is being recorded, or empty
    refused: sentences for cases that could not be signed for, by number
    """

    contact: str = ""
    form: ContactForm | None = None
    refused: Mapping[str, str] = field(default_factory=dict)
    signed: int = 0
    status: int = 200


@blueprint.get("/to-do")
@for_roles(*PEOPLE)
def to_do() -> Page:
    """Show what the department has to do, due first."""
    if is_file_asked():
        return _file(desk_here())
    number = request.args.get("contact", "")
    return _shown(View(contact=number))


@blueprint.post("/to-do/signatures")
@for_roles(*HANDLERS)
def sign() -> Page:
    """Sign for one or several cases; those that cannot be are told one by one."""
    numbers = list(dict.fromkeys(request.form.getlist("number")))[:MOST_SIGNED]
    refused = write(handling.sign_tickets, numbers)
    signed = len(numbers) - len(refused)
    if refused or not numbers:
        sentences = {number: sentence_of(one) for number, one in refused.items()}
        return _shown(View(refused=sentences, signed=signed, status=422))
    flash(_signed(signed))
    return redirect(url_for("department.to_do", **parameters()))


@blueprint.post("/to-do/contacts/<string:number>")
@for_roles(*HANDLERS)
def contact(number: str) -> Page:
    """Record a contact from the list: with one's own words, or those of a block."""
    form = ContactForm()
    _put_in_block(form)
    if form.accepted():
        try:
            held = write(
                handling.record_contact,
                number,
                form.text.data,
                form.how.data,
                seen=form.seen.data,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            told = gettext("Contact recorded: %(number)s", number=number)
            flash(with_due(told, held))
            return redirect(url_for("department.to_do", **parameters(contact=None)))
    return _shown(View(contact=number, form=form, status=form.status))


def _put_in_block(form: ContactForm) -> None:
    """The button of a block records its words at once; blanks are shown first."""
    block = chosen_block(desk_here())
    if block is not None:
        form.text.data = block.text


def _shown(view: View) -> Page:
    desk = desk_here()
    own = department_id(desk)
    chosen = _chosen()
    listed, is_more = one_more(_listed(desk, chosen, place_here(), ROWS + 1), ROWS)
    rows = rows_of(desk, listed)
    form = view.form
    if view.contact and form is None:
        form = ContactForm(formdata=None, seen=_seen(rows, view.contact))
    page = render_template(
        "department/to_do.html",
        rows=rows,
        following=_address(place_text(listed[-1].place)) if is_more else "",
        first=_address() if place_here() else "",
        chosen=chosen,
        choices=_choices(to_do_counts(own, desk.now, today_ends()), chosen),
        statements=_statements(desk, own, chosen),
        flag_address=flag_address,
        view=view,
        flag_name=flag_name,
        form=form,
        contact_row=next((r for r in rows if r.number == view.contact), None),
        blocks=own_blocks(desk, TextUse.CONTACT) if form else [],
        signed_word=_signed(view.signed) if view.signed else "",
        may_handle=may(desk.actor, (Relation.HOLDER,), Command.SIGN),
        kept=parameters(contact=None),
    )
    return page, view.status


def _chosen() -> str:
    """The filter of the address; the whole list for what is none."""
    asked = request.args.get("show", "")
    return asked if asked in CHOICES else ""


def _file(desk: Desk) -> Page:
    chosen = _chosen()
    lines = every_line(
        lambda place, limit: _listed(desk, chosen, place, limit), lambda one: one.place
    )
    return sent_list(TO_DO_SHEET, lines)


def _listed(desk: Desk, chosen: str, after: Place | None, limit: int) -> list[ToDo]:
    bounds: Mapping[str, Callable[[], dict[str, datetime]]] = {
        "overdue": lambda: {"due_before": desk.now},
        "today": lambda: {"due_from": desk.now, "due_before": today_ends()},
    }
    return list_to_do(
        department_id(desk),
        desk.now,
        clocks=CHOICES[chosen].clocks,
        after=after,
        limit=limit,
        **bounds.get(chosen, dict)(),
    )


def today_ends() -> datetime:
    """Return the midnight that ends today, in the district's zone."""
    tomorrow = today() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), district_calendar().zone)


def counted(count: int) -> str:
    """Return a count as it is shown: counted no further than a bound."""
    return f"{MOST - 1}+" if count >= MOST else str(count)


def _choices(
    counts: Mapping[str, int], chosen: str
) -> list[tuple[str, str, str, bool]]:
    here = [
        (
            str(choice.word),
            counted(counts[choice.count]),
            url_for("department.to_do", show=name or None),
            name == chosen,
        )
        for name, choice in CHOICES.items()
    ]
    return here + [
        (
            str(choice.word),
            counted(counts[choice.count]),
            url_for("department.cases", show=name),
            False,
        )
        for name, choice in ELSEWHERE.items()
    ]


def _statements(desk: Desk, own: int, chosen: str) -> list[QueuedFlag]:
    """Return the statements that may still be given; the whole list alone shows them."""
    if chosen or request.args.get("after"):
        return []
    asked = (ReviewStatus.STATEMENT,)
    wanted = awaits_department(desk.now)
    return list_flags(desk.district, asked, department_id=own, wanted=wanted, limit=3)


def _address(after: str | None = None) -> str:
    return list_address("department.to_do", after=after, contact=None)


def _seen(rows: list[Row], number: str) -> int | None:
    return next((row.seen for row in rows if row.number == number), None)


def _signed(count: int) -> str:
    return ngettext("Signed for %(num)d case", "Signed for %(num)d cases", count)
