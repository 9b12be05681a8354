"""Forms of an improvement item: take it up, decline it, note a step, end it."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from app.domain.improvements import LONGEST_LINE
from app.domain.statements import LONGEST_WORDS
from app.domain.terms import ImprovementOutcome
from app.store.reads.organisation import Department
from app.web.forms import AtMost, Form, Required, choices_of

_WORDS = (Required(), AtMost(LONGEST_WORDS))


class TakeUpForm(Form):
    """Who mends it, and what is to be changed."""

    department = SelectField(lazy_gettext("Owning department"), [Required()])
    owner = StringField(
        lazy_gettext("Person answerable"),
        [Required(), AtMost(LONGEST_LINE)],
        description=lazy_gettext("name and office"),
    )
    plan = TextAreaField(
        lazy_gettext("What is to be changed"), _WORDS, render_kw={"rows": 4}
    )

    def __init__(
        self, departments: Sequence[Department] = (), proposed: str | None = None
    ) -> None:
        super().__init__()
        self.department.choices = [SelectChoice(value="", label="")] + [
            SelectChoice(value=one.code, label=one.short_name) for one in departments
        ]
        if not self.is_submitted():
            self.department.data = proposed or ""


class DeclineForm(Form):
    """Why it is not taken up."""

    reason = TextAreaField(
        lazy_gettext("Why it is not taken up"), _WORDS, render_kw={"rows": 3}
    )


class NoteForm(Form):
    """What was done."""

    text = TextAreaField(
        lazy_gettext("What was done, what comes next"), _WORDS, render_kw={"rows": 3}
    )


class EndForm(Form):
    """What was changed for all cases of the class."""

    outcome = RadioField(lazy_gettext("What was changed"), [Required()])
    change = TextAreaField(
        lazy_gettext("How, and since when it holds"), _WORDS, render_kw={"rows": 3}
    )

    def __init__(self) -> None:
        super().__init__()
        self.outcome.choices = choices_of(list(ImprovementOutcome))
