"""Sentences for the office about one value of the rule file, in both languages.

What is wrong with a value is told as a clerk sees it in the file: the value is named
as it is written there, long ones are cut, near words are offered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from difflib import get_close_matches
from typing import TypeVar

T = TypeVar("T")

_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence, or piece of one, for the office, in both languages."""

    zh: str
    en: str


class WrongValue(Exception):
    """A value that its kind does not allow; `words` has one sentence per mistake."""

    def __init__(self, *words: Words) -> None:
        super().__init__(*(each.en for each in words))
        self.words = words


def mistyped(raw: object, zh: str, en: str) -> WrongValue:
    """Say what the value must be, in words that follow "must be", and what it is."""
    told = shown(raw)
    if isinstance(raw, str):
        told = Words(f"文字{told.zh}", f"the text {told.en}")
    return WrongValue(
        Words(f"应当是{zh}，现在是{told.zh}", f"must be {en}, but is {told.en}")
    )


def shown(raw: object) -> Words:
    """Name a raw value as a clerk would see it in the file, cut when it is long."""
    match raw:
        case bool():
            written = str(raw).lower()
            return Words(f" {written}", written)
        case int() if raw.bit_length() > 64:
            return Words("一个极大的数", "a huge number")
        case int() | float():
            return Words(f" {raw}", f"{raw}")
        case str():
            cut = raw if len(raw) <= _LONGEST_SHOWN else raw[:_LONGEST_SHOWN] + "…"
            return Words(f"“{cut}”", f'"{cut}"')
        case date() | time():
            return Words(f" {raw.isoformat()}", raw.isoformat())
        case list() | tuple():
            return Words("一个列表", "a list")
        case Mapping():
            return Words("一段 [ ]", "a block")
        case _:
            return Words("别的东西", "something else")


def nearest(raw: object, known: Sequence[str], likeness: float = 0.6) -> str | None:
    """Return the known word that `raw` most resembles, None when none is near.

    likeness:  0 to 1; how near it must be, difflib's ratio
    """
    if not isinstance(raw, str):
        return None
    written = {word.lower(): word for word in known}
    start = raw[:_LONGEST_SHOWN].lower()
    found = get_close_matches(start, written, n=1, cutoff=likeness)
    return written[found[0]] if found else None


def perhaps(raw: object, known: Sequence[str]) -> Words:
    """Offer the nearest known word in brackets; nothing when none is near."""
    near = nearest(raw, known)
    if near is None:
        return Words("", "")
    return Words(f"（是不是 {near}？）", f" (did you mean {near}?)")


def all_read(raw: Sequence[object], read: Callable[[object], T]) -> list[T]:
    """Read every item, so that every mistake of a list is told at once."""
    values: list[T] = []
    words: list[Words] = []
    for item in raw:
        try:
            values.append(read(item))
        except WrongValue as wrong:
            words.extend(wrong.words)
    if words:
        raise WrongValue(*words)
    return values
