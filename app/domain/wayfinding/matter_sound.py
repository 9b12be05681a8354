"""Matters found by their sound: pinyin, its beginning, or the initials of its syllables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TYPED = re.compile(r"[a-z][a-z' ]*")
FEWEST_INITIALS = 3  # two letters fit nearly everything
WHOLE, BEGINNING, INSIDE = 1.0, 0.8, 0.65
INITIALS = 0.9  # of what the same place is worth for whole syllables


@dataclass(frozen=True, slots=True)
class Sound:
    """How a text sounds. signs: its characters or words, one to each syllable"""

    signs: tuple[str, ...]
    syllables: tuple[str, ...]
    whole: str = field(init=False)
    initials: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "whole", "".join(self.syllables))
        object.__setattr__(self, "initials", "".join(one[0] for one in self.syllables))


@dataclass(frozen=True, slots=True)
class Heard:
    """That typed letters fit. score: 0 to 1; words: the characters that they sound"""

    score: float
    words: str


def is_sound(words: str) -> bool:
    """Could the words be pinyin? Letters only, as typed on any keyboard."""
    return bool(_TYPED.fullmatch(words))


def tidy(words: str) -> str:
    """Typed letters without what parts them; ü as people type it."""
    return re.sub("[' ]", "", words).replace("ü", "v")


def hear(typed: str, sound: Sound) -> Heard | None:
    """How well typed letters (tidied) fit a text; None for not at all."""
    heard: list[Heard] = []
    if typed in sound.whole:
        heard += _by_syllables(typed, sound)
    if len(typed) >= FEWEST_INITIALS and typed in sound.initials:
        heard += _by_initials(typed, sound)
    return max(heard, key=lambda one: one.score, default=None)


def _by_syllables(typed: str, sound: Sound) -> Iterator[Heard]:
    for start, first in enumerate(sound.syllables):
        if typed[0] != first[0]:
            continue
        end = _end(typed, sound.syllables, start)
        if end is not None:
            yield _heard(sound, start, end, 1.0)


def _end(typed: str, syllables: tuple[str, ...], start: int) -> int | None:
    """The place after the last syllable that is sounded; it may be typed in part."""
    rest = typed
    for place in range(start, len(syllables)):
        if syllables[place].startswith(rest):
            return place + 1
        if not rest.startswith(syllables[place]):
            return None
        rest = rest[len(syllables[place]) :]
    return None


def _by_initials(typed: str, sound: Sound) -> Iterator[Heard]:
    start = sound.initials.find(typed)
    if start >= 0:
        yield _heard(sound, start, start + len(typed), INITIALS)


def _heard(sound: Sound, start: int, end: int, worth: float) -> Heard:
    whole = start == 0 and end == len(sound.syllables)
    place = WHOLE if whole else BEGINNING if start == 0 else INSIDE
    # Of texts that fit alike the shorter one is meant.
    share = (end - start) / len(sound.syllables)
    score = worth * (place + 0.1 * share)
    return Heard(min(score, 1.0), "".join(sound.signs[start:end]))
