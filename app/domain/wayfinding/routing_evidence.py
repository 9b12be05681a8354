"""The words of a text that speak for departments, each with what it weighs there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from math import sqrt

from app.domain.wayfinding.routing_language import Reading, read
from app.domain.wayfinding.routing_vocabulary import Duty, Pair, Vocabulary

LONGEST_PAIR = 12  # characters from the first word of a pair to the end of the second
PAIRED = 0.5  # two words near each other, beside one word that says it all
AGAIN = 0.6  # each further word for the same department tells less than the last


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that was found. weight: what it speaks for the duty; start, end: place"""

    word: str
    duty: Duty
    weight: float
    start: int
    end: int


class Finder:
    """Finds the words of a vocabulary. Made once; safe to share between threads."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._lengths = _lengths_by_first(vocabulary.senses)
        self._pairs_by_first = _by_first(vocabulary.pairs)
        self._pair_lengths = _lengths_by_first(self._pairs_by_first)

    def find(self, text: str) -> dict[str, list[Mark]]:
        """By department the words that speak for it, the heaviest first.

        Of words that overlap only the heaviest counts, and each word once.
        """
        reading = read(text)
        found: dict[str, list[Mark]] = defaultdict(list)
        for mark in (*self._words(reading), *self._pairs(reading)):
            found[mark.duty.department].append(mark)
        return {code: _apart(marks) for code, marks in found.items()}

    def _words(self, reading: Reading) -> Iterator[Mark]:
        spans = _spans(reading.text, self._vocabulary.senses, self._lengths)
        for start, end in _outermost(spans):
            word = reading.text[start:end]
            senses = self._vocabulary.senses[word]
            is_paper = word in self._vocabulary.papers
            factor = reading.factor(start, end, is_paper=is_paper)
            for sense in senses:
                # A word that several departments use says less for each of them.
                weight = sense.weight * factor / sqrt(len(senses))
                yield Mark(word, sense.duty, weight, start, end)

    def _pairs(self, reading: Reading) -> Iterator[Mark]:
        text = reading.text
        spans = _spans(text, self._pairs_by_first, self._pair_lengths)
        firsts = sorted({text[start:end] for start, end in spans})
        for pair in chain.from_iterable(map(self._pairs_by_first.__getitem__, firsts)):
            place = _place(pair, reading) if pair.second in text else None
            if place is not None:
                start, end = place
                is_paper = not self._vocabulary.papers.isdisjoint(pair.words)
                factor = PAIRED * reading.factor(start, end, is_paper=is_paper)
                weight = pair.sense.weight * factor
                yield Mark("…".join(pair.words), pair.sense.duty, weight, start, end)


def total(marks: list[Mark]) -> float:
    """What words speak for one department together, the heaviest first."""
    return sum(mark.weight * AGAIN**place for place, mark in enumerate(marks))


def _spans(
    text: str, words: Container[str], lengths: Mapping[str, tuple[int, ...]]
) -> Iterator[tuple[int, int]]:
    """Where words stand. lengths: how long they may be, by their first character"""
    for start, sign in enumerate(text):
        for length in lengths.get(sign, ()):
            if text[start : start + length] in words:
                yield start, min(start + length, len(text))


def _by_first(pairs: Iterable[Pair]) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        found[pair.first].append(pair)
    return dict(found)


def _lengths_by_first(words: Mapping[str, object]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = defaultdict(set)
    for word in words:
        lengths[word[0]].add(len(word))
    return {sign: tuple(sorted(found)) for sign, found in lengths.items()}


def _outermost(spans: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans that no longer one contains."""
    kept: list[tuple[int, int]] = []
    furthest = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end > furthest:
            kept.append((start, end))
            furthest = end
    return kept


def _place(pair: Pair, reading: Reading) -> tuple[int, int] | None:
    """From the one word to the other, where they are near in the same sentence."""
    for begin, end in reading.sentences:
        sentence = reading.text[begin:end]
        for at in _starts(pair.first, sentence):
            for other in _starts(pair.second, sentence):
                last = max(at + len(pair.first), other + len(pair.second))
                if last - min(at, other) <= LONGEST_PAIR:
                    return begin + min(at, other), begin + last
    return None


def _starts(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _apart(marks: list[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda one: (-one.weight, one.start, one.word)):
        if not any(_same(mark, other) for other in kept):
            kept.append(mark)
    return kept


def _same(one: Mark, other: Mark) -> bool:
    overlap = one.start < other.end and other.start < one.end
    return overlap or one.word == other.word
