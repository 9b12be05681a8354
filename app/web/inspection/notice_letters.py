"""A supervision notice as a letter, as of the moment it was issued."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext

from app.casework.desk import Desk
from app.casework.earlier import stood_at
from app.domain.facts import Clock, TicketFacts
from app.domain.replay import overdue_working_days
from app.domain.rule_set import RuleSet
from app.domain.terms import ClockName, Colour, EntryKind, LetterKind, Step
from app.domain.working_calendar import WorkingCalendar
from app.store.reads.entries import EntryLine, list_entries
from app.store.reads.standing import Standing, get_standing
from app.store.reads.supervision import SupervisionLine
from app.web.formats import term, working_days
from app.web.inspection.letters import (
    Letter,
    Paragraph,
    full_names,
    lines_of,
    office_name,
)
from app.web.inspection.written import mark
from app.web.paper_dates import written, written_day
from app.web.sentences import in_a_row

# A printed notice is one page; a Word file may have two.
LONGEST_MATTER, LONGEST_TEXT = 40, 230
# Limits of single steps that a department or the arbiter owes.
_STEPS = frozenset(
    {ClockName.SIGN, ClockName.CONTACT, ClockName.ARBITRATION, ClockName.ASSIST}
    | {ClockName.NOTICE_REPLY, ClockName.RATING_CONTACT}
)


@dataclass(frozen=True)
class _Then:
    """How the case stood when the notice was issued.

    clock: the promise then; late: overdue days of it; out: days left out of it
    """

    notice: SupervisionLine
    standing: Standing
    facts: TicketFacts
    entries: tuple[EntryLine, ...]
    clock: Clock | None
    late: int
    out: int
    rules: RuleSet

    @property
    def missed(self) -> Clock | None:
        """The limit beside the promise that was passed last by then, met late or not at
        all; None for none."""
        at = self.notice.issued_at
        passed = [
            (one.due_at, one)
            for one in self.facts.clocks
            if one.name in _STEPS and one.due_at is not None
            if one.due_at < (one.stopped_at or at)
        ]
        return max(passed, key=lambda one: one[0])[1] if passed else None


def notice_letter(
    desk: Desk, notice: SupervisionLine, *, shortened: bool = False
) -> Letter:
    """The letter. shortened: so that it fits on one printed page"""
    then = _then(desk, notice)
    names, colour = full_names(desk), notice.colour
    reply_days = then.rules.ladder[Step(colour)].reply_days or 0
    return Letter(
        kind=LetterKind.NOTICE,
        office=office_name(desk),
        number=notice.number,
        title=_title(then),
        addressee=names.get(notice.department or "", "") or gettext("Dispatch"),
        body=(*_grounds(then, shortened=shortened), *_demands(then)),
        day=written_day(notice.issued_at),
        check=f"bancheng {mark(then.entries[-1].hash)}",
        attachment=gettext("ledger of the limit and evidence, one copy each"),
        copies=gettext("the district office of government services and data"),
        colour=colour,
        colour_name=_colour_name(colour),
        colour_line=gettext("Reply in %(days)s", days=working_days(reply_days)),
        ticket_number=notice.ticket_number,
        whole=(gettext("case %(number)s", number=notice.ticket_number),),
    )


def _title(then: _Then) -> str:
    """What it is about: the promise, where the ladder opened it or it is overdue; else
    the step that was missed last; else the case alone."""
    notice = then.notice
    words = {"number": notice.ticket_number}
    if notice.step is not None or then.late:
        return gettext("Supervision notice to finish case %(number)s in time", **words)
    missed = then.missed
    if missed is None:
        return gettext("Supervision notice on case %(number)s", **words)
    return gettext(
        "Supervision notice on “%(step)s” in case %(number)s",
        step=term(missed.name),
        **words,
    )


def _then(desk: Desk, notice: SupervisionLine) -> _Then:
    standing = get_standing(desk.district, notice.ticket_number)
    held, office = standing.held, desk.office
    whole = list_entries(held.ticket_id)
    earlier = stood_at(office, held, whole, notice.issued_at)
    facts, calendar = earlier.facts, earlier.standard.calendar
    rules, clock = earlier.standard.rules, facts.promise
    entries = tuple(one for one in whole if one.at <= notice.issued_at)
    late = 0
    if clock is not None:
        late = overdue_working_days(facts, clock, notice.issued_at, calendar)
    out = _left_out(clock, calendar)
    return _Then(notice, standing, facts, entries, clock, late, out, rules)


def _left_out(clock: Clock | None, calendar: WorkingCalendar) -> int:
    """Working days that suspensions took out of the promise."""
    return sum(
        calendar.working_days_between(first, last) + calendar.is_working_day(first)
        for first, last in (clock.touched if clock else ())
    )


def _grounds(then: _Then, *, shortened: bool) -> Iterator[Paragraph]:
    """What was promised and is overdue; or what the inspection office wrote."""
    notice = then.notice
    matter, text = then.standing.line.matter_name, notice.text
    if shortened:
        matter = _cut(matter, LONGEST_MATTER, "…")
        rest = gettext("… (the full text stands in the system)")
        text = _cut(text, LONGEST_TEXT, rest)
    words = {"matter": matter, "number": notice.ticket_number}
    if notice.step:
        yield Paragraph(
            in_a_row(_handled(then, words), _promised(then), _overdue(then))
        )
    else:
        first, *further = lines_of(text) or (Paragraph(""),)
        told = gettext(
            "On the case “%(matter)s” (number %(number)s) that your office handles:",
            **words,
        )
        yield Paragraph(in_a_row(told, first.text))
        yield from further
    rules = then.rules
    yield Paragraph(
        gettext(
            "Under the step “%(step)s” of “%(title)s” (in force from %(day)s) you are "
            "required:",
            step=term(notice.step or Step(notice.colour)),
            title=rules.title,
            day=written_day(rules.effective_on),
        )
    )


def _handled(then: _Then, words: dict[str, str]) -> str:
    return gettext(
        "The case “%(matter)s” (number %(number)s) that your office handles was "
        "dispatched on %(dispatched)s.",
        dispatched=written(then.facts.dispatched_at or then.facts.filed_at),
        **words,
    )


def _promised(then: _Then) -> str:
    clock = then.clock
    if clock is None or clock.due_at is None:
        return ""
    due = written(clock.due_at)
    if not clock.limit_days:
        return gettext("It was to be finished by %(due)s.", due=due)
    told = gettext("Its limit is %(days)s", days=working_days(clock.limit_days))
    if then.out:
        told += gettext(
            ", %(days)s of suspension left out", days=working_days(then.out)
        )
    return told + gettext(", and it was to be finished by %(due)s.", due=due)


def _overdue(then: _Then) -> str:
    if not then.late:
        return ""
    kinds = {one.kind for one in then.entries}
    told = gettext(
        "By %(moment)s it is %(days)s overdue",
        moment=written(then.notice.issued_at),
        days=working_days(then.late),
    )
    if EntryKind.EXTENSION_REQUESTED not in kinds:
        told += gettext(", no extension was asked for")
    if EntryKind.CONTACTED not in kinds:
        told += gettext(", the complainant was not called")
    return told + gettext(".")


def _demands(then: _Then) -> Iterator[Paragraph]:
    due = written(then.notice.reply_due_at)
    yield Paragraph(
        gettext(
            ", signed by the leader in charge, with the cause, the measures and the date "
            "of finishing."
        ),
        gettext("First: to reply in writing by %(due)s", due=due),
    )
    yield Paragraph(
        gettext(
            "to telephone the complainant before replying and say how the case stands."
        ),
        gettext("Second:"),
    )
    yield Paragraph(
        in_a_row(_objections(then), _otherwise(then.notice.colour)),
        gettext("Third:"),
    )


def _objections(then: _Then) -> str:
    return gettext(
        "to raise objections to the facts stated here, if there are any, within %(days)s "
        "with documents.",
        days=working_days(then.rules.statement_days),
    )


def _otherwise(colour: Colour) -> str:
    colours = list(Colour)
    after = colours.index(colour) + 1
    if after < len(colours):
        return gettext(
            "Without a reply in time a %(colour)s notice follows.",
            colour=term(colours[after]),
        )
    return gettext(
        "Without a reply in time the facts are put together for the discipline body."
    )


def _colour_name(colour: Colour) -> str:
    return term(Step(colour))


def _cut(text: str, most: int, rest: str) -> str:
    return text if len(text) <= most else f"{text[:most]}{rest}"
