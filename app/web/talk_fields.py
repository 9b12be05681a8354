"""What every record of a talk asks for, whatever the talk rests on."""

from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import DateTimeLocalField, StringField

from app.web.case.forms_coordination import LOCAL
from app.web.forms import LONGEST_LINE, AtMost, Required


def held_at_field() -> DateTimeLocalField:
    """When it was, on the district's clock."""
    return DateTimeLocalField(
        lazy_gettext("When it was"), [Required()], format=[LOCAL, "%Y-%m-%d %H:%M"]
    )


def place_field() -> StringField:
    """Where it was."""
    return StringField(
        lazy_gettext("Place of the talk"), [Required(), AtMost(LONGEST_LINE)]
    )


def attended_field() -> StringField:
    """Who was there, by post."""
    return StringField(
        lazy_gettext("Who was there"),
        [Required(), AtMost(LONGEST_LINE)],
        description=lazy_gettext("posts, not names"),
    )
