"""From one act to one Decision: what time brought before it, the act, its echoes.

Every command on a ticket ends here, and so does the timer's sweep, so that a person's
act and the passing of time write the same kinds of consequence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from app.domain.acts import Act
from app.domain.decision import (
    Decision,
    Entry,
    Escalation,
    EscalationKey,
    Json,
    Paper,
    Retaliation,
    Review,
    SupervisionNotice,
)
from app.domain.entries import act_entry
from app.domain.facts import Clock, TicketFacts
from app.domain.findings.due import next_look
from app.domain.life.applying import apply_act
from app.domain.notices import notices_for
from app.domain.passing_time import (
    Happening,
    advance,
    advance_and_look_ahead,
    next_moment,
)
from app.domain.recomputing import Moved, moved_clocks, planned_days
from app.domain.replay import act_upon
from app.domain.rule_set import RuleSet
from app.domain.rules.changes import granted_extra
from app.domain.standards import Standard
from app.domain.terms import ClockName, EntryKind
from app.domain.working_calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Moment:
    """When and under what a command is judged.

    now:             the door's reading of the clock
    window:          code of the service center that answers for the ticket
    district_window: code of the district's own center, which answers for it once it
                     is handed up; empty when there is none
    """

    now: datetime
    calendar: WorkingCalendar
    rules: RuleSet
    window: str
    district_window: str = ""

    def window_for(self, facts: TicketFacts) -> str:
        """Code of the center that answers for the ticket as these facts have it."""
        if facts.handed_up and self.district_window:
            return self.district_window
        return self.window

    def not_before(self, facts: TicketFacts) -> datetime:
        """`now`, or the ticket's last moment when a clock was set back."""
        return max(self.now, facts.last_at)


def decide(
    facts: TicketFacts,
    act: Act,
    moment: Moment,
    words: Mapping[str, Json] | None = None,
    supervision_text: str = "",
) -> Decision:
    """The Decision for an act; `words` go into its timeline entry.

    raises: the act's refusals
    """
    after, before, brought = act_upon(facts, act, moment.calendar, moment.rules)
    entries = [
        *map(happening_entry, before),
        act_entry(act, words),
        *map(happening_entry, brought),
    ]
    steps = [*before, *brought]
    opened = [*_opened(after, steps)]
    if act.kind is EntryKind.NOTICE_ISSUED:
        opened.append(_by_hand(after, supervision_text))
    return _decision(facts, after, entries, steps, opened, _next(after, moment), moment)


def pass_time(facts: TicketFacts, moment: Moment) -> Decision | None:
    """What time brought by now, as a Decision; None when it brought nothing."""
    after, happenings, next_at = advance_and_look_ahead(
        facts, moment.now, moment.calendar, moment.rules
    )
    if not happenings:
        return None
    entries = [happening_entry(one) for one in happenings]
    opened = [*_opened(after, happenings)]
    return _decision(facts, after, entries, happenings, opened, next_at, moment)


def change_calendar(
    facts: TicketFacts,
    calendar: WorkingCalendar,
    moment: Moment,
    words: Mapping[str, Json] | None = None,
) -> Decision:
    """The Decision that puts a ticket under another calendar from now on.

    What time brought before is dated by the old one; every limit that has not passed
    is computed anew. `words` say which notice or whose hours; the entry adds both
    hashes and each clock that moved, as "name cycle old new".
    """
    at, rules = moment.not_before(facts), moment.rules
    ready, happenings = advance(facts, at, moment.calendar, rules)
    planned = planned_days(ready, moment.calendar)
    act = Act(
        EntryKind.CALENDAR_CHANGED, at, planned_days=planned, calendar=calendar.version
    )
    told = {**(words or {}), "previous_calendar": moment.calendar.version}
    standard = Standard(calendar, rules)
    return _changed(facts, ready, happenings, act, told, standard, moment)


def change_rules(
    facts: TicketFacts,
    standard: Standard,
    moment: Moment,
    words: Mapping[str, Json] | None = None,
    *,
    recomputes: bool,
) -> Decision:
    """The Decision that puts a ticket under other rules, and their calendar, from now on.

    recomputes: every limit that has not passed is computed anew; else running clocks
                keep what they have, and only what starts follows the new rules
    """
    at = moment.not_before(facts)
    ready, happenings = advance(facts, at, moment.calendar, moment.rules)
    act = Act(
        EntryKind.RULES_CHANGED,
        at,
        planned_days=planned_days(ready, moment.calendar) if recomputes else 0,
        granted_days=granted_extra(ready, moment.rules) if recomputes else 0,
        calendar=standard.calendar.version,
        rules=standard.rules.version,
        recomputes=recomputes,
    )
    told: dict[str, Json] = {
        **(words or {}),
        "previous_rules": moment.rules.version,
        "previous_calendar": moment.calendar.version,
    }
    return _changed(facts, ready, happenings, act, told, standard, moment)


def _changed(
    facts: TicketFacts,
    ready: TicketFacts,
    happenings: list[Happening],
    act: Act,
    told: Mapping[str, Json],
    standard: Standard,
    moment: Moment,
) -> Decision:
    """The Decision for an act that puts a ticket under another standard."""
    after, _ = apply_act(ready, act, *standard)
    moved: Json = [_moved(one) for one in moved_clocks(ready, after)]
    entries = (
        *map(happening_entry, happenings),
        act_entry(act, {**told, "moved": moved}),
    )
    return Decision(
        facts,
        after,
        entries,
        next_moment(after, *standard),
        reaches_unpublished(after, standard.calendar),
        tuple(_escalations(happenings)),
        tuple(_opened(ready, happenings)),
        notices=notices_for(entries, after, moment.window_for(after), moment.rules),
        calendar_hash=standard.calendar.version,
        rules_hash=standard.rules.version,
        look_at=next_look(facts, after, entries, standard, act.at),
    )


def _moved(one: Moved) -> str:
    times = (at.astimezone(UTC).isoformat() for at in (one.was_due_at, one.due_at))
    return " ".join([one.clock.name, str(one.clock.cycle), *times])


def note(
    facts: TicketFacts,
    entry: Entry,
    moment: Moment,
    reviews: tuple[Review, ...] = (),
    papers: tuple[Paper, ...] = (),
    retaliation: Retaliation | None = None,
) -> Decision:
    """A Decision for procedure beside the ticket's course: an entry, no clock."""
    after, happenings = advance(facts, entry.at, moment.calendar, moment.rules)
    entries = [*map(happening_entry, happenings), entry]
    opened = [*_opened(after, happenings)]
    next_at = _next(after, moment)
    decided = _decision(
        facts, after, entries, happenings, opened, next_at, moment, reviews, papers
    )
    return replace(decided, retaliation=retaliation)


def happening_entry(one: Happening) -> Entry:
    """The entry that says what time, or an act beside its meaning, brought."""
    payload: dict[str, Json] = {}
    if one.clock is not None:
        payload = {"clock": one.clock[0], "cycle": one.clock[1]}
    if one.step is not None:
        payload["step"] = one.step
    return Entry(one.kind, one.at, one.department, payload, by_time=True)


def _decision(
    before: TicketFacts,
    after: TicketFacts,
    entries: Iterable[Entry],
    happenings: Iterable[Happening],
    opened: Iterable[SupervisionNotice],
    next_at: datetime | None,
    moment: Moment,
    reviews: tuple[Review, ...] = (),
    papers: tuple[Paper, ...] = (),
) -> Decision:
    entries = tuple(entries)
    return Decision(
        before,
        after,
        entries,
        next_at,
        reaches_unpublished(after, moment.calendar),
        tuple(_escalations(happenings)),
        tuple(opened),
        reviews,
        papers,
        notices_for(entries, after, moment.window_for(after), moment.rules),
        look_at=next_look(
            before,
            after,
            entries,
            Standard(moment.calendar, moment.rules),
            moment.now,
        ),
    )


def _next(facts: TicketFacts, moment: Moment) -> datetime | None:
    return next_moment(facts, moment.calendar, moment.rules)


def _escalations(happenings: Iterable[Happening]) -> Iterable[Escalation]:
    for one in happenings:
        if one.step is not None and one.clock is not None:
            yield Escalation((*one.clock, one.step), one.department, one.at)


def _opened(
    facts: TicketFacts, happenings: Iterable[Happening]
) -> Iterable[SupervisionNotice]:
    """The coloured notices that the steps opened, found by their reply clocks."""
    for one in happenings:
        if one.step is None or one.clock is None:
            continue
        for clock in facts.clocks:
            if clock.ladder == one.clock and clock.colour == one.step.value:
                yield _notice(clock, (*one.clock, one.step), "")


def _by_hand(facts: TicketFacts, text: str) -> SupervisionNotice:
    clock = next(
        clock
        for clock in reversed(facts.clocks)
        if clock.name is ClockName.NOTICE_REPLY
    )
    return _notice(clock, None, text)


def _notice(
    clock: Clock, escalation: EscalationKey | None, text: str
) -> SupervisionNotice:
    if clock.colour is None or clock.due_at is None:
        raise ValueError("a reply clock has a colour and a limit")
    return SupervisionNotice(
        clock.colour,
        clock.department,
        clock.started_at,
        clock.due_at,
        clock.cycle,
        escalation,
        text,
    )


def reaches_unpublished(facts: TicketFacts, calendar: WorkingCalendar) -> bool:
    """Is a running clock due in a year whose notice is not published yet?"""
    return any(
        clock.runs
        and clock.due_at is not None
        and not calendar.is_published(calendar.civil_date(clock.due_at).year)
        for clock in facts.clocks
    )
