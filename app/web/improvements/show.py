"""The list of improvement items, and one of them with its cases and steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import render_template, request, url_for
from flask_babel import gettext

from app.casework.desk import Desk
from app.casework.findings_across import list_again
from app.casework.improvements import OWNERS as OWNING_ROLES
from app.casework.improvements import get_item, list_own
from app.domain.improvements import is_overdue
from app.domain.terms import ImprovementState, ImprovementStep, Role
from app.store.reads.improvements import Item, list_cases, list_steps
from app.store.reads.people import display_name_of
from app.web.access import for_roles
from app.web.desk import desk_here
from app.web.figures.periods import name_of_key
from app.web.formats import term
from app.web.forms import Form
from app.web.improvements.blueprint import READERS, Page, blueprint
from app.web.improvements.forms import DeclineForm, EndForm, NoteForm, TakeUpForm
from app.web.improvements.item_sheet import ITEM_SHEET
from app.web.list_files import is_file_asked, sent_list
from app.web.moments import today
from app.web.places import list_address

CASES = 100


@blueprint.get("/improvements")
@for_roles(*READERS)
def items() -> Page:
    """Show the items that this officer may see, the newest first."""
    desk = desk_here()
    everything = list_own(desk)
    state = _state_here()
    shown = [one for one in everything if state in (None, one.state)]
    if is_file_asked():
        return sent_list(ITEM_SHEET, shown)
    return render_template(
        "improvements/items.html",
        items=shown,
        choices=_choices(everything, state),
        is_overdue=lambda item: is_overdue(item.state, item.due_on, today()),
        period_name=lambda item: name_of_key(item.period),
        own=desk.actor.department,
        again=list_again(desk),
        key_name=name_of_key,
    )


@blueprint.get("/improvements/<int:item_id>")
@for_roles(*READERS)
def item(item_id: int) -> Page:
    """Show one item: what it is about, its cases, what was done."""
    return page_of(desk_here(), item_id)


def page_of(desk: Desk, item_id: int, failed: Form | None = None) -> Page:
    """Return the page of an item.

    failed: the form that was sent and refused, to be shown with its faults
    """
    found = get_item(desk, item_id)
    cases = list_cases(item_id, CASES)
    page = render_template(
        "improvements/item.html",
        item=found,
        names=display_name_of,
        steps=list_steps(item_id),
        told=told,
        cases=[(line, _address(desk, line.number, line.holder)) for line in cases],
        period=name_of_key(found.period),
        is_overdue=is_overdue(found.state, found.due_on, today()),
        within=desk.office.rules.units.improvement_days,
        forms=_forms(desk, found, failed),
        failed=failed,
    )
    return page, failed.status if failed else 200


def told(kind: ImprovementStep, text: str) -> str:
    """Return the words of a step; those of the system are counts."""
    if kind is ImprovementStep.PROPOSED:
        return gettext("%(count)s cases of this class", count=text)
    if kind is ImprovementStep.REPEATED:
        return gettext("%(count)s further cases of this class", count=text)
    return text


def _forms(desk: Desk, item: Item, failed: Form | None) -> Mapping[str, Form]:
    """Return the forms that this officer may send now, by the act."""
    role, made = desk.actor.role, {}
    if item.state is ImprovementState.PROPOSED and role is Role.DISPATCHER:
        departments = desk.office.departments
        made = {
            "take_up": TakeUpForm(departments, item.department),
            "decline": DeclineForm(),
        }
    if item.state is ImprovementState.TAKEN_UP:
        if role is Role.DISPATCHER or role in OWNING_ROLES:
            made["note"] = NoteForm()
        if role is Role.DISPATCHER:
            made["end"] = EndForm()
    return {
        name: failed if failed is not None and type(failed) is type(form) else form
        for name, form in made.items()
    }


def _address(desk: Desk, number: str, holder: str | None) -> str:
    """Return the address of a case; empty for one that is another department's."""
    own = desk.actor.department
    return url_for("case.show", number=number) if own in (None, holder) else ""


def _state_here() -> ImprovementState | None:
    try:
        return ImprovementState(request.args.get("state", ""))
    except ValueError:
        return None


def _choices(
    everything: Sequence[Item], chosen: ImprovementState | None
) -> list[tuple[str, int, str, bool]]:
    def address(state: str | None) -> str:
        return list_address("improvements.items", state=state)

    counted = [
        (
            term(state),
            sum(one.state is state for one in everything),
            address(state),
            state is chosen,
        )
        for state in ImprovementState
    ]
    return [(gettext("All"), len(everything), address(None), chosen is None), *counted]
