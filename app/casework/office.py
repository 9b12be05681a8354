"""The rules and calendars in force, and those that older tickets still stand under.

A ticket is judged by the rule file and the calendar it was filed under; both are kept
by hash. One Office lives as long as its process.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.domain.deciding import Moment
from app.domain.rule_file import load_rule_file, load_rules
from app.domain.rule_set import RuleSet
from app.domain.working_calendar import WorkingCalendar, district_calendar
from app.store import organisation, versions
from app.store.register import Held


@dataclass(slots=True)
class Office:
    """What judges a ticket.

    rules_text: the rule file in force, as it stands on disk
    holidays:   the district's file of rest days and make-up days, by year
    hours:      by center code, where a center keeps other hours than the rule file's
    """

    rules_text: str
    rules: RuleSet
    holidays: Mapping[str, object]
    hours: Mapping[str, Mapping[str, object]]
    _calendars: dict[str, WorkingCalendar] = field(default_factory=dict)
    _by_version: dict[str, WorkingCalendar] = field(default_factory=dict)
    _old_rules: dict[str, RuleSet] = field(default_factory=dict)

    def calendar(self, center: str) -> WorkingCalendar:
        """The calendar in force at a center, with its own hours where it has them."""
        if center not in self._calendars:
            hours = self.hours.get(center) or self.rules.hours.as_mapping()
            calendar = district_calendar(self.holidays, hours)
            self._calendars[center] = calendar
            self._by_version[calendar.version] = calendar
        return self._calendars[center]

    def standard_calendar(self, rules: RuleSet | None = None) -> WorkingCalendar:
        """The calendar of a center without hours of its own, under these rules."""
        hours = (rules or self.rules).hours.as_mapping()
        return district_calendar(self.holidays, hours)

    def calendar_text(self, center: str) -> str:
        """What makes the calendar up, for keeping beside its hash."""
        hours = self.hours.get(center) or self.rules.hours.as_mapping()
        return json.dumps(
            {"holidays": self.holidays, "hours": hours}, ensure_ascii=False
        )

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
            calendar = district_calendar(kept["holidays"], kept["hours"])
            self._by_version[version] = calendar
        return self._by_version[version]


@dataclass(slots=True)
class Offices:
    """The offices of a process: one for each district, opened when first asked for."""

    rules_text: str
    rules: RuleSet
    holidays: Mapping[str, object]
    _open: dict[int, Office] = field(default_factory=dict)

    def of(self, district_id: int) -> Office:
        """The office of one district, with the hours of its centers."""
        if district_id not in self._open:
            hours = organisation.center_hours(district_id)
            self._open[district_id] = self._opened(hours)
        return self._open[district_id]

    def without_district(self) -> Office:
        """An office for questions that touch no ticket; reads no database."""
        return self._opened({})

    def _opened(self, hours: Mapping[str, Mapping[str, object]]) -> Office:
        return Office(self.rules_text, self.rules, self.holidays, hours)


def open_offices(rules_path: Path, holidays_path: Path) -> Offices:
    """Read the rule file and the district's holidays, once, at start-up.

    raises: RuleFileFaults with every fault of the rule file; CalendarFault; OSError
    """
    rules_text, rules = load_rule_file(rules_path.read_bytes())
    holidays = json.loads(holidays_path.read_text(encoding="utf-8"))
    district_calendar(holidays, rules.hours.as_mapping())
    return Offices(rules_text, rules, holidays)
