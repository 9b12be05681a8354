"""Tell the inspection office that a department takes it out on who complained."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext
from wtforms import SelectField, TextAreaField
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
from app.web.furnishing import speak_for
from app.web.moments import request_now
from app.web.public.blueprint import Page, blueprint, shown_case
from app.web.unit_names import full_name


class RetaliationForm(Form):
    """Which department, and what it does."""

    department = SelectField(
        lazy_gettext("Which department is it?"),
        [Required(lazy_gettext("Choose a department"))],
    )
    told = TextAreaField(
        lazy_gettext("What does it do to you?"),
        [Required(lazy_gettext("Write what happened")), AtMost(LONGEST_TEXT)],
        description=lazy_gettext("what, when, where, and who saw it"),
    )

    def offer(self, district_id: int) -> None:
        """Put in the departments that there are today."""
        self.department.choices = [
            SelectChoice(value="", label=gettext("Choose a department")),
            *(
                SelectChoice(value=one.code, label=full_name(one))
                for one in list_departments(district_id)
                if not one.merged_into
            ),
        ]


@blueprint.route("/case/<string:number>/retaliation", methods=["GET", "POST"])
@public
def retaliation(number: str) -> Page:
    """Take down what a department does to whoever complained."""
    case = shown_case(number)
    if case is None:
        return redirect(url_for("public.case", number=number))
    speak_for(case.district_id)
    form = RetaliationForm()
    form.offer(case.district_id)
    if form.accepted():
        try:
            _report(form, case)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(
                gettext(
                    "The inspection office has it, and nobody else: no department can "
                    "see what you wrote."
                )
            )
            return redirect(url_for("public.case", number=case.number))
    page = render_template("public/retaliation.html", form=form, number=case.number)
    response = current_app.make_response((page, form.status))
    response.headers["Cache-Control"] = "no-store"
    return response


def _report(form: RetaliationForm, case: PublicCase) -> None:
    office = offices_here().of(case.district_id)
    desk = complainants_desk(case.district_id, office, request_now())
    with transaction():
        report_retaliation(desk, case.number, form.department.data, form.told.data)
