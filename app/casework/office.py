"""The rules and calendars in force, and those that older tickets still stand under;
the centers and departments they are about.

A ticket is judged by the rule file and the calendar it was filed under; both are kept
by hash. One Office lives as long as its process.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.domain.calendar.files import published_years
from app.domain.deciding import Moment
from app.domain.practice import Practice
from app.domain.rule_set import RuleSet
from app.domain.rules.file import load_rule_file, load_rules
from app.domain.working_calendar import WorkingCalendar, district_calendar
from app.store import calendar_changes, organisation, rule_files, versions
from app.store.calendar_changes import DISTRICT_WIDE, Change
from app.store.reads.in_force import InForce, find_in_force
from app.store.reads.organisation import (
    Center,
    Department,
    list_centers,
    list_departments,
)
from app.store.register import Held

# The notice for the next year comes in late October or in November.
ALARM_MONTH = 11


@dataclass(slots=True)
class Office:
    """What judges a ticket.

    rules_text: the rule file in force
    holidays:   the district's rest days and make-up days, by year
    hours:      by center code, where a center keeps other hours than the rule file's
    days:       by center code, then date: single days with hours of their own; those
                of the empty code hold for every center
    practice:   what no rule of escalation depends on
    departments: of the district, in their official order
    centers:    its own first
    """

    rules_text: str
    rules: RuleSet
    holidays: Mapping[str, object]
    hours: Mapping[str, Mapping[str, object]]
    days: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    practice: Practice = field(default_factory=Practice)
    departments: Sequence[Department] = ()
    centers: Sequence[Center] = ()
    _calendars: dict[tuple[str, str], WorkingCalendar] = field(default_factory=dict)
    _by_version: dict[str, WorkingCalendar] = field(default_factory=dict)
    _standard: dict[str, WorkingCalendar] = field(default_factory=dict)
    _old_rules: dict[str, RuleSet] = field(default_factory=dict)

    def calendar(self, center: str) -> WorkingCalendar:
        """The calendar in force at a center, with its own hours where it has them."""
        return self.calendar_under(center, self.rules.version)

    def calendar_under(self, center: str, rules: str) -> WorkingCalendar:
        """The calendar now in force at a center for tickets under the rules with this
        hash: their hours, where the center has none of its own. Raises KeyError."""
        known = self._calendars.get((center, rules))
        if known is None:
            hours = self._hours(center, self.rules_of(rules))
            known = district_calendar(self.holidays, hours, self._days(center))
            self._calendars[center, rules] = known
            self._by_version[known.version] = known
        return known

    def calendar_text_under(self, center: str, rules: str) -> str:
        """What makes that calendar up, for keeping beside its hash."""
        text = {
            "holidays": self.holidays,
            "hours": self._hours(center, self.rules_of(rules)),
            "days": self._days(center),
        }
        return json.dumps(text, ensure_ascii=False)

    def standard_calendar(self, rules: RuleSet | None = None) -> WorkingCalendar:
        """The calendar of a center without hours of its own, under these rules."""
        rules = rules or self.rules
        known = self._standard.get(rules.version)
        if known is None:
            hours, days = rules.hours.as_mapping(), self.days.get(DISTRICT_WIDE)
            known = district_calendar(self.holidays, hours, days)
            self._standard[rules.version] = known
        return known

    def calendar_text(self, center: str) -> str:
        """What makes the calendar up, for keeping beside its hash."""
        return self.calendar_text_under(center, self.rules.version)

    def _hours(self, center: str, rules: RuleSet) -> Mapping[str, object]:
        return (
            self.hours.get(center)
            or self.hours.get(DISTRICT_WIDE)
            or rules.hours.as_mapping()
        )

    def _days(self, center: str) -> Mapping[str, object]:
        return {**self.days.get(DISTRICT_WIDE, {}), **self.days.get(center, {})}

    def missing_year(self, now: datetime) -> int | None:
        """The next year, when its notice should have come and is not loaded: from the
        first of ALARM_MONTH on. None while all is well."""
        today = self.standard_calendar().civil_date(now)
        published = published_years(self.holidays)
        if today.year not in published:
            return today.year
        is_due = today.month >= ALARM_MONTH and today.year + 1 not in published
        return today.year + 1 if is_due else None

    def moment(self, held: Held, now: datetime) -> Moment:
        """The moment at which a ticket is judged: its own rules and calendar."""
        return Moment(
            now,
            self.calendar_of(held.calendar_hash),
            self.rules_of(held.rules_hash),
            held.window,
            held.district_window,
        )

    def rules_of(self, version: str) -> RuleSet:
        """The rule set with this hash, in force or kept. Raises KeyError."""
        if version == self.rules.version:
            return self.rules
        if version not in self._old_rules:
            self._old_rules[version] = load_rules(versions.rules_text(version))
        return self._old_rules[version]

    def calendar_of(self, version: str) -> WorkingCalendar:
        """The calendar with this hash, in force or kept. Raises KeyError."""
        if version not in self._by_version:
            kept = json.loads(versions.calendar_text(version))
            calendar = district_calendar(
                kept["holidays"], kept["hours"], kept.get("days")
            )
            self._by_version[version] = calendar
        return self._by_version[version]


@dataclass(slots=True)
class Offices:
    """The offices of a process: one for each district, opened when first asked for."""

    rules_text: str
    rules: RuleSet
    holidays: Mapping[str, object]
    practice: Practice = field(default_factory=Practice)
    _open: dict[int, tuple[InForce, Office]] = field(default_factory=dict)

    def of(self, district_id: int, in_force: InForce | None = None) -> Office:
        """The office of one district, with its years and the hours of its centers.

        It is opened anew when another process, or this one, changed the calendar, the
        rules or the organisation. The rule file on disk counts where no other is in
        force.

        in_force: what holds now, by whoever has read it already
        """
        now = in_force or find_in_force(district_id)
        known = self._open.get(district_id)
        if known is None or known[0] != now:
            changes = calendar_changes.changes_in_force(district_id)
            known = now, self.with_changes(district_id, changes)
            self._open[district_id] = known
        return known[1]

    def for_judging(self, district_id: int) -> Office:
        """The office for tickets that name what judges them: it may have been opened
        before the last change, and nobody is asked."""
        known = self._open.get(district_id)
        return known[1] if known else self.of(district_id)

    def with_changes(
        self, district_id: int, changes: Sequence[Change], rules_text: str = ""
    ) -> Office:
        """The office as these changes leave it; of one subject the later holds.

        rules_text: the rule file that shall hold; the one in force when left out
        """
        years = {**self.holidays}
        own = organisation.center_hours(district_id)
        hours: dict[str, Mapping[str, object]] = {**own}
        days: dict[str, dict[str, object]] = {}
        for one in changes:
            match one.subject:
                case calendar_changes.YEAR:
                    years[one.key] = one.content or self.holidays.get(one.key) or {}
                case calendar_changes.WEEK:
                    hours[one.center] = one.content or own.get(one.center) or {}
                case calendar_changes.DAY:
                    days.setdefault(one.center, {})[one.key] = one.content
        held = {center: _kept(single) for center, single in days.items()}
        text = rules_text or rule_files.text_in_force(district_id)
        if text is None or text == self.rules_text:
            text, rules = self.rules_text, self.rules
        else:
            rules = load_rules(text)
        units = list_departments(district_id), list_centers(district_id)
        return Office(text, rules, years, hours, held, self.practice, *units)

    def with_rules(self, district_id: int, text: str) -> Office:
        """The office as it will be under this rule file."""
        changes = calendar_changes.changes_in_force(district_id)
        return self.with_changes(district_id, changes, text)

    def without_district(self) -> Office:
        """An office for questions that touch no ticket; reads no database."""
        return Office(
            self.rules_text, self.rules, self.holidays, {}, practice=self.practice
        )


def _kept(days: Mapping[str, object]) -> dict[str, object]:
    """The single days that were not taken back."""
    return {day: content for day, content in days.items() if content is not None}


def open_offices(
    rules_path: Path, holidays_path: Path, practice: Practice | None = None
) -> Offices:
    """Read the rule file and the district's holidays, once, at start-up.

    raises: RuleFileFaults with every fault of the rule file; CalendarFault; OSError
    """
    rules_text, rules = load_rule_file(rules_path.read_bytes())
    holidays = json.loads(holidays_path.read_text(encoding="utf-8"))
    district_calendar(holidays, rules.hours.as_mapping())
    return Offices(rules_text, rules, holidays, practice or Practice())
