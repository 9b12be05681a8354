"""Values of the rule file that are each allowed but do not fit together.

A relation is judged only when all its values could be read, so that one mistake is
told once. Places are those of rule_schema.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from itertools import pairwise

from app.domain.rule_set import WEEKDAYS
from app.domain.rules.fault import Fault
from app.domain.terms import Step, TicketClass

Values = Mapping[str, object]
Blocks = tuple[tuple[int, int], ...]

_TIMED = tuple(each for each in TicketClass if each is not TicketClass.SIMPLE)


@dataclass(frozen=True, slots=True)
class _Order:
    """`low` must not be more than `high`; with `strict`, must be less."""

    low: str
    high: str
    zh: str
    en: str
    strict: bool = False

    def holds(self, low: int, high: int) -> bool:
        return low < high if self.strict else low <= high


_ORDERS = (
    *(
        _Order(
            f"classes.{each}.yellow_last_working_days",
            f"classes.{each}.limit_working_days",
            f"类别“{each.zh}”：亮黄灯的天数不能多于办结时限",
            f'class "{each.en}": the yellow days must not be more than the limit',
        )
        for each in _TIMED
    ),
    *(
        _Order(
            "assist.working_days_before_finish",
            f"classes.{each}.limit_working_days",
            f"会办：提前的天数必须少于“{each.zh}”的办结时限，否则会办部门没有时间",
            f'assistance: must be less than the limit of "{each.en}", '
            "or there is no time to assist",
            strict=True,
        )
        for each in _TIMED
    ),
    _Order(
        "returns.max_times_per_department",
        "returns.max_times_per_ticket",
        "退单：每个部门的次数不能多于每件工单的次数",
        "returns: those per department must not be more than those per ticket",
    ),
    _Order(
        "after_answer.redo_yellow_last_working_days",
        "after_answer.redo_working_days",
        "重办：亮黄灯的天数不能多于重办时限",
        "redo: the yellow days must not be more than the limit",
    ),
    _Order(
        "after_answer.redo_working_days",
        "after_answer.rectify_working_days",
        "差评整改的时限不能短于重办的时限",
        "rectification must not be shorter than the redo",
    ),
    _Order(
        "after_answer.rating_contact_working_days",
        "after_answer.rectify_working_days",
        "差评整改的时限不能短于差评后联系的时限",
        "rectification must not be shorter than the contact after a bad rating",
    ),
    _Order(
        "units.repeated_times_per_month",
        "units.repeated_times_per_quarter",
        "每月重复的次数不能多于每季度重复的次数",
        "repeated a month must not be more than repeated a quarter",
    ),
    _Order(
        "deductions.pass_from_points",
        "deductions.good_from_points",
        "合格的最低分必须低于良好",
        "pass must begin below good",
        strict=True,
    ),
    _Order(
        "deductions.good_from_points",
        "deductions.excellent_from_points",
        "良好的最低分必须低于优秀",
        "good must begin below excellent",
        strict=True,
    ),
    _Order(
        "deductions.excellent_from_points",
        "deductions.start_points",
        "优秀的最低分不能高于起始分",
        "excellent must not begin above the points at the start",
    ),
)


def contradictions(values: Values) -> Iterator[Fault]:
    """Find every pair of values that contradict each other."""
    yield from _orders(values)
    yield from _extension(values)
    yield from _ladder(values)
    yield from _week(values)
    yield from _hours_in_a_day(values)
    yield from _contact_in_hours(values)


def _orders(values: Values) -> Iterator[Fault]:
    for order in _ORDERS:
        low, high = values.get(order.low), values.get(order.high)
        if not (isinstance(low, int) and isinstance(high, int)):
            continue
        if not order.holds(low, high):
            yield Fault(
                order.low,
                f"{order.zh}（现在是 {low}，{order.high} 是 {high}）。",
                f"{order.en} (it is {low}, {order.high} is {high}).",
            )


def _extension(values: Values) -> Iterator[Fault]:
    place = "extension.max_working_days"
    most = values.get(place)
    limits = [values.get(f"classes.{each}.limit_working_days") for each in _TIMED]
    known = [limit for limit in limits if isinstance(limit, int)]
    if isinstance(most, int) and len(known) == len(limits) and most > max(known):
        yield Fault(
            place,
            f"延期：最长 {most} 个工作日，多于最长的办结时限 {max(known)} 个工作日，"
            "永远用不上。",
            f"extension: {most} working days are more than the longest finish limit, "
            f"{max(known)}, and could never be granted.",
        )


def _ladder(values: Values) -> Iterator[Fault]:
    places = {each: f"ladder.{each}.overdue_working_days" for each in Step}
    steps = [(each, values.get(places[each])) for each in Step]
    known = [(each, days) for each, days in steps if isinstance(days, int)]
    for (lower, before), (higher, days) in pairwise(known):
        if days <= before:
            yield Fault(
                places[higher],
                f"升级阶梯必须逐步升高：“{higher.zh}”在逾期第 {days} 个工作日，"
                f"应晚于“{lower.zh}”的第 {before} 个工作日。",
                f'the ladder must rise: "{higher.en}" on overdue day {days} must come '
                f'after "{lower.en}" on day {before}.',
            )


def _week(values: Values) -> Iterator[Fault]:
    days = [values.get(f"hours.week.{day}") for day in WEEKDAYS]
    if all(day == () for day in days):
        yield Fault(
            "hours.week",
            "每周作息：一周里没有一天上班。",
            "hours of the week: no day of the week has working hours.",
        )


def _hours_in_a_day(values: Values) -> Iterator[Fault]:
    """Limits in working hours must fit into the shortest working day."""
    days = _working_days(values)
    if not days:
        return
    hours = min(sum(closes - opens for opens, closes in day) for day in days) / 3600
    again = values.get("findings.N1.again_after_working_days")
    if isinstance(again, int):
        yield from _too_long(
            values,
            "sign.limit_working_hours",
            hours * again,
            f"签收：时限必须在第 {again} 个工作日下班前到期（见 findings.N1）",
            f"signing: must end by the close of working day {again} (see findings.N1)",
        )
    yield from _too_long(
        values,
        "classes.simple.yellow_last_working_hours",
        hours,
        "类别“简单”：亮黄灯的小时数不能多于一天的上班时间",
        'class "Simple": the yellow hours must not be more than one working day',
    )


def _too_long(
    values: Values, place: str, most: float, zh: str, en: str
) -> Iterator[Fault]:
    hours = values.get(place)
    if isinstance(hours, int) and hours > most:
        yield Fault(
            place,
            f"{zh}，现在是 {hours} 小时，最多 {most:g} 小时。",
            f"{en}; it is {hours} hours, at most {most:g} are there.",
        )


def _contact_in_hours(values: Values) -> Iterator[Fault]:
    """Both times of the first contact must lie in every working day."""
    days = _working_days(values)
    if not days:
        return
    latest_opening = max(day[0][0] for day in days)
    earliest_close = min(day[-1][1] for day in days)
    for place in ("contact.same_day_before", "contact.next_day_by"):
        at = values.get(place)
        if isinstance(at, time) and not latest_opening < _second(at) <= earliest_close:
            span = f"{_clock(latest_opening)}-{_clock(earliest_close)}"
            yield Fault(
                place,
                f"首次联系：{at:%H:%M} 必须在每个上班日的 {span} 之间。",
                f"first contact: {at:%H:%M} must lie within {span} of every "
                "working day.",
            )


def _working_days(values: Values) -> list[Blocks]:
    """The hours of each day that has any; nothing when the hours have a fault."""
    places = (*(f"hours.week.{day}" for day in WEEKDAYS), "hours.make_up_day")
    days: list[Blocks] = []
    for place in places:
        blocks = values.get(place)
        if not isinstance(blocks, tuple):
            return []
        if blocks:
            days.append(blocks)
    return days


def _second(at: time) -> int:
    return at.hour * 3600 + at.minute * 60 + at.second


def _clock(second: int) -> str:
    return f"{second // 3600:02}:{second // 60 % 60:02}"
