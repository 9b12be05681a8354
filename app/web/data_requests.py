"""Requests of people about their own data: the duty leader's list, and their answers."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from app.casework.data_requests import (
    LONGEST,
    answer_request,
    get_request,
    list_requests,
    record_request,
)
from app.domain.errors import Refusal
from app.domain.terms import DataRequestKind, DataRequestOutcome, Role
from app.process import settings_here
from app.web.access import for_roles
from app.web.desk import desk_here, write
from app.web.desks import Desk, Group, Place
from app.web.formats import term
from app.web.forms import AtMost, Form, Required
from app.web.moments import today

Page = ResponseReturnValue
_WHO = (Role.CENTER_LEADER,)
_LONGEST_LINE = 100

blueprint = Blueprint("data_requests", __name__)


class RequestForm(Form):
    """What a person asks about the own data."""

    number = StringField(lazy_gettext("Case"), [Required(), AtMost(_LONGEST_LINE)])
    kind = RadioField(lazy_gettext("What is asked?"), [Required()])
    said = TextAreaField(
        lazy_gettext("What exactly, and how the person proved who it is"),
        [Required(), AtMost(LONGEST)],
        render_kw={"rows": 3},
    )

    def __init__(self) -> None:
        super().__init__()
        self.kind.choices = _choices(list(DataRequestKind))


class AnswerForm(Form):
    """The answer; of a correction, what is right."""

    outcome = RadioField(lazy_gettext("What is decided?"), [Required()])
    name = StringField(
        lazy_gettext("Correct name"), [Optional(), AtMost(_LONGEST_LINE)]
    )
    phone = StringField(
        lazy_gettext("Correct telephone"), [Optional(), AtMost(_LONGEST_LINE)]
    )
    answer = TextAreaField(
        lazy_gettext("The answer, with its reasons, and how it was given"),
        [Required(), AtMost(LONGEST)],
        render_kw={"rows": 4},
    )

    def __init__(self, kind: DataRequestKind) -> None:
        super().__init__()
        self.outcome.choices = _choices(list(DataRequestOutcome))
        if kind is not DataRequestKind.CORRECT:
            del self.name
            del self.phone


@blueprint.route("/data-requests", methods=["GET", "POST"])
@for_roles(*_WHO)
def requests() -> Page:
    """List the requests, and write a new one down."""
    form = RequestForm()
    if form.accepted():
        kind = DataRequestKind(form.kind.data)
        days = settings_here().data_request_days
        try:
            write(record_request, form.number.data, kind, form.said.data, days)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(gettext("The request is on record."))
            return redirect(url_for("data_requests.requests"))
    page = render_template(
        "data_requests/list.html",
        form=form,
        requests=list_requests(desk_here()),
        today=today(),
    )
    return page, form.status


@blueprint.route("/data-requests/<int:request_id>", methods=["GET", "POST"])
@for_roles(*_WHO)
def answer(request_id: int) -> Page:
    """Show one request; answer it."""
    asked = get_request(desk_here(), request_id)
    form = AnswerForm(asked.kind)
    if form.accepted():
        outcome = DataRequestOutcome(form.outcome.data)
        name, phone = _typed(form, "name"), _typed(form, "phone")
        words = (request_id, outcome, form.answer.data, name, phone)
        try:
            write(answer_request, *words)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(gettext("The answer is on record."))
            return redirect(url_for("data_requests.requests"))
    return render_template(
        "data_requests/answer.html", form=form, asked=asked
    ), form.status


def _typed(form: Form, name: str) -> str:
    return str(form[name].data or "") if name in form else ""


def _choices(
    table: list[DataRequestKind] | list[DataRequestOutcome],
) -> list[SelectChoice]:
    return [SelectChoice(value=one.value, label=term(one)) for one in table]


DESK = Desk(
    blueprint,
    (
        Place(
            "data_requests.requests",
            lazy_gettext("Data requests"),
            frozenset(_WHO),
            "",
            Group.LATER,
        ),
    ),
)
