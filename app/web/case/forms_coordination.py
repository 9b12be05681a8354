"""Forms of the district's coordination: assistants, a higher level, joint meetings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext
from wtforms import DateTimeLocalField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from app.casework import assisting as assistants
from app.casework import meetings as verbs
from app.casework.desk import Desk
from app.domain import assisting, meetings
from app.domain.terms import EntryKind
from app.store.register import Held
from app.web.case.forms import (
    SOMETHING,
    About,
    ActForm,
    Rule,
    departments_of,
    files_field,
    text_field,
)
from app.web.forms import LONGEST_LINE, AtMost, Required
from app.web.moments import district_calendar

LOCAL = "%Y-%m-%dT%H:%M"


def _departments_field(label: Any, hint: Any = "") -> SelectMultipleField:
    """Several departments, to be ticked; at least one."""
    return SelectMultipleField(
        label,
        [Required()],
        description=hint,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


def _units(about: About) -> list[SelectChoice]:
    return departments_of(about)[1:]


def _at_the_table(about: About) -> list[str]:
    """Who sits there by right: the lead and its assistants."""
    facts = about.shown.facts
    lead = [facts.holder] if facts.holder else []
    return [*lead, *facts.assistants]


def _invited(about: About) -> list[str]:
    """Whom the latest call asked to come; nobody before there was one."""
    for entry in reversed(about.shown.page.entries):
        if entry.kind is EntryKind.MEETING_CALLED:
            return list(entry.payload["invited"])
    return []


class AddAssistantForm(ActForm):
    """A further department is to help."""

    assisting = _departments_field(
        lazy_gettext("Assisting departments"),
        lazy_gettext("each gets a limit of its own, before the lead's"),
    )
    reason = text_field(
        lazy_gettext("What it is needed for"),
        lazy_gettext("the department reads this"),
        rows=3,
    )

    def prepare(self, about: About) -> None:
        facts = about.shown.facts
        taken = {facts.holder, *assisting.at_work(facts)}
        self.assisting.choices = [
            unit for unit in _units(about) if unit.value not in taken
        ]

    def do(self, desk: Desk, number: str) -> Held:
        return assistants.add_assistant(
            desk,
            number,
            assisting=tuple(self.assisting.data),
            reason=self.reason.data,
            seen=self.seen.data,
        )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        named = tuple(self.assisting.data or ()) or (SOMETHING,)
        yield "", lambda f, m: assisting.add_assistant(f, named, SOMETHING, m)


class ReleaseAssistantForm(ActForm):
    """One that is not needed after all."""

    department = SelectField(lazy_gettext("Which department"), [Required()])
    reason = text_field(lazy_gettext("Why it is not needed"), rows=3)

    def prepare(self, about: About) -> None:
        at_work = assisting.at_work(about.shown.facts)
        self.department.choices = [
            SelectChoice(value=code, label=about.names.get(code, code))
            for code in at_work
        ]

    def do(self, desk: Desk, number: str) -> Held:
        return assistants.release_assistant(
            desk,
            number,
            department=self.department.data,
            reason=self.reason.data,
            seen=self.seen.data,
        )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        at_work = assisting.at_work(about.shown.facts)
        code = self.department.data or (at_work[0] if at_work else SOMETHING)
        yield "", lambda f, m: assisting.release_assistant(f, code, SOMETHING, m)


class RaiseLevelForm(ActForm):
    """A higher level looks after it, before the ladder gets there."""

    reason = text_field(
        lazy_gettext("Why it goes up a level"),
        lazy_gettext("the district's leader reads this"),
    )

    def do(self, desk: Desk, number: str) -> Held:
        return verbs.raise_level(desk, number, self.reason.data, seen=self.seen.data)

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        yield "", lambda f, m: meetings.raise_level(f, SOMETHING, m)


class CallMeetingForm(ActForm):
    """Departments are asked to one table."""

    planned_at = DateTimeLocalField(
        lazy_gettext("When"), [Required()], format=[LOCAL, "%Y-%m-%d %H:%M"]
    )
    place = StringField(
        lazy_gettext("Place of the meeting"), [Required(), AtMost(LONGEST_LINE)]
    )
    invited = _departments_field(lazy_gettext("Who is invited"))
    agenda = text_field(lazy_gettext("What is to be settled"))

    def prepare(self, about: About) -> None:
        self.invited.choices = _units(about)
        if not self.is_submitted():
            self.invited.data = _at_the_table(about)

    def do(self, desk: Desk, number: str) -> Held:
        return verbs.call_meeting(
            desk,
            number,
            planned_at=in_district(self.planned_at.data),
            place=self.place.data,
            invited=tuple(self.invited.data),
            agenda=self.agenda.data,
            seen=self.seen.data,
        )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        words = (SOMETHING, (SOMETHING,), SOMETHING)
        yield "", lambda f, m: meetings.call_meeting(f, m.now, *words, m)


def in_district(typed: datetime) -> datetime:
    """What was typed is the district's own time."""
    return typed.replace(tzinfo=district_calendar().zone)


class HoldMeetingForm(ActForm):
    """What was said and settled."""

    attended = _departments_field(lazy_gettext("Who came"))
    minutes = text_field(
        lazy_gettext("Minutes of the meeting"), lazy_gettext("what each side said")
    )
    conclusions = text_field(
        lazy_gettext("Conclusions"), lazy_gettext("who does what, until when")
    )
    documents = files_field()

    def prepare(self, about: About) -> None:
        self.attended.choices = _units(about)
        if not self.is_submitted():
            self.attended.data = _invited(about) or _at_the_table(about)

    def do(self, desk: Desk, number: str) -> Held:
        return verbs.hold_meeting(
            desk,
            number,
            attended=tuple(self.attended.data),
            minutes=self.minutes.data,
            conclusions=self.conclusions.data,
            seen=self.seen.data,
        )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        words = ((SOMETHING,), SOMETHING, SOMETHING)
        yield "", lambda f, m: meetings.hold_meeting(f, *words, m)
