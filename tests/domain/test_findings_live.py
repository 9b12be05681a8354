"""Findings of live tickets: as recorded histories are judged, none missed, none twice."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given, settings

from app.domain.acts import Act
from app.domain.deciding import Moment, decide, pass_time
from app.domain.decision import Decision, Entry
from app.domain.entries import act_entry
from app.domain.facts import TicketFacts
from app.domain.findings.due import moments
from app.domain.findings.live import Suspicion, suspicions
from app.domain.history import fold, told_until
from app.domain.life.applying import open_ticket
from app.domain.standards import Standard
from tests.domain.histories import histories
from tests.given import the_calendar, the_rules

SECOND = timedelta(seconds=1)
LONG_AFTER = timedelta(days=60)


class Live:
    """One ticket as the register would keep it, looked at only when a look is owed."""

    def __init__(self, ticket_class, filed: Act) -> None:
        self.facts: TicketFacts = open_ticket(ticket_class, filed.at)
        self.entries: list[Entry] = [act_entry(filed, {"class": ticket_class})]
        self.look_at: datetime | None = None
        self.kept: dict[tuple[object, ...], Suspicion] = {}
        self.standard = Standard(the_calendar(), the_rules())

    def act(self, act: Act) -> None:
        self.wait(act.at)
        moment = Moment(act.at, *self.standard, window="C0")
        self._write(decide(self.facts, act, moment), act.at)
        if self.look_at is not None and self.look_at <= act.at:
            self._look(act.at)

    def wait(self, until: datetime) -> None:
        """The timer ticks a second after every moment that was promised to it."""
        while self.look_at is not None and self.look_at + SECOND < until:
            now = max(self.look_at + SECOND, self.facts.last_at)
            if now >= until:
                return
            self.sweep(now)

    def sweep(self, now: datetime) -> None:
        passed = pass_time(self.facts, Moment(now, *self.standard, window="C0"))
        if passed is not None:
            self._write(passed, now)
        self._look(now)

    def found(self, until: datetime) -> list[Suspicion]:
        judged_by = [self.standard] * len(self.entries)
        return suspicions(self.entries, judged_by, self.facts, until)

    def _write(self, decision: Decision, now: datetime) -> None:
        owed = self.look_at if self.look_at and self.look_at < now else None
        coming = (owed, decision.look_at)
        self.look_at = min((at for at in coming if at), default=None)
        self.facts = decision.facts
        self.entries += decision.entries

    def _look(self, now: datetime) -> None:
        for one in self.found(now):
            known = self.kept.setdefault(tuple(one.key), one)
            assert (known.since, known.department) == (one.since, one.department)
        self.look_at = min(moments(self.facts, now, self.standard), default=None)


@settings(max_examples=50)
@given(histories())
def test_looking_only_when_owed_finds_all_that_a_recorded_history_tells_each_once(told):
    ticket_class, (filed, *acts) = told
    live = Live(ticket_class, filed)
    for act in acts:
        live.act(act)
    end = live.facts.last_at + LONG_AFTER
    live.wait(end)
    live.sweep(end)

    before = dict(live.kept)
    live.sweep(end)
    assert live.kept == before
    assert {tuple(one.key) for one in live.found(end)} == set(live.kept)

    history = fold(ticket_class, (filed, *acts), *live.standard)
    recorded = told_until(history, end, *live.standard).findings()
    assert [(one.code, one.department, one.since) for one in recorded] == [
        (one.key.code, one.department, one.since) for one in live.found(end)
    ]
