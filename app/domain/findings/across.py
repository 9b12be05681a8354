"""What only several cases together show: M3 last-minute closings, R1 reported again.

Management information: nobody is heard on it, and no point is taken. A finding of one
case is `domain.findings.find`; a share beside others is `domain.figures.patterns`.
Source: docs/rules.md, F-M3 and F-R1; escalation_rules.toml, [findings.M3], [findings.R1].
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.domain.direct import is_direct
from app.domain.figures.patterns import Occasion
from app.domain.improvements import Class, ClassCase
from app.domain.periods import Period, period_of
from app.domain.rule_set import FindingThresholds
from app.domain.terms import AcrossCode, CauseCode, PeriodKind
from app.domain.working_calendar import WorkingCalendar


class Key(NamedTuple):
    """What makes it the same finding.

    subject: code of the department; number of the first case; matter and cause
    period:  key of the quarter or month; empty for a person, who has no time limit
    """

    code: AcrossCode
    subject: str
    period: str


@dataclass(frozen=True, slots=True)
class Across:
    """One finding across cases.

    department: M3 alone; matter: R1 alone; cause: R1 of a class alone
    cases:      every case it rests on by number, and whether it was one of the hits
    """

    key: Key
    cases: Mapping[str, bool]
    department: str | None = None
    matter: str = ""
    cause: CauseCode | None = None


@dataclass(frozen=True, slots=True)
class PersonCase:
    """A case as far as coming back asks.

    person: blind index of the telephone, never empty; cases come by filing
    """

    number: str
    person: str
    matter: str
    cause: CauseCode | None


def is_mostly_last_minute(hits: int, total: int, limits: FindingThresholds) -> bool:
    """Were more than that share of enough cases closed at the last minute? (M3)"""
    is_enough = total >= limits.m3_min_cases
    return is_enough and hits * 100 > total * limits.m3_more_than_percent


def judged_quarter(
    today: date, verify_days: int, calendar: WorkingCalendar
) -> Period | None:
    """The quarter before, once the window has had its time to check the last answers:
    from the working day after those days on. None until then."""
    quarter = period_of(PeriodKind.QUARTER, today).previous
    checked = calendar.add_working_days(quarter.last, verify_days)
    return quarter if today > checked else None


def last_minute_departments(
    occasions: Iterable[Occasion], quarter: Period, limits: FindingThresholds
) -> list[Across]:
    """M3 of a quarter. A case counts once for a department, by its last answer.

    occasions: those of the pattern LAST_MINUTE in the quarter
    """
    closed: dict[str, dict[str, bool]] = defaultdict(dict)
    for one in sorted(occasions, key=lambda one: (one.at, one.number)):
        closed[one.department][one.number] = one.is_hit
    return [
        Across(Key(AcrossCode.M3, code, quarter.key), cases, department=code)
        for code, cases in sorted(closed.items())
        if is_mostly_last_minute(sum(cases.values()), len(cases), limits)
    ]


def persons_again(
    cases: Iterable[PersonCase], limits: FindingThresholds
) -> list[Across]:
    """R1 of the same person and matter, however far apart.

    It is known by its first case, so that no mark of a person is kept. What goes to
    the inspection office alone is left out, for dispatch reads this.
    """
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for case in cases:
        if case.matter and not is_direct(case.cause):
            found[case.person, case.matter].append(case.number)
    return [
        Across(
            Key(AcrossCode.PERSON_AGAIN, numbers[0], ""),
            _all_hits(numbers),
            matter=matter,
        )
        for (_, matter), numbers in found.items()
        if len(numbers) >= limits.r1_person_matter
    ]


def classes_again(
    classes: Mapping[Class, Sequence[ClassCase]],
    numbers: Mapping[int, str],
    limits: FindingThresholds,
) -> list[Across]:
    """R1 of the same matter and cause, in one month by the day of filing.

    classes: as `improvements.by_class` makes them; numbers: of the cases, by their id
    """
    return [
        Across(
            Key(AcrossCode.CLASS_AGAIN, f"{of.cause} {of.matter}", month),
            _all_hits([numbers[one] for one in ids]),
            matter=of.matter,
            cause=of.cause,
        )
        for of, cases in classes.items()
        for month, ids in _by_month(cases).items()
        if len(ids) >= limits.r1_matter_cause_month
    ]


def _by_month(cases: Iterable[ClassCase]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for case in cases:
        found[period_of(PeriodKind.MONTH, case.filed).key].append(case.ticket_id)
    return found


def _all_hits(numbers: Iterable[str]) -> dict[str, bool]:
    return dict.fromkeys(numbers, True)
