"""Forms of dispatch and of the inspection office, and the replies to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from flask_babel import gettext, lazy_gettext
from wtforms import Field, RadioField, SelectField
from wtforms.fields.choices import SelectChoice

from app.casework import direct
from app.casework import extensions as longer
from app.casework import returns as back
from app.casework import supervision as verbs
from app.casework.desk import Desk
from app.domain import extensions, returns, supervision
from app.domain.terms import ClockName, Colour, ResultCode
from app.store.register import Held
from app.web.case.forms import (
    SOMETHING,
    About,
    ActForm,
    Rule,
    coded,
    departments_of,
    files_field,
    optional_text,
    text_field,
)
from app.web.formats import moment_text
from app.web.forms import Required


class ArbitrateForm(ActForm):
    """Name the department that must handle it."""

    department = SelectField(lazy_gettext("Who handles it"), [Required()])
    reason = text_field(lazy_gettext("Reasons"), rows=3)
    basis = optional_text(lazy_gettext("Legal basis"))

    def prepare(self, about: About) -> None:
        self.department.choices = departments_of(about)
        if not self.is_submitted():
            self.department.data = _proposed(about)

    def do(self, desk: Desk, number: str) -> Held:
        return back.arbitrate_ticket(
            desk,
            number,
            department=self.department.data,
            reason=self.reason.data,
            basis=self.basis.data or "",
            seen=self.seen.data,
        )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        lead = self.department.data or SOMETHING
        yield "", lambda f, m: returns.arbitrate(f, lead, SOMETHING, "", m)


def _proposed(about: About) -> str:
    """The department that the last return proposed."""
    for entry in reversed(about.shown.page.entries):
        if entry.payload.get("proposed"):
            return str(entry.payload["proposed"])
    return ""


class GrantExtensionForm(ActForm):
    """Grant what was asked."""

    reason = optional_text(lazy_gettext("Remark"))

    def do(self, desk: Desk, number: str) -> Held:
        return longer.grant_extension(
            desk, number, self.reason.data or "", seen=self.seen.data
        )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        yield "", lambda f, m: extensions.grant_extension(f, "", m)


class RefuseExtensionForm(ActForm):
    """Refuse what was asked; the promise stays as it is."""

    reason = text_field(lazy_gettext("Reasons"), rows=3)

    def do(self, desk: Desk, number: str) -> Held:
        return longer.refuse_extension(
            desk, number, self.reason.data, seen=self.seen.data
        )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        yield "", lambda f, m: extensions.refuse_extension(f, SOMETHING, m)


class IssueNoticeForm(ActForm):
    """A numbered supervision notice by hand."""

    colour = RadioField(lazy_gettext("Colour"), [Required()])
    text = text_field(
        lazy_gettext("What the department has to do"),
        lazy_gettext("stands in the notice, word for word"),
    )

    def prepare(self, about: About) -> None:
        self.colour.choices = [
            SelectChoice(value=colour.value, label=_notice_word(colour))
            for colour in Colour
        ]

    def do(self, desk: Desk, number: str) -> Held:
        colour = Colour(self.colour.data)
        return verbs.issue_notice(
            desk, number, colour, self.text.data, seen=self.seen.data
        )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        for colour in Colour:
            yield _notice_word(colour), _issued(colour)


def _issued(colour: Colour) -> Rule:
    return lambda f, m: supervision.issue_notice(f, colour, SOMETHING, m)


class OpenNoticeForm(ActForm):
    """Something about one notice that awaits its reply: which."""

    colour = RadioField(lazy_gettext("Which notice"), [Required()])
    as_list = frozenset({"colour"})

    def prepare(self, about: About) -> None:
        open_ones = [
            clock
            for clock in about.shown.facts.clocks
            if clock.name is ClockName.NOTICE_REPLY and clock.runs and clock.colour
        ]
        open_ones.sort(key=lambda clock: clock.due_at or clock.started_at)
        numbers = {one.reply_cycle: one for one in about.shown.page.supervision_notices}
        by_colour = {clock.colour: clock for clock in open_ones if clock.colour}
        self.colour.choices = [
            SelectChoice(value=colour.value, label=_notice_word(colour))
            for colour in by_colour
        ]
        self._numbers = {
            colour.value: _until(numbers[clock.cycle].number, clock.due_at)
            for colour, clock in by_colour.items()
            if clock.cycle in numbers
        }
        if not self.is_submitted() and open_ones:
            self.colour.data = str(open_ones[0].colour)

    def notes(self, field: Field) -> Mapping[str, str]:
        return self._numbers


class ReplyNoticeForm(OpenNoticeForm):
    """The department's reply to a supervision notice."""

    text = text_field(
        lazy_gettext("The reply"), lazy_gettext("what was done, and by when it ends")
    )
    documents = files_field()

    def do(self, desk: Desk, number: str) -> Held:
        colour = Colour(self.colour.data)
        return verbs.reply_notice(
            desk, number, colour, self.text.data, seen=self.seen.data
        )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        for choice in self.colour.choices:
            yield choice.label, _replied(about, Colour(choice.value))


def _replied(about: About, colour: Colour) -> Rule:
    return lambda f, m: supervision.reply_notice(f, about.own, colour, SOMETHING, m)


class LiftNoticeForm(OpenNoticeForm):
    """The demand of a notice is taken back; no reply is awaited any more."""

    reasons = text_field(
        lazy_gettext("Reasons"), lazy_gettext("stand in the file and are told"), rows=3
    )

    def do(self, desk: Desk, number: str) -> Held:
        colour = Colour(self.colour.data)
        return verbs.lift_notice(
            desk, number, colour, self.reasons.data, seen=self.seen.data
        )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        for choice in self.colour.choices:
            yield choice.label, _lifted(Colour(choice.value))


def _lifted(colour: Colour) -> Rule:
    return lambda f, m: supervision.lift_notice(f, colour, SOMETHING, m)


def _until(number: str, due_at: datetime | None) -> str:
    if due_at is None:
        return number
    until = gettext("by %(moment)s", moment=moment_text(due_at))
    return gettext("%(first)s, %(second)s", first=number, second=until)


def _notice_word(colour: Colour) -> str:
    match colour:
        case Colour.BLUE:
            return gettext("Blue notice")
        case Colour.ORANGE:
            return gettext("Orange notice")
        case Colour.RED:
            return gettext("Red notice")


class ConcludeForm(ActForm):
    """End a complaint that is the inspection office's alone."""

    result = RadioField(lazy_gettext("Result"), [Required()])
    text = text_field(lazy_gettext("What was found and done"))

    def prepare(self, about: About) -> None:
        self.result.choices = coded(CONCLUSIONS)

    def do(self, desk: Desk, number: str) -> Held:
        result = ResultCode(self.result.data)
        return direct.conclude_complaint(
            desk, number, result, self.text.data, seen=self.seen.data
        )


CONCLUSIONS = (ResultCode.R1, ResultCode.R2, ResultCode.R6, ResultCode.R9)
