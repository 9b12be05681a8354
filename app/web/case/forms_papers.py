"""Forms of circulars, talk records and clue packages, filled in from what is on record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from flask import request
from flask_babel import gettext, lazy_gettext
from wtforms import Field, RadioField
from wtforms.fields.choices import SelectChoice

from app.casework import papers as verbs
from app.casework.desk import Desk
from app.casework.looking import PREPARES, FlagLine, grounds_for
from app.domain.hearing import FlagKey
from app.domain.terms import Command, DocumentKind, PaperKind
from app.store.reads.findings import FindingLine
from app.store.reads.papers import PaperLine
from app.store.register import Held
from app.web.case import drafts
from app.web.case.forms import About, ActForm, Rule, files_field, text_field
from app.web.case.forms_coordination import in_district
from app.web.case.forms_flags import key_text
from app.web.case.names import named
from app.web.flag_words import flag_name
from app.web.formats import moment_text, term
from app.web.forms import Required
from app.web.talk_fields import attended_field, held_at_field, place_field


class PaperForm(ActForm):
    """A paper that rests on a confirmed flag: on which."""

    flag = RadioField(lazy_gettext("Rests on"), [Required()])
    command: ClassVar[Command]
    as_list = frozenset({"flag"})

    def prepare(self, about: About) -> None:
        self.offer(self.grounds(about), about)
        if not self.is_submitted() and self._keys:
            self.fill_in(about)

    def grounds(self, about: About) -> Sequence[FlagLine | PaperLine]:
        """What such a paper can rest on, oldest first."""
        shown = about.shown
        return grounds_for(shown.page, shown.papers, PREPARES[self.command])

    def fill_in(self, about: About) -> None:
        """Put in what the record says, to be read and changed."""

    def offer(self, grounds: Sequence[FlagLine | PaperLine], about: About) -> None:
        """Let one of them be chosen; the one that was asked for, or the first that fell."""
        keyed = [(one.key, one) for one in grounds if one.key is not None]
        keys = [key for key, _ in keyed][::-1]
        self._keys: dict[str, FlagKey] = {key_text(key): key for key in keys}
        self._notes = {key_text(key): _line(one, about) for key, one in keyed}
        self.flag.choices = [
            SelectChoice(value=key_text(key), label=flag_name(key)) for key in keys
        ]
        if not self.is_submitted() and keys:
            asked = request.args.get("flag", "")
            own = key_text(keys[-1])
            self.flag.data = asked if asked in self._keys else own

    def notes(self, field: Field) -> Mapping[str, str]:
        return self._notes

    @property
    def key(self) -> FlagKey:
        return self._keys[self.flag.data]

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        """No clock depends on it."""
        yield from ()


def _line(one: FlagLine | PaperLine, about: About) -> str:
    unit = named(one.department, about.names) or gettext("the arbiter")
    told = moment_text(one.at)
    if not isinstance(one, FindingLine) and one.clock is not None:
        told = f"{term(one.clock)} · {told}"
    return gettext("%(first)s, %(second)s", first=told, second=unit)


class IssueCircularForm(PaperForm):
    """A circular to all departments."""

    command = Command.ISSUE_CIRCULAR
    text = text_field(
        lazy_gettext("What the circular says"),
        lazy_gettext("filled in from the record; no name of a complainant"),
        rows=10,
    )

    def fill_in(self, about: About) -> None:
        self.text.data = drafts.circular(about, self.key)

    def do(self, desk: Desk, number: str) -> Held:
        return verbs.issue_circular(
            desk, number, self.key, self.text.data, seen=self.seen.data
        )


class RecordTalkForm(PaperForm):
    """What was said at a talk with a department's leader."""

    command = Command.RECORD_TALK
    files_are = DocumentKind.OTHER
    held_at = held_at_field()
    place = place_field()
    attended = attended_field()
    text = text_field(
        lazy_gettext("What was pointed out"),
        lazy_gettext("filled in from the record; no name of a complainant"),
        rows=8,
    )
    pledge = text_field(
        lazy_gettext("What the department undertook"), lazy_gettext("and until when")
    )
    documents = files_field()

    def fill_in(self, about: About) -> None:
        self.text.data = drafts.talk(about, self.key)

    def do(self, desk: Desk, number: str) -> Held:
        return verbs.record_talk(
            desk,
            number,
            self.key,
            held_at=in_district(self.held_at.data),
            place=self.place.data or "",
            attended=self.attended.data or "",
            text=self.text.data,
            pledge=self.pledge.data,
            seen=self.seen.data,
        )


class ProposeClueForm(PaperForm):
    """A clue package proposed to a second person."""

    command = Command.PROPOSE_CLUE
    reasons = text_field(
        lazy_gettext("Why it should be handed over"),
        lazy_gettext("filled in from the record; the letter repeats it"),
        rows=10,
    )

    def fill_in(self, about: About) -> None:
        self.reasons.data = drafts.clue(about, self.key)

    def do(self, desk: Desk, number: str) -> Held:
        return verbs.propose_clue(
            desk, number, self.key, self.reasons.data, seen=self.seen.data
        )


class DecideClueForm(PaperForm):
    """A decision on a proposal, by a second person."""

    def grounds(self, about: About) -> Sequence[FlagLine | PaperLine]:
        return [
            one
            for one in about.shown.papers
            if one.kind is PaperKind.CLUE and one.awaits_decision
        ]


class TransferClueForm(DecideClueForm):
    """The package goes to the discipline body."""

    command = Command.TRANSFER_CLUE
    reasons = text_field(lazy_gettext("Reasons"), rows=4)

    def do(self, desk: Desk, number: str) -> Held:
        return verbs.transfer_clue(
            desk, number, self.key, self.reasons.data, seen=self.seen.data
        )


class RefuseClueForm(DecideClueForm):
    """Nothing is handed over."""

    command = Command.REFUSE_CLUE
    reasons = text_field(lazy_gettext("Reasons"), rows=4)

    def do(self, desk: Desk, number: str) -> Held:
        return verbs.refuse_clue(
            desk, number, self.key, self.reasons.data, seen=self.seen.data
        )
