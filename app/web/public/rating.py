"""Rate the result: solved or not, one of five levels; not solved goes back at once."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from wtforms import RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.casework import public as cases
from app.casework.desk import Desk
from app.casework.public import PublicStatus
from app.casework.rating import complainants_desk, take_word
from app.domain.errors import Refusal
from app.domain.terms import Unsolved
from app.process import offices_here
from app.store.transaction import transaction
from app.web.access import public
from app.web.case.entry_words import RATINGS
from app.web.forms import Form, Required, choices_of
from app.web.furnishing import speak_for
from app.web.moments import request_now
from app.web.public.blueprint import Page, blueprint, shown_case

YES, NO = "yes", "no"


class RatingForm(Form):
    """What the person says of the result; nothing has to be typed."""

    solved = RadioField(
        lazy_gettext("Is your matter done?"),
        [Required(lazy_gettext("Choose one of the two"))],
    )
    rating = RadioField(lazy_gettext("How satisfied are you?"), [Optional()])
    why = SelectMultipleField(
        lazy_gettext("What is not solved?"),
        widget=ListWidget(),
        option_widget=CheckboxInput(),
        validate_choice=True,
    )

    def offer(self, status: PublicStatus) -> None:
        """Put the choices in; a closed case can only be sent back."""
        self.solved.choices = [
            SelectChoice(value=YES, label=gettext("Yes, it is done")),
            SelectChoice(value=NO, label=gettext("No, it is not done")),
        ]
        self.rating.choices = [
            SelectChoice(value=str(value), label=str(label))
            for value, label in RATINGS.items()
        ]
        self.why.choices = choices_of(list(Unsolved))
        if not status.may_rate:
            del self.solved, self.rating

    def validate(self, extra_validators: Any = None) -> bool:
        """Say everything that is missing at once."""
        right = super().validate(extra_validators)
        if "rating" in self and not self.rating.data:
            self.rating.errors = [gettext("say how satisfied you are")]
        is_refused = "solved" not in self or self.solved.data == NO
        if is_refused and not self.why.data:
            self.why.errors = [gettext("say what is not solved")]
        return right and not self.errors

    @property
    def reasons(self) -> list[Unsolved]:
        """Why it is not solved, as ticked."""
        return [Unsolved(one) for one in self.why.data or ()]


@blueprint.route("/case/<string:number>/rating", methods=["GET", "POST"])
@public
def rate(number: str) -> Page:
    """Ask what the person says of the result, and keep it."""
    case = shown_case(number)
    if case is None:
        if request.method == "POST":
            flash(gettext("Half an hour has passed. Enter the query code once more."))
        return redirect(url_for("public.case", number=number))
    speak_for(case.district_id)
    office = offices_here().of(case.district_id)
    status = cases.status(case, office, request_now())
    if not (status.may_rate or status.may_object):
        flash(_not_now(status))
        return redirect(url_for("public.case", number=case.number))
    form = RatingForm()
    form.offer(status)
    if form.accepted():
        desk = complainants_desk(case.district_id, office, request_now())
        try:
            with transaction():
                solved = _keep(form, desk, case.number)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_thanks(solved))
            return redirect(url_for("public.case", number=case.number))
    page = render_template("public/rating.html", form=form, status=status)
    response = current_app.make_response((page, form.status))
    response.headers["Cache-Control"] = "no-store"
    return response


def _not_now(status: PublicStatus) -> str:
    """Why nothing is asked: it was said already, or there is nothing to rate yet."""
    if status.revisited_at is not None:
        return gettext("Thank you: what you said is on record.")
    return gettext("You can rate it once the window has checked the result.")


def _keep(form: RatingForm, desk: Desk, number: str) -> bool:
    """Do what the form says. returns: is it solved?"""
    asks_all = "solved" in form  # of a closed case only why it is not solved
    solved = asks_all and form.solved.data == YES
    level = int(form.rating.data) if asks_all and form.rating.data else None
    take_word(desk, number, solved=solved, level=level, why=form.reasons)
    return solved


def _thanks(solved: bool) -> str:
    if solved:
        return gettext("Thank you: what you said is on record.")
    return gettext(
        "It goes back to the department, which must call you within one working day "
        "and do it again."
    )
