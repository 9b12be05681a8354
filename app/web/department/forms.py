"""Forms of the department's own pages."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext
from wtforms import IntegerField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from app.web.blanks import NoBlanks
from app.web.forms import LONGEST_TEXT, AtMost, Form, Required

WAYS = {
    "phone": lazy_gettext("By telephone"),
    "visit": lazy_gettext("In person"),
    "message": lazy_gettext("By message"),
}


class ContactForm(Form):
    """A contact with the complainant: how, and what was said.

    seen: how many timeline entries the page showed
    """

    how = RadioField(lazy_gettext("How"), default="phone")
    text = TextAreaField(
        lazy_gettext("What was said"), [Required(), AtMost(LONGEST_TEXT), NoBlanks()]
    )
    seen = IntegerField(widget=HiddenInput(), validators=[Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.how.choices = [
            SelectChoice(value=value, label=str(label)) for value, label in WAYS.items()
        ]
