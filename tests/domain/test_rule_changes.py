"""Other rules while clocks run: which limits move, which steps fall, and when."""

from __future__ import annotations

from datetime import datetime

import pytest

from app.domain.acts import Act
from app.domain.deciding import Moment, change_rules
from app.domain.facts import TicketFacts
from app.domain.facts_text import dump_facts, load_facts
from app.domain.ladder import next_step
from app.domain.passing_time import advance
from app.domain.rules.file import load_rules
from app.domain.standards import Standard
from app.domain.terms import ClockName, EntryKind, TicketClass
from tests.domain.histories import judge
from tests.domain.test_rule_check import changed
from tests.given import moment, the_calendar, the_rules

K = EntryKind


def at(short: str) -> datetime:
    return datetime.fromisoformat(moment(short))


def in_hand(until: str, *further: Act) -> TicketFacts:
    """Complex, dispatched Mon 23 Nov 09:20, due Mon 30 Nov 17:00."""
    acts = [
        Act(K.FILED, at("11-23 09:10")),
        Act(K.DISPATCHED, at("11-23 09:20"), "SJ"),
        Act(K.CONTACTED, at("11-23 10:00"), "SJ"),
        *further,
    ]
    until_at = at(until)
    return judge(TicketClass.COMPLEX, acts, until_at, the_calendar(), the_rules()).facts


def under(facts: TicketFacts, short: str, *changes: tuple[str, str], recomputes=True):
    rules = load_rules(changed(*changes))
    now = Moment(at(short), the_calendar(), the_rules(), "C0")
    said = change_rules(
        facts, Standard(the_calendar(), rules), now, recomputes=recomputes
    )
    return said.facts, rules


def complex_limit(days: int) -> tuple[str, str]:
    block = "[classes.complex]\nlimit_working_days       = "
    return f"{block}5", f"{block}{days}"


def finish_due(facts: TicketFacts) -> str:
    (finish,) = (c for c in facts.clocks if c.name is ClockName.FINISH)
    assert finish.due_at is not None
    return f"{finish.due_at:%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("days", "now", "due"),
    [
        (7, "11-25 10:00", "12-02 17:00"),
        (3, "11-25 10:00", "11-26 17:00"),
        (3, "11-26 17:00:00", "11-26 17:00"),
        (3, "11-26 17:00:01", "11-30 17:00"),  # it would lie in the past
        (7, "11-30 17:00:00", "12-02 17:00"),
        (7, "11-30 17:00:01", "11-30 17:00"),  # it has passed: lateness stays
    ],
)
def test_a_limit_moves_while_the_old_and_the_new_one_lie_ahead(days, now, due):
    facts, _ = under(in_hand(now), now, complex_limit(days))

    assert finish_due(facts) == due


def test_clocks_keep_their_limits_when_nothing_is_recomputed():
    facts, _ = under(
        in_hand("11-25 10:00"), "11-25 10:00", complex_limit(7), recomputes=False
    )

    assert finish_due(facts) == "11-30 17:00"


def test_an_extension_keeps_its_days():
    extended = Act(K.EXTENDED, at("11-24 10:00"), granted_days=2)
    before = in_hand("11-25 10:00", extended)

    facts, _ = under(before, "11-25 10:00", complex_limit(4))

    assert finish_due(before) == "12-02 17:00"
    assert finish_due(facts) == "12-01 17:00"


@pytest.mark.parametrize(
    ("now", "falls"),
    [
        ("12-04 08:59:59", "12-04 09:00"),
        ("12-04 09:00:00", "12-04 09:00"),
        ("12-04 09:00:01", "12-07 09:00"),
        ("12-05 12:00:00", "12-07 09:00"),  # a Saturday
    ],
)
def test_no_step_falls_before_the_rules_that_bring_it(now, falls):
    """Orange fell on Thu 3 Dec; the new file has red on the fourth day, Fri 4 Dec."""
    red = (
        "[ladder.red]\noverdue_working_days = 5",
        "[ladder.red]\noverdue_working_days = 4",
    )
    before, _ = advance(in_hand("12-03 17:00"), at(now), the_calendar(), the_rules())

    facts, rules = under(before, now, red)

    due = next_step(facts, the_calendar(), rules)
    assert due is not None
    assert (due.step, f"{due.at:%m-%d %H:%M}") == ("red", falls)


def test_a_yellow_light_that_comes_earlier_waits_for_the_next_opening():
    """The last three days begin on Thu 26 Nov; the file changes that day at noon."""
    yellow = (
        "limit_working_days       = 5\nyellow_last_working_days = 1",
        "limit_working_days       = 5\nyellow_last_working_days = 3",
    )

    facts, rules = under(in_hand("11-26 12:00"), "11-26 12:00", yellow)

    due = next_step(facts, the_calendar(), rules)
    assert due is not None
    assert (due.step, f"{due.at:%m-%d %H:%M}") == ("yellow", "11-27 09:00")


def test_facts_say_since_when_only_where_something_changed():
    before = in_hand("11-25 10:00")
    after, _ = under(before, "11-25 10:00", complex_limit(7))

    assert dump_facts(before).count("2026-11-25") == 0
    assert load_facts(dump_facts(after)) == after
    assert load_facts(dump_facts(before)) == before
