"""The Word templates of official letters: fetched, changed in Word, handed in."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from wtforms import FileField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from app.casework.paper_templates import (
    replace_template,
    restore_template,
    templates_in_use,
)
from app.domain.errors import NotFound, Refusal
from app.domain.terms import LetterKind, Role
from app.reports.word_fields import FIELDS, LISTS, NEEDED
from app.reports.word_templates import MOST_BYTES, check_template
from app.web.access import for_roles
from app.web.desk import desk_here, write
from app.web.formats import term
from app.web.forms import Form, Required
from app.web.inspection.blueprint import Page, blueprint
from app.web.inspection.word_files import letter_template, word_response

RESTORE = "restore"
# What stands where a template names a field.
MEANS = {
    "office": lazy_gettext("the issuing office"),
    "number": lazy_gettext("the number"),
    "colour": lazy_gettext("the colour of a supervision notice; else nothing"),
    "colour_line": lazy_gettext("its limit for the reply; else nothing"),
    "title": lazy_gettext("the title"),
    "addressee": lazy_gettext("whom it is addressed to; nothing on a talk record"),
    "body": lazy_gettext(
        "the paragraphs of the text but the last, one after the other"
    ),
    "closing": lazy_gettext("the last paragraph, kept with the signature"),
    "attachment": lazy_gettext("what is enclosed; may be nothing"),
    "signer": lazy_gettext("the office that signs"),
    "second_signer": lazy_gettext("the department that signs a talk record as well"),
    "day": lazy_gettext("the date of the letter"),
    "copies": lazy_gettext("who gets a copy; may be nothing"),
    "printed": lazy_gettext("the date of printing"),
    "check": lazy_gettext("a mark to compare with the register"),
}


class TemplateForm(Form):
    """A template for one kind of letter."""

    kind = RadioField(lazy_gettext("For which letters"), [Required()])
    file = FileField(
        lazy_gettext("The template"),
        [Optional()],
        description=lazy_gettext("a Word document (.docx) without macros"),
        render_kw={"accept": ".docx"},
    )

    def __init__(self) -> None:
        super().__init__()
        self.kind.choices = [
            SelectChoice(value=one.value, label=term(one)) for one in LetterKind
        ]

    def content(self) -> bytes:
        """What was handed in, one byte more than is taken at most."""
        return self.file.data.stream.read(MOST_BYTES + 1) if self.file.data else b""


@blueprint.route("/paper-templates", methods=["GET", "POST"])
@for_roles(Role.INSPECTOR)
def templates() -> Page:
    """Show which template holds for each kind of letter; take another."""
    form = TemplateForm()
    if form.accepted():
        try:
            told = _done(form)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(told)
            return redirect(url_for("inspection.templates"))
    own = templates_in_use(desk_here())
    page = render_template(
        "inspection/templates.html",
        form=form,
        kinds=[(one, own.get(one)) for one in LetterKind],
        known=[(name, MEANS[name], name in NEEDED, name in LISTS) for name in FIELDS],
        restore=RESTORE,
    )
    return page, form.status


def _done(form: TemplateForm) -> str:
    kind = LetterKind(form.kind.data)
    if RESTORE in request.form:
        write(restore_template, kind)
        return gettext("The delivered template holds again: %(kind)s", kind=term(kind))
    write(replace_template, kind, form.content(), check_template)
    return gettext("The template holds from now on: %(kind)s", kind=term(kind))


@blueprint.get("/paper-templates/<string:kind>")
@for_roles(Role.INSPECTOR)
def template_file(kind: str) -> Page:
    """Hand out the template that holds, to be changed in Word."""
    if kind not in list(LetterKind):
        raise NotFound("template.unknown", kind=kind)
    desk, letter = desk_here(), LetterKind(kind)
    return word_response(letter_template(desk, letter), f"{letter.zh}.docx")
