"""Forms of papers on a department's figures: proposed, decided on, withdrawn."""

from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import TextAreaField

from app.domain.talks import Talk
from app.web.case.forms_coordination import in_district
from app.web.forms import LONGEST_TEXT, AtMost, Form, Required
from app.web.talk_fields import attended_field, held_at_field, place_field


class UnitCircularForm(Form):
    """A circular."""

    text = TextAreaField(
        lazy_gettext("What the circular says"),
        [Required(), AtMost(LONGEST_TEXT)],
        render_kw={"rows": 10},
    )


class UnitTalkForm(Form):
    """The record of a talk."""

    held_at = held_at_field()
    place = place_field()
    attended = attended_field()
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
