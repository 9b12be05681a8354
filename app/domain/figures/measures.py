"""What the figures mean: each is defined here once, and shown with its formula.

A figure is counted over cases of one department, center or district and one period.
What was not there is never counted as good: no rating is not "satisfied", an open
overdue case is not left out. Source: docs/rules.md, "12345 rules" (three rates).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from app.domain.figures.intervals import wilson

# Share of a rating in the satisfaction rate, by its level: 5 is very satisfied.
RATING_WEIGHTS = {5: 1.0, 4: 1.0, 3: 0.8, 2: 0.0, 1: 0.0}
# Weights of the three rates in the composite score, in points of 100.
RESPONSE_POINTS, SOLUTION_POINTS, SATISFACTION_POINTS = 30, 35, 35


@dataclass(frozen=True, slots=True)
class CountedCase:
    """One case as far as figures ask, as it stood at the end of the period.

    department:     that carried the promise last; empty when none ever did
    closed:         was it closed in the period?
    overdue:        is it open at the end, its promise passed?
    late:           did a clock of the promise (finish or redo) pass its due moment?
    must_respond:   did its response (sign and first contact) fall due in the period?
    responded:      signed for by a person and contacted, both in time and on record
    reached:        did a revisit in the period reach the person?
    solved:         what the person said then; None when not asked
    cannot_be_done: verified as impossible and explained
    rating:         1 to 5; None without one
    handling_days:  working days from dispatch to the last answer, of a case closed in
                    the period; None without one
    """

    number: str
    department: str
    closed: bool = False
    overdue: bool = False
    late: bool = False
    must_respond: bool = False
    responded: bool = False
    reached: bool = False
    solved: bool | None = None
    cannot_be_done: bool = False
    rating: int | None = None
    handling_days: int | None = None


Cases = Sequence[CountedCase]


class Figure(StrEnum):
    """What a figure asks of a case. Values are stable: they stand in addresses."""

    CASES = "cases"
    ON_TIME = "on_time"
    RESPONSE = "response"
    SOLUTION = "solution"
    SATISFACTION = "satisfaction"
    DAYS = "days"


# Which cases a figure counts, and which of them speak for it.
_COUNTED: Mapping[Figure, Callable[[CountedCase], bool]] = {
    Figure.CASES: lambda one: True,
    Figure.ON_TIME: lambda one: one.closed or one.overdue,
    Figure.RESPONSE: lambda one: one.must_respond,
    Figure.SOLUTION: lambda one: (
        one.reached and one.solved is not None and not one.cannot_be_done
    ),
    Figure.SATISFACTION: lambda one: one.rating is not None,
    Figure.DAYS: lambda one: one.handling_days is not None,
}
_HITS: Mapping[Figure, Callable[[CountedCase], bool]] = {
    Figure.ON_TIME: lambda one: one.closed and not one.late,
    Figure.RESPONSE: lambda one: one.responded,
    Figure.SOLUTION: lambda one: one.solved is True,
}


def counted_in(figure: Figure, cases: Cases) -> list[CountedCase]:
    """The cases that a figure is counted from: the list behind its denominator."""
    return [one for one in cases if _COUNTED[figure](one)]


def hits_in(figure: Figure, cases: Cases) -> list[CountedCase]:
    """Those of them that speak for it: the list behind its numerator.

    A figure that is no rate has all of them.
    """
    counted = counted_in(figure, cases)
    return [one for one in counted if figure not in _HITS or _HITS[figure](one)]


@dataclass(frozen=True, slots=True)
class Rate:
    """A part of a whole, never without its counts."""

    hits: int
    total: int

    @property
    def value(self) -> float | None:
        """In [0, 1]; None when there was nothing to count."""
        return self.hits / self.total if self.total else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % Wilson interval; None when there was nothing to count."""
        return wilson(self.hits, self.total) if self.total else None


@dataclass(frozen=True, slots=True)
class Score:
    """A weighted mean of ratings: a whole of `total`, each between 0 and 1."""

    sum: float
    total: int

    @property
    def value(self) -> float | None:
        """In [0, 1]; None without any rating."""
        return self.sum / self.total if self.total else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """At least the 95 % interval; None without any rating.

        Weights between 0 and 1 spread at most as much as yes and no with the same mean,
        so that Wilson's interval for those is wide enough.
        """
        return wilson(self.sum, self.total) if self.total else None


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one department, center or district in one period.

    median_days, ninetieth_days: working days, nearest rank; None without an answer
    """

    cases: int
    on_time: Rate
    response: Rate
    solution: Rate
    satisfaction: Score
    median_days: int | None
    ninetieth_days: int | None

    def composite(self, deducted: float = 0) -> float | None:
        """Points of 100 after deductions; None when one of the rates has no case."""
        rates = (self.response.value, self.solution.value, self.satisfaction.value)
        points = (RESPONSE_POINTS, SOLUTION_POINTS, SATISFACTION_POINTS)
        if None in rates:
            return None
        weighted = sum(r * p for r, p in zip(rates, points, strict=True) if r)
        return weighted - deducted


def figures(cases: Cases) -> Figures:
    """Count everything once."""
    days = sorted(one.handling_days for one in cases if one.handling_days is not None)
    return Figures(
        len(cases),
        on_time(cases),
        response(cases),
        solution(cases),
        satisfaction(cases),
        nearest_rank(days, 0.5),
        nearest_rank(days, 0.9),
    )


def on_time(cases: Cases) -> Rate:
    """Closed on time / (closed + open overdue)."""
    return _rate(Figure.ON_TIME, cases)


def response(cases: Cases) -> Rate:
    """Signed for, contacted in time and recorded / response due in the period."""
    return _rate(Figure.RESPONSE, cases)


def solution(cases: Cases) -> Rate:
    """Said to be solved / reached by a revisit, without what cannot be done."""
    return _rate(Figure.SOLUTION, cases)


def satisfaction(cases: Cases) -> Score:
    """Sum of the weights of all ratings / number of ratings."""
    weights = [RATING_WEIGHTS[one.rating] for one in cases if one.rating is not None]
    return Score(sum(weights), len(weights))


def nearest_rank(ordered: Sequence[int], share: float) -> int | None:
    """The smallest value that at least this share of all does not exceed.

    ordered: rising;  share: above 0, at most 1;  None when there is no value
    """
    if not ordered:
        return None
    return ordered[max(1, ceil(share * len(ordered))) - 1]


def may_rank(total: int, least: int) -> bool:
    """Are there enough cases for a place in a ranking? (rules: min_cases_to_rank)"""
    return total >= least


def _rate(figure: Figure, cases: Cases) -> Rate:
    return Rate(len(hits_in(figure, cases)), len(counted_in(figure, cases)))
