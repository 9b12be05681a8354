"""Forms of the dispatcher's rulings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext
from wtforms import IntegerField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from app.store.reads.organisation import Department
from app.web.forms import LONGEST_TEXT, AtMost, Form, Required


class RulingForm(Form):
    """Which department must handle a returned case, and why.

    seen: how many timeline entries the page showed
    """

    department = SelectField(
        lazy_gettext("The department that must handle it"), [Required()]
    )
    reason = TextAreaField(lazy_gettext("Reasons"), [Required(), AtMost(LONGEST_TEXT)])
    basis = TextAreaField(
        lazy_gettext("Legal basis"), [Optional(), AtMost(LONGEST_TEXT)]
    )
    seen = IntegerField(widget=HiddenInput(), validators=[Optional()])

    def __init__(
        self, departments: Sequence[Department], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.department.choices = [SelectChoice(value="", label="")] + [
            SelectChoice(value=one.code, label=one.short_name) for one in departments
        ]


class ExtensionForm(Form):
    """Grant or refuse what was asked; a refusal says why."""

    reason = TextAreaField(lazy_gettext("Reasons"), [AtMost(LONGEST_TEXT)])
    seen = IntegerField(widget=HiddenInput(), validators=[Optional()])
