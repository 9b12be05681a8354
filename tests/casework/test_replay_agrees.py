"""What the sweep and the verbs wrote is what the replay finds, for every demo ticket."""

from __future__ import annotations

from collections import defaultdict

import pytest

from app.casework.office import Offices
from app.domain.facts_text import load_facts
from app.domain.history import fold, told_until
from app.domain.terms import State
from app.store import directory
from app.store.reads.histories import recorded_histories
from app.store.transaction import reading
from tests.casework.given_office import rows
from tests.marks import on_sqlite_only

pytestmark = on_sqlite_only

ENDED = (State.CLOSED, State.WITHDRAWN, State.ARCHIVED)


@pytest.fixture
def demo(app, monkeypatch):
    """The demo's weeks, played with the sweep at every legal moment."""
    object.__setattr__(app.extensions["settings"], "demo", True)
    runner = app.test_cli_runner()
    for words in (["district", "load"], ["demo", "load"]):
        ran = runner.invoke(args=words)
        assert ran.exit_code == 0, ran.output
    with app.app_context():
        yield app


def test_the_replay_of_every_demo_ticket_is_what_stands_in_the_register(demo, now):
    offices = demo.extensions["offices"]
    assert isinstance(offices, Offices)
    district = directory.list_districts()[0]
    tickets = {row["number"]: row for row in rows("tickets")}
    numbers = {row["id"]: row["number"] for row in tickets.values()}
    written = defaultdict(list)
    for row in rows("escalations"):
        written[numbers[row["ticket_id"]]].append(
            (row["clock"], row["cycle"], row["step"], row["due_at"])
        )
    suspected = defaultdict(list)
    for row in rows("findings"):
        suspected[numbers[row["ticket_id"]]].append((row["code"], row["since"]))
    with reading():
        office = offices.of(district.id)
        histories = list(recorded_histories(district.id, None))

    for one in histories:
        standard = office.calendar(one.center), office.rules
        kept = load_facts(tickets[one.number]["facts"])
        history = fold(one.ticket_class, one.as_acts(), *standard)
        until = kept.last_at if kept.state in ENDED else now
        told = told_until(history, max(until, kept.last_at), *standard)
        found = [
            (*step.clock, step.step, step.at) for step in told.steps() if step.clock
        ]

        assert sorted(found) == sorted(written[one.number]), one.number
        assert told.facts.clocks == kept.clocks, one.number
        assert sorted((f.code, f.since) for f in told.findings()) == sorted(
            suspected[one.number]
        ), one.number
    assert len(histories) == len(tickets) > 50
    assert sum(map(len, written.values())) > 30
    assert sum(map(len, suspected.values())) > 30
