"""The tour: what stands on one's own desk, shown on its first page until it was seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import redirect, request, url_for
from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from app.domain.preferences import OFF, Preference
from app.domain.terms import Role
from app.web.access import signed_in
from app.web.comfort.blueprint import Page, blueprint
from app.web.comfort.own import is_on, set_own
from app.web.desk import account_here
from app.web.layout import first_address
from app.web.people import current_person

R = Role


@dataclass(frozen=True)
class Stop:
    """One stop of the tour: what it is called, what it is for, where it is."""

    title: LazyString
    what: LazyString
    endpoint: str


_ALERTS = Stop(
    lazy_gettext("Alerts"),
    lazy_gettext("What was told to your desk. What comes by mail, you choose."),
    "alerts.alerts",
)
_SEARCH = Stop(
    lazy_gettext("Search"),
    lazy_gettext(
        "By number, telephone, name or words; the key / opens it, ? shows all."
    ),
    "comfort.find",
)
_WINDOW = (
    Stop(
        lazy_gettext("New case"),
        lazy_gettext("One page in the order of the talk; Ctrl+Enter files it."),
        "frontdesk.new_case",
    ),
    Stop(
        lazy_gettext("To verify"),
        lazy_gettext(
            "What a department says is done; look at it before the person does."
        ),
        "frontdesk.to_verify",
    ),
    Stop(
        lazy_gettext("To revisit"),
        lazy_gettext("Whom to call, with the calls made so far."),
        "frontdesk.to_revisit",
    ),
    _SEARCH,
)
_DEPARTMENT = (
    Stop(
        lazy_gettext("To do"),
        lazy_gettext("Due first on top; the blue word in each row is what to do now."),
        "department.to_do",
    ),
    Stop(
        lazy_gettext("Our notices"),
        lazy_gettext(
            "Supervision notices and statements; each has its own reply limit."
        ),
        "department.notices",
    ),
    _SEARCH,
    _ALERTS,
)
TOURS: Mapping[Role, Sequence[Stop]] = {
    R.FRONT_DESK: _WINDOW,
    R.CENTER_LEADER: _WINDOW,
    R.HANDLER: (
        *_DEPARTMENT[:1],
        Stop(
            lazy_gettext("Text blocks"),
            lazy_gettext("What you write again and again, put in with one click."),
            "department.blocks",
        ),
        *_DEPARTMENT[1:3],
    ),
    R.CHIEF_REPRESENTATIVE: _DEPARTMENT,
    R.DEPUTY_LEADER: _DEPARTMENT,
    R.DISPATCHER: (
        Stop(
            lazy_gettext("Returned cases"),
            lazy_gettext("Rule within a working day; the promise does not wait."),
            "dispatch.returned",
        ),
        _SEARCH,
        _ALERTS,
    ),
    R.INSPECTOR: (
        Stop(
            lazy_gettext("To rule on"),
            lazy_gettext(
                "What was due beside what happened; you decide, with reasons."
            ),
            "inspection.escalations",
        ),
        _SEARCH,
        _ALERTS,
    ),
}


def tour_here() -> Sequence[Stop]:
    """The tour of the signed-in person's desk, on its first page until it was seen."""
    person = current_person()
    if person is None or not is_on(Preference.TOUR):
        return ()
    if request.method != "GET" or request.path != first_address(person):
        return ()
    return TOURS.get(account_here().role, ())


@blueprint.post("/account/tour")
@signed_in
def end_tour() -> Page:
    """The tour was seen, or is not wanted."""
    set_own({Preference.TOUR: OFF})
    person = current_person()
    return redirect(first_address(person) if person else url_for("shell.start"))
