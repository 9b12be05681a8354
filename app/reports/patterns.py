"""The patterns of a period: each department and matter beside all the others.

Definitions: domain.figures.patterns (what is counted), domain.figures.comparing (what is said of it).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.figures.comparing import Share, shares
from app.domain.figures.measures import Rate
from app.domain.figures.patterns import Occasion, Thresholds, find_occasions
from app.domain.periods import Period
from app.domain.rule_set import RuleSet
from app.domain.terms import Pattern, ProcedureFault, SuspensionReason
from app.domain.working_calendar import WorkingCalendar
from app.store.reads.organisation import short_names
from app.store.reads.pattern_histories import read_history


@dataclass(frozen=True, slots=True)
class Ground:
    """Suspensions for one special procedure.

    faults: what the register has against them, how often each
    """

    reason: SuspensionReason
    times: int
    faults: Mapping[ProcedureFault, int]


@dataclass(frozen=True, slots=True)
class PeriodPatterns:
    """Everything counted in one period of a district.

    until:   counted up to this moment: the end of the period, or now while it lasts
    matters: names by code; departments: short names by code
    least:   fewest occasions on either side for a comparison
    """

    period: Period
    until: datetime
    occasions: tuple[Occasion, ...]
    matters: Mapping[str, str]
    departments: Mapping[str, str]
    least: int

    def of(
        self, pattern: Pattern, department: str = "", matter: str | None = None
    ) -> list[Occasion]:
        """The occasions of a pattern; of one department or matter when given."""
        return [
            one
            for one in self.occasions
            if one.pattern is pattern
            and department in ("", one.department)
            and matter in (None, one.matter)
        ]

    def by_department(self, pattern: Pattern) -> dict[str, Share[str]]:
        """Each department that had an occasion beside all the others."""
        rates = _rates(self.of(pattern), lambda one: one.department)
        return shares(rates, self.least)

    def by_matter(self, pattern: Pattern, department: str = "") -> list[Share[str]]:
        """Each matter in which it happened beside all others, the most hits first."""
        rates = _rates(self.of(pattern, department), lambda one: one.matter)
        found = [one for one in shares(rates, self.least).values() if one.own.hits]
        return sorted(found, key=lambda one: (-one.own.hits, one.own.total, one.key))

    def grounds(self, department: str = "") -> list[Ground]:
        """Suspensions for special procedures by ground, the most frequent first."""
        times: Counter[str] = Counter()
        faults: dict[str, Counter[ProcedureFault]] = {}
        for one in self.of(Pattern.OFF_REGISTER, department):
            times[one.code] += 1
            told = faults.setdefault(one.code, Counter())
            if one.fault is not None:
                told[one.fault] += 1
        return [
            Ground(SuspensionReason(code), n, faults[code])
            for code, n in times.most_common()
        ]


def count_patterns(
    district_id: int,
    period: Period,
    now: datetime,
    calendar: WorkingCalendar,
    rules: RuleSet,
    same_percent: int,
) -> PeriodPatterns:
    """Count one period of a district.

    same_percent: from how much likeness on answers are the same text
    """
    start, until = period.so_far(now, calendar.zone)
    history, matters = read_history(district_id, start, until)
    findings = rules.findings
    thresholds = Thresholds(findings.m3_last_percent, same_percent, findings.n6_cause)
    return PeriodPatterns(
        period,
        until,
        tuple(find_occasions(history, thresholds, calendar)),
        matters,
        short_names(district_id),
        rules.units.min_cases_to_rank,
    )


def _rates(
    occasions: Iterable[Occasion], key: Callable[[Occasion], str]
) -> dict[str, Rate]:
    totals, hits = Counter[str](), Counter[str]()
    for one in occasions:
        totals[key(one)] += 1
        hits[key(one)] += one.is_hit
    return {name: Rate(hits[name], total) for name, total in totals.items()}
