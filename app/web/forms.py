"""Forms: shape-checking of what people type, and the summary of what is wrong.

A page of a form is: shape, verb, redirect.

    form = AnswerForm()
    if form.accepted():
        try:
            answer_ticket(...)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect(...)
    return render_template("answer.html", form=form), form.status

What was typed stands in the form again, with the fault beside its field.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import Field, PasswordField, StringField
from wtforms.csrf.core import CSRFTokenField
from wtforms.fields.choices import SelectChoice, SelectFieldBase
from wtforms.validators import InputRequired, Length, StopValidation

from app.domain.errors import Refusal
from app.domain.terms import Term
from app.web.formats import term
from app.web.refusals import sentence_of, status_of

LONGEST_LINE = 200
LONGEST_TEXT = 20_000


@dataclass(frozen=True)
class Fault:
    """One place to correct; without a field, it concerns the whole form."""

    label: str
    message: str
    field_id: str


class Form(FlaskForm):
    """Base of all forms: CSRF, clean text, refusals beside their field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._refusal: Refusal | None = None

    def process(
        self,
        formdata: Any = None,
        obj: Any = None,
        data: Any = None,
        extra_filters: Mapping[str, Sequence[Any]] | None = None,
        **kwargs: Any,
    ) -> None:
        """Clean every text on its way in; passwords are left as typed."""
        filters = {
            name: [clean_text, *(extra_filters or {}).get(name, ())]
            for name, field in self._fields.items()
            if isinstance(field, StringField) and not isinstance(field, PasswordField)
        }
        super().process(formdata, obj, data, extra_filters=filters, **kwargs)

    @property
    def status(self) -> int:
        """The status of the page that shows this form: 200 until something is wrong."""
        if self._refusal is not None:
            return status_of(self._refusal)
        return 422 if self.errors else 200

    def accepted(self) -> bool:
        """Say whether the form was sent and its shape is right."""
        return bool(self.validate_on_submit())

    def refuse(self, refusal: Refusal) -> None:
        """Put a refusal beside the field it concerns, else on top of the form."""
        self._refusal = refusal
        field = self._fields.get(refusal.field) if refusal.field else None
        if field is None:
            self.form_errors.append(sentence_of(refusal))
            return
        is_left_out = refusal.code == "field.missing"
        told = str(_asked(field)) if is_left_out else sentence_of(refusal)
        field.errors = [*field.errors, told]

    def faults(self) -> list[Fault]:
        """Return what is to be corrected: the whole form first, then field by field."""
        whole = [Fault("", str(error), "") for error in self.form_errors]
        return whole + [
            Fault(str(field.label.text), str(field.errors[0]), field.id)
            for field in self
            if field.errors and not isinstance(field, CSRFTokenField)
        ]


class Required(InputRequired):
    """Something must be given, or chosen; blanks are nothing, and so is no tick of many."""

    def __call__(self, form: Form, field: Field) -> None:
        given = field.data.strip() if isinstance(field.data, str) else field.data
        if given in (None, "", []):
            field.errors = []
            raise StopValidation(str(self.message or _asked(field)))


def _asked(field: Field) -> object:
    """What is said of a field that was left out."""
    if isinstance(field, SelectFieldBase):
        return lazy_gettext("Please choose")
    return lazy_gettext("Please fill this in")


class AtMost(Length):
    """A text has a longest length, and the message says how much is too much."""

    def __init__(self, longest: int) -> None:
        super().__init__(max=longest)

    def __call__(self, form: Form, field: Field) -> None:
        length = len(field.data or "")
        if length > self.max:
            raise StopValidation(
                gettext(
                    "At most %(longest)d characters, these are %(length)d",
                    longest=self.max,
                    length=length,
                )
            )


def clean_text(text: str | None) -> str | None:
    """Return a text without what no register can keep.

    Line ends become one kind, NUL and lone surrogates go, blanks at both ends go.
    """
    if text is None:
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return text.encode("utf-8", "ignore").decode("utf-8").strip()


def choices_of(terms: Sequence[Term]) -> list[SelectChoice]:
    """Return the terms as choices of a select or radio field, in the page's language.

    Call it when the form is made, not when its class is.
    """
    return [SelectChoice(value=code.value, label=term(code)) for code in terms]
