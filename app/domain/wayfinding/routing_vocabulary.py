"""What a district says of its departments' duties, in the words people use.

Read from a plain mapping (the file routing.toml of a district, which explains its own
form). A term is a word with its senses: the duties it points to, and how strongly.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

STRENGTHS = ("decisive", "strong", "subjects", "supportive", "agencies")
PAIR = "+"


class VocabularyFaults(Exception):
    """The vocabulary cannot be used; one fault a line."""

    def __init__(self, faults: Collection[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(["routing.toml has faults:", *self.faults]))


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of a department. basis: the law or rule that gives it, for people."""

    department: str
    name: str
    basis: str


@dataclass(frozen=True, slots=True)
class Sense:
    """A duty that a word points to, and how strongly (a weight, above 0)."""

    duty: Duty
    weight: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two words that count only where both stand in one sentence."""

    first: str
    second: str
    sense: Sense

    @property
    def words(self) -> tuple[str, str]:
        """Both, in the order they were given."""
        return self.first, self.second


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything the file says.

    senses:  by word; an empty tuple for words that point nowhere and hide others
    papers:  words that are asked for everywhere as proof
    usual:   departments, the most often needed first, for when nothing speaks
    """

    senses: Mapping[str, tuple[Sense, ...]]
    pairs: tuple[Pair, ...]
    papers: frozenset[str]
    usual: tuple[str, ...]


def read_vocabulary(file: Mapping[str, Any], known: Collection[str]) -> Vocabulary:
    """Return what the file says. known: codes of the district's departments

    Words are taken in lower case (KTV, A2), as the texts are in which they are sought.
    raises: VocabularyFaults with every fault: a duty without department or name, an
            unknown department, weights that are missing or not above 0
    """
    faults = [*_faults(file, known)]
    if faults:
        raise VocabularyFaults(faults)
    senses: dict[str, list[Sense]] = {word: [] for word in _words(file, "nobody")}
    pairs = []
    for word, sense in _told(file):
        if PAIR in word:
            first, second = word.split(PAIR, 1)
            pairs.append(Pair(first, second, sense))
        else:
            senses.setdefault(word, []).append(sense)
    return Vocabulary(
        {word: _best_for_each_department(found) for word, found in senses.items()},
        tuple(pairs),
        frozenset(_words(file, "papers")),
        tuple(dict.fromkeys([*_codes(file, "usual"), *sorted(known)])),
    )


def _faults(file: Mapping[str, Any], known: Collection[str]) -> Iterator[str]:
    for strength in STRENGTHS:
        weight = file.get("weights", {}).get(strength)
        if not isinstance(weight, int | float) or weight <= 0:
            yield f"  weights.{strength}: must be a number above 0, but is {weight!r}"
    for place, duty in enumerate(file.get("duty", ()), start=1):
        if not str(duty.get("name", "")).strip():
            yield f"  duty {place}: has no name"
        if duty.get("department") not in known:
            yield f"  duty {place}: there is no department {duty.get('department')!r}"
        for strength in STRENGTHS:
            if not isinstance(duty.get(strength, ""), str):
                yield f"  duty {place}: {strength} must be words parted by blanks"
    for code in _codes(file, "usual"):
        if code not in known:
            yield f"  usual: there is no department {code!r}"


def _words(given: Mapping[str, Any], key: str) -> list[str]:
    return str(given.get(key, "")).casefold().split()


def _codes(file: Mapping[str, Any], key: str) -> list[str]:
    return str(file.get(key, "")).split()


def _told(file: Mapping[str, Any]) -> Iterator[tuple[str, Sense]]:
    for given in file.get("duty", ()):
        duty = Duty(given["department"], given["name"], given.get("basis", ""))
        for strength in STRENGTHS:
            sense = Sense(duty, float(file["weights"][strength]))
            for word in _words(given, strength):
                yield word, sense


def _best_for_each_department(senses: list[Sense]) -> tuple[Sense, ...]:
    """A word that stands in several lists of one department counts once, at its best."""
    best: dict[str, Sense] = {}
    for sense in senses:
        known = best.get(sense.duty.department)
        if known is None or sense.weight > known.weight:
            best[sense.duty.department] = sense
    return tuple(best.values())
