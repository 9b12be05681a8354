"""The quarterly grade of a department, the worst one of a month, and streaks.

Points are taken for what a person confirmed; what was dismissed or revoked takes
none, so that a revocation gives the points back by itself.
Source: docs/rules.md, sections 13.2 (U1, U2) and 13.4; escalation_rules.toml, [units]
and [deductions].
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.rule_set import Deductions, UnitThresholds
from app.domain.terms import FindingCode, Grade, Step


@dataclass(frozen=True, slots=True)
class Marks:
    """What was confirmed against a department in a quarter, by kind."""

    yellow: int = 0
    urge: int = 0
    blue: int = 0
    orange: int = 0
    red: int = 0
    improper_return: int = 0
    bad_rating: int = 0
    bad_rating_not_rectified: int = 0
    false_closing: int = 0
    retaliation: int = 0


@dataclass(frozen=True, slots=True)
class ConfirmedFindings:
    """What stands confirmed against a department beside the ladder.

    by_code:        findings by their code
    late_contacts:  those of Q1 that are about the contact after a bad rating; the
                    others are about rectifying
    """

    by_code: Mapping[FindingCode, int] = field(default_factory=dict)
    late_contacts: int = 0

    @property
    def total(self) -> int:
        """How many findings there are."""
        return sum(self.by_code.values())


def marks_of(
    steps: Mapping[Step, int],
    improper_returns: int = 0,
    found: ConfirmedFindings | None = None,
) -> Marks:
    """The marks of one department from what stands confirmed.

    steps:            confirmed steps of the ladder
    improper_returns: returns that the arbiter rejected; those against the rules (T2)
                      are added
    """
    found = found or ConfirmedFindings()
    ratings = found.by_code.get(FindingCode.Q1, 0)
    return Marks(
        yellow=steps.get(Step.YELLOW, 0),
        urge=steps.get(Step.URGE, 0),
        blue=steps.get(Step.BLUE, 0),
        orange=steps.get(Step.ORANGE, 0),
        red=steps.get(Step.RED, 0),
        improper_return=improper_returns + found.by_code.get(FindingCode.T2, 0),
        bad_rating=found.late_contacts,
        bad_rating_not_rectified=ratings - found.late_contacts,
        false_closing=found.by_code.get(FindingCode.N6, 0),
        retaliation=found.by_code.get(FindingCode.V1, 0),
    )


def deducted(marks: Marks, rules: Deductions) -> int:
    """Points taken, 0 or more."""
    return (
        marks.yellow * rules.yellow
        + marks.urge * rules.urge
        + marks.blue * rules.blue
        + marks.orange * rules.orange
        + marks.red * rules.red
        + marks.improper_return * rules.improper_return
        + marks.bad_rating * rules.bad_rating
        + marks.bad_rating_not_rectified * rules.bad_rating_not_rectified
        + marks.false_closing * rules.false_closing
    )


def points_of(step: Step, rules: Deductions) -> int:
    """Points that one confirmed step of the ladder takes; none for what follows it."""
    return {
        Step.YELLOW: rules.yellow,
        Step.URGE: rules.urge,
        Step.BLUE: rules.blue,
        Step.ORANGE: rules.orange,
        Step.RED: rules.red,
    }.get(step, 0)


def points_of_finding(code: FindingCode, of_contact: bool, rules: Deductions) -> int:
    """Points that one confirmed finding takes; none for what takes none.

    of_contact: is a Q1 about the contact after a bad rating?
    """
    return {
        FindingCode.N6: rules.false_closing,
        FindingCode.T2: rules.improper_return,
        FindingCode.Q1: (
            rules.bad_rating if of_contact else rules.bad_rating_not_rectified
        ),
    }.get(code, 0)


def points(marks: Marks, rules: Deductions) -> int:
    """What is left of the points a quarter starts with; not below 0."""
    return max(0, rules.start - deducted(marks, rules))


def grade(marks: Marks, rules: Deductions) -> Grade:
    """One of four grades; confirmed retaliation fails whatever the points."""
    if marks.retaliation and rules.retaliation_fails:
        return Grade.FAILED
    left = points(marks, rules)
    if left >= rules.excellent_from:
        return Grade.EXCELLENT
    if left >= rules.good_from:
        return Grade.GOOD
    return Grade.PASSED if left >= rules.pass_from else Grade.FAILED


def worst_of(
    confirmed: Mapping[str, int], volumes: Mapping[str, int], units: UnitThresholds
) -> tuple[str, ...]:
    """The departments with the most confirmed flags in a month, by code.

    Several when they are equal; none when nothing was confirmed. A department with
    fewer cases than may be ranked is left out.

    confirmed, volumes: by department code
    """
    ranked = {
        code: count
        for code, count in confirmed.items()
        if count > 0 and volumes.get(code, 0) >= units.min_cases_to_rank
    }
    most = max(ranked.values(), default=0)
    return tuple(sorted(code for code, count in ranked.items() if count == most))


def streak(worst: Sequence[Sequence[str]], department: str) -> int:
    """How many months running, up to the last one, it was among the worst.

    worst: the worst of each month, oldest first
    """
    months = 0
    for named in reversed(worst):
        if department not in named:
            break
        months += 1
    return months


def must_be_summoned(
    months_running: int, red_notices: int, units: UnitThresholds
) -> bool:
    """Step U2: worst so many months running, or so many red notices in a quarter."""
    return (
        months_running >= units.worst_months_running
        or red_notices >= units.red_notices_quarter
    )
