"""What one has to do with departments, declared by oneself; it closes rulings to one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString
from wtforms import DateField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from app.casework import interests as verbs
from app.domain.errors import Refusal
from app.domain.interests import InterestKind
from app.domain.statements import LONGEST_REASON
from app.store.reads.organisation import list_departments
from app.web.access import signed_in
from app.web.account.blueprint import Page, blueprint
from app.web.desk import account_here, desk_here, write
from app.web.forms import AtMost, Form, Required
from app.web.moments import today

KINDS: Mapping[str, LazyString] = {
    InterestKind.MEMBER: lazy_gettext("I work or worked there"),
    InterestKind.RELATIVE: lazy_gettext("a relative works there"),
    InterestKind.OTHER: lazy_gettext("another interest"),
}


class InterestForm(Form):
    """Which department, since when, and why."""

    department = SelectField(
        lazy_gettext("Department"), [Required(lazy_gettext("Choose the department"))]
    )
    kind = SelectField(lazy_gettext("What it is"))
    since = DateField(
        lazy_gettext("Since"), [Required(lazy_gettext("Enter since when"))]
    )
    until = DateField(lazy_gettext("Until the day"), [Optional()])
    reason = TextAreaField(
        lazy_gettext("Explanation"),
        [Required(lazy_gettext("Say what it is")), AtMost(LONGEST_REASON)],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [
            SelectChoice(value=kind, label=str(word)) for kind, word in KINDS.items()
        ]
        self.department.choices = [
            SelectChoice(value="", label=gettext("please choose")),
            *(
                SelectChoice(value=one.code, label=one.short_name)
                for one in list_departments(account_here().district_id)
            ),
        ]


@blueprint.route("/account/interests", methods=["GET", "POST"])
@signed_in
def interests() -> Page:
    """List the own declarations; declare another."""
    form = InterestForm()
    if form.accepted():
        try:
            write(
                verbs.declare,
                form.department.data,
                InterestKind(form.kind.data),
                since=form.since.data,
                until=form.until.data,
                reason=form.reason.data,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(gettext("The declaration is on record."))
            return redirect(url_for("account.interests"))
    page = render_template(
        "account/interests.html",
        form=form,
        rows=verbs.own_interests(desk_here()),
        kinds=KINDS,
    )
    return page, form.status


@blueprint.post("/account/interests/<int:interest_id>/end")
@signed_in
def end_interest(interest_id: int) -> Page:
    """Say that an own interest ends today."""
    write(verbs.end, interest_id, today())
    flash(gettext("The declaration ends today; it stays on record."))
    return redirect(url_for("account.interests"))
