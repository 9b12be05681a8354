"""The desks of the three administrators (三员分立), each seeing only its own.

security: accounts, roles, passwords, and the log of who signed in and who looked
system:   rule file, calendar, timer, outbox; no case, no account
audit:    the log, and nothing to change
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import (
    Blueprint,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString
from werkzeug.wrappers import Response
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from app.casework import people
from app.casework.people import HELD_BY_PEOPLE, NewPerson
from app.config import Settings
from app.domain.errors import Refusal
from app.domain.terms import Role
from app.store.access_log import AccessAction
from app.store.leases import SWEEP, TIMER
from app.store.reads.health import find_vitals
from app.store.reads.organisation import (
    Center,
    Department,
    list_centers,
    list_departments,
)
from app.store.reads.people import Access
from app.store.reads.versions import list_calendar_versions, list_rule_versions
from app.web.access import for_roles
from app.web.desk import account_here, desk_here, write
from app.web.desks import Desk, Place
from app.web.formats import term
from app.web.forms import AtMost, Form, Required, choices_of
from app.web.furnishing import calendar_here
from app.web.language import current_language
from app.web.moments import request_now
from app.web.opening_hours import opening_words

Page = str | Response | tuple[str, int]

PAGE_ROWS = 25
SECURITY, AUDIT = Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR
SYSTEM = Role.SYSTEM_ADMINISTRATOR

STATES: Mapping[str, LazyString] = {
    "locked": lazy_gettext("locked"),
    "disabled": lazy_gettext("disabled"),
    "new": lazy_gettext("never signed in"),
}
A = AccessAction
ACTIONS: Mapping[AccessAction, LazyString] = {
    A.ACCOUNT_DISABLED: lazy_gettext("Account disabled"),
    A.ACCOUNT_ENABLED: lazy_gettext("Account enabled"),
    A.LOCKED: lazy_gettext("Locked after wrong passwords"),
    A.PASSWORD_CHANGED: lazy_gettext("Own password changed"),
    A.PASSWORD_RESET: lazy_gettext("Password reset"),
    A.QUERY_FAILED: lazy_gettext("Wrong query code on the public page"),
    A.REVEAL: lazy_gettext("Looked at name and telephone"),
    A.ROLE_CHANGED: lazy_gettext("Role or unit changed"),
    A.SIGN_IN: lazy_gettext("Signed in"),
    A.SIGN_IN_FAILED: lazy_gettext("Sign-in failed"),
    A.SIGN_OUT: lazy_gettext("Signed out"),
    A.TIMER_GAP: lazy_gettext("The timer was silent"),
    A.UNLOCKED: lazy_gettext("Unlocked"),
    A.USER_CREATED: lazy_gettext("Account made"),
}
GROUPS: Mapping[str, tuple[LazyString, tuple[AccessAction, ...]]] = {
    "": (lazy_gettext("Everything"), ()),
    "reveals": (lazy_gettext("Looks at names"), (A.REVEAL,)),
    "sign-ins": (
        lazy_gettext("Sign-ins"),
        (A.SIGN_IN, A.SIGN_OUT, A.SIGN_IN_FAILED, A.LOCKED),
    ),
    "failures": (
        lazy_gettext("Failures"),
        (A.SIGN_IN_FAILED, A.LOCKED, A.QUERY_FAILED),
    ),
    "rights": (
        lazy_gettext("Accounts and rights"),
        (
            *(A.USER_CREATED, A.ROLE_CHANGED, A.PASSWORD_RESET, A.PASSWORD_CHANGED),
            *(A.UNLOCKED, A.ACCOUNT_DISABLED, A.ACCOUNT_ENABLED),
        ),
    ),
}
WHY_FAILED: Mapping[str, LazyString] = {
    "wrong": lazy_gettext("wrong password"),
    "locked": lazy_gettext("while locked"),
    "disabled": lazy_gettext("account disabled"),
    "unknown": lazy_gettext("nobody of that name"),
}

blueprint = Blueprint("admin", __name__)


class _StandingForm(Form):
    """Role, and the center or department that goes with it."""

    role = SelectField(
        lazy_gettext("Role"), [Required(lazy_gettext("Choose the role"))]
    )
    unit = SelectField(lazy_gettext("Center or department"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = [_blank(), *choices_of(HELD_BY_PEOPLE)]
        self.unit.choices = _unit_choices()


class NewPersonForm(_StandingForm):
    """Who is to get an account."""

    username = StringField(
        lazy_gettext("Staff number"),
        [Required(lazy_gettext("Enter the staff number")), Length(max=64)],
    )
    display_name = StringField(
        lazy_gettext("Name"),
        [Required(lazy_gettext("Enter the name")), AtMost(people.LONGEST_LINE)],
    )
    email = StringField(
        lazy_gettext("E-mail"),
        [
            Optional(),
            AtMost(people.LONGEST_LINE),
        ],
    )


class StandingForm(_StandingForm):
    """Another role or unit for somebody."""


class ActForm(Form):
    """A button alone: nothing but its token."""


@blueprint.get("/people")
@for_roles(SECURITY)
def list_people() -> Page:
    """List the accounts of the district, filtered by the address."""
    chosen = _filters()
    rows = people.list_people(
        desk_here(),
        role=_role_of(chosen["role"]),
        unit=chosen["unit"],
        state=chosen["state"],
        words=chosen["words"],
        after=request.args.get("after", ""),
        limit=PAGE_ROWS + 1,
    )
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
        units=_unit_choices(),
        states=STATES,
    )


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
    return _done(user_id, gettext("The account is disabled; open sessions have ended."))


@blueprint.post("/people/<int:user_id>/enable")
@for_roles(SECURITY)
def enable(user_id: int) -> Page:
    """Let somebody sign in again who was disabled."""
    write(people.enable, user_id)
    return _done(user_id, gettext("The account is enabled."))


@blueprint.get("/access-log")
@for_roles(SECURITY, AUDIT)
def access_log() -> Page:
    """Show who signed in, who looked at a name, who changed a right."""
    group = request.args.get("group", "")
    group = group if group in GROUPS else ""
    username = request.args.get("who", "").strip()[:64]
    before = request.args.get("before", type=int)
    rows = people.read_access_log(
        desk_here(),
        actions=GROUPS[group][1],
        username=username,
        before=before,
        limit=PAGE_ROWS + 1,
    )
    given: dict[str, Any] = {"group": group or None, "who": username or None}
    following = ""
    if len(rows) > PAGE_ROWS:
        last = rows[PAGE_ROWS - 1].id
        following = url_for("admin.access_log", **given, before=last)
    return render_template(
        "admin/access_log.html",
        lines=_lines(rows[:PAGE_ROWS]),
        places=[
            (word, None, url_for("admin.access_log", group=name or None), name == group)
            for name, (word, _) in GROUPS.items()
        ],
        who=username,
        group=group,
        following=following,
        first=url_for("admin.access_log", **given) if before else "",
    )


@blueprint.get("/system")
@for_roles(SYSTEM)
def system() -> Page:
    """Show what is in force and whether everything runs; no case, no account."""
    office = desk_here().office
    settings = current_app.extensions["settings"]
    assert isinstance(settings, Settings)  # noqa: S101 - set by the factory alone
    return render_template(
        "admin/system.html",
        vitals=find_vitals(SWEEP, TIMER),
        rules=office.rules,
        hours=opening_words(office.rules.hours),
        calendar=calendar_here(),
        rule_versions=list_rule_versions(),
        calendar_versions=list_calendar_versions(),
        settings=settings,
    )


def _person_page(user_id: int, form: StandingForm) -> tuple[str, int]:
    account = people.get_person(desk_here(), user_id)
    page = render_template(
        "admin/person.html",
        form=form,
        act=ActForm(formdata=None),
        account=account,
        is_me=account.id == account_here().id,
        is_locked=account.is_locked(request_now()),
    )
    return page, form.status


def _shown_once(made: people.Made) -> Response:
    page = render_template("admin/password.html", made=made)
    response = current_app.make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


def _done(user_id: int, sentence: str) -> Response:
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


def _unit_choices() -> list[SelectChoice]:
    """Return the district's centers and departments, as one list in two parts."""
    district_id = account_here().district_id
    english = current_language().code == "en"
    parts: dict[str, Sequence[Center | Department]] = {
        gettext("Centers"): list_centers(district_id),
        gettext("Departments"): list_departments(district_id),
    }
    return [
        SelectChoice(value="", label=gettext("none")),
        *(
            SelectChoice(
                value=one.code,
                label=(one.english_name if english else "") or one.short_name,
                optgroup=part,
            )
            for part, several in parts.items()
            for one in several
        ),
    ]


def _blank() -> SelectChoice:
    return SelectChoice(value="", label=gettext("please choose"))


def _lines(rows: Sequence[Access]) -> list[dict[str, object]]:
    units = {str(one.value): str(one.label) for one in _unit_choices() if one.value}
    return [_line(row, units) for row in rows]


def _line(row: Access, units: Mapping[str, str]) -> dict[str, object]:
    """Return a row of the log in words; a public query has a number and no person."""
    action = AccessAction(row.action)
    is_query = action is A.QUERY_FAILED
    return {
        "at": row.at,
        "who": gettext("a citizen") if is_query else row.username,
        "action": ACTIONS[action],
        "is_reveal": action is A.REVEAL,
        "number": row.username if is_query else row.number,
        "reason": _reason(action, row.reason, units),
        "remote": row.remote,
    }


def _reason(action: AccessAction, reason: str, units: Mapping[str, str]) -> str:
    if action is A.SIGN_IN_FAILED:
        return str(WHY_FAILED.get(reason, reason))
    if action not in (A.USER_CREATED, A.ROLE_CHANGED):
        return reason
    whose, _, change = reason.partition(": ")
    words = [_standing_words(one, units) for one in change.split(" > ")]
    return gettext("%(whose)s: %(change)s", whose=whose, change=" → ".join(words))


def _standing_words(standing: str, units: Mapping[str, str]) -> str:
    """Word `handler@SJ`; what is no role any more stays as it is."""
    role, _, unit = standing.partition("@")
    name = term(Role(role)) if role in set(Role) else role
    return f"{name} {units.get(unit, unit)}".strip()


DESK = Desk(
    blueprint,
    (
        Place("admin.list_people", lazy_gettext("People"), frozenset({SECURITY})),
        Place("admin.new_person", lazy_gettext("New person"), frozenset({SECURITY})),
        Place("admin.system", lazy_gettext("System"), frozenset({SYSTEM})),
        Place(
            "admin.access_log",
            lazy_gettext("Access log"),
            frozenset({SECURITY, AUDIT}),
        ),
    ),
)
