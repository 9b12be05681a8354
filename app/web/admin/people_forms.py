"""Who is to get an account, and as what."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from app.casework import people
from app.casework.people import HELD_BY_PEOPLE
from app.web.admin.units import unit_choices
from app.web.forms import AtMost, Form, Required, choices_of


class _StandingForm(Form):
    """Role, and the center or department that goes with it."""

    role = SelectField(
        lazy_gettext("Role"), [Required(lazy_gettext("Choose the role"))]
    )
    unit = SelectField(lazy_gettext("Center or department"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = [_blank(), *choices_of(HELD_BY_PEOPLE)]
        self.unit.choices = unit_choices()


class NewPersonForm(_StandingForm):
    """Who is to get an account."""

    username = StringField(
        lazy_gettext("Staff number"),
        [Required(lazy_gettext("Enter the staff number")), Length(max=64)],
    )
    display_name = StringField(
        lazy_gettext("Name"),
        [Required(lazy_gettext("Enter the name")), AtMost(people.LONGEST_LINE)],
    )
    person_number = StringField(
        lazy_gettext("Staff number of the person"), [Optional(), Length(max=64)]
    )
    email = StringField(
        lazy_gettext("E-mail"),
        [
            Optional(),
            AtMost(people.LONGEST_LINE),
        ],
    )


class StandingForm(_StandingForm):
    """Another role or unit for somebody."""


class ActForm(Form):
    """A button alone: nothing but its token."""


def _blank() -> SelectChoice:
    return SelectChoice(value="", label=gettext("please choose"))
