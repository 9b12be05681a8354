"""One flag as whoever rules on it reads it: what was due, what happened, who held it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from app.casework.desk import Desk
from app.domain.custody import Hand, Span, custody, working_days_in
from app.domain.discretion import is_discreet, is_reported, sees_flag
from app.domain.evidence import evidence
from app.domain.facts import TicketFacts
from app.domain.finding import FindingKey
from app.domain.hearing import turn
from app.domain.ladder import next_step
from app.domain.rule_set import RuleSet
from app.domain.terms import (
    ReviewStatus,
)
from app.domain.working_calendar import WorkingCalendar
from app.reports.finding_words import what
from app.store.holding import Held
from app.store.reads.entries import EntryLine, list_entries
from app.store.reads.findings import list_findings_of
from app.store.reads.flags import QueuedFlag, list_flags_of
from app.store.reads.retaliation import RetaliationLine, list_retaliation_of
from app.store.reads.standing import Standing, get_standing
from app.store.reads.supervision import SupervisionLine, list_notices_of
from app.web.case.forms_flags import key_text
from app.web.case.names import Names, named, names_of
from app.web.finding_lines import ToldFinding, told_findings
from app.web.flag_sayings import Saying, sayings
from app.web.flag_words import flag_name
from app.web.formats import day_text, moment_text, term
from app.web.inspection.evidence_words import Line, Terms, evidence_lines
from app.web.inspection.queue import (
    OURS,
    address_of,
    lateness,
    told_by,
    turn_light,
)
from app.web.lights import Light


@dataclass(frozen=True)
class Other:
    """Another flag of the same ticket and department. value: as the form names it"""

    value: str
    name: str
    at: datetime
    status: ReviewStatus
    address: str


@dataclass(frozen=True)
class Case:
    """One flag with its evidence, as the inspector reads it.

    turn:     whose turn it is in the procedure, as light and word, and until when
    lines:    what was due | what happened
    holders:  who held it, working days, kind of hand
    sayings:  what was asked and said about it, oldest first
    findings: what the whole record suggests, of whichever department
    reported: the reports of retaliation that it rests on, in their own words
    others:   what else is open of this ticket and department
    coming:   the next step of the ladder, in words; empty for none
    """

    flag: QueuedFlag
    standing: Standing
    title: str
    light: Light
    word: str
    turn: tuple[Light, str, datetime | None]
    lines: Sequence[Line]
    holders: Sequence[tuple[str, float, str]]
    sayings: Sequence[Saying]
    notices: Sequence[SupervisionLine]
    findings: Sequence[ToldFinding]
    reported: Sequence[RetaliationLine]
    others: Sequence[Other]
    coming: str
    rules: RuleSet
    names: Names

    @property
    def name(self) -> str:
        """What the flag is called."""
        return flag_name(self.flag.key)


def case_of(desk: Desk, known: QueuedFlag) -> Case:
    """Put together what a flag of the queue is judged by, as it stands now."""
    standing = get_standing(desk.district, known.number)
    held = standing.held
    calendar = desk.office.calendar_of(held.calendar_hash)
    rules, names = desk.office.rules_of(held.rules_hash), names_of(desk)
    entries, notices = list_entries(held.ticket_id), list_notices_of(held.ticket_id)
    rows = evidence(held.facts, entries, desk.now, calendar, rules)
    terms = Terms(
        rules,
        held.facts.ticket_class,
        names,
        held.facts.holder,
        {one.reply_cycle: one for one in notices},
    )
    light, word = lateness(known, desk)
    return Case(
        known,
        standing,
        _title(known, standing, names),
        light,
        word,
        (*turn_light(known, desk), _turn_due(known, desk)),
        evidence_lines(rows, terms),
        [*_holders(known, custody(held.facts, entries), desk.now, calendar, names)],
        sayings(known.key, entries, with_replies=True),
        notices,
        _told_findings(desk, held, entries, names),
        _reported(known, held.ticket_id),
        _others(held.ticket_id, known),
        _coming(held.facts, calendar, rules),
        rules,
        names,
    )


def _holders(
    known: QueuedFlag,
    spans: Iterable[Span],
    now: datetime,
    calendar: WorkingCalendar,
    names: Names,
) -> Iterator[tuple[str, float, str]]:
    for span in spans:
        name = _hand(span.hand, named(span.department, names))
        is_theirs = span.department == known.department
        kinds = _KINDS if is_theirs else _OTHERS
        yield name, working_days_in(span, now, calendar), kinds[span.hand]


def _told_findings(
    desk: Desk, held: Held, entries: Sequence[EntryLine], names: Names
) -> list[ToldFinding]:
    found = [
        one for one in list_findings_of(held.ticket_id) if sees_flag(desk.actor, one)
    ]
    return told_findings(desk.office, held, found, entries, names, desk.now)


def _coming(facts: TicketFacts, calendar: WorkingCalendar, rules: RuleSet) -> str:
    coming = next_step(facts, calendar, rules)
    if coming is None:
        return ""
    return gettext(
        "next step %(day)s: %(step)s", day=day_text(coming.at), step=term(coming.step)
    )


_KINDS = {
    Hand.DEPARTMENT: "lead",
    Hand.ARBITER: "arbiter",
    Hand.PROCEDURE: "held",
    Hand.WINDOW: "arbiter",
}
_OTHERS: Mapping[Hand, str] = {**_KINDS, Hand.DEPARTMENT: "other"}


def _hand(hand: Hand, department: str) -> str:
    match hand:
        case Hand.DEPARTMENT:
            return department
        case Hand.ARBITER:
            return gettext("Arbiter")
        case Hand.PROCEDURE:
            return gettext("Special procedure")
        case Hand.WINDOW:
            return gettext("Window")


def _title(known: QueuedFlag, standing: Standing, names: Names) -> str:
    """Say who owed what by when, and how it ended; of a finding, what is suspected."""
    if isinstance(known.key, FindingKey):
        name = named(known.department, names) or gettext("the window or the arbiter")
        return what(known.key.code, name, moment_text(known.at)).rstrip(".。")
    due = known.promised_at
    name = named(known.department, names) or gettext("Arbiter")
    if due is None:
        return standing.line.matter_name
    told = {"name": name, "moment": moment_text(due)}
    if known.finished_at is None and standing.held.facts.promise:
        return gettext("%(name)s was to finish by %(moment)s and has not", **told)
    if known.finished_at is None:
        return standing.line.matter_name
    return gettext(
        "%(name)s was to finish by %(moment)s and did on %(done)s",
        done=moment_text(known.finished_at),
        **told,
    )


def _turn_due(known: QueuedFlag, desk: Desk) -> datetime | None:
    found = turn(known.hearing, told_by(known, desk), desk.now)
    return found.due_at if found else None


def _reported(known: QueuedFlag, ticket_id: int) -> list[RetaliationLine]:
    if not is_reported(known.key):
        return []
    reports = list_retaliation_of(ticket_id)
    return [one for one in reports if one.report_seq == known.key.start_seq]


def _others(ticket_id: int, known: QueuedFlag) -> list[Other]:
    """Return what else is open, of the same ticket and department."""
    return [
        Other(
            key_text(one.key),
            flag_name(one.key),
            one.at,
            one.hearing.status,
            address_of(one),
        )
        for one in list_flags_of(ticket_id, OURS)
        if one.key != known.key
        and one.department == known.department
        and not is_discreet(one.key)
        and not is_discreet(known.key)  # others read what is said on theirs
    ]
