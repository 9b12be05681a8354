"""A ticket as it stood at an earlier moment."""

import pytest

from app.casework.earlier import stood_at
from app.domain.terms import State
from app.store.reads.entries import list_entries
from app.store.transaction import reading
from tests.casework.given_office import answer, dispatched, held, office, sweep
from tests.store.given_tickets import at

pytestmark = pytest.mark.usefixtures("district")


@pytest.mark.parametrize(
    ("moment", "state", "steps"),
    [
        ("11-23 09:19:59", State.FILED, 0),
        ("11-23 09:20", State.HELD, 0),
        ("11-26 16:59:59", State.HELD, 1),
        ("11-27 08:59:59", State.HELD, 1),
        ("11-27 09:00", State.HELD, 2),
        ("11-30 10:00", State.ANSWERED, 3),
    ],
)
def test_what_came_later_does_not_change_it(moment, state, steps):
    number = dispatched("11-23 09:20")
    sweep("11-30 09:30")
    answer(number, "11-30 10:00")

    with reading():
        now = held(number)
        then = stood_at(office(), now, list_entries(now.ticket_id), at(moment))

    fallen = then.facts.promise.fallen if then.facts.promise else ()
    assert (then.facts.state, len(fallen)) == (state, steps)
