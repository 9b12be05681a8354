"""Times of day, opening hours and the time zone of the rule file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from itertools import pairwise
from zoneinfo import ZoneInfo

from app.domain.rules.kinds import Kind
from app.domain.rules.words import Words, WrongValue, all_read, mistyped, shown

DAY_SECONDS = 86_400

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?")


@dataclass(frozen=True, slots=True)
class TimeOfDay(Kind):
    """A time of day, written "15:00"."""

    def read(self, raw: object) -> object:
        second = _second_of_day(raw)
        if second == DAY_SECONDS:
            raise WrongValue(
                Words('不能是 "24:00"，最晚 "23:59"', 'must be "23:59" at the latest')
            )
        return time(second // 3600, second // 60 % 60, second % 60)


@dataclass(frozen=True, slots=True)
class Zone(Kind):
    """The name of a time zone, such as "Asia/Shanghai"."""

    def read(self, raw: object) -> object:
        if not isinstance(raw, str):
            raise mistyped(raw, "加引号的时区名称", "the name of a zone in quotes")
        try:
            ZoneInfo(raw)
        except (KeyError, OSError, ValueError):
            told = shown(raw)
            raise WrongValue(
                Words(
                    f'没有{told.zh}这个时区，应如 "Asia/Shanghai"',
                    f'there is no time zone {told.en}; write e.g. "Asia/Shanghai"',
                )
            ) from None
        return raw


@dataclass(frozen=True, slots=True)
class Hours(Kind):
    """The opening hours of a day: [["09:00", "12:00"], ...], [] for a rest day.

    Read as [open, close) in seconds after midnight, in order; "24:00" may close.
    """

    may_rest: bool = True

    def read(self, raw: object) -> object:
        if not isinstance(raw, list | tuple):
            raise mistyped(
                raw,
                '方括号里的一段或者几段钟点，如 [["09:00", "12:00"]]',
                'a list of hours, such as [["09:00", "12:00"]]',
            )
        if not raw and not self.may_rest:
            raise WrongValue(
                Words("至少要有一段上班时间", "needs working hours, at least one block")
            )
        blocks = sorted(all_read(raw, _block))
        _refuse_overlaps(blocks)
        return tuple(blocks)


def _second_of_day(raw: object) -> int:
    if isinstance(raw, str):
        if raw in ("24:00", "24:00:00"):
            return DAY_SECONDS
        if found := _CLOCK.fullmatch(raw):
            hour, minute, second = found.groups()
            return int(hour) * 3600 + int(minute) * 60 + int(second or 0)
    raise mistyped(
        raw,
        '加引号的 24 小时制钟点，如 "15:00"',
        'a time of day in quotes on the 24-hour clock, such as "15:00"',
    )


def _block(raw: object) -> tuple[int, int]:
    if not isinstance(raw, list | tuple) or len(raw) != 2:
        raise mistyped(
            raw,
            '开门和关门两个钟点，如 ["09:00", "12:00"]',
            'an opening and a closing time, such as ["09:00", "12:00"]',
        )
    opens, closes = all_read(raw, _second_of_day)
    if closes <= opens:
        told = _block_text((opens, closes))
        raise WrongValue(
            Words(f"{told} 关门不晚于开门", f"{told} ends before, or when, it begins")
        )
    return opens, closes


def _refuse_overlaps(blocks: Sequence[tuple[int, int]]) -> None:
    overlaps = [
        f"{_block_text(first)}, {_block_text(second)}"
        for first, second in pairwise(blocks)
        if second[0] < first[1]
    ]
    if overlaps:
        raise WrongValue(
            *(
                Words(f"两段时间重叠：{each}", f"hours overlap: {each}")
                for each in overlaps
            )
        )


def _block_text(block: tuple[int, int]) -> str:
    return "-".join(f"{s // 3600:02}:{s // 60 % 60:02}" for s in block)
