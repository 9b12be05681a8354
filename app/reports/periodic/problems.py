"""What keeps coming back, what waits for a policy, whom people complain of most, what
was handed on."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from flask_babel import gettext, pgettext

from app.domain.figures.measures import on_time
from app.domain.improvements import is_overdue
from app.domain.periods import Period, period_of
from app.domain.terms import (
    CauseCode,
    EntryKind,
    ImprovementState,
    PeriodKind,
    Step,
)
from app.reports.cells import Cell
from app.reports.languages import term
from app.reports.periodic.facts import PeriodFacts
from app.reports.periodic.flows import cause_words
from app.reports.periodic.shape import Column, Drawn, Kind, Picture, Section
from app.reports.periodic.words import moment, month_words, nothing_here
from app.store.reads.reported import ReportedImprovement, count_transfers

K = EntryKind
MOST_REPEATED = 30
_WATCHING = (K.WATCHED, K.CALLED_BACK, K.UNWATCHED)


def repeated(facts: PeriodFacts) -> Section:
    """The same matter and cause, as often as the rules find too often."""
    units = facts.rules.units
    is_month = facts.period.kind is PeriodKind.MONTH
    least = units.repeated_month if is_month else units.repeated_quarter
    found = Counter(
        (case.matter, str(case.cause))
        for case in facts.filed()
        if case.cause not in (None, CauseCode.C90)
    )
    rows = tuple(
        (matter, cause_words(cause), count)
        for (matter, cause), count in sorted(found.items(), key=_most_first)
        if count >= least
    )[:MOST_REPEATED]
    heads = (
        Column(gettext("Matter"), Kind.TEXT, 26),
        Column(gettext("Cause"), Kind.TEXT, 24),
        Column(gettext("Cases")),
    )
    note = gettext(
        "Where the same matter failed for the same cause in %(least)d cases of the period, "
        "an improvement item is to be proposed.",
        least=least,
    )
    empty = gettext(
        "No matter failed for the same cause in %(least)d cases of the period.",
        least=least,
    )
    return Section(gettext("What repeats"), note if rows else empty, heads, rows)


def improvements(facts: PeriodFacts) -> Section:
    """The improvement items of the period: whose, until when, what came of them."""
    rows = tuple(
        (
            one.matter,
            cause_words(one.cause),
            facts.names.department(one.department)
            if one.department
            else gettext("not settled"),
            term(one.state),
            one.due_on.isoformat() if one.due_on else "",
            term(one.outcome) or _overdue(facts, one),
        )
        for one in facts.improvements
    )
    heads = (
        Column(gettext("Matter"), Kind.TEXT, 24),
        Column(gettext("Cause"), Kind.TEXT, 22),
        Column(pgettext("report", "Owner"), Kind.TEXT, 16),
        Column(gettext("State"), Kind.TEXT, 9),
        Column(pgettext("report", "To be done by"), Kind.TEXT, 12),
        Column(gettext("Result"), Kind.TEXT, 18),
    )
    note = "" if rows else gettext("There was no improvement item in this period.")
    title = gettext("Improvement items: one case that mends many")
    return Section(title, note, heads, rows)


def proposals(facts: PeriodFacts) -> Section:
    """How many improvements were proposed in the year, and what came of them."""
    start = facts.period.instants(facts.calendar.zone)[0]
    proposed = [one for one in facts.improvements if one.proposed_at >= start]
    states = Counter(one.state for one in facts.improvements)
    rows: tuple[tuple[Cell, ...], ...] = (
        (gettext("proposed this year"), len(proposed)),
        *((term(state), states[state]) for state in ImprovementState),
    )
    heads = (
        Column(gettext("Proposed improvements"), Kind.TEXT, 20),
        Column(gettext("Cases")),
    )
    title = gettext("Improvements proposed and taken up")
    return Section(title, "", heads, rows)


def _overdue(facts: PeriodFacts, one: ReportedImprovement) -> str:
    last = facts.calendar.civil_date(facts.until)
    return gettext("Overdue") if is_overdue(one.state, one.due_on, last) else ""


def watch_list(facts: PeriodFacts) -> Section:
    """What came onto the policy watch-list and left it."""
    rows = tuple(
        (
            facts.cases[one.case].number,
            facts.cases[one.case].matter,
            _watched(one.kind),
            moment(one.at, facts.calendar),
        )
        for one in facts.happened
        if one.kind in _WATCHING
    )
    watched = sum(case.is_watched for case in facts.cases.values())
    heads = (
        Column(gettext("Number"), Kind.TEXT, 14),
        Column(gettext("Matter"), Kind.TEXT, 26),
        Column(pgettext("report", "What changed"), Kind.TEXT, 16),
        Column(pgettext("report", "When"), Kind.TEXT, 20),
    )
    note = gettext(
        "Cases that wait for a policy to change; %(num)d of them are open now.",
        num=watched,
    )
    empty = gettext(
        "Cases that wait for a policy to change; %(num)d of them are open now. Nothing "
        "changed in this period.",
        num=watched,
    )
    title = gettext("Changes of the watch-list of policies")
    return Section(title, note if rows else empty, heads, rows)


def _watched(kind: EntryKind) -> str:
    if kind is K.WATCHED:
        return gettext("put on the list")
    if kind is K.UNWATCHED:
        return gettext("taken off the list")
    return gettext("policy changed, complainant told")


def most_complained(facts: PeriodFacts) -> Section:
    """The units that most cases were about, with what became of them."""
    filed = Counter(case.department for case in facts.filed() if case.department)
    rows = []
    for code, count in sorted(filed.items(), key=lambda one: (-one[1], one[0])):
        own = [one for one in facts.counted.values() if one.department == code]
        rows.append((facts.names.department(code), count, on_time(own).value))
    heads = (
        Column(gettext("Department"), Kind.TEXT, 18),
        Column(pgettext("report", "Taken in")),
        Column(pgettext("report", "Closed on time"), Kind.RATE, 11),
    )
    picture = Picture(
        Drawn.BARS, gettext("Departments most complained of (cases)"), (1,)
    )
    return Section(
        gettext("Departments most complained of"),
        "" if rows else nothing_here(),
        heads,
        tuple(rows),
        picture if rows else None,
    )


def fields_concerned(facts: PeriodFacts) -> Section:
    """What people came about, by the kind of their request."""
    filed = Counter(case.request_type for case in facts.filed())
    rows = tuple(
        (term(kind), count)
        for kind, count in sorted(filed.items(), key=lambda one: (-one[1], str(one[0])))
    )
    heads = (
        Column(gettext("Kind of request"), Kind.TEXT, 26),
        Column(gettext("Cases")),
    )
    about = gettext("Kinds of request (cases)")
    picture = Picture(Drawn.BARS, about, (1,)) if rows else None
    note = "" if rows else nothing_here()
    return Section(gettext("What people came about"), note, heads, rows, picture)


def handed_on(facts: PeriodFacts) -> Section:
    """Referrals to lawful channels, raises, meetings, notices, clue packages."""
    kinds = Counter(one.kind for one in facts.happened)
    referred = sum(case.exclusion is not None for case in facts.filed())
    raised = sum(one.count for one in facts.steps if one.step is Step.RAISED)
    start, _ = facts.period.instants(facts.calendar.zone)
    rows: list[tuple[Cell, ...]] = [
        (gettext("told of and led to the lawful channel"), referred),
        (gettext("handed up to the district window"), kinds[K.HANDED_UP]),
        (gettext("raised to a higher level"), raised + kinds[K.LEVEL_RAISED]),
        (gettext("joint meetings held"), kinds[K.MEETING_HELD]),
        (gettext("supervision notices issued"), len(facts.notices)),
    ]
    if not facts.scope.code:
        transfers = count_transfers(facts.district_id, start, facts.until)
        rows.append((gettext("clues handed to the discipline body"), transfers))
    heads = (
        Column(gettext("Referral or supervision"), Kind.TEXT, 26),
        Column(pgettext("report", "Cases (times)")),
    )
    return Section(gettext("Referrals and supervision"), "", heads, tuple(rows))


def by_month(facts: PeriodFacts) -> Section:
    """Taken in and closed, month by month."""
    zone = facts.calendar.zone
    filed = Counter(_month(case.filed_at.astimezone(zone)) for case in facts.filed())
    closed = Counter(
        _month(one.at.astimezone(zone))
        for one in facts.happened
        if one.kind is K.CLOSED
    )
    rows = tuple(
        (month_words(one), filed[one.first], closed[one.first])
        for one in _months(facts.period)
    )
    heads = (
        Column(gettext("Month"), Kind.TEXT, 10),
        Column(pgettext("report", "Taken in")),
        Column(pgettext("report", "Closed")),
    )
    about = gettext("Cases taken in and closed, month by month")
    picture = Picture(Drawn.COLUMNS, about, (1, 2))
    return Section(gettext("Month by month"), "", heads, rows, picture)


def _months(period: Period) -> list[Period]:
    found = [period_of(PeriodKind.MONTH, period.last)]
    while found[0].first > period.first:
        found.insert(0, found[0].previous)
    return found


def _month(local: datetime) -> date:
    return period_of(PeriodKind.MONTH, local.date()).first


def _most_first(one: tuple[tuple[str, str], int]) -> tuple[int, tuple[str, str]]:
    return -one[1], one[0]
