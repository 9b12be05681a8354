"""What stands beside the timeline: clocks, holders, people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext, lazy_gettext, ngettext, pgettext
from flask_babel.speaklater import LazyString

from app.casework.desk import Desk
from app.casework.looking import Shown, is_hidden_from
from app.domain.clock_days import days_of
from app.domain.custody import Hand, Span, custody, working_days_in
from app.domain.facts import Clock
from app.domain.ledger import LedgerDay
from app.domain.masks import masked_name, masked_phone
from app.domain.replay import overdue_working_days, shown_clocks
from app.domain.terms import ClockName, EntryKind
from app.store.reads.tickets import TicketPage
from app.web.case.ledgers import strip_label, strip_of
from app.web.case.names import Names, clock_title, named
from app.web.clock_lights import clock_light
from app.web.formats import remaining, term, working_days
from app.web.lights import Light
from app.web.moments import today

N = ClockName

_PROMISES = (N.FINISH, N.REDO)


@dataclass(frozen=True)
class ClockWords:
    """One clock as it is drawn. until: None for a clock that stopped in time."""

    name: ClockName
    cycle: int
    title: str
    light: Light
    word: str
    until: datetime | None
    runs: bool
    strip: list[LedgerDay]
    strip_label: str = ""


def promise_of(clocks: list[ClockWords]) -> ClockWords | None:
    """The clock that carries the promise to the citizen."""
    found = [clock for clock in clocks if clock.name in _PROMISES]
    return found[-1] if found else None


def clocks(desk: Desk, shown: Shown, names: Names) -> list[ClockWords]:
    """The clocks, running ones by their due moment, then those that stopped."""
    told = [
        _words(clock, desk, shown, names)
        for clock in shown_clocks(shown.facts, desk.now)
        if clock.name is not N.HOLD and (clock.runs or clock.name is not N.RETURN)
    ]
    running = [one for one in told if one.runs]
    running.sort(
        key=lambda one: one.until or datetime.max.replace(tzinfo=desk.now.tzinfo)
    )
    return running + [one for one in reversed(told) if not one.runs]


def _words(clock: Clock, desk: Desk, shown: Shown, names: Names) -> ClockWords:
    light = clock_light(shown.held, clock, desk.office, desk.now)
    is_promise = clock.name in _PROMISES
    days = days_of(clock, shown.facts, shown.moment) if is_promise else ()
    title = clock_title(clock, names)
    if clock.limit_days:
        title = f"{title} · {working_days(clock.limit_days)}"
    return ClockWords(
        clock.name,
        clock.cycle,
        title,
        light,
        light_word(clock, light, shown),
        clock.due_at if clock.runs or light is Light.LATE or is_promise else None,
        clock.runs,
        strip_of(days, _strip_day(clock, shown)),
        strip_label(days) if days else "",
    )


def _strip_day(clock: Clock, shown: Shown) -> date:
    at = clock.stopped_at
    return today() if at is None else shown.moment.calendar.civil_date(at)


def light_word(clock: Clock, light: Light, shown: Shown) -> str:
    """What the light says: "2 d left", "3 d late"; empty for its usual word."""
    if clock.due_at is None:
        return ""
    if light is Light.LATE:
        calendar, now = shown.moment.calendar, shown.moment.now
        days = overdue_working_days(shown.facts, clock, now, calendar)
        return gettext("%(num)d d late", num=days) if days else gettext("just overdue")
    if clock.runs and light is not Light.HELD:
        return remaining(clock.due_at)
    return ""


def headline(promise: ClockWords | None, shown: Shown) -> tuple[str, str]:
    """The light in the head of the page and its words, in full."""
    if promise is None:
        return "", ""
    clock = next(
        one for one in shown.facts.clocks if one.key == (promise.name, promise.cycle)
    )
    if promise.light is not Light.LATE:
        return promise.light.value, promise.word if clock.runs else ""
    calendar, now = shown.moment.calendar, shown.moment.now
    days = overdue_working_days(shown.facts, clock, now, calendar)
    if not days:
        return promise.light.value, gettext("just overdue")
    word = ngettext("%(num)d working day late", "%(num)d working days late", days)
    return promise.light.value, word


def holders(shown: Shown, names: Names) -> list[tuple[str, float, str]]:
    """Who held it how long, in working days, in the order of time."""
    calendar, now = shown.moment.calendar, shown.moment.now
    shares = []
    for span in custody(shown.facts, shown.page.entries):
        name, kind = _hand(span, shown, names)
        shares.append((name, working_days_in(span, now, calendar), kind))
    return shares


@dataclass(frozen=True)
class Assistant:
    """An assisting department. until: its limit, where it is still at work."""

    name: str
    word: str
    light: Light
    until: datetime | None


def assistants(shown: Shown, names: Names) -> list[Assistant]:
    """The assisting departments with what each has done so far."""
    return [
        _assistant(clock, shown, names)
        for clock in shown.facts.clocks
        if clock.name is N.ASSIST and clock.department in shown.facts.assistants
    ]


def _assistant(clock: Clock, shown: Shown, names: Names) -> Assistant:
    name = named(clock.department, names)
    late = clock.due_at is not None and clock.due_at < shown.moment.now
    if not clock.runs:
        return Assistant(name, gettext("has answered"), Light.DONE, None)
    spoke = any(
        entry.department == clock.department and entry.at >= clock.started_at
        for entry in shown.page.entries
        if entry.kind in (EntryKind.CONTACTED, EntryKind.PROGRESSED)
    )
    word = gettext("at work") if spoke else gettext("not heard of yet")
    return Assistant(name, word, Light.LATE if late else Light.OK, clock.due_at)


def people(desk: Desk, shown: Shown) -> list[tuple[str, str]]:
    """Who complains, masked; a department does not learn who asked to stay unknown."""
    page = shown.page
    who = page.complainant
    if is_hidden_from(desk, shown):
        told = [(gettext("Complainant"), gettext("asked that departments do not know"))]
    else:
        phone = masked_phone(who.phone)
        told = [(gettext("Complainant"), f"{masked_name(who.name)}　{phone}")]
        if who.agent_name:
            told.append((gettext("Agent"), _agent(page)))
    if who.special_care:
        told.append((gettext("Special care"), care_words(who.special_care)))
    if page.external_reference:
        told.append((gettext("12345 order"), page.external_reference))
    if page.handed_by:
        told.append((gettext("Handed over by"), page.handed_by))
    if page.filed_by:
        told.append((gettext("Filed by"), masked_name(page.filed_by)))
    return told


def _agent(page: TicketPage) -> str:
    """Who acts for the complainant, and what allows it."""
    name = masked_name(page.complainant.agent_name)
    if page.agent_authority is None:
        return name
    return f"{name}　{term(page.agent_authority)}"


_CARE: Mapping[str, LazyString] = {
    "elderly": lazy_gettext("Elderly"),
    "disabled": lazy_gettext("Disabled"),
    "interpreter": lazy_gettext("Sign language"),
}


def care_words(codes: str) -> str:
    """What is to be kept in mind of the person. codes: separated by spaces"""
    return gettext(", ").join(str(_CARE.get(code, code)) for code in codes.split())


def _hand(span: Span, shown: Shown, names: Names) -> tuple[str, str]:
    """Name and kind of a holder, as the stacked bar draws them."""
    match span.hand:
        case Hand.ARBITER:
            return pgettext("held by", "Arbiter"), "arbiter"
        case Hand.PROCEDURE:
            return pgettext("held by", "Special procedure"), "held"
        case Hand.WINDOW:
            return pgettext("held by", "Window"), "arbiter"
        case Hand.DEPARTMENT:
            is_lead = span.department == shown.facts.holder
            return named(span.department, names), "lead" if is_lead else "other"
