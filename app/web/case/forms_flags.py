"""Forms of the procedure on a flag: told, stated, ruled on, objected to, decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from flask import request
from flask_babel import gettext, lazy_gettext
from wtforms import Field, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError

from app.casework import objections
from app.casework import supervision as verbs
from app.casework.desk import Desk
from app.casework.looking import FlagLine, flags_of, open_flags, why_closed
from app.domain.errors import NotFound, NotPermitted
from app.domain.finding import FindingKey
from app.domain.hearing import FlagKey
from app.domain.objections import OUTCOMES
from app.domain.terms import (
    ClockName,
    Command,
    DocumentKind,
    FindingCode,
    Ground,
    ReviewStatus,
    Step,
)
from app.store.register import Held
from app.web.case.forms import About, ActForm, files_field, text_field
from app.web.case.names import named
from app.web.flag_words import flag_name
from app.web.formats import moment_text, term
from app.web.forms import Required, choices_of
from app.web.refusals import sentence_of


class FlagForm(ActForm):
    """Something about one flag: which."""

    flag = RadioField(lazy_gettext("About what"), [Required()], validate_choice=False)
    command: ClassVar[Command]
    as_list = frozenset({"flag"})

    def prepare(self, about: About) -> None:
        self._about = about
        found = open_flags(about.desk, about.shown.page, self.command)
        self.flag.choices = [
            SelectChoice(value=key_text(one.key), label=flag_name(one.key))
            for one in reversed(found)
        ]
        self._keys: dict[str, FlagKey] = {key_text(one.key): one.key for one in found}
        self._notes = {
            key_text(one.key): _line(one, about, self.command) for one in found
        }
        if not self.is_submitted() and self._keys:
            asked = request.args.get("flag", "")
            latest = self.flag.choices[0].value
            self.flag.data = asked if asked in self._keys else latest

    def validate_flag(self, field: Field) -> None:
        """What is closed meanwhile is refused with its own reason."""
        if field.data not in self._keys:
            raise ValidationError(_why_not(self.command, field.data, self._about))

    def notes(self, field: Field) -> Mapping[str, str]:
        return self._notes if field is self.flag else {}

    @property
    def key(self) -> FlagKey:
        return self._keys[self.flag.data]


def key_text(key: FlagKey) -> str:
    """A flag as forms and addresses name it: finish-1-blue, N1-2-1."""
    return "-".join(map(str, key))


def key_from(text: str) -> FlagKey:
    """The flag of such a text. raises: ValueError for what is none"""
    first, middle, last = text.split("-")
    if first in list(FindingCode):
        return FindingKey(FindingCode(first), int(middle), int(last))
    return ClockName(first), int(middle), Step(last)


def _why_not(command: Command, text: str, about: About) -> str:
    own = about.desk.actor.department
    for one in flags_of(about.shown.page):
        if key_text(one.key) != text:
            continue
        why = why_closed(command, one, about.desk.now)
        if own not in (None, one.department):
            why = NotPermitted("statement.not_named")
        if why is not None:
            return sentence_of(why)
    return sentence_of(NotFound("finding.unknown"))


def _line(one: FlagLine, about: About, command: Command) -> str:
    unit = named(one.department, about.names) or gettext("the window or the arbiter")
    told = [moment_text(one.at), unit]
    hearing = one.hearing
    if hearing is not None and command is Command.OBJECT and hearing.objection_due_at:
        due = moment_text(hearing.objection_due_at)
        told.append(gettext("objection possible until %(moment)s", moment=due))
    elif hearing is not None and hearing.statement_due_at is not None:
        due = moment_text(hearing.statement_due_at)
        told.append(gettext("statement due %(moment)s", moment=due))
    return gettext(", ").join(told)


def ground_field(with_blank: bool = False) -> SelectField:
    """Why it is not to be held against the department."""
    needed = Optional() if with_blank else Required()
    return SelectField(lazy_gettext("Kind of ground"), [needed])


def ground_choices(with_blank: bool = False) -> list[SelectChoice]:
    """The grounds, the facts first."""
    blank = [SelectChoice(value="", label="")] if with_blank else []
    return [*blank, *choices_of(list(Ground))]


class RequestStatementForm(FlagForm):
    """Tell the department and ask what it says."""

    command = Command.REQUEST_STATEMENT
    text = text_field(lazy_gettext("What the department is asked"), rows=3)

    def do(self, desk: Desk, number: str) -> Held:
        return verbs.request_statement(
            desk, number, self.key, self.text.data, seen=self.seen.data
        )


class GiveStatementForm(FlagForm):
    """What the department says."""

    command = Command.GIVE_STATEMENT
    files_are = DocumentKind.STATEMENT
    text = text_field(lazy_gettext("Statement"))
    documents = files_field()

    def do(self, desk: Desk, number: str) -> Held:
        return verbs.give_statement(
            desk, number, self.key, self.text.data, seen=self.seen.data
        )


class ConfirmForm(FlagForm):
    """It stands."""

    command = Command.CONFIRM_ESCALATION
    reasons = text_field(lazy_gettext("Reasons"), rows=3)

    def do(self, desk: Desk, number: str) -> Held:
        return verbs.confirm_escalation(
            desk, number, self.key, self.reasons.data, seen=self.seen.data
        )


class _GroundForm(FlagForm):
    ground = ground_field()
    reasons = text_field(lazy_gettext("Reasons"), rows=3)

    def prepare(self, about: About) -> None:
        super().prepare(about)
        self.ground.choices = ground_choices()


class DowngradeForm(_GroundForm):
    """It happened and weighs little."""

    command = Command.DOWNGRADE

    def do(self, desk: Desk, number: str) -> Held:
        ground, seen = Ground(self.ground.data), self.seen.data
        return verbs.downgrade(
            desk, number, self.key, self.reasons.data, ground, seen=seen
        )


class DismissForm(_GroundForm):
    """It does not stand."""

    command = Command.DISMISS_ESCALATION

    def do(self, desk: Desk, number: str) -> Held:
        ground, seen = Ground(self.ground.data), self.seen.data
        return verbs.dismiss_escalation(
            desk, number, self.key, self.reasons.data, ground, seen=seen
        )


class ObjectForm(FlagForm):
    """The department's one objection."""

    command = Command.OBJECT
    files_are = DocumentKind.STATEMENT
    text = text_field(lazy_gettext("Objection and its reasons"))
    documents = files_field()

    def do(self, desk: Desk, number: str) -> Held:
        return objections.object_to(
            desk, number, self.key, self.text.data, seen=self.seen.data
        )


class DecideObjectionForm(FlagForm):
    """The decision on it, by another person."""

    command = Command.DECIDE_OBJECTION
    outcome = RadioField(lazy_gettext("Decision"), [Required()])
    ground = ground_field(with_blank=True)
    reasons = text_field(lazy_gettext("Reasons"), rows=3)

    def prepare(self, about: About) -> None:
        super().prepare(about)
        self.outcome.choices = outcome_choices()
        self.ground.choices = ground_choices(with_blank=True)

    def do(self, desk: Desk, number: str) -> Held:
        return objections.decide_objection(
            desk,
            number,
            self.key,
            ReviewStatus(self.outcome.data),
            self.reasons.data,
            Ground(self.ground.data) if self.ground.data else None,
            seen=self.seen.data,
        )


def outcome_choices() -> list[SelectChoice]:
    """What an objection can lead to, in words."""
    return [SelectChoice(value=one.value, label=term(one)) for one in OUTCOMES]
