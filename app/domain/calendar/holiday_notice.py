"""The State Council's yearly notice, read from its text: which days are off, which on.

"10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。"

What is written in brackets or counted ("共7天") is compared with the calendar, so that a
text of another year, or a slip of the pen, is noticed and not computed with.
Source: 国务院办公厅关于部分节假日安排的通知, every year; docs/rules.md, section 7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.domain.calendar.year_fault import YearFault

_DAY = timedelta(days=1)
_ONE_DAY = r"(?:(?P<{0}y>\d{{4}})年)?(?:(?P<{0}m>\d{{1,2}})月)?(?P<{0}d>\d{{1,2}})日"
_ONE = r"\s*(?:[（(](?P<{0}w>[^）)]{{0,30}})[）)])?"
_DATES = (_ONE_DAY + _ONE).format("a")
_DATES += r"(?:\s*(?:至|到|—|–|-|－|~|～)\s*" + (_ONE_DAY + _ONE).format("b") + ")?"
_WORDS = re.compile(
    rf"(?P<dates>{_DATES})|(?P<off>放假|补休|休息)|(?P<on>上班)|(?P<weekend>与周末连休)"
    r"|共(?P<count>\d{1,2})天|(?P<end>[。；;])"
)
_NUMBER = re.compile(
    r"国办发明电\s*[〔\[［(（]\s*(\d{4})\s*[〕\]］)）]\s*(\d{1,3})\s*号"
)
_YEAR = re.compile(r"(\d{4})\s*年(?:部分节假日|全年|节假日|放假)")
_NAMED = re.compile(r"(\d{4})年")
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)([一二三四五六日天])")
# The date below the signature arranges nothing.
_SIGNED = re.compile(
    r"^[ \t\u3000]*\d{4}年\d{1,2}月\d{1,2}日[ \t\u3000]*$", re.MULTILINE
)
_WEEKDAYS = {sign: n for n, sign in enumerate("一二三四五六日")} | {"天": 6}


@dataclass(slots=True)
class NoticeDays:
    """What a notice says. number: as 国办发明电〔2025〕7号; empty when it is not in the text."""

    number: str = ""
    rest: list[date] = field(default_factory=list)
    work: list[date] = field(default_factory=list)


def year_in(text: str) -> int | None:
    """The year whose days a notice arranges: that of its title, else the only one it
    names."""
    found = _YEAR.search(text)
    if found:
        return int(found[1])
    named = {*_NAMED.findall(_SIGNED.sub("", text))}
    return int(named.pop()) if len(named) == 1 else None


def read_notice(text: str, year: int) -> NoticeDays:
    """The days of a notice for `year`; its days of the December before belong to it.

    raises: YearFault with the place in the text, for a day that does not exist, a
            weekday or a count that does not fit, or dates that nothing is said of
    """
    found = NoticeDays(_number(text))
    text = _SIGNED.sub("", text)
    pending: list[date] = []
    off: list[date] = []
    month: int | None = None
    for word in _WORDS.finditer(text):
        if word["dates"]:
            days, month = _days(word, year, month)
            pending += days
        elif word["off"]:
            off = pending or off
            found.rest += pending
            pending = []
        elif word["on"]:
            found.work += pending
            pending = []
        elif word["weekend"]:
            found.rest += _weekend_beside(off)
        elif word["count"]:
            _check_count(word, off)
        elif pending:  # the sentence ends
            raise _fault("nothing_said", word.string, pending[0].isoformat())
    if pending:
        raise _fault("nothing_said", text, pending[0].isoformat())
    return found


def _number(text: str) -> str:
    found = _NUMBER.search(text)
    return f"国办发明电〔{found[1]}〕{int(found[2])}号" if found else ""


def _days(
    word: re.Match[str], year: int, month: int | None
) -> tuple[list[date], int | None]:
    first = _day(word, "a", year, month)
    if word["bd"] is None:
        return [first], first.month
    last = _day(word, "b", first.year, first.month)
    if not first <= last <= first + 30 * _DAY:
        raise _fault("range", word.string, word["dates"])
    return [*_from_to(first, last)], last.month


def _day(word: re.Match[str], part: str, year: int, month: int | None) -> date:
    place = word["dates"]
    named = int(word[f"{part}m"]) if word[f"{part}m"] else month
    if named is None:
        raise _fault("no_month", word.string, place)
    try:
        day = date(int(word[f"{part}y"] or year), named, int(word[f"{part}d"]))
    except ValueError:
        raise _fault("no_such_day", word.string, place) from None
    weekday = _WEEKDAY.search(word[f"{part}w"] or "")
    if weekday is not None and _WEEKDAYS[weekday[1]] != day.weekday():
        raise _fault("weekday", word.string, place, day=day.isoformat())
    return day


def _from_to(first: date, last: date) -> Iterator[date]:
    return (first + _DAY * n for n in range((last - first).days + 1))


def _weekend_beside(off: list[date]) -> list[date]:
    """The Saturdays and Sundays that touch the days off: 与周末连休."""
    joined = []
    for day, step in ((off[0], -_DAY), (off[-1], _DAY)) if off else ():
        beside = day + step
        while beside.weekday() >= 5:
            joined.append(beside)
            beside += step
    return joined


def _check_count(word: re.Match[str], off: list[date]) -> None:
    if off and int(word["count"]) != len(off):
        raise _fault("count", word.string, word[0], days=len(off))


def _fault(code: str, text: str, place: str, **facts: object) -> YearFault:
    line = text.count("\n", 0, max(text.find(place), 0)) + 1
    return YearFault(f"year.{code}", line=line, text=place[:60], **facts)
