"""From the checked values of a rule file to a RuleSet with its version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from app.domain.rule_set import (
    NOTICE_COLOURS,
    WEEKDAYS,
    ClassRule,
    Deductions,
    FindingThresholds,
    HearingDays,
    RuleHours,
    RuleSet,
    StepRule,
    SuspensionRule,
    UnitThresholds,
)
from app.domain.terms import Step, SuspensionReason, TicketClass

Values = Mapping[str, object]


def assemble(values: Values) -> RuleSet:
    """Build the RuleSet. values: every place of rule_schema, without contradiction."""
    # Each value was read by its kind, so the types of the fields hold.
    v: Mapping[str, Any] = values
    return RuleSet(
        version=canonical_version(values),
        title=v["meta.title"],
        effective_on=v["meta.effective_on"],
        owner=v["meta.owner"],
        classes={each: _class_rule(v, each) for each in TicketClass},
        simple_yellow_hours=v["classes.simple.yellow_last_working_hours"],
        sign_hours=v["sign.limit_working_hours"],
        contact_same_day_before=v["contact.same_day_before"],
        contact_next_day_by=v["contact.next_day_by"],
        return_days=v["returns.limit_working_days"],
        returns_per_department=v["returns.max_times_per_department"],
        returns_per_ticket=v["returns.max_times_per_ticket"],
        arbitration_days=v["arbitration.limit_working_days"],
        assist_days_before_finish=v["assist.working_days_before_finish"],
        extension_max_days=v["extension.max_working_days"],
        extension_times=v["extension.max_times"],
        verify_days=v["after_answer.verify_working_days"],
        revisit_days=v["after_answer.revisit_working_days"],
        revisit_attempts=v["after_answer.revisit_max_attempts"],
        redo_days=v["after_answer.redo_working_days"],
        redo_yellow_last_days=v["after_answer.redo_yellow_last_working_days"],
        rating_contact_days=v["after_answer.rating_contact_working_days"],
        rectify_days=v["after_answer.rectify_working_days"],
        archive_days=v["after_answer.archive_working_days"],
        statement_days=v["after_answer.statement_working_days"],
        ruling_days=v["after_answer.ruling_working_days"],
        suspensions={each: _suspension_rule(v, each) for each in SuspensionReason},
        ladder={each: _step_rule(v, each) for each in Step},
        raised_at_dissatisfaction=v["ladder.raised.at_dissatisfaction_times"],
        clue_causes=v["ladder.clue.causes"],
        findings=_finding_thresholds(v),
        hearing=_hearing_days(v),
        units=_unit_thresholds(v),
        deductions=_deductions(v),
        hours=_hours(v),
    )


def canonical_version(values: Values) -> str:
    """Return the sha256, in hex, of the values by place; order does not matter."""
    return hashlib.sha256(canonical_text(values).encode()).hexdigest()


def canonical_text(values: Values) -> str:
    """Return the text that the version is the hash of: JSON, sorted by place."""
    return json.dumps(
        dict(values), sort_keys=True, default=_plain, separators=(",", ":")
    )


def _plain(value: object) -> object:
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"no canonical form: {value!r}")


def _class_rule(v: Mapping[str, Any], ticket_class: TicketClass) -> ClassRule:
    place = f"classes.{ticket_class}"
    limit = v.get(f"{place}.limit_working_days")
    if limit is None:
        return ClassRule(None, yellow_last_days=0, max_extension=0)
    return ClassRule(
        limit_working_days=limit,
        yellow_last_days=v[f"{place}.yellow_last_working_days"],
        max_extension=min(limit, v["extension.max_working_days"]),
    )


def _suspension_rule(v: Mapping[str, Any], reason: SuspensionReason) -> SuspensionRule:
    place = f"suspensions.{reason}"
    return SuspensionRule(
        stops_clock=v[f"{place}.stops_clock"],
        times=v[f"{place}.max_times"],
        max_days=v[f"{place}.max_working_days"],
        basis=v[f"{place}.basis"],
    )


def _step_rule(v: Mapping[str, Any], step: Step) -> StepRule:
    place = f"ladder.{step}"
    return StepRule(
        overdue_days=v.get(f"{place}.overdue_working_days"),
        colour=NOTICE_COLOURS.get(step),
        reply_days=v.get(f"{place}.reply_working_days"),
        recipients=v[f"{place}.recipients"],
        acts=v[f"{place}.acts"],
    )


def _finding_thresholds(v: Mapping[str, Any]) -> FindingThresholds:
    return FindingThresholds(
        n1_again_days=v["findings.N1.again_after_working_days"],
        n2_limit_percent=v["findings.N2.limit_percent"],
        n2_max_days=v["findings.N2.at_most_working_days"],
        n3_cause_prefix=v["findings.N3.cause_prefix"],
        n6_cause=v["findings.N6.cause"],
        m3_last_percent=v["findings.M3.last_percent_of_limit"],
        m3_more_than_percent=v["findings.M3.more_than_percent_of_cases"],
        m3_min_cases=v["findings.M3.min_cases_per_quarter"],
        t3_corrections=v["findings.T3.corrections_max_times_per_department"],
        t3_first_within_days=v["findings.T3.first_correction_working_days"],
        r1_person_matter=v["findings.R1.same_person_and_matter_times"],
        r1_matter_cause_month=v["findings.R1.same_matter_and_cause_times_per_month"],
        q1_bad_rating_max=v["findings.Q1.bad_rating_at_most"],
    )


def _hearing_days(v: Mapping[str, Any]) -> HearingDays:
    """Those of the file; a file without the block has the usual ones."""
    if "hearing.telling_working_days" not in v:
        return HearingDays()
    return HearingDays(
        telling=v["hearing.telling_working_days"],
        objection=v["hearing.objection_working_days"],
        decision=v["hearing.decision_working_days"],
    )


def _unit_thresholds(v: Mapping[str, Any]) -> UnitThresholds:
    return UnitThresholds(
        worst_months_running=v["units.worst_months_running"],
        red_notices_quarter=v["units.red_notices_per_quarter"],
        repeated_month=v["units.repeated_times_per_month"],
        repeated_quarter=v["units.repeated_times_per_quarter"],
        improvement_days=v["units.improvement_working_days"],
        min_cases_to_rank=v["units.min_cases_to_rank"],
    )


def _deductions(v: Mapping[str, Any]) -> Deductions:
    return Deductions(
        start=v["deductions.start_points"],
        yellow=v["deductions.yellow_points"],
        urge=v["deductions.urge_points"],
        blue=v["deductions.blue_points"],
        orange=v["deductions.orange_points"],
        red=v["deductions.red_points"],
        improper_return=v["deductions.improper_return_points"],
        bad_rating=v["deductions.bad_rating_points"],
        bad_rating_not_rectified=v["deductions.bad_rating_not_rectified_points"],
        false_closing=v["deductions.false_closing_points"],
        retaliation_fails=v["deductions.retaliation_fails"],
        excellent_from=v["deductions.excellent_from_points"],
        good_from=v["deductions.good_from_points"],
        pass_from=v["deductions.pass_from_points"],
    )


def _hours(v: Mapping[str, Any]) -> RuleHours:
    return RuleHours(
        timezone=v["hours.timezone"],
        week=tuple(v[f"hours.week.{day}"] for day in WEEKDAYS),
        make_up_day=v["hours.make_up_day"],
    )
