"""The form of a decision on an escalation."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext
from wtforms import IntegerField, SelectField, TextAreaField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from app.domain.terms import Colour
from app.web.forms import LONGEST_TEXT, AtMost, Form, choices_of


class DecisionForm(Form):
    """What the inspector says: reasons of a ruling, the question, or a notice's text.

    seen: how many timeline entries the page showed
    """

    text = TextAreaField(lazy_gettext("Reasons"), [AtMost(LONGEST_TEXT)])
    colour = SelectField(lazy_gettext("Colour of a notice"))
    seen = IntegerField(widget=HiddenInput(), validators=[Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colour.choices = choices_of(list(Colour))
