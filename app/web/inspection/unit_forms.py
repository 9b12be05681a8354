"""Forms of papers on a department's figures: proposed, decided on, withdrawn."""

from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import DateTimeLocalField, StringField, TextAreaField

from app.domain.talks import Talk
from app.web.case.forms_coordination import LOCAL, in_district
from app.web.forms import LONGEST_LINE, LONGEST_TEXT, AtMost, Form, Required


class UnitCircularForm(Form):
    """A circular."""

    text = TextAreaField(
        lazy_gettext("What the circular says"),
        [Required(), AtMost(LONGEST_TEXT)],
        render_kw={"rows": 10},
    )


class UnitTalkForm(Form):
    """The record of a talk."""

    held_at = DateTimeLocalField(
        lazy_gettext("When it was"), [Required()], format=[LOCAL, "%Y-%m-%d %H:%M"]
    )
    place = StringField(
        lazy_gettext("Place of the talk"), [Required(), AtMost(LONGEST_LINE)]
    )
    attended = StringField(
        lazy_gettext("Who was there"),
        [Required(), AtMost(LONGEST_LINE)],
        description=lazy_gettext("posts, not names"),
    )
    text = TextAreaField(
        lazy_gettext("What was pointed out"),
        [Required(), AtMost(LONGEST_TEXT)],
        render_kw={"rows": 8},
    )
    pledge = TextAreaField(
        lazy_gettext("What the department undertook"),
        [Required(), AtMost(LONGEST_TEXT)],
        description=lazy_gettext("and until when"),
        render_kw={"rows": 3},
    )

    def talk(self) -> Talk:
        """What was said."""
        return Talk(
            in_district(self.held_at.data),
            self.place.data or "",
            self.attended.data or "",
            self.text.data or "",
            self.pledge.data or "",
        )


class ReasonsForm(Form):
    """Why it is issued, not issued, or withdrawn."""

    reasons = TextAreaField(
        lazy_gettext("Reasons"),
        [Required(), AtMost(LONGEST_TEXT)],
        render_kw={"rows": 3},
    )
