"""Point 5 of the aims: deadline arithmetic, recomputing what is open, replay."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from sqlalchemy import select

from app.domain.facts_text import load_facts
from app.domain.passing_time import next_moment
from app.domain.timelines import answer_timeline
from app.store.database import db
from app.store.tables import TicketRow
from app.store.transaction import reading
from tests.bench.deadlines import AIM, measured, subjects
from tests.bench.loading import the_office
from tests.bench.registers import Register
from tests.bench.table import Line
from tests.given import the_calendar, the_rules

SAMPLE = Path(__file__).parents[1] / "vectors/timelines_sample.jsonl"
REPLAYED, RECOMPUTED = 20_000, 20_000
AIM_SECONDS = 60


def measure_deadlines() -> Iterator[Line]:
    for subject in subjects():
        one = measured(*subject)
        yield Line(
            one.name,
            f">= {AIM:,}/s",
            f"{one.per_second:,.0f}/s",
            f"{one.per_second * one.ratio:,.0f}/s",
            f"{one.ratio:.1f}x",
            one.per_second >= AIM,
        )


def measure_replay() -> Iterator[Line]:
    """Recorded histories through the door of the batch command, JSON in and out."""
    lines = [json.loads(line) for line in SAMPLE.read_text("utf-8").splitlines()]
    told = [json.dumps(line["timeline"], ensure_ascii=False) for line in lines]
    events = sum(len(line["timeline"]["events"]) for line in lines) / len(lines)
    calendar, rules = the_calendar(), the_rules()
    begun = perf_counter()
    for n in range(REPLAYED):
        json.dumps(answer_timeline(told[n % len(told)], calendar, rules))
    seconds = (perf_counter() - begun) * 100_000 / REPLAYED
    yield Line(
        f"replay 100,000 timelines of {events:.0f} events",
        f"< {AIM_SECONDS} s",
        f"{seconds:.0f} s ({REPLAYED:,} done)",
        met=seconds < AIM_SECONDS,
    )


def measure_recomputing(register: Register) -> Iterator[Line]:
    """The next moment of open cases as the register keeps them, without writing."""
    with register.opened():
        office = the_office()
        chosen = select(TicketRow.facts, TicketRow.calendar_hash, TicketRow.rules_hash)
        with reading():
            kept = db.session.execute(chosen.limit(RECOMPUTED)).all()
            rules = [(office.calendar_of(c), office.rules_of(r)) for _, c, r in kept]
        begun = perf_counter()
        for (facts, _, _), (calendar, own) in zip(kept, rules, strict=True):
            next_moment(load_facts(facts), calendar, own)
        seconds = (perf_counter() - begun) * 1_000_000 / len(kept)
    yield Line(
        "recompute 1,000,000 open deadlines",
        f"< {AIM_SECONDS} s",
        f"{seconds:.0f} s ({len(kept):,} done)",
        met=seconds < AIM_SECONDS,
    )
