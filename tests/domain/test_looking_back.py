"""A ticket as it stood earlier."""

import pytest

from app.domain.looking_back import as_of
from app.domain.terms import ResultCode, State, TicketClass
from tests.domain.calendars import at
from tests.domain.histories_told import act, told
from tests.given import the_calendar, the_rules

ENTRIES = told(
    act("filed", "09-16 10:30"),
    act("dispatched", "09-16 10:42", "ZJ"),
    act("answered", "10-12 10:00", "ZJ", result=ResultCode.R1),
    act("withdrawn", "10-13 10:00"),
    until="10-14 10:00",
)[1]


@pytest.mark.parametrize(
    ("moment", "state", "steps"),
    [
        ("09-16 10:41", State.FILED, 0),
        ("09-16 10:42", State.HELD, 0),
        ("10-08 08:59:59", State.HELD, 1),
        ("10-08 09:00", State.HELD, 2),
        ("10-12 10:00", State.ANSWERED, 4),
        ("10-13 10:00", State.WITHDRAWN, 4),
    ],
)
def test_what_came_later_does_not_change_it(moment, state, steps):
    facts = as_of(
        TicketClass.SPECIAL,
        ENTRIES,
        at(f"2026-{moment}"),
        the_calendar(),
        the_rules(),
    )

    fallen = facts.promise.fallen if facts.promise else ()
    assert (facts.state, len(fallen)) == (state, steps)
