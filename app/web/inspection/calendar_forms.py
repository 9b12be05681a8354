"""The forms of the calendar: a year's notice, a single day, a center's hours."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import (
    BooleanField,
    DateField,
    FileField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from app.domain.calendar.years import LONGEST
from app.domain.errors import RuleBroken
from app.store.calendar_changes import DISTRICT_WIDE
from app.store.reads.organisation import Center
from app.web.forms import AtMost, Form, Required

_BLOCK = re.compile(r"(\d{1,2}:\d{2})\s*[-–—~～至到]\s*(\d{1,2}:\d{2})")
_BETWEEN = re.compile(r"[\s,，、;；]*")
WEEK = ("mon", "tue", "wed", "thu", "fri")


class YearForm(Form):
    """A year, as text or as a file."""

    year = IntegerField(
        lazy_gettext("Year, if the text does not name it"), [Optional()]
    )
    file = FileField(lazy_gettext("File: notice text, CSV or JSON"))
    text = TextAreaField(
        lazy_gettext("Text of the notice, CSV or JSON"), [AtMost(LONGEST)]
    )

    def given(self) -> str | bytes:
        """The file, if one was chosen, else the text."""
        if self.file.data:
            content: bytes = self.file.data.read(4 * LONGEST + 1)
            return content
        return str(self.text.data or "")


class _PlacedForm(Form):
    center = SelectField(lazy_gettext("Holds for"))
    reason = StringField(
        lazy_gettext("Reason, it stands in every ledger"), [Required(), AtMost(200)]
    )

    def __init__(self, centers: list[Center], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everywhere = SelectChoice(value=DISTRICT_WIDE, label=gettext("Whole district"))
        self.center.choices = [
            everywhere,
            *(SelectChoice(value=one.code, label=one.short_name) for one in centers),
        ]


class DayForm(_PlacedForm):
    """One date with hours of its own."""

    day = DateField(lazy_gettext("Date"), [Required()])
    hours = StringField(lazy_gettext("Opening hours, empty when closed"), [AtMost(200)])
    usual = BooleanField(lazy_gettext("Take back: the usual hours hold again"))

    def given(self) -> list[list[str]] | None:
        """The hours of the day; none at all when closed; None to take it back."""
        return None if self.usual.data else read_hours(self.hours.data, "hours")


class WeekForm(_PlacedForm):
    """The weekly hours of a center."""

    weekdays = StringField(lazy_gettext("Monday to Friday"), [AtMost(200)])
    saturday = StringField(lazy_gettext("Saturday"), [AtMost(200)])
    sunday = StringField(lazy_gettext("Sunday"), [AtMost(200)])
    usual = BooleanField(lazy_gettext("Take back: the rule file's hours hold again"))

    def given(self) -> dict[str, object] | None:
        """The week; None to take it back."""
        if self.usual.data:
            return None
        working = read_hours(self.weekdays.data, "weekdays")
        week: dict[str, object] = dict.fromkeys(WEEK, working)
        week["sat"] = read_hours(self.saturday.data, "saturday")
        week["sun"] = read_hours(self.sunday.data, "sunday")
        return {"week": week}


def read_hours(text: str | None, field: str) -> list[list[str]]:
    """[["09:00", "12:00"], ...] from "9:00-12:00 13:00-17:00"; none from nothing.

    raises: RuleBroken calendar.hours
    """
    text = (text or "").strip().replace("：", ":")
    blocks = [[a.zfill(5), b.zfill(5)] for a, b in _BLOCK.findall(text)]
    if not _BETWEEN.fullmatch(_BLOCK.sub("", text)):
        raise RuleBroken("calendar.hours", field=field, text=text[:60])
    return blocks
