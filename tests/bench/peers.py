"""The same questions to what a user would pick instead, on the same days and hours.

    python -m tests.bench.peers

Those that know no make-up days are told every rest day as a holiday in a week without
weekends, which is how they can be made to give the same answers; each is checked
against ours first. They are needed for this bench only: requirements-bench.txt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from time import perf_counter
from typing import Any

import business_duration
import businesstimedelta
import chinese_calendar
import holidays
import numpy
import pandas
import pytz

from app.domain.deadlines import Limit, LimitUnit, deadline
from app.domain.working_calendar import WorkingCalendar
from tests.bench.table import Line
from tests.domain.calendars import SHANGHAI, the_district

AIM = 50
FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)
COUNT, FEW, ROUNDS = 5_000, 100, 7
HOURS = 4
DAYS = 5


@dataclass(frozen=True)
class Peer:
    """One answer of somebody else.

    is_whole: can it express make-up days and several blocks a day?
    ask:      the question; the answer must be that of `ours`
    """

    name: str
    question: str
    is_whole: bool
    ask: Callable[[datetime], object]
    ours: Callable[[datetime], object]


def measure_peers() -> Iterator[Line]:
    """One line for each peer and question: their speed, ours, the ratio.

    The aim holds for the fastest of those that can express the whole calendar.
    """
    found = [_measured(peer) for peer in peers(the_district())]
    whole = {p.question: theirs for p, theirs, _ in found if p.is_whole}
    fastest = {
        question: max(s for p, s, _ in found if p.is_whole and p.question == question)
        for question in whole
    }
    for peer, theirs, ours in found:
        counts = peer.is_whole and theirs == fastest[peer.question]
        yield Line(
            f"{peer.question}: {peer.name}",
            f">= {AIM}x" if counts else "",
            f"ours {ours:,.0f}/s",
            f"{theirs:,.0f}/s",
            f"{ours / theirs:.0f}x",
            ours / theirs >= AIM if counts else None,
        )


def _measured(peer: Peer) -> tuple[Peer, float, float]:
    """The best speeds of several rounds, measured in turns on the same moments."""
    asked = moments(COUNT)
    for moment in asked[:: COUNT // FEW]:
        _check(peer, moment)
    theirs, ours = [0.0], [0.0]
    for _ in range(ROUNDS):
        theirs.append(_per_second(peer.ask, asked[:: COUNT // FEW]))
        ours.append(_per_second(peer.ours, asked))
    return peer, max(theirs), max(ours)


def _check(peer: Peer, moment: datetime) -> None:
    theirs, ours = peer.ask(moment), peer.ours(moment)
    if peer.is_whole and theirs != ours:
        raise AssertionError(f"{peer.name} at {moment}: {theirs}, ours {ours}")


def _per_second(work: Callable[[Any], object], asked: Sequence[datetime]) -> float:
    begun = perf_counter()
    for moment in asked:
        work(moment)
    return len(asked) / (perf_counter() - begun)


def moments(count: int) -> list[datetime]:
    """So many moments in working time of 2024-2026, spread evenly."""
    calendar = the_district()
    start = datetime(2024, 1, 2, 1, tzinfo=UTC)
    seconds = calendar.working_time_between(start, datetime(2026, 12, 20, tzinfo=UTC))
    step = seconds // count
    return [calendar.add_working_time(start, 1 + step * n) for n in range(count)]


def peers(calendar: WorkingCalendar) -> Iterator[Peer]:
    rest = [day for day in _days() if not calendar.is_working_day(day)]
    yield from _adding(calendar, rest)
    yield from _measuring(calendar, rest)
    yield from _days_later(calendar, rest)


def _days() -> list[date]:
    return [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 40)]


def _adding(calendar: WorkingCalendar, rest: list[date]) -> Iterator[Peer]:
    question = f"add {HOURS} working hours"
    seconds = HOURS * 3600

    def ours(moment: datetime) -> object:
        return calendar.add_working_time(moment, seconds)

    hours = pandas.offsets.CustomBusinessHour(
        n=HOURS,
        weekmask="Mon Tue Wed Thu Fri Sat Sun",
        holidays=rest,
        start=["09:00", "13:00"],
        end=["12:00", "17:00"],
    )

    def custom_business_hour(moment: datetime) -> object:
        naive = pandas.Timestamp(moment.replace(tzinfo=None)) + hours
        return naive.to_pydatetime().replace(tzinfo=SHANGHAI)

    yield Peer("pandas", question, True, custom_business_hour, ours)
    rules = _business_rules(rest)
    span = businesstimedelta.BusinessTimeDelta(rules, hours=HOURS)

    def business_time(moment: datetime) -> object:
        return (moment.astimezone(_PYTZ) + span).astimezone(SHANGHAI)

    yield Peer("businesstimedelta", question, True, business_time, ours)


_PYTZ = pytz.timezone("Asia/Shanghai")


def _business_rules(rest: list[date]) -> Any:
    every_day = list(range(7))
    work = businesstimedelta.WorkDayRule(
        start_time=time(9), end_time=time(17), working_days=every_day, tz=_PYTZ
    )
    noon = businesstimedelta.LunchTimeRule(
        start_time=time(12), end_time=time(13), working_days=every_day, tz=_PYTZ
    )
    off = businesstimedelta.HolidayRule(dict.fromkeys(rest, "off"), tz=_PYTZ)
    return businesstimedelta.Rules([work, noon, off])


def _measuring(calendar: WorkingCalendar, rest: list[date]) -> Iterator[Peer]:
    question = "measure ten days"
    later = timedelta(days=10)

    def ours(moment: datetime) -> object:
        return calendar.working_time_between(moment, moment + later)

    rules = _business_rules(rest)

    def business_time(moment: datetime) -> object:
        local = moment.astimezone(_PYTZ)
        found = rules.difference(local, local + later)
        return found.hours * 3600 + found.seconds

    yield Peer("businesstimedelta", question, True, business_time, ours)
    off = dict.fromkeys(rest, "off")
    span = partial(
        business_duration.businessDuration,
        starttime=time(9),
        endtime=time(17),
        holidaylist=off,
        weekendlist=[],
        unit="sec",
    )

    def one_block(moment: datetime) -> object:
        naive = pandas.Timestamp(moment.replace(tzinfo=None))
        return span(startdate=naive, enddate=naive + later)

    yield Peer("business-duration, one block", question, False, one_block, ours)


def _days_later(calendar: WorkingCalendar, rest: list[date]) -> Iterator[Peer]:
    question = f"deadline, {DAYS} working days"
    limit = Limit(DAYS, LimitUnit.WORKING_DAY)

    def ours(moment: datetime) -> object:
        return deadline(calendar, moment, limit).last_day

    days = pandas.offsets.CustomBusinessDay(
        n=DAYS, weekmask="Mon Tue Wed Thu Fri Sat Sun", holidays=rest
    )
    busy = numpy.busdaycalendar(weekmask="1111111", holidays=rest)
    china = holidays.country_holidays("CN", years=range(2024, 2028))

    def custom_business_day(moment: datetime) -> object:
        return (pandas.Timestamp(moment.date()) + days).date()

    def busday(moment: datetime) -> object:
        found = numpy.busday_offset(moment.date(), DAYS, roll="forward", busdaycal=busy)
        return found.item()

    def workday(moment: datetime) -> object:
        return chinese_calendar.find_workday(DAYS, moment.date())

    def day_by_day(moment: datetime) -> object:
        day, left = moment.date(), DAYS
        while left:
            day += timedelta(days=1)
            left -= day.weekday() < 5 and day not in china
        return day

    yield Peer("pandas, days only", question, False, custom_business_day, ours)
    yield Peer("numpy busday, days only", question, False, busday, ours)
    yield Peer("chinesecalendar, days only", question, False, workday, ours)
    yield Peer("holidays, no make-up days", question, False, day_by_day, ours)


def main() -> None:
    for line in measure_peers():
        print("  ".join(line.cells()))


if __name__ == "__main__":
    main()
