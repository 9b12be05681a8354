"""How many deadlines a second, one at a time, beside a bare bisect in Python.

    python -m tests.bench.deadlines

The bare loop does what no correct program can do without: one bisect over the working
days of twenty years, or over their cumulated working seconds; without zones, law or
pauses. The aim is 500,000 deadlines a second.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from time import perf_counter
from typing import Any, NamedTuple

from app.domain.deadlines import Limit, LimitUnit, deadline
from tests.domain.calendars import the_district

AIM = 500_000
COUNT = 20_000
ROUNDS = 5


class Measured(NamedTuple):
    """One line of the table; ratio is bare over ours, 1 when equally fast."""

    name: str
    per_second: float
    ratio: float


def main() -> list[Measured]:
    """Measure, print the table, and return its lines."""
    lines = [measured(*subject) for subject in subjects()]
    for line in lines:
        mark = "" if line.per_second >= AIM else "  below the aim"
        print(f"{line.name:28}{line.per_second:>12,.0f}/s{line.ratio:>7.1f}x{mark}")
    return lines


def measured(
    name: str, ours: Callable[[Any], object], bare: Callable[[Any], object]
) -> Measured:
    moments = [START + timedelta(minutes=37 * n) for n in range(COUNT)]
    speed, raw = per_second(ours, moments), per_second(bare, moments)
    return Measured(name, speed, raw / speed)


def per_second(work: Callable[[Any], object], moments: Sequence[datetime]) -> float:
    """The best of several rounds; the first one also fills the tables."""
    best = min(_seconds(work, moments) for _ in range(ROUNDS))
    return len(moments) / best


def _seconds(work: Callable[[Any], object], moments: Sequence[datetime]) -> float:
    begun = perf_counter()
    for moment in moments:
        work(moment)
    return perf_counter() - begun


START = datetime(2026, 1, 1, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def subjects() -> list[tuple[str, Callable[[Any], object], Callable[[Any], object]]]:
    calendar = the_district()
    last = date(2035, 12, 31)
    days = [calendar.add_working_days(date(2015, 12, 31), 1)]
    while days[-1] < last:
        days.append(calendar.next_working_day(days[-1]))
    ordinals = [day.toordinal() for day in days]
    blocks = [block for day in days for block in calendar.blocks(day)]
    opens = [int((begins - EPOCH).total_seconds()) for begins, _ in blocks]
    done = [0]
    for begins, ends in blocks:
        done.append(done[-1] + int((ends - begins).total_seconds()))

    def bare_day(moment: datetime) -> int:
        return ordinals[bisect_right(ordinals, moment.toordinal()) + 4]

    def bare_time(moment: datetime) -> int:
        second = int((moment - EPOCH).total_seconds())
        block = bisect_right(opens, second) - 1
        so_far = min(done[block] + second - opens[block], done[block + 1])
        target = so_far + 14_400
        block = bisect_left(done, target) - 1
        return opens[block] + target - done[block]

    def of(n: int, unit: LimitUnit) -> Callable[[datetime], object]:
        limit = Limit(n, unit)
        return lambda moment: deadline(calendar, moment, limit)

    def ticket_clock(moment: datetime) -> datetime:
        day = calendar.add_working_days(calendar.day_zero(moment), 5)
        return calendar.closing(day)

    return [
        ("5 working days", of(5, LimitUnit.WORKING_DAY), bare_day),
        ("5 working days of a ticket", ticket_clock, bare_day),
        ("7 calendar days", of(7, LimitUnit.CALENDAR_DAY), bare_day),
        ("1 month", of(1, LimitUnit.MONTH), bare_day),
        ("4 working hours", of(4, LimitUnit.WORKING_HOUR), bare_time),
    ]


if __name__ == "__main__":
    main()
