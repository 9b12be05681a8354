"""Forms of the window: filed tickets, verification, revisit, closing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flask_babel import gettext, lazy_gettext
from wtforms import Field, RadioField, SelectField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.casework import filing as verbs
from app.casework import revisits as after
from app.casework.desk import Desk
from app.casework.suggesting import remember_choice
from app.domain import filing, revisits
from app.domain.deciding import Moment
from app.domain.decision import Decision
from app.domain.facts import TicketFacts
from app.domain.terms import CauseCode, ExclusionCode, ResultCode
from app.store.reads.organisation import find_matter
from app.store.register import Held
from app.web.case.entry_words import HOW_VERIFIED, RATINGS
from app.web.case.forms import (
    NO,
    SOMETHING,
    YES,
    About,
    ActForm,
    Rule,
    code_or_none,
    coded,
    departments_of,
    files_field,
    optional_text,
    text_field,
    yes_or_no,
)
from app.web.formats import term
from app.web.forms import LONGEST_TEXT, AtMost, Required
from app.web.frontdesk.exclusions import READY, ready_words
from app.web.suggestions import Suggestion, suggest

NOT_RATED = "0"
# What a window can bring about by itself.
_AT_DESK = (ResultCode.R1, ResultCode.R2, ResultCode.R3)


class DispatchForm(ActForm):
    """Send a filed case to its department."""

    department = SelectField(lazy_gettext("Lead department"), [Required()])
    assisting = SelectMultipleField(
        lazy_gettext("Assisting departments"),
        [Optional()],
        description=lazy_gettext("they are due before the lead department"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    why = optional_text(lazy_gettext("Why it goes there"))

    suggested: Suggestion | None = None  # from the text, where no matter is known

    def prepare(self, about: About) -> None:
        self.department.choices = departments_of(about)
        self.assisting.choices = departments_of(about)[1:]
        responsible = _responsible(about)
        if not responsible:
            self._suggest(about)
        if not self.is_submitted():
            code = self.suggested.code if self.suggested else ""
            self.department.data = responsible or code

    def do(self, desk: Desk, number: str) -> Held:
        proposed = self.suggested
        takes_it = proposed is not None and proposed.code == self.department.data
        why = self.why.data or (proposed.recorded if proposed and takes_it else "")
        held = verbs.dispatch_ticket(
            desk,
            number,
            self.department.data,
            tuple(self.assisting.data or ()),
            why,
            seen=self.seen.data,
        )
        code = proposed.code if proposed else ""
        remember_choice(desk, held, code, self.department.data, why)
        return held

    def _suggest(self, about: About) -> None:
        names = {one.code: one.short_name for one in about.departments}
        found = suggest(about.desk, about.shown.page.told, names)
        if found:
            self.suggested = found[0]
            self.department.description = gettext(
                "proposed from what was told: %(departments)s",
                departments=gettext("; ").join(
                    gettext("%(name)s (%(why)s)", name=one.name, why=one.why)
                    for one in found
                ),
            )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        lead = self.department.data or SOMETHING
        assisting = tuple(code for code in self.assisting.data or () if code != lead)
        yield "", lambda f, m: filing.dispatch(f, lead, assisting, "", m)


def _responsible(about: About) -> str:
    """The department that the list of matters names; empty when the list has none."""
    code = about.shown.page.matter_code
    matter = find_matter(about.desk.district, code) if code else None
    return matter.department if matter else ""


class RefuseForm(ActForm):
    """Out of scope: all reasons once, and the right channel."""

    code = RadioField(lazy_gettext("Why it is out of scope"), [Required()])
    reasons = TextAreaField(
        lazy_gettext("Reasons, all at once"),
        [Required(), AtMost(LONGEST_TEXT)],
        description=lazy_gettext("the complainant is told once and in full"),
        render_kw={"rows": 3},
    )
    redirect = TextAreaField(
        lazy_gettext("Where to go instead"),
        [Required(), AtMost(LONGEST_TEXT)],
        render_kw={"rows": 2},
    )
    as_list = frozenset({"code"})

    def prepare(self, about: About) -> None:
        self.code.choices = coded(list(ExclusionCode))

    def fill_in(self) -> None:
        """Put the ready words of the chosen code where nothing is typed yet."""
        ready = ready_words(self.code.data or "")
        if ready is None:
            return
        known = {str(words.reasons) for words in READY.values()}
        known |= {str(words.redirect) for words in READY.values()}
        for field, words in (
            (self.reasons, ready.reasons),
            (self.redirect, ready.redirect),
        ):
            if not field.data or field.data in known:
                field.data = str(words)

    def notes(self, field: Field) -> Mapping[str, str]:
        return {code.value: str(words.where) for code, words in READY.items()}

    def do(self, desk: Desk, number: str) -> Held:
        return verbs.refuse_ticket(
            desk,
            number,
            code=ExclusionCode(self.code.data),
            reasons=self.reasons.data,
            redirect=self.redirect.data,
            seen=self.seen.data,
        )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        code = ExclusionCode.X1
        yield "", lambda f, m: filing.refuse(f, code, SOMETHING, SOMETHING, m)


class SolveForm(ActForm):
    """Done there and then."""

    result = RadioField(lazy_gettext("Result"), [Required()])
    text = text_field(lazy_gettext("What was done"))

    def prepare(self, about: About) -> None:
        self.result.choices = coded(_AT_DESK)

    def do(self, desk: Desk, number: str) -> Held:
        result = ResultCode(self.result.data)
        return verbs.solve_at_desk(
            desk, number, result, self.text.data, seen=self.seen.data
        )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        yield "", lambda f, m: filing.solve_at_desk(f, ResultCode.R1, SOMETHING, m)


class HandUpForm(ActForm):
    """Give a town window's case to the district window."""

    tried = text_field(
        lazy_gettext("What was tried"), lazy_gettext("the district window reads this")
    )

    def do(self, desk: Desk, number: str) -> Held:
        return verbs.hand_up(desk, number, self.tried.data, seen=self.seen.data)

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        yield "", lambda f, m: filing.hand_up(f, SOMETHING, m)


class WithdrawForm(ActForm):
    """The complainant takes it back."""

    reason = text_field(
        lazy_gettext("Why the complainant withdraws"),
        lazy_gettext("in the complainant's words"),
        rows=3,
    )

    def do(self, desk: Desk, number: str) -> Held:
        return verbs.withdraw_ticket(
            desk, number, self.reason.data, seen=self.seen.data
        )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        yield "", lambda f, m: filing.withdraw(f, SOMETHING, m)


class VerifyForm(ActForm):
    """Check what the department says is done."""

    passed = RadioField(lazy_gettext("Is it as the department says?"), [Required()])
    method = RadioField(lazy_gettext("Checked how"), [Required()])
    cause = SelectField(
        lazy_gettext("Cause"),
        [Optional()],
        description=lazy_gettext("the final cause; the department's own if left open"),
    )
    text = text_field(lazy_gettext("What was found"), rows=3)
    documents = files_field()

    def prepare(self, about: About) -> None:
        self.passed.choices = yes_or_no(gettext("Yes, done"), gettext("No, send back"))
        self.method.choices = [
            SelectChoice(value=value, label=str(label))
            for value, label in HOW_VERIFIED.items()
        ]
        first = self._if_left_open(about.shown.facts.last_cause)
        self.cause.choices = [
            SelectChoice(value="", label=first),
            *coded(list(CauseCode)),
        ]

    def _if_left_open(self, as_answered: CauseCode | None) -> str:
        """What no choice means: the department's cause, or that one has to be chosen."""
        if as_answered is not None:
            known = f"{as_answered} {term(as_answered)}"
            return gettext("As the department says: %(code)s", code=known)
        self.cause.flags.optional = False
        self.cause.description = gettext(
            "needed when it is done: the department named none"
        )
        return gettext("Choose a cause")

    def do(self, desk: Desk, number: str) -> Held:
        return after.verify_ticket(
            desk,
            number,
            passed=self.passed.data == YES,
            cause=code_or_none(CauseCode, self.cause.data),
            method=self.method.data,
            text=self.text.data,
            seen=self.seen.data,
        )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        ways = ((gettext("Yes, done"), True), (gettext("No, send back"), False))
        for label, passed in ways:
            yield label, _verified(passed, code_or_none(CauseCode, self.cause.data))


def _verified(passed: bool, cause: CauseCode | None) -> Rule:
    def verified(facts: TicketFacts, moment: Moment) -> Decision:
        is_known = not passed or facts.last_cause is not None
        named = cause or (None if is_known else CauseCode.C90)
        return revisits.verify(facts, passed, named, SOMETHING, SOMETHING, moment)

    return verified


class RevisitForm(ActForm):
    """One attempt to ask the complainant."""

    reached = RadioField(lazy_gettext("Was the complainant reached?"), [Required()])
    solved = RadioField(lazy_gettext("Is it solved?"), [Optional()])
    rating = RadioField(
        lazy_gettext("Rating"),
        [Optional()],
        description=lazy_gettext("no rating is no rating, never “satisfied”"),
    )
    text = optional_text(lazy_gettext("What the complainant said"), rows=3)

    def prepare(self, about: About) -> None:
        self.reached.choices = yes_or_no(gettext("Reached"), gettext("Not reached"))
        self.solved.choices = yes_or_no(
            gettext("It is solved"), gettext("It is not solved")
        )
        self.rating.choices = [
            *(
                SelectChoice(value=str(value), label=str(label))
                for value, label in RATINGS.items()
            ),
            SelectChoice(value=NOT_RATED, label=gettext("Did not rate")),
        ]

    def do(self, desk: Desk, number: str) -> Held:
        rating = int(self.rating.data or NOT_RATED) or None
        return after.record_revisit(
            desk,
            number,
            reached=self.reached.data == YES,
            solved=self.solved.data == YES if self.solved.data in (YES, NO) else None,
            rating=rating,
            text=self.text.data or "",
            seen=self.seen.data,
        )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        yield gettext("Solved, not rated badly"), _revisited(True, True, 5)
        yield gettext("Not solved, or rated badly"), _revisited(True, False, 1)
        yield gettext("Not reached"), _revisited(False, None, None)


def _revisited(reached: bool, solved: bool | None, rating: int | None) -> Rule:
    return lambda f, m: revisits.revisit(f, reached, solved, rating, "", m)


class CloseForm(ActForm):
    """End the case."""

    text = optional_text(lazy_gettext("Remark"), rows=3)

    def do(self, desk: Desk, number: str) -> Held:
        return after.close_ticket(
            desk, number, self.text.data or "", seen=self.seen.data
        )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        yield "", lambda f, m: revisits.close(f, "", m)


class ReopenForm(ActForm):
    """Let the department do it again."""

    reason = text_field(
        lazy_gettext("Why it is reopened"),
        lazy_gettext("the department reads this"),
        rows=3,
    )

    def do(self, desk: Desk, number: str) -> Held:
        return after.reopen_ticket(desk, number, self.reason.data, seen=self.seen.data)

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        yield "", lambda f, m: revisits.reopen(f, SOMETHING, m)
