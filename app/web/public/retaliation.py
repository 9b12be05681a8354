"""Tell the inspection office that a department takes it out on who complained."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from app.casework.filing import LONGEST_TEXT
from app.casework.rating import complainants_desk
from app.casework.retaliation import report_retaliation
from app.domain.errors import Refusal
from app.process import offices_here
from app.store.reads.organisation import list_departments
from app.store.reads.public_cases import PublicCase
from app.store.transaction import transaction
from app.web.access import public
from app.web.forms import AtMost, Form, Required
from app.web.furnishing import district_here, speak_for
from app.web.moments import request_now
from app.web.public.blueprint import Page, blueprint, remember_shown, shown_case
from app.web.public.cases import proved


class RetaliationForm(Form):
    """Which department, and what it does. code: asked again when the half hour for which
    the case stays open has passed while the person wrote"""

    department = SelectField(
        lazy_gettext("Which department is it?"),
        [Required(lazy_gettext("Choose a department"))],
    )
    told = TextAreaField(
        lazy_gettext("What does it do to you?"),
        [Required(lazy_gettext("Write what happened")), AtMost(LONGEST_TEXT)],
        description=lazy_gettext("what, when, where, and who saw it"),
    )

    code = StringField(
        lazy_gettext("Query code"),
        [Required(lazy_gettext("Enter the query code on your slip")), AtMost(40)],
    )

    def offer(self, district_id: int) -> None:
        """Put in the departments that there are today."""
        self.department.choices = [
            SelectChoice(value="", label=gettext("Choose a department")),
            *(
                SelectChoice(value=one.code, label=one.name)
                for one in list_departments(district_id)
                if not one.merged_into
            ),
        ]


@blueprint.route("/case/<string:number>/retaliation", methods=["GET", "POST"])
@public
def retaliation(number: str) -> Page:
    """Take down what a department does to whoever complained."""
    case, form = shown_case(number), RetaliationForm()
    if case is not None:
        speak_for(case.district_id)
        del form.code
    district = district_here()
    if district is None or (case is None and not form.is_submitted()):
        return redirect(url_for("public.case", number=number))
    form.offer(district.id)
    if form.accepted():
        try:
            _report(form, case or _proved_again(form, number))
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(
                gettext(
                    "The inspection office has it, and nobody else: no department can "
                    "see what you wrote."
                )
            )
            return redirect(url_for("public.case", number=number))
    page = render_template("public/retaliation.html", form=form, number=number)
    response = current_app.make_response((page, form.status))
    response.headers["Cache-Control"] = "no-store"
    return response


def _proved_again(form: RetaliationForm, number: str) -> PublicCase:
    """The case of the code that was typed below what was written."""
    case = proved(number, form.code.data)
    remember_shown(case)
    return case


def _report(form: RetaliationForm, case: PublicCase) -> None:
    office = offices_here().of(case.district_id)
    desk = complainants_desk(case.district_id, office, request_now())
    with transaction():
        report_retaliation(desk, case.number, form.department.data, form.told.data)
