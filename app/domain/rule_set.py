"""The office's numbers as plain values: what an escalation rule file says.

A `RuleSet` comes only from `rules.file.parse_rules` and is then known to be whole and
free of contradictions. Unless a name says otherwise every `*_days` is a count of
working days and every `*_hours` a count of working hours.
Source: docs/rules.md, which gives for each value its rule, its law and its place in
the file. Not here: reading the file (rules.file), when a clock ends (the clocks).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from app.domain.terms import (
    CauseCode,
    Colour,
    Role,
    Step,
    SuspensionReason,
    TicketClass,
)

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

NOTICE_COLOURS = {
    Step.BLUE: Colour.BLUE,
    Step.ORANGE: Colour.ORANGE,
    Step.RED: Colour.RED,
}


@dataclass(frozen=True, slots=True)
class ClassRule:
    """What one ticket class promises.

    limit_working_days:  finish limit; None for simple, which is due like a contact
    yellow_last_days:    the yellow light falls on the n-th last counted day; 0 for
                         simple, whose yellow is `RuleSet.simple_yellow_hours`
    max_extension:       longest extension that may be granted; 0 for simple
    """

    limit_working_days: int | None
    yellow_last_days: int
    max_extension: int


@dataclass(frozen=True, slots=True)
class SuspensionRule:
    """What one reason for suspension allows, per department; None is "unlimited"."""

    stops_clock: bool
    times: int | None
    max_days: int | None
    basis: str


@dataclass(frozen=True, slots=True)
class StepRule:
    """One step of the ladder.

    overdue_days:  falls at the opening of this overdue day; None for yellow
    colour:        of its supervision notice; None when the step issues none
    reply_days:    to answer that notice; None when there is none
    recipients:    in the order of `Role`, at least one
    acts:          what happens at this step, in the office's own Chinese words
    """

    overdue_days: int | None
    colour: Colour | None
    reply_days: int | None
    recipients: tuple[Role, ...]
    acts: str


@dataclass(frozen=True, slots=True)
class RuleHours:
    """Opening hours of the week, in seconds after local midnight, [open, close).

    week:         seven tuples, Monday first; empty for a rest day
    make_up_day:  the hours of a make-up working day, never empty
    """

    timezone: str
    week: tuple[tuple[tuple[int, int], ...], ...]
    make_up_day: tuple[tuple[int, int], ...]

    def as_mapping(self) -> dict[str, object]:
        """Return what `calendar_files.read_district_calendar` takes as its hours."""
        week = zip(WEEKDAYS, self.week, strict=True)
        return {
            "timezone": self.timezone,
            "week": {day: _clock_texts(blocks) for day, blocks in week},
            "make_up": _clock_texts(self.make_up_day),
        }


def _clock_texts(blocks: tuple[tuple[int, int], ...]) -> list[list[str]]:
    return [[_clock_text(second) for second in block] for block in blocks]


def _clock_text(second: int) -> str:
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"


@dataclass(frozen=True, slots=True)
class FindingThresholds:
    """Where a finding begins, by its code (docs/rules.md, Findings).

    n1_again_days:         still unsigned at the close of this day: a second N1
    n2_limit_percent:      no act until this share of the limit, rounded up ...
    n2_max_days:           ... and never later than this day
    n3_cause_prefix:       verified causes that begin so are obstruction
    n6_cause:              the verified cause that is a false closing
    m3_last_percent:       "last minute" is this last share of the limit
    m3_more_than_percent:  of a department's cases closed so, more than this share
    m3_min_cases:          and only from this many cases a quarter
    t3_corrections:        correction notices a department may send
    t3_first_within_days:  the first one, after its dispatch
    r1_person_matter:      same person and matter, this often
    r1_matter_cause_month: same matter and cause, this often in a month
    q1_bad_rating_max:     ratings up to this one are bad (1 is the worst of five)
    """

    n1_again_days: int
    n2_limit_percent: int
    n2_max_days: int
    n3_cause_prefix: str
    n6_cause: CauseCode
    m3_last_percent: int
    m3_more_than_percent: int
    m3_min_cases: int
    t3_corrections: int
    t3_first_within_days: int
    r1_person_matter: int
    r1_matter_cause_month: int
    q1_bad_rating_max: int


@dataclass(frozen=True, slots=True)
class HearingDays:
    """Working days for the steps of the procedure that a rule file may leave out.

    telling:   from the detection of a flag until the department is told
    objection: from a ruling until the department may object
    decision:  from an objection until it is decided
    """

    telling: int = 5
    objection: int = 3
    decision: int = 5


@dataclass(frozen=True, slots=True)
class UnitThresholds:
    """When a department, or a matter, is looked at as a whole (steps U1 to U3)."""

    worst_months_running: int
    red_notices_quarter: int
    repeated_month: int
    repeated_quarter: int
    improvement_days: int
    min_cases_to_rank: int


@dataclass(frozen=True, slots=True)
class Deductions:
    """Points of the quarterly grade: what is taken from `start`, and the grades."""

    start: int
    yellow: int
    urge: int
    blue: int
    orange: int
    red: int
    improper_return: int
    bad_rating: int
    bad_rating_not_rectified: int
    false_closing: int
    retaliation_fails: bool
    excellent_from: int
    good_from: int
    pass_from: int


@dataclass(frozen=True, slots=True, eq=False)
class RuleSet:
    """Every number that judges a ticket. Equal when the versions are equal.

    version:  sha256, hex, of the values; comments and order do not change it
    """

    version: str
    title: str
    effective_on: date
    owner: str

    classes: Mapping[TicketClass, ClassRule]
    simple_yellow_hours: int

    sign_hours: int
    contact_same_day_before: time
    contact_next_day_by: time
    return_days: int
    returns_per_department: int
    returns_per_ticket: int
    arbitration_days: int
    assist_days_before_finish: int
    extension_max_days: int
    extension_times: int

    verify_days: int
    revisit_days: int
    revisit_attempts: int
    redo_days: int
    redo_yellow_last_days: int
    rating_contact_days: int
    rectify_days: int
    archive_days: int
    statement_days: int
    ruling_days: int

    suspensions: Mapping[SuspensionReason, SuspensionRule]
    ladder: Mapping[Step, StepRule]
    raised_at_dissatisfaction: int
    clue_causes: frozenset[CauseCode]

    findings: FindingThresholds
    hearing: HearingDays
    units: UnitThresholds
    deductions: Deductions
    hours: RuleHours

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RuleSet) and self.version == other.version

    def __hash__(self) -> int:
        return hash(self.version)
