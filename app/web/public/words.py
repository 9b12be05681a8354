"""Where a case stands, said to the person it belongs to, in plain words.

`verdict` is the answer in one look, `trail` the way of the case step by step. Both are
made from casework's PublicStatus alone, which holds nothing that others may not read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask_babel import gettext, ngettext

from app.casework.public import PublicStatus, Wait
from app.domain.terms import ExclusionCode, State, SuspensionReason
from app.store.reads.public_cases import Unit
from app.web.formats import day_text, moment_text, short_day, term, working_days
from app.web.frontdesk.exclusions import READY
from app.web.lights import Light

ENDED = frozenset({State.CLOSED, State.ARCHIVED, State.WITHDRAWN})


class Standing(StrEnum):
    """How a step of the trail stands; the class of theme.css."""

    DONE = "done"
    NOW = "now"
    COMING = "coming"


@dataclass(frozen=True)
class Verdict:
    """The answer in one look. further: sentences below; quiet: the last, dimmed"""

    light: Light
    word: str
    say: str
    further: tuple[str, ...] = ()
    quiet: str = ""


@dataclass(frozen=True)
class TrailStep:
    """One step. minor: left out in large type"""

    what: str
    on: str
    standing: Standing
    minor: bool = False


def responsible(status: PublicStatus) -> Unit | None:
    """Return who has it now: the department, else the window; None once it ended."""
    if status.state in ENDED:
        return None
    if status.state in (State.HELD, State.SUSPENDED):
        return status.department
    return status.window


def verdict(status: PublicStatus) -> Verdict:
    """Return the answer in one look."""
    if status.state in ENDED:
        return _ended(status)
    if status.due_at is None:
        return _without_promise(status)
    if status.done_at is not None:
        return _answered(status)
    if status.is_late:
        return _late(status)
    return _running(status)


def trail(status: PublicStatus) -> list[TrailStep]:
    """Return the way of the case: what is done, where it is, what comes."""
    center = _name(status.center)
    filed = gettext("%(day)s, %(center)s", day=_day(status.filed_at), center=center)
    steps = [TrailStep(gettext("Taken down"), filed, Standing.DONE)]
    if status.state in ENDED and status.due_at is None:
        return [*steps, _ending(status)]
    if status.state is not State.WITHDRAWN or status.contacted_at:
        steps.append(_contact(status))
    if status.state is State.WITHDRAWN:
        return [*steps, _ending(status)]
    if status.arbitrated_at:
        steps.append(_arbitration(status))
    return [*steps, _work(status), _check(status), _ending(status)]


def days_label(status: PublicStatus) -> str:
    """Return the picture of the days in words, for who cannot see it."""
    if not status.days or status.due_at is None:
        return ""
    start = short_day(status.days[0].day)
    words = gettext(
        "Counted from %(start)s, %(limit)s, due %(due)s",
        start=start,
        limit=working_days(status.limit_days),
        due=_day(status.due_at),
    )
    if not status.days_late:
        return words
    late = ngettext(
        "%(num)d working day late", "%(num)d working days late", status.days_late
    )
    return gettext("%(words)s; %(late)s", words=words, late=late)


def _ended(status: PublicStatus) -> Verdict:
    on = _day(status.closed_at or status.filed_at)
    if status.state is State.WITHDRAWN:
        say = gettext("You took it back on %(day)s.", day=on)
        return Verdict(Light.DONE, gettext("Taken back"), say)
    if status.is_merged:
        say = gettext(
            "On %(day)s it was put together with an earlier report of the same trouble.",
            day=on,
        )
        told = gettext("That one goes on; the window tells you how it ends.")
        return Verdict(Light.DONE, gettext("Goes on in another case"), say, (told,))
    if status.exclusion is not None:
        say = gettext("This window cannot take it up: %(why)s.", why=_excluded(status))
        told = gettext(
            "The reasons and the right place were told to you. Ask the window for them."
        )
        where = _where_to_go(status.exclusion)
        return Verdict(Light.DONE, gettext("Not taken up"), say, (*where, told))
    if status.due_at is None:
        say = gettext("It was solved at the desk on %(day)s.", day=on)
        return Verdict(Light.DONE, gettext("Solved"), say, quiet=_come_back())
    say = gettext("It was closed on %(day)s.", day=on)
    if status.is_late:
        promised = gettext(
            "It was promised by %(day)s and came late. That stays on record.",
            day=_day(status.due_at),
        )
        return Verdict(
            Light.LATE, _closed_late(status), say, (promised,), quiet=_come_back()
        )
    return Verdict(Light.DONE, gettext("Closed"), say, quiet=_come_back())


def _without_promise(status: PublicStatus) -> Verdict:
    say = gettext("The window decides which department must do it.")
    further = gettext("The finish date is told to you as soon as it is sent there.")
    return Verdict(Light.OK, gettext("Taken down"), say, (further,), quiet=_stay())


def _answered(status: PublicStatus) -> Verdict:
    """The department has answered; the window has it."""
    word = gettext("The department says it is done")
    light = Light.DONE
    if status.is_late:
        word, light = _answered_late(status), Light.LATE
    match status.state:
        case State.ANSWERED:
            say = gettext("The window checks whether that is true.")
        case State.VERIFIED:
            say = gettext("The window has checked it and will phone you.")
            if status.attempts:
                say = gettext("The window phoned, nobody answered. It tries again.")
        case _:
            say = gettext("You were asked. The window closes it, or sends it back.")
    further = [*_by(status), *_redone(status), *_notice(status)]
    return Verdict(light, word, say, tuple(further), quiet=_stay())


def _late(status: PublicStatus) -> Verdict:
    say = gettext(
        "It should have been done by %(day)s. It is not done.", day=_day(status.due_at)
    )
    further = [*_extended(status), *_waiting(status), *_redone(status)]
    further += _notice(status)
    return Verdict(Light.LATE, _overdue(status), say, tuple(further), quiet=_stay())


def _running(status: PublicStatus) -> Verdict:
    due = moment_text(status.due_at) if status.due_at else ""
    say = gettext("It is to be done by %(moment)s.", moment=due)
    further = [*_extended(status), *_waiting(status), *_redone(status)]
    further += _notice(status)
    if status.is_provisional:
        further.append(
            gettext(
                "This date is provisional: the public holidays of that year are not "
                "published yet."
            )
        )
    if status.state is State.SUSPENDED:
        return Verdict(Light.HELD, gettext("The clock stands still"), say, (*further,))
    soon = gettext("Due soon") if status.is_soon else gettext("In time")
    light = Light.SOON if status.is_soon else Light.OK
    return Verdict(light, soon, say, tuple(further), quiet=_stay())


def _extended(status: PublicStatus) -> list[str]:
    """Why the day is later than it was promised first."""
    if not status.extended_days:
        return []
    days = working_days(status.extended_days)
    return [
        gettext("The district has allowed the department %(days)s more.", days=days)
    ]


def _waiting(status: PublicStatus) -> list[str]:
    """What it waits for: the arbiter, a lawful procedure, the first call."""
    if status.state is State.RETURNED:
        undecided = gettext(
            "The departments do not agree whose it is. The district decides; the date "
            "above does not move."
        )
        return [undecided, *_by(status)]
    if status.state is State.SUSPENDED and status.waits:
        return [_wait_words(status.waits[-1])]
    if status.contact_due_at and not status.contacted_at:
        return [_call_words(status.contact_due_at, status.is_contact_late)]
    return []


def _call_words(due_at: datetime, is_late: bool) -> str:
    moment = moment_text(due_at)
    if is_late:
        return gettext(
            "The department should have phoned you by %(moment)s and has not.",
            moment=moment,
        )
    return gettext("The department phones you by %(moment)s.", moment=moment)


def _wait_words(wait: Wait) -> str:
    first, last = wait.first_and_last
    given = {"first": short_day(first), "last": short_day(last)}
    if wait.reason is SuspensionReason.CORRECTION:
        return gettext(
            "From %(first)s to %(last)s it waits for papers from you; these days do "
            "not count.",
            **given,
        )
    return gettext(
        "From %(first)s to %(last)s it waits for a procedure the law provides "
        "(%(reason)s); these days do not count.",
        **given,
        reason=term(wait.reason),
    )


def _by(status: PublicStatus) -> list[str]:
    if status.next_by is None:
        return []
    moment = moment_text(status.next_by)
    if status.is_next_late:
        return [gettext("That was due by %(moment)s.", moment=moment)]
    return [gettext("Until %(moment)s at the latest.", moment=moment)]


def _redone(status: PublicStatus) -> list[str]:
    if not status.redo_cycle:
        return []
    redone = gettext("You said it was not solved, so it is done again.")
    if status.call_due_at is None:
        return [redone]
    return [redone, _call_words(status.call_due_at, status.is_call_late)]


def _notice(status: PublicStatus) -> list[str]:
    if status.notice_due_at is None:
        return []
    given = {
        "department": _name(status.department) or gettext("the department"),
        "moment": moment_text(status.notice_due_at),
    }
    if status.is_notice_late:
        return [
            gettext(
                "The inspection office has sent a supervision notice; %(department)s "
                "should have answered it by %(moment)s and has not.",
                **given,
            )
        ]
    return [
        gettext(
            "The inspection office has sent a supervision notice; %(department)s must "
            "answer it by %(moment)s.",
            **given,
        )
    ]


def _contact(status: PublicStatus) -> TrailStep:
    what = gettext("The department phones you")
    if status.contacted_at:
        return TrailStep(what, _day(status.contacted_at), Standing.DONE)
    if status.contact_due_at:
        moment = moment_text(status.contact_due_at)
        by = gettext("by %(moment)s", moment=moment)
        if status.is_contact_late:
            by = gettext("was due %(moment)s, not done", moment=moment)
        return TrailStep(what, by, Standing.COMING)
    return TrailStep(what, gettext("after it is sent there"), Standing.COMING)


def _arbitration(status: PublicStatus) -> TrailStep:
    name = _name(status.department)
    what = gettext("Settled: %(department)s does it", department=name)
    if not name:
        what = gettext("Settled who does it")
    on = gettext("%(day)s, by the district", day=_day(status.arbitrated_at))
    return TrailStep(what, on, Standing.DONE, minor=True)


def _work(status: PublicStatus) -> TrailStep:
    what = gettext("The department works on it")
    if status.answered_at:
        on = gettext("answered %(day)s", day=_day(status.answered_at))
        return TrailStep(what, on, Standing.DONE)
    if status.state is State.FILED:
        return TrailStep(what, gettext("next"), Standing.NOW)
    past = [_wait_words(wait) for wait in status.waits if wait.is_over]
    if status.state is State.RETURNED:
        past.insert(0, gettext("the district decides which department"))
    name = _name(status.department)
    return TrailStep(what, " ".join([name, *past]).strip(), Standing.NOW)


def _check(status: PublicStatus) -> TrailStep:
    what = gettext("The window checks and phones you")
    if status.state in ENDED or status.revisited_at:
        on = _day(status.revisited_at or status.closed_at)
        return TrailStep(what, on, Standing.DONE)
    if status.answered_at:
        by = (
            gettext("by %(moment)s", moment=moment_text(status.next_by))
            if (status.next_by)
            else ""
        )
        return TrailStep(what, by, Standing.NOW)
    within = gettext(
        "within %(days)s after the answer", days=working_days(status.check_days)
    )
    return TrailStep(what, within, Standing.COMING)


def _ending(status: PublicStatus) -> TrailStep:
    if status.state in ENDED:
        what = gettext("Ended")
        return TrailStep(what, _day(status.closed_at), Standing.DONE)
    what = gettext("You say whether it is solved")
    on = gettext("if not, it is done again")
    if status.goes_up:
        on = gettext("if not, it goes up a level")
    standing = Standing.NOW if status.revisited_at else Standing.COMING
    return TrailStep(what, on, standing)


def _overdue(status: PublicStatus) -> str:
    if not status.days_late:
        return gettext("Overdue since today")
    return ngettext(
        "Overdue by %(num)d working day",
        "Overdue by %(num)d working days",
        status.days_late,
    )


def _answered_late(status: PublicStatus) -> str:
    return ngettext(
        "The department says it is done, %(num)d working day late",
        "The department says it is done, %(num)d working days late",
        max(1, status.days_late),
    )


def _closed_late(status: PublicStatus) -> str:
    return ngettext(
        "Closed, %(num)d working day late",
        "Closed, %(num)d working days late",
        max(1, status.days_late),
    )


def _excluded(status: PublicStatus) -> str:
    return term(status.exclusion)


def _where_to_go(exclusion: ExclusionCode) -> tuple[str, ...]:
    """The usual way for what is out of scope; nothing that an officer wrote."""
    ready = READY.get(exclusion)
    return (str(ready.redirect),) if ready else ()


def _stay() -> str:
    return gettext("You need not come again. Whoever needs something phones you.")


def _come_back() -> str:
    return gettext("Not solved after all? Come to the window or phone it.")


def _day(at: object) -> str:
    return day_text(at) if at is not None else ""  # type: ignore[arg-type]


def _name(unit: Unit | None) -> str:
    """Return a center's or department's name; nothing for none."""
    return unit.name if unit else ""
