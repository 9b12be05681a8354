"""Forms of what outlives a case: the policy watch-list, duplicates and repeats, the
archive."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext, lazy_gettext
from wtforms import RadioField, StringField

from app.casework import archiving as archive
from app.casework import merging as repeats
from app.casework import watching as verbs
from app.casework.desk import Desk
from app.casework.looking import of_same_person
from app.domain import archiving, merging, watching
from app.domain.facts import ENDED
from app.domain.terms import Verdict
from app.store.register import Held
from app.web.case.forms import (
    SOMETHING,
    YES,
    About,
    ActForm,
    Rule,
    asked_text,
    optional_text,
    text_field,
    yes_or_no,
)
from app.web.forms import LONGEST_LINE, AtMost, Required, choices_of


class WatchForm(ActForm):
    """It cannot be done today; the rule may change."""

    policy = text_field(
        lazy_gettext("Which rule stands in the way"),
        lazy_gettext("law, article, or what is being prepared"),
        rows=2,
    )
    reason = text_field(
        lazy_gettext("What was explained to the complainant"),
        lazy_gettext("with what is waited for"),
        rows=3,
    )

    def do(self, desk: Desk, number: str) -> Held:
        return verbs.watch_ticket(
            desk,
            number,
            policy=self.policy.data,
            reason=self.reason.data,
            seen=self.seen.data,
        )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        yield "", lambda f, m: watching.watch(f, SOMETHING, SOMETHING, m)


class CallBackForm(ActForm):
    """The rule has changed: the person is called."""

    policy = text_field(
        lazy_gettext("What has changed"), lazy_gettext("the new rule"), rows=2
    )
    reached = RadioField(lazy_gettext("Was the complainant reached?"), [Required()])
    text = text_field(lazy_gettext("What was said"), rows=3)

    def prepare(self, about: About) -> None:
        self.reached.choices = yes_or_no(gettext("Reached"), gettext("Not reached"))

    def do(self, desk: Desk, number: str) -> Held:
        return verbs.call_back(
            desk,
            number,
            policy=self.policy.data,
            reached=self.reached.data == YES,
            text=self.text.data,
            seen=self.seen.data,
        )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        yield (
            "",
            lambda f, m: watching.call_back(f, SOMETHING, True, SOMETHING, m),
        )


class UnwatchForm(ActForm):
    """Nobody need be called."""

    reason = text_field(lazy_gettext("Why it comes off the list"), rows=3)

    def do(self, desk: Desk, number: str) -> Held:
        return verbs.unwatch_ticket(desk, number, self.reason.data, seen=self.seen.data)

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        yield "", lambda f, m: watching.unwatch(f, SOMETHING, m)


class MergeForm(ActForm):
    """The same trouble, reported again."""

    into = StringField(
        lazy_gettext("Number of the main case"), [Required(), AtMost(LONGEST_LINE)]
    )
    reason = text_field(lazy_gettext("Why it is the same"), rows=3)

    def prepare(self, about: About) -> None:
        self.into.description = _candidates(about, only_open=True)

    def do(self, desk: Desk, number: str) -> Held:
        return repeats.merge_ticket(
            desk,
            number,
            into=self.into.data,
            reason=self.reason.data,
            seen=self.seen.data,
        )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        yield "", lambda f, m: merging.merge(f, SOMETHING, SOMETHING, m)


class LinkForm(ActForm):
    """The same person comes back with the same matter."""

    into = StringField(
        lazy_gettext("Number of the earlier case"), [Required(), AtMost(LONGEST_LINE)]
    )
    reason = optional_text(lazy_gettext("What they have in common"))

    def prepare(self, about: About) -> None:
        self.into.description = _candidates(about, only_open=False)

    def do(self, desk: Desk, number: str) -> Held:
        return repeats.link_ticket(
            desk,
            number,
            into=self.into.data,
            reason=self.reason.data or "",
            seen=self.seen.data,
        )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        yield "", lambda f, m: merging.link(f, SOMETHING, SOMETHING, m)


def _candidates(about: About, *, only_open: bool) -> str:
    """The numbers of the same telephone, as far as this officer sees them."""
    found = [
        line.number
        for line in of_same_person(about.desk, about.shown)
        if not (only_open and line.state in ENDED)
    ]
    if not found:
        return ""
    return gettext("same telephone: %(numbers)s", numbers=gettext(", ").join(found[:5]))


class ArchiveForm(ActForm):
    """File it away for good."""

    verdict = RadioField(lazy_gettext("Who answers for it"), [Required()])
    text = asked_text(
        lazy_gettext("Grounds"),
        lazy_gettext("needed unless nobody answers for it"),
        rows=3,
    )
    as_list = frozenset({"verdict"})

    def prepare(self, about: About) -> None:
        self.verdict.choices = choices_of(list(Verdict))

    def do(self, desk: Desk, number: str) -> Held:
        return archive.archive_ticket(
            desk,
            number,
            Verdict(self.verdict.data),
            self.text.data or "",
            seen=self.seen.data,
        )

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        words = (Verdict.NOBODY, "", SOMETHING, 1)
        yield "", lambda f, m: archiving.archive(f, *words, m)
