"""The machine's clock jumps to and fro while people act and the timer sweeps.

Whatever the dice say, entries stand in the order in which they were written, each step
falls once, and the proof is clean.
"""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.casework import handling
from app.casework.audit import Proof, verify_register
from app.domain.errors import Refusal
from app.scheduler import tick
from app.store.transaction import reading, transaction
from tests.casework.given_office import desk, entries, offices, rows
from tests.marks import on_sqlite_only
from tests.scheduler.given_ladder import LADDER, ladder, untouched
from tests.store.given_tickets import at

pytestmark = [on_sqlite_only, pytest.mark.usefixtures("district")]

START = at("11-05 08:50")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["sweep", "note", "digest"]),
        st.integers(min_value=-48 * 60, max_value=96 * 60),
    ),
    min_size=3,
    max_size=12,
)


def do(what, number, now):
    """One thing at the moment that the clock shows; a refusal is an answer too."""
    if what == "sweep":
        tick.sweep(now)
    elif what == "digest":
        tick.tell_day(now)
    else:
        who = desk("handler", "11-05 09:00")
        at_that_moment = type(who)(who.actor, now, who.district, who.office)
        try:
            with transaction():
                handling.add_progress(at_that_moment, number, "在查")
        except Refusal:
            pass


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_nothing_falls_twice_and_every_chain_stays_whole(steps):
    (number,) = untouched()
    now = swept = START
    for what, minutes in steps:
        now += timedelta(minutes=minutes)
        shown = max(now, at("11-02 10:01"))
        if what == "sweep":
            swept = max(swept, shown)
        # Nobody writes about what was looked at already: see the test below.
        do(what, number, max(shown, swept) if what == "note" else shown)
    tick.sweep(at("11-23 10:00"))

    chain = entries(number)
    assert [entry["seq"] for entry in chain] == list(range(1, len(chain) + 1))
    moments = [entry["recorded_at"] for entry in chain]
    assert len(moments) == len(chain)
    assert sorted(step for step, _ in ladder(number)) == sorted(
        step for step, _ in LADDER
    )
    with reading():
        assert list(verify_register(offices(), Proof())) == []


def test_an_act_dated_before_what_was_found_already_is_told_by_the_proof():
    """A finding rests on the entries that stood when it was found. Where the clock was
    set back for hours and somebody then acted, they no longer show it, and the proof
    cannot know that they once did: it says so, rather than to pass over it."""
    (number,) = untouched()
    tick.sweep(at("11-04 21:26"))
    do("note", number, at("11-04 06:53"))

    with reading():
        (told,) = verify_register(offices(), Proof())
    assert told.what == "finding N2 2 1 differs from the entries"


def test_a_digest_is_written_once_whatever_the_clock_does():
    untouched()
    for short in ("11-06 09:30", "11-06 08:30", "11-06 09:40", "11-05 09:40"):
        tick.tell_day(at(short))
    tick.tell_day(at("11-06 09:50"))

    told = [row for row in rows("notices") if row["kind"] == "digest"]
    days = {(row["audience"], row["created_at"].date()) for row in told}
    assert len(told) == len(days)
