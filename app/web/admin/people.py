"""The security administrator's accounts: who signs in, as what, with which password."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString
from werkzeug.wrappers import Response

from app.casework import people, second_factor
from app.casework.people import HELD_BY_PEOPLE, NewPerson
from app.domain.errors import Refusal
from app.domain.terms import Role
from app.store.interests import list_declared
from app.store.reads.people import Account
from app.web.access import for_roles
from app.web.admin.blueprint import PAGE_ROWS, SECURITY, Page, blueprint
from app.web.admin.people_forms import ActForm, NewPersonForm, StandingForm
from app.web.admin.people_sheet import PEOPLE_SHEET
from app.web.admin.units import unit_choices
from app.web.desk import account_here, desk_here, write
from app.web.list_files import (
    AT_ONCE,
    every_part,
    is_file_asked,
    sent_list,
)
from app.web.moments import request_now
from app.web.undoing import flash_undo

STATES: Mapping[str, LazyString] = {
    "locked": lazy_gettext("locked"),
    "disabled": lazy_gettext("disabled"),
    "new": lazy_gettext("never signed in"),
}


@blueprint.get("/people")
@for_roles(SECURITY)
def list_people() -> Page:
    """List the accounts of the district, filtered by the address."""
    chosen = _filters()
    if is_file_asked():
        return sent_list(PEOPLE_SHEET, every_part(lambda after: _part(chosen, after)))
    rows = _listed(chosen, request.args.get("after", ""), PAGE_ROWS + 1)
    following = ""
    if len(rows) > PAGE_ROWS:
        last = rows[PAGE_ROWS - 1].username
        following = _people_address({**chosen, "after": last})
    return render_template(
        "admin/people.html",
        accounts=rows[:PAGE_ROWS],
        chosen=chosen,
        following=following,
        first=_people_address(chosen),
        roles=HELD_BY_PEOPLE,
        units=unit_choices(),
        states=STATES,
    )


def _listed(chosen: Mapping[str, str], after: str, limit: int) -> list[Account]:
    return people.list_people(
        desk_here(),
        role=_role_of(chosen["role"]),
        unit=chosen["unit"],
        state=chosen["state"],
        words=chosen["words"],
        after=after,
        limit=limit,
    )


def _part(
    chosen: Mapping[str, str], after: str | None
) -> tuple[list[Account], str | None]:
    found = _listed(chosen, after or "", AT_ONCE)
    return found, found[-1].username if len(found) == AT_ONCE else None


@blueprint.route("/people/new", methods=["GET", "POST"])
@for_roles(SECURITY)
def new_person() -> Page:
    """Make an account; its password is shown on the answer and never again."""
    form = NewPersonForm()
    if form.accepted():
        person = NewPerson(
            username=form.username.data,
            display_name=form.display_name.data,
            role=Role(form.role.data),
            unit=form.unit.data or "",
            email=form.email.data or "",
            person_number=form.person_number.data or "",
        )
        try:
            made = write(people.create_user, person)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _shown_once(made)
    return render_template("admin/new_person.html", form=form), form.status


@blueprint.get("/people/<int:user_id>")
@for_roles(SECURITY)
def person(user_id: int) -> Page:
    """Show one account and what can be done with it."""
    account = people.get_person(desk_here(), user_id)
    unit = account.center or account.department or ""
    form = StandingForm(formdata=None, role=str(account.role), unit=unit)
    return _person_page(user_id, form)


@blueprint.post("/people/<int:user_id>/role")
@for_roles(SECURITY)
def set_role(user_id: int) -> Page:
    """Give somebody another role or unit."""
    form = StandingForm()
    if form.accepted():
        role, unit = Role(form.role.data), form.unit.data or ""
        try:
            write(people.set_role, user_id, role, unit)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _done(user_id, gettext("Role and unit are changed."))
    return _person_page(user_id, form)


@blueprint.post("/people/<int:user_id>/password")
@for_roles(SECURITY)
def reset_password(user_id: int) -> Page:
    """Give somebody a new password, shown on the answer and never again."""
    return _shown_once(write(people.reset_password, user_id))


@blueprint.post("/people/<int:user_id>/second-factor/reset")
@for_roles(SECURITY)
def reset_second_factor(user_id: int) -> Page:
    """Forget the device somebody lost."""
    write(second_factor.reset, user_id)
    return _done(user_id, gettext("The second factor is reset; open sessions ended."))


@blueprint.post("/people/<int:user_id>/unlock")
@for_roles(SECURITY)
def unlock(user_id: int) -> Page:
    """Let somebody who is locked out sign in again."""
    write(people.unlock, user_id)
    return _done(user_id, gettext("The account is unlocked."))


@blueprint.post("/people/<int:user_id>/disable")
@for_roles(SECURITY)
def disable(user_id: int) -> Page:
    """End all signing in of somebody."""
    write(people.disable, user_id)
    told = gettext("The account is disabled; open sessions have ended.")
    return _done(user_id, told, undo=url_for("admin.enable", user_id=user_id))


@blueprint.post("/people/<int:user_id>/enable")
@for_roles(SECURITY)
def enable(user_id: int) -> Page:
    """Let somebody sign in again who was disabled."""
    write(people.enable, user_id)
    told = gettext("The account is enabled.")
    return _done(user_id, told, undo=url_for("admin.disable", user_id=user_id))


def _person_page(user_id: int, form: StandingForm) -> tuple[str, int]:
    account = people.get_person(desk_here(), user_id)
    page = render_template(
        "admin/person.html",
        form=form,
        act=ActForm(formdata=None),
        account=account,
        is_me=account.id == account_here().id,
        has_second_factor=second_factor.is_on(account.id),
        interests=list_declared(user_id=account.id),
        is_locked=account.is_locked(request_now()),
    )
    return page, form.status


def _shown_once(made: people.Made) -> Response:
    page = render_template("admin/password.html", made=made)
    response = current_app.make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


def _done(user_id: int, sentence: str, undo: str = "") -> Response:
    """undo: where its button posts to; empty for what cannot be undone"""
    if undo:
        flash_undo(sentence, undo)
    else:
        flash(sentence)
    return redirect(url_for("admin.person", user_id=user_id))


def _filters() -> dict[str, str]:
    """Return the filters of the address; what is not known counts as none."""
    given = {name: request.args.get(name, "").strip()[:64] for name in _FILTERS}
    if given["state"] not in STATES:
        given["state"] = ""
    if _role_of(given["role"]) is None:
        given["role"] = ""
    return given


_FILTERS = ("role", "unit", "state", "words")


def _people_address(chosen: Mapping[str, str]) -> str:
    given: dict[str, Any] = {name: value for name, value in chosen.items() if value}
    return url_for("admin.list_people", **given)


def _role_of(value: str) -> Role | None:
    return Role(value) if value in set(HELD_BY_PEOPLE) else None
