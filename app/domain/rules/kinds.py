"""What a value of the rule file may be: counts, marks, texts, dates.

Each kind reads one raw value (as TOML or JSON gives it) and answers with the plain
value, or raises `WrongValue` with everything that is wrong with it. Hours are in
rule_times, roles and causes in rule_codes, which value stands where in rule_schema.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.rules.words import Words, WrongValue, mistyped, shown

UNLIMITED = "unlimited"

_LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True)
class Kind:
    """A named place for a value; `zh` and `en` are what a clerk calls it."""

    zh: str
    en: str

    def read(self, raw: object) -> object:
        """Return the plain value. raises: WrongValue."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Count(Kind):
    """A whole number from `least` to `most`, both allowed."""

    least: int = 1
    most: int = 250

    def read(self, raw: object) -> object:
        if isinstance(raw, bool) or not isinstance(raw, int):
            raise mistyped(
                raw,
                "一个整数，不加引号，不写单位",
                "a whole number without quotes or unit",
            )
        if raw < self.least:
            raise WrongValue(self._too_small(raw))
        if raw > self.most:
            told = shown(raw)
            raise WrongValue(
                Words(
                    f"不能大于 {self.most}，现在是{told.zh}",
                    f"must not be more than {self.most}, but is {told.en}",
                )
            )
        return raw

    def _too_small(self, raw: int) -> Words:
        told = shown(raw)
        if self.least == 1:
            return Words(
                f"必须大于 0，现在是{told.zh}",
                f"must be more than 0, but is {told.en}",
            )
        return Words(
            f"不能小于 {self.least}，现在是{told.zh}",
            f"must not be less than {self.least}, but is {told.en}",
        )


@dataclass(frozen=True, slots=True)
class CountOrUnlimited(Count):
    """A count, or the word "unlimited", which is read as None."""

    def read(self, raw: object) -> object:
        if not isinstance(raw, str):
            return Count.read(self, raw)
        if raw == UNLIMITED:
            return None
        raise mistyped(
            raw,
            f'一个整数，不限就写 "{UNLIMITED}"',
            f'a whole number, or "{UNLIMITED}"',
        )


@dataclass(frozen=True, slots=True)
class Flag(Kind):
    """true or false."""

    def read(self, raw: object) -> object:
        if not isinstance(raw, bool):
            raise mistyped(
                raw, " true 或者 false，不加引号", "true or false, without quotes"
            )
        return raw


@dataclass(frozen=True, slots=True)
class Text(Kind):
    """A text in quotes that says something; blanks around it do not count."""

    def read(self, raw: object) -> object:
        if not isinstance(raw, str):
            raise mistyped(raw, "加引号的文字", "a text in quotes")
        text = raw.strip()
        if not text:
            raise WrongValue(Words("不能为空", "must not be empty"))
        if len(text) > _LONGEST_TEXT:
            raise WrongValue(
                Words(
                    f"不能超过 {_LONGEST_TEXT} 个字",
                    f"must not be longer than {_LONGEST_TEXT} characters",
                )
            )
        return text


@dataclass(frozen=True, slots=True)
class Day(Kind):
    """A civil date, written 2026-07-01."""

    def read(self, raw: object) -> object:
        if isinstance(raw, datetime) or not isinstance(raw, date):
            raise mistyped(
                raw,
                "一个日期，写成 2026-07-01，不加引号，不写钟点",
                "a date, written 2026-07-01, without quotes or time of day",
            )
        return raw
