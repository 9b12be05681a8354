"""Forms of the department: from signing to the answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flask_babel import gettext, lazy_gettext, ngettext
from wtforms import Field, IntegerField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional

from app.casework import extensions as longer
from app.casework import handling as verbs
from app.casework import returns as back
from app.casework.desk import Desk
from app.casework.looking import is_hidden_from
from app.domain import extensions, handling, returns
from app.domain.deciding import Moment
from app.domain.decision import Decision
from app.domain.facts import TicketFacts
from app.domain.terms import CauseCode, DocumentKind, ResultCode, SuspensionReason
from app.store.register import Held
from app.web.case.entry_words import HOW_CONTACTED
from app.web.case.forms import (
    SOMETHING,
    About,
    ActForm,
    Rule,
    asked_text,
    code_or_none,
    coded,
    departments_of,
    files_field,
    text_field,
)
from app.web.formats import term, working_days
from app.web.forms import LONGEST_LINE, AtMost, Required, choices_of


class SignForm(ActForm):
    """Sign for it; nothing is asked."""

    def do(self, desk: Desk, number: str) -> Held:
        return verbs.sign_ticket(desk, number, seen=self.seen.data)

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        yield "", lambda f, m: handling.sign(f, about.own, m)


class ContactForm(ActForm):
    """The complainant was spoken to."""

    how = RadioField(lazy_gettext("How"), [Required()], default="phone")
    text = text_field(lazy_gettext("What was said"))

    def prepare(self, about: About) -> None:
        hidden = is_hidden_from(about.desk, about.shown)
        self.how.choices = [
            SelectChoice(value=value, label=str(label))
            for value, label in HOW_CONTACTED.items()
            if not hidden or value == verbs.THROUGH_THE_WINDOW
        ]
        if hidden:
            center = about.shown.page.center_full_name
            self.how.description = gettext(
                "the complainant stays unknown to you: ask through %(center)s",
                center=center,
            )
            if not self.is_submitted():
                self.how.data = verbs.THROUGH_THE_WINDOW

    def do(self, desk: Desk, number: str) -> Held:
        return verbs.record_contact(
            desk, number, self.text.data, self.how.data, seen=self.seen.data
        )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        yield "", lambda f, m: handling.contact(f, about.own, SOMETHING, "phone", m)


class ProgressForm(ActForm):
    """What was done."""

    text = text_field(lazy_gettext("What was done, what comes next"))
    documents = files_field()

    def do(self, desk: Desk, number: str) -> Held:
        return verbs.add_progress(desk, number, self.text.data, seen=self.seen.data)

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        yield "", lambda f, m: handling.progress(f, about.own, SOMETHING, m)


class AnswerForm(ActForm):
    """The answer that ends the department's work, or an assistant's opinion."""

    files_are = DocumentKind.REPLY

    result = SelectField(lazy_gettext("Result"), [Required()])
    text = text_field(lazy_gettext("The answer"))
    basis = asked_text(
        lazy_gettext("Legal basis"),
        lazy_gettext("needed for R4, R5, R6 and R9: law and article"),
    )
    cause = SelectField(lazy_gettext("Cause"), [Optional()])
    told = text_field(lazy_gettext("How and when the complainant was told"), rows=2)
    documents = files_field()

    def prepare(self, about: About) -> None:
        choose = SelectChoice(value="", label=gettext("Choose a result"))
        self.result.choices = [choose, *coded(list(ResultCode))]
        unknown = SelectChoice(value="", label=gettext("Not said"))
        self.cause.choices = [unknown, *coded(list(CauseCode))]
        if about.own != about.shown.facts.holder:
            del self.told

    def do(self, desk: Desk, number: str) -> Held:
        return verbs.answer_ticket(
            desk,
            number,
            result=ResultCode(self.result.data),
            cause=code_or_none(CauseCode, self.cause.data),
            text=self.text.data,
            basis=self.basis.data or "",
            told=self.told.data or "" if "told" in self else "",
            seen=self.seen.data,
        )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        words = (SOMETHING, SOMETHING, SOMETHING)
        result = ResultCode.R1
        yield "", lambda f, m: handling.answer(f, about.own, result, None, *words, m)


R = SuspensionReason
# Corrections, the most frequent, then the procedures as the law lists them.
_USUAL_ORDER = (
    *(R.CORRECTION, R.HEARING, R.TENDER, R.AUCTION, R.INSPECTION_TESTING),
    *(R.QUARANTINE, R.APPRAISAL, R.EXPERT_REVIEW, R.JUDICIAL, R.UPPER_LEVEL),
)


class SuspendForm(ActForm):
    """A lawful wait, with notice number and planned days."""

    files_are = DocumentKind.NOTICE

    reason = RadioField(lazy_gettext("Lawful reason"), [Required()])
    notice_no = StringField(
        lazy_gettext("Notice number"),
        [Required(), AtMost(LONGEST_LINE)],
        description=lazy_gettext("of the written notice to the complainant"),
    )
    planned_days = IntegerField(
        lazy_gettext("Planned working days"),
        [Required(), NumberRange(min=1, max=handling.LONGEST_PLAN)],
        render_kw={"min": "1", "inputmode": "numeric"},
    )
    text = text_field(lazy_gettext("What is waited for"), rows=3)
    documents = files_field()
    as_list = frozenset({"reason"})

    def prepare(self, about: About) -> None:
        rules = about.shown.moment.rules.suspensions
        self.reason.choices = choices_of(list(_USUAL_ORDER))
        self._caps = {
            reason.value: _cap(rule.stops_clock, rule.times, rule.max_days)
            for reason, rule in rules.items()
        }

    def notes(self, field: Field) -> Mapping[str, str]:
        return self._caps

    def do(self, desk: Desk, number: str) -> Held:
        return verbs.suspend_ticket(
            desk,
            number,
            reason=SuspensionReason(self.reason.data),
            notice_no=self.notice_no.data,
            planned_days=self.planned_days.data,
            text=self.text.data,
            seen=self.seen.data,
        )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        reason = self._chosen(about)
        most = about.shown.moment.rules.suspensions[reason].max_days or 20
        typed = self.planned_days.data
        if typed and 1 <= typed <= handling.LONGEST_PLAN:
            yield self._label(reason, typed), _suspended(about, reason, typed)
            return
        for days in (1, 3, 5, 10, 15, 20):
            if days <= most:
                yield self._label(reason, days), _suspended(about, reason, days)

    def _chosen(self, about: About) -> SuspensionReason:
        chosen = self.reason.data
        if chosen in list(SuspensionReason):
            return SuspensionReason(chosen)
        return SuspensionReason.CORRECTION

    def _label(self, reason: SuspensionReason, days: int) -> str:
        return gettext(
            "%(reason)s, %(days)s", reason=term(reason), days=working_days(days)
        )


def _suspended(about: About, reason: SuspensionReason, days: int) -> Rule:
    return lambda f, m: handling.suspend(
        f, about.own, reason, SOMETHING, days, SOMETHING, m
    )


def _cap(stops_clock: bool, times: int | None, most: int | None) -> str:
    told = []
    if times is not None:
        told.append(ngettext("at most once", "at most %(num)d times", times))
    if most is not None:
        told.append(gettext("at most %(days)s", days=working_days(most)))
    if not stops_clock:
        told.append(gettext("stops no clock"))
    return gettext(", ").join(told) or gettext("no upper limit")


class ResumeForm(ActForm):
    """What it waited for is there."""

    text = text_field(lazy_gettext("What came in"), rows=3)
    documents = files_field()

    def do(self, desk: Desk, number: str) -> Held:
        return verbs.resume_ticket(desk, number, self.text.data, seen=self.seen.data)

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        yield "", lambda f, m: handling.resume(f, SOMETHING, m)


class ReturnForm(ActForm):
    """Wrongly routed: reason, legal basis, the right department."""

    reason = text_field(lazy_gettext("Why it is not ours"), rows=3)
    basis = text_field(
        lazy_gettext("Legal basis"), lazy_gettext("law and article, or duties list"), 2
    )
    proposed = SelectField(lazy_gettext("Whose it is"), [Required()])
    documents = files_field()

    def prepare(self, about: About) -> None:
        self.proposed.choices = departments_of(about, without=about.own)

    def do(self, desk: Desk, number: str) -> Held:
        return back.return_ticket(
            desk,
            number,
            reason=self.reason.data,
            basis=self.basis.data,
            proposed=self.proposed.data,
            seen=self.seen.data,
        )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        words = (SOMETHING, SOMETHING, "--")
        yield "", lambda f, m: returns.return_ticket(f, about.own, *words, m)


class RequestExtensionForm(ActForm):
    """Ask for more working days, before the case is due."""

    days = RadioField(lazy_gettext("How many working days"), [Required()])
    reason = text_field(lazy_gettext("Why it takes longer"), rows=3)
    told = text_field(lazy_gettext("How the complainant was told"), rows=2)
    as_list = frozenset({"days"})

    def prepare(self, about: About) -> None:
        most = extensions.longest(about.shown.facts, about.shown.moment.rules)
        self.days.choices = [
            SelectChoice(value=str(days), label=working_days(days))
            for days in range(1, most + 1)
        ]

    def do(self, desk: Desk, number: str) -> Held:
        return longer.request_extension(
            desk,
            number,
            days=int(self.days.data),
            reason=self.reason.data,
            told=self.told.data,
            seen=self.seen.data,
        )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        for choice in self.days.choices:
            label = gettext("If granted, %(days)s", days=choice.label)
            yield label, _extended(about, int(choice.value))


def _extended(about: About, days: int) -> Rule:
    """Asking moves nothing; what is shown is what granting would do."""

    def both(facts: TicketFacts, moment: Moment) -> Decision:
        words = (days, SOMETHING, SOMETHING)
        asked = extensions.request_extension(facts, about.own, *words, moment)
        return extensions.grant_extension(asked.facts, "", moment)

    return both
