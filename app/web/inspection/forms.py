"""The form of a decision on an escalation."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import lazy_gettext
from werkzeug.exceptions import BadRequest
from wtforms import IntegerField, RadioField, SelectField, TextAreaField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from app.domain.errors import FieldMissing
from app.domain.hearing import FlagKey
from app.domain.terms import Colour, Ground, ReviewStatus
from app.web.case.forms_flags import (
    ground_choices,
    ground_field,
    key_from,
    outcome_choices,
)
from app.web.forms import LONGEST_TEXT, AtMost, Form, choices_of


class DecisionForm(Form):
    """What the inspector says: reasons of a ruling, the question, or a notice's text.

    also: further flags of the ticket to which the same is done
    seen: how many timeline entries the page showed
    """

    text = TextAreaField(lazy_gettext("Reasons"), [AtMost(LONGEST_TEXT)])
    ground = ground_field(with_blank=True)
    outcome = RadioField(lazy_gettext("Decision"), [Optional()])
    colour = SelectField(lazy_gettext("Colour of a notice"))
    seen = IntegerField(widget=HiddenInput(), validators=[Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colour.choices = choices_of(list(Colour))
        self.ground.choices = ground_choices(with_blank=True)
        self.outcome.choices = outcome_choices()

    def the_ground(self) -> Ground | None:
        """The ground that was chosen, if one was."""
        return Ground(self.ground.data) if self.ground.data else None

    def the_outcome(self) -> ReviewStatus:
        """What the objection led to. raises: FieldMissing, when nothing was chosen"""
        if not self.outcome.data:
            raise FieldMissing("field.missing", field="outcome")
        return ReviewStatus(self.outcome.data)

    def others(self) -> list[FlagKey]:
        """The further flags that were ticked. raises: BadRequest for what is none"""
        try:
            return [key_from(text) for text in request.form.getlist("also")]
        except (KeyError, ValueError) as error:
            raise BadRequest from error
