"""The timeline in words: one row for each entry, and one for a due moment that passed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from flask_babel import gettext

from app.casework.looking import Shown
from app.domain.course import Turn
from app.domain.facts import Clock, TicketFacts
from app.domain.masks import masked_name
from app.domain.notices import DEPARTMENT_ROLES, WINDOW_ROLES
from app.domain.proof.proving import BY_TIME
from app.domain.replay import overdue_working_days
from app.domain.terms import ClockName, EntryKind, Role, State, Step
from app.store.reads.entries import EntryLine
from app.store.reads.escalations import EscalationLine
from app.store.reads.supervision import SupervisionLine
from app.web.case.effects import effect
from app.web.case.entry_words import Said, said, title
from app.web.case.names import Names, named
from app.web.formats import moment_text, term, working_days

K, N = EntryKind, ClockName

_PROMISES = (N.FINISH, N.REDO)
_LATER = timedelta(minutes=1)
_MILESTONES = (K.FILED, K.DISPATCHED, K.REOPENED, K.CLOSED)


@dataclass(frozen=True)
class Row:
    """One row of the timeline.

    spine:    how the clock stood before this moment: run, stop, over or ''
    mark:     as macros/case.html draws it
    by:       who did it, or why it came
    by_person: was it an act of a person?
    flag:     id of the step of the ladder that is ruled on; 0 for none
    """

    at: datetime
    title: str
    by: str
    spine: str
    mark: str
    effect: str = ""
    said: tuple[Said, ...] = ()
    by_person: bool = True
    seq: int = 0
    flag: int = 0


def rows(shown: Shown, names: Names) -> list[Row]:
    """The whole timeline, oldest first."""
    teller = _Teller(shown, names)
    told = [teller.row(turn) for turn in shown.turns]
    return _merged(_with_due_moments(told, shown))


def only(rows: Iterable[Row], wanted: str) -> list[Row]:
    """Some of the rows: `limits` are those that move clocks, `talk` those of people."""
    match wanted:
        case "limits":
            return [row for row in rows if row.effect or not row.by_person]
        case "talk":
            return [row for row in rows if row.by_person]
        case _:
            return list(rows)


class _Teller:
    """What all rows of one ticket ask for."""

    def __init__(self, shown: Shown, names: Names) -> None:
        self.shown, self.names = shown, names
        self.calendar, self.rules = shown.moment.calendar, shown.moment.rules
        page = shown.page
        self.steps: Mapping[int, EscalationLine] = {
            one.entry_seq: one for one in page.escalations
        }
        self.notices: Mapping[int, SupervisionLine] = {
            one.reply_cycle: one for one in page.supervision_notices
        }
        self._last_at: datetime | None = None

    def row(self, turn: Turn[EntryLine]) -> Row:
        entry = turn.entry
        step = self.steps.get(entry.seq)
        notice = self._opened_notice(turn)
        row = Row(
            entry.at,
            title(entry, self.shown, self.names, notice),
            self._by(turn, step),
            _spine(turn.before, self._last_at),
            _mark(entry, step),
            effect(turn.before, turn.after, self.calendar, self.names),
            (*said(entry, self.shown, self.names), *self._of_step(entry, step)),
            entry.kind not in BY_TIME,
            entry.seq,
            step.id if step is not None and step.hearing is not None else 0,
        )
        self._last_at = entry.at
        return row

    def _opened_notice(self, turn: Turn[EntryLine]) -> SupervisionLine | None:
        """The supervision notice whose reply clock the entry started."""
        if turn.before is None or turn.after is None:
            return None
        known = {clock.key for clock in turn.before.clocks}
        for clock in turn.after.clocks:
            if clock.name is N.NOTICE_REPLY and clock.key not in known:
                return self.notices.get(clock.cycle)
        return None

    def _by(self, turn: Turn[EntryLine], step: EscalationLine | None) -> str:
        entry = turn.entry
        if step is not None:
            return self._why(turn, step)
        if entry.role is Role.SYSTEM or entry.kind in BY_TIME:
            return gettext("by itself")
        if entry.role is Role.CITIZEN:
            return gettext("the complainant, online")
        person = masked_name(entry.actor_name or entry.actor)
        return gettext("%(person)s · %(place)s", person=person, place=self._place(turn))

    def _place(self, turn: Turn[EntryLine]) -> str:
        entry = turn.entry
        if entry.role in DEPARTMENT_ROLES:
            holder = turn.before.holder if turn.before else None
            return named(entry.department or holder, self.names)
        handed_up = turn.before is not None and turn.before.handed_up
        if entry.role in WINDOW_ROLES and not handed_up:
            line, page = self.shown.page.line, self.shown.page
            return f"{line.center_name} {page.counter_label}".strip()
        return term(entry.role)

    def _why(self, turn: Turn[EntryLine], step: EscalationLine) -> str:
        """Why the step fell: so many days overdue, or what else brought it."""
        before = turn.before
        clock = _clock_of(before, step)
        if step.step is Step.YELLOW or before is None or clock is None:
            return gettext("%(clock)s due soon", clock=term(step.clock))
        days = overdue_working_days(before, clock, step.due_at, self.calendar)
        rule = self.rules.ladder[step.step]
        if not days:
            return gettext("brought by what came before it")
        overdue = gettext("%(days)s overdue", days=working_days(days))
        if rule.overdue_days is not None and days < rule.overdue_days:
            unanswered = gettext("the notice before it unanswered")
            return f"{overdue} · {unanswered}"
        return overdue

    def _of_step(self, entry: EntryLine, step: EscalationLine | None) -> Iterator[Said]:
        if step is not None:
            told = self.rules.ladder[step.step].recipients
            yield Said(gettext("Told"), gettext(", ").join(map(term, told)))
            if step.review_status is not None:
                yield Said(gettext("Review"), term(step.review_status))
        if entry.kind in BY_TIME and entry.recorded_at - entry.at > _LATER:
            found = moment_text(entry.recorded_at)
            yield Said(
                "",
                gettext("Detected %(moment)s, dated at its legal moment", moment=found),
            )


def _clock_of(facts: TicketFacts | None, step: EscalationLine) -> Clock | None:
    if facts is None:
        return None
    wanted = (step.clock, step.cycle)
    return next((clock for clock in facts.clocks if clock.key == wanted), None)


def _mark(entry: EntryLine, step: EscalationLine | None) -> str:
    if step is not None:
        return step.step.value
    if entry.kind is K.NOTICE_ISSUED:
        return str(entry.payload.get("step") or "blue")
    if entry.kind is K.SUSPENDED:
        return "held"
    return "mile" if entry.kind in _MILESTONES else "person"


def _spine(before: TicketFacts | None, since: datetime | None) -> str:
    """How the promise stood between the row before and this one."""
    if before is None or since is None:
        return ""
    clock = before.promise
    if clock is None or not clock.runs or clock.due_at is None:
        return ""
    one = before.suspension
    if before.state is State.SUSPENDED and one is not None and one.lawful:
        return "stop"
    return "over" if since >= clock.due_at else "run"


def _with_due_moments(told: list[Row], shown: Shown) -> list[Row]:
    """The rows with one more wherever a promise was due and not finished."""
    for clock in shown.facts.clocks:
        if clock.name not in _PROMISES or clock.due_at is None:
            continue
        end = clock.stopped_at or shown.moment.now
        if end > clock.due_at and _ran_at(clock.due_at, shown):
            words = gettext("%(clock)s was due, not finished", clock=term(clock.name))
            row = Row(clock.due_at, words, "", "run", "mile", by_person=False)
            told = _put(told, row)
    return told


def _ran_at(at: datetime, shown: Shown) -> bool:
    facts = None
    for turn in shown.turns:
        if turn.entry.at > at:
            break
        facts = turn.after
    return facts is not None and facts.promise is not None and facts.promise.runs


def _put(told: list[Row], row: Row) -> list[Row]:
    """The row at its moment; what comes after it runs over the limit."""
    place = sum(one.at <= row.at for one in told)
    later = told[place:]
    if later and later[0].spine == "run":
        later[0] = replace(later[0], spine="over")
    return [*told[:place], row, *later]


def _merged(told: list[Row]) -> list[Row]:
    """Filed and dispatched in one go is one row."""
    if len(told) < 2 or told[0].at != told[1].at or told[1].seq != 2:
        return told
    first, second = told[0], told[1]
    if second.mark != "mile" or not second.effect:
        return told
    both = gettext("Filed and dispatched")
    merged = replace(second, title=both, by=first.by, said=first.said + second.said)
    return [replace(merged, spine=""), *told[2:]]
