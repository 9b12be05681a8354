"""The rule file: the office's numbers, and every mistake in it told at once."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar.files import read_district_calendar
from app.domain.rule_set import RuleHours, RuleSet
from app.domain.rules.assembly import canonical_version
from app.domain.rules.contradictions import contradictions
from app.domain.rules.fault import Fault
from app.domain.rules.file import RuleFileFaults, load_rules, parse_rules
from app.domain.rules.reading import read_values
from app.domain.rules.schema import FILE, Block
from app.domain.terms import Colour, Role, Step, SuspensionReason, TicketClass

DEFAULT_TEXT = (Path(__file__).parents[2] / "escalation_rules.toml").read_text("utf-8")
DEFAULT = tomllib.loads(DEFAULT_TEXT)

ABSENT = object()

OFFICE_DAY = ((9 * 3600, 12 * 3600), (13 * 3600, 17 * 3600))


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load_rules(DEFAULT_TEXT)


def changed(*changes: tuple[str, object]) -> dict[str, Any]:
    """The default file with values put in, or taken out, at their places."""
    content = copy.deepcopy(DEFAULT)
    for place, value in changes:
        *blocks, key = place.split(".")
        table: Any = content
        for block in blocks:
            table = table.setdefault(block, {})
        if value is ABSENT:
            del table[key]
        else:
            table[key] = value
    return content


def faults_of(content: Any) -> tuple[Fault, ...]:
    with pytest.raises(RuleFileFaults) as caught:
        parse_rules(content)
    return caught.value.faults


def only_fault(*changes: tuple[str, object]) -> Fault:
    (fault,) = faults_of(changed(*changes))
    return fault


# The numbers of the default file, each as the settled readings have it.


@pytest.mark.parametrize(
    ("ticket_class", "limit", "yellow", "extension"),
    [
        (TicketClass.SIMPLE, None, 0, 0),
        (TicketClass.GENERAL, 3, 1, 3),
        (TicketClass.CANNOT_BE_DONE, 3, 1, 3),
        (TicketClass.OBSTRUCTION, 3, 1, 3),
        (TicketClass.COMPLEX, 5, 1, 5),
        (TicketClass.SPECIAL, 10, 2, 5),
        (TicketClass.DIFFICULT, 15, 3, 5),
    ],
)
def test_each_class_has_its_limit_yellow_light_and_longest_extension(
    rules, ticket_class, limit, yellow, extension
):
    rule = rules.classes[ticket_class]

    assert rule.limit_working_days == limit
    assert rule.yellow_last_days == yellow
    assert rule.max_extension == extension


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sign_hours", 4),
        ("contact_same_day_before", time(15, 0)),
        ("contact_next_day_by", time(12, 0)),
        ("return_days", 1),
        ("returns_per_department", 1),
        ("returns_per_ticket", 2),
        ("arbitration_days", 1),
        ("assist_days_before_finish", 1),
        ("extension_max_days", 5),
        ("extension_times", 1),
        ("simple_yellow_hours", 1),
        ("verify_days", 1),
        ("revisit_days", 1),
        ("revisit_attempts", 3),
        ("redo_days", 5),
        ("redo_yellow_last_days", 1),
        ("rating_contact_days", 1),
        ("rectify_days", 15),
        ("archive_days", 5),
        ("statement_days", 3),
        ("ruling_days", 5),
        ("raised_at_dissatisfaction", 2),
        ("clue_causes", {"C31", "C32", "C33", "C34", "C35", "C37", "C38"}),
        ("effective_on", date(2026, 7, 1)),
    ],
)
def test_the_default_file_has_the_settled_number(rules, name, value):
    assert getattr(rules, name) == value


@pytest.mark.parametrize(
    ("reason", "stops", "times", "days"),
    [
        (SuspensionReason.CORRECTION, True, None, 10),
        (SuspensionReason.EXPERT_REVIEW, True, 1, 15),
        (SuspensionReason.UPPER_LEVEL, False, 1, 10),
        (SuspensionReason.JUDICIAL, True, None, None),
        (SuspensionReason.HEARING, True, 1, 20),
        (SuspensionReason.TENDER, True, 1, 20),
        (SuspensionReason.AUCTION, True, 1, 20),
        (SuspensionReason.INSPECTION_TESTING, True, 1, 20),
        (SuspensionReason.QUARANTINE, True, 1, 20),
        (SuspensionReason.APPRAISAL, True, 1, 20),
    ],
)
def test_each_suspension_reason_stops_the_clock_as_settled(
    rules, reason, stops, times, days
):
    rule = rules.suspensions[reason]

    assert (rule.stops_clock, rule.times, rule.max_days) == (stops, times, days)
    assert rule.basis


@pytest.mark.parametrize(
    ("step", "overdue", "colour", "reply"),
    [
        (Step.YELLOW, None, None, None),
        (Step.URGE, 1, None, None),
        (Step.BLUE, 2, Colour.BLUE, 2),
        (Step.ORANGE, 3, Colour.ORANGE, 1),
        (Step.RED, 5, Colour.RED, 5),
        (Step.RAISED, 10, None, None),
        (Step.CLUE, 15, None, None),
    ],
)
def test_each_step_falls_on_its_overdue_day(rules, step, overdue, colour, reply):
    rule = rules.ladder[step]

    assert (rule.overdue_days, rule.colour, rule.reply_days) == (overdue, colour, reply)
    assert rule.acts


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (Step.YELLOW, {Role.HANDLER, Role.CHIEF_REPRESENTATIVE}),
        (Step.URGE, {Role.HANDLER, Role.DEPUTY_LEADER, Role.DISPATCHER}),
        (
            Step.BLUE,
            {
                Role.HANDLER,
                Role.CHIEF_REPRESENTATIVE,
                Role.DEPUTY_LEADER,
                Role.INSPECTOR,
            },
        ),
        (Step.ORANGE, {Role.CHIEF_REPRESENTATIVE, Role.DEPUTY_LEADER, Role.INSPECTOR}),
        (
            Step.RED,
            {
                Role.CHIEF_REPRESENTATIVE,
                Role.DEPUTY_LEADER,
                Role.DISPATCHER,
                Role.INSPECTOR,
            },
        ),
        (
            Step.RAISED,
            {
                Role.DEPUTY_LEADER,
                Role.DISPATCHER,
                Role.INSPECTOR,
                Role.DISTRICT_LEADER,
            },
        ),
        (Step.CLUE, {Role.INSPECTOR}),
    ],
)
def test_each_step_is_told_to_its_recipients(rules, step, told):
    assert set(rules.ladder[step].recipients) == told


def test_the_ladder_stands_in_rising_order(rules):
    assert list(rules.ladder) == list(Step)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("n1_again_days", 1),
        ("n2_limit_percent", 50),
        ("n2_max_days", 3),
        ("n3_cause_prefix", "C3"),
        ("n6_cause", "C38"),
        ("m3_last_percent", 10),
        ("m3_more_than_percent", 50),
        ("m3_min_cases", 6),
        ("t3_corrections", 1),
        ("t3_first_within_days", 5),
        ("r1_person_matter", 3),
        ("r1_matter_cause_month", 3),
        ("q1_bad_rating_max", 2),
    ],
)
def test_each_finding_begins_at_its_threshold(rules, name, value):
    assert getattr(rules.findings, name) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("worst_months_running", 2),
        ("red_notices_quarter", 3),
        ("repeated_month", 3),
        ("repeated_quarter", 5),
        ("improvement_days", 20),
        ("min_cases_to_rank", 10),
    ],
)
def test_a_department_as_a_whole_is_looked_at_from(rules, name, value):
    assert getattr(rules.units, name) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("start", 100),
        ("yellow", 0),
        ("urge", 1),
        ("blue", 1),
        ("orange", 2),
        ("red", 4),
        ("improper_return", 1),
        ("bad_rating", 1),
        ("bad_rating_not_rectified", 3),
        ("false_closing", 10),
        ("retaliation_fails", True),
        ("excellent_from", 90),
        ("good_from", 80),
        ("pass_from", 60),
    ],
)
def test_the_grade_takes_its_points(rules, name, value):
    assert getattr(rules.deductions, name) == value


def test_the_office_is_open_on_weekdays_and_on_make_up_days(rules):
    assert rules.hours == RuleHours(
        timezone="Asia/Shanghai",
        week=(OFFICE_DAY,) * 5 + ((), ()),
        make_up_day=OFFICE_DAY,
    )


def test_a_file_without_hours_has_the_office_hours(rules):
    assert parse_rules(changed(("hours", ABSENT))) == rules


def test_the_hours_are_those_of_the_calendar(rules):
    assert read_district_calendar({}, rules.hours.as_mapping()) == (
        read_district_calendar({})
    )


def test_hours_of_its_own_reach_the_calendar():
    early = [["08:30", "12:00"], ["14:30", "24:00"]]
    rules = parse_rules(changed(("hours.week.sat", early)))

    saturday = read_district_calendar({}, rules.hours.as_mapping()).week[5]

    assert saturday.blocks == ((30_600, 43_200), (52_200, 86_400))


# One mistake, one fault, at its place.


@pytest.mark.parametrize(
    ("place", "value", "zh", "en"),
    [
        ("sign.limit_working_hours", True, "整数", "whole number"),
        ("sign.limit_working_hours", 4.0, "整数", "whole number"),
        ("sign.limit_working_hours", "4", "整数", "whole number"),
        ("sign.limit_working_hours", [4], "整数", "whole number"),
        ("sign.limit_working_hours", 0, "大于 0", "more than 0"),
        ("sign.limit_working_hours", -4, "大于 0", "more than 0"),
        ("sign.limit_working_hours", 101, "不能大于 100", "not be more than 100"),
        ("classes.complex.limit_working_days", 0, "大于 0", "more than 0"),
        ("classes.complex.limit_working_days", 251, "不能大于 250", "more than 250"),
        ("classes.complex.limit_working_days", 10**30, "极大的数", "a huge number"),
        ("classes.complex.limit_working_days", "五天", "文字“五天”", '"五天"'),
        ("classes.complex.limit_working_days", ABSENT, "没有写", "is missing"),
        ("classes.complex", ABSENT, "“复杂”没有时限", '"Complex" has no limit'),
        ("classes.complex", 5, "应是一段", "must be a block"),
        ("classes.urgent", {}, "没有 urgent 这个工单类别", "no ticket class urgent"),
        (
            "suspensions.holiday",
            {},
            "没有 holiday 这个挂起事由",
            "no suspension reason",
        ),
        ("suspensions.tender", ABSENT, "缺少 [suspensions.tender]", "is missing"),
        ("suspensions.tender.stops_clock", 1, "true 或者 false", "true or false"),
        ("suspensions.tender.stops_clock", "true", "true 或者 false", "true or false"),
        ("suspensions.tender.max_times", "无限", '"unlimited"', '"unlimited"'),
        ("suspensions.tender.max_times", 0, "大于 0", "more than 0"),
        ("suspensions.tender.basis", "  ", "不能为空", "not be empty"),
        ("suspensions.tender.basis", 45, "加引号的文字", "a text in quotes"),
        ("suspensions.tender.basis", "依" * 501, "500 个字", "500 characters"),
        (
            "ladder.purple",
            {},
            "没有 purple 这个升级步骤",
            "no step of the ladder purple",
        ),
        ("ladder.red", ABSENT, "缺少 [ladder.red]", "[ladder.red] is missing"),
        ("ladder.red.recipients", [], "没有人接收", "nobody receives"),
        ("ladder.red.recipients", "inspector", "列表", "list"),
        ("ladder.red.recipients", ["mayor"], "没有“mayor”这个角色", 'no role "mayor"'),
        ("ladder.red.recipients", ["inspecter"], "是不是 inspector", "mean inspector"),
        ("ladder.red.recipients", [7], "没有 7这个角色", "no role 7"),
        ("ladder.red.recipients", ["inspector"] * 2, "写了两次", "named twice"),
        ("ladder.red.recipients", ["system"], "不能接收", "cannot receive"),
        ("ladder.red.acts", "", "不能为空", "not be empty"),
        ("ladder.clue.causes", ["C39"], "没有“C39”这个原因编码", 'no cause code "C39"'),
        ("ladder.raised.at_dissatisfaction_times", 1, "不能小于 2", "less than 2"),
        ("findings.N9", {}, "没有 N9 这个", "no finding code"),
        ("findings.N3.cause_prefix", "Z", "没有以“Z”开头", 'begins with "Z"'),
        ("findings.N3.cause_prefix", "", "没有以“”开头", 'begins with ""'),
        ("findings.N3.cause_prefix", 3, "编码的开头", "the start of codes"),
        ("findings.N6.cause", "c38", "是不是 C38", "mean C38"),
        ("findings.N2.limit_percent", 101, "不能大于 100", "more than 100"),
        ("findings.Q1.bad_rating_at_most", 5, "不能大于 4", "more than 4"),
        ("deductions.red_points", -1, "不能小于 0", "less than 0"),
        ("contact.same_day_before", "25:00", "钟点", "time of day"),
        ("contact.same_day_before", "3pm", "钟点", "time of day"),
        ("contact.same_day_before", time(15, 0), "加引号", "in quotes"),
        ("contact.next_day_by", "24:00", "23:59", "23:59"),
        ("meta.effective_on", "2026-07-01", "日期", "a date"),
        ("meta.effective_on", datetime(2026, 7, 1), "日期", "a date"),  # noqa: DTZ001
        ("meta.title", ABSENT, "没有写", "is missing"),
        ("hours.timezone", "Asia/Jiangmen", "时区", "no time zone"),
        ("hours.timezone", "../../etc/passwd", "时区", "no time zone"),
        ("hours.timezone", 8, "时区名称", "name of a zone"),
        ("hours.make_up_day", [], "至少要有一段", "at least one block"),
        ("hours.make_up_day", ABSENT, "没有写", "is missing"),
        ("hours.week.sat", [["12:00", "09:00"]], "关门不晚于开门", "when, it begins"),
        ("hours.week.sat", [["09:00", "09:00"]], "关门不晚于开门", "when, it begins"),
        ("hours.week.sat", [["09:00"]], "开门和关门", "an opening and a closing"),
        ("hours.week.sat", ["09:00", 5], "开门和关门", "an opening and a closing"),
        ("hours.week.sat", "09:00-12:00", "方括号", "a list of hours"),
        (
            "hours.week.sat",
            [["09:00", "12:00"], ["11:00", "15:00"]],
            "重叠：09:00-12:00, 11:00-15:00",
            "overlap: 09:00-12:00, 11:00-15:00",
        ),
        ("hours.week.someday", [], "没有 someday 这个星期", "no weekday someday"),
        ("hours", 9, "应是一段", "must be a block"),
        ("colours", {}, "没有 colours 这个段落", "no block colours"),
        ("sign.colour", 1, "没有 colour 这个项目", "no entry colour"),
    ],
)
def test_a_mistake_is_told_at_its_place(place, value, zh, en):
    faults = [
        fault for fault in faults_of(changed((place, value))) if fault.place == place
    ]

    assert faults
    assert any(zh in fault.message_zh for fault in faults)
    assert any(en in fault.message_en for fault in faults)
    assert len(faults_of(changed((place, value)))) == len(faults)


def test_blocks_that_follow_without_a_gap_do_not_overlap():
    joined = [["09:00", "12:00"], ["12:00", "17:00"]]

    rules = parse_rules(changed(("hours.make_up_day", joined)))

    assert rules.hours.make_up_day == ((32_400, 43_200), (43_200, 61_200))


def test_a_number_too_long_to_be_written_out_is_told_all_the_same():
    fault = only_fault(("sign.limit_working_hours", 10**6000))

    assert "极大的数" in fault.message_zh


@pytest.mark.parametrize(
    ("written", "meant", "zh", "en"),
    [
        ("limit", "limit_working_days", "没有写单位", "has no unit"),
        ("limit_days", "limit_working_days", "单位不对", "has the wrong unit"),
        ("limit_calendar_days", "limit_working_days", "单位不对", "the wrong unit"),
        ("limit_hours", "limit_working_days", "单位不对", "has the wrong unit"),
        ("limit_workng_days", "limit_working_days", "是不是", "did you mean"),
        ("yelow_last_working_days", "yellow_last_working_days", "是不是", "you mean"),
        ("yellow_last", "yellow_last_working_days", "没有写单位", "has no unit"),
    ],
)
def test_a_key_that_is_nearly_right_is_one_fault_with_the_right_one(
    written, meant, zh, en
):
    fault = only_fault(
        (f"classes.complex.{meant}", ABSENT), (f"classes.complex.{written}", 3)
    )

    assert fault.place == f"classes.complex.{written}"
    assert zh in fault.message_zh
    assert meant in fault.message_zh
    assert en in fault.message_en
    assert meant in fault.message_en


def test_what_stands_in_a_misspelt_block_is_checked_as_well():
    block = {**DEFAULT["classes"]["complex"], "limit_working_days": 0}
    faults = faults_of(changed(("classes.complex", ABSENT), ("classes.complx", block)))

    assert [fault.place for fault in faults] == [
        "classes.complx",
        "classes.complex.limit_working_days",
    ]


def test_an_unknown_key_beside_the_right_one_is_told_once():
    fault = only_fault(("classes.complex.limit", 7))

    assert fault.place == "classes.complex.limit"


# Values that do not fit together.


@pytest.mark.parametrize(
    ("place", "allowed", "refused", "zh"),
    [
        ("classes.general.yellow_last_working_days", 3, 4, "不能多于办结时限"),
        ("after_answer.redo_yellow_last_working_days", 5, 6, "不能多于重办时限"),
        ("after_answer.rectify_working_days", 5, 4, "不能短于重办"),
        ("after_answer.rating_contact_working_days", 15, 16, "不能短于差评后联系"),
        ("extension.max_working_days", 15, 16, "永远用不上"),
        ("returns.max_times_per_department", 2, 3, "不能多于每件工单"),
        ("units.repeated_times_per_month", 5, 6, "不能多于每季度"),
        ("deductions.pass_from_points", 79, 80, "必须低于良好"),
        ("deductions.good_from_points", 89, 90, "必须低于优秀"),
        ("deductions.excellent_from_points", 100, 101, "不能高于起始分"),
        ("ladder.blue.overdue_working_days", 2, 1, "逐步升高"),
        ("ladder.blue.overdue_working_days", 2, 3, "逐步升高"),
        ("ladder.raised.overdue_working_days", 6, 5, "逐步升高"),
        ("ladder.clue.overdue_working_days", 11, 10, "逐步升高"),
        ("sign.limit_working_hours", 7, 8, "最多 7 小时"),
        ("classes.simple.yellow_last_working_hours", 7, 8, "最多 7 小时"),
        ("contact.same_day_before", "17:00", "17:01", "09:00-17:00"),
        ("contact.next_day_by", "09:01", "09:00", "09:00-17:00"),
    ],
)
def test_values_that_contradict_each_other_are_refused(place, allowed, refused, zh):
    parse_rules(changed((place, allowed)))
    assert zh in only_fault((place, refused)).message_zh


def test_assistants_need_a_day_before_the_shortest_limit():
    parse_rules(changed(("assist.working_days_before_finish", 2)))

    faults = faults_of(changed(("assist.working_days_before_finish", 3)))

    assert {fault.place for fault in faults} == {"assist.working_days_before_finish"}
    assert len(faults) == 3  # general, cannot be done, obstruction


def test_a_short_saturday_must_hold_the_times_of_the_first_contact():
    fault = only_fault(("hours.week.sat", [["09:00", "13:00"]]))

    assert fault.place == "contact.same_day_before"
    assert "09:00-13:00" in fault.message_en


def test_a_week_without_work_is_refused():
    fault = only_fault(*((f"hours.week.{day}", []) for day in DEFAULT["hours"]["week"]))

    assert fault.place == "hours.week"


def test_a_step_that_could_not_be_read_is_not_called_out_of_order_too():
    fault = only_fault(("ladder.orange.overdue_working_days", "three"))

    assert fault.place == "ladder.orange.overdue_working_days"


# All of it at once.


def test_all_faults_are_told_at_once():
    faults = faults_of(
        changed(
            ("meta.owner", ABSENT),
            ("hours.timezone", "Nowhere"),
            ("classes.general.limit_working_days", 0),
            ("classes.special.limit", 10),
            ("classes.special.limit_working_days", ABSENT),
            ("sign.limit_working_hours", True),
            ("suspensions.hearing.max_times", "many"),
            ("ladder.blue.overdue_working_days", 9),
            ("ladder.urge.recipients", ["mayor", "auditor"]),
            ("findings.Z9", {}),
            ("deductions.good_from_points", 50),
        )
    )

    assert sorted(fault.place for fault in faults) == [
        "classes.general.limit_working_days",
        "classes.special.limit",
        "deductions.pass_from_points",
        "findings.Z9",
        "hours.timezone",
        "ladder.orange.overdue_working_days",
        "ladder.urge.recipients",
        "ladder.urge.recipients",
        "meta.owner",
        "sign.limit_working_hours",
        "suspensions.hearing.max_times",
    ]


def test_an_empty_file_names_every_block_that_may_not_be_left_out():
    places = [fault.place for fault in faults_of({})]

    assert places == [
        block for block in FILE.blocks if block not in ("hours", "hearing")
    ]


def test_every_key_of_the_table_is_required():
    for place in places_of(FILE):
        assert place in [fault.place for fault in faults_of(changed((place, ABSENT)))]


def places_of(block: Block, at: str = "") -> Iterator[str]:
    for key in block.keys:
        yield f"{at}{key}"
    for name, inner in block.blocks.items():
        yield from places_of(inner, f"{at}{name}.")


def test_the_default_file_writes_every_key_of_the_table_in_its_order():
    values, faults = read_values(DEFAULT)

    assert not faults
    assert list(values) == list(places_of(FILE))


@pytest.mark.parametrize("content", [None, 5, "text", [], [("meta", {})]])
def test_content_that_is_no_mapping_is_one_fault(content):
    (fault,) = faults_of(content)

    assert fault.place == ""


def test_the_error_lists_its_faults_one_a_line():
    with pytest.raises(RuleFileFaults) as caught:
        parse_rules(changed(("sign.limit_working_hours", 0)))

    assert str(caught.value).splitlines() == [
        "The rule file has 1 fault(s):",
        "sign.limit_working_hours: signing, limit (working hours): "
        "must be more than 0, but is 0.",
    ]


# The text of the file.


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[meta]\ntitle = \n", "line 2, column 9"),
        ("[meta]\ntitle = “x”\n", "line 2, column 9"),
        ("[a]\nb = 1\nb = 2\n", "line 3, column 6"),
        ("a = [1", ""),
        ("a = " + "[" * 100_000, ""),
        ("a = " + "9" * 5000, ""),
    ],
)
def test_text_that_is_no_toml_is_told_with_its_place(text, place):
    with pytest.raises(RuleFileFaults) as caught:
        load_rules(text)

    fault = next(one for one in caught.value.faults if "读不懂" in one.message_zh)
    assert fault.place == place
    assert "文件读不懂" in fault.message_zh
    assert "cannot be read" in fault.message_en


def test_full_width_signs_are_pointed_out():
    with pytest.raises(RuleFileFaults) as caught:
        load_rules(DEFAULT_TEXT.replace('"15:00"', "“15:00”"))

    (fault,) = caught.value.faults
    assert "全角符号 “ ”" in fault.message_zh
    assert "full-width signs “ ”" in fault.message_en


def test_a_file_saved_by_notepad_is_read(rules):
    assert load_rules("\ufeff" + DEFAULT_TEXT.replace("\n", "\r\n")) == rules


# The version.


def test_comments_and_blank_lines_do_not_change_the_version(rules):
    bare = "\n".join(
        line.partition(" #")[0]
        for line in DEFAULT_TEXT.splitlines()
        if line and not line.startswith("#")
    )

    assert load_rules(bare).version == rules.version


def test_the_order_of_blocks_keys_and_names_does_not_change_the_version(rules):
    assert parse_rules(backwards(DEFAULT)).version == rules.version


def backwards(value: Any) -> Any:
    """Every table in the opposite order, and every list of names."""
    if isinstance(value, dict):
        return {key: backwards(value[key]) for key in reversed(value)}
    return value[::-1] if isinstance(value, list) and value[:1] != ["09:00"] else value


@pytest.mark.parametrize("place", list(places_of(FILE)))
def test_every_value_is_part_of_the_version(rules, place):
    values, _ = read_values(DEFAULT)
    other = {**values, place: "another"}

    assert canonical_version(values) == rules.version
    assert canonical_version(other) != rules.version


def test_rule_sets_are_equal_when_their_versions_are(rules):
    same = load_rules(DEFAULT_TEXT)
    other = parse_rules(changed(("sign.limit_working_hours", 3)))

    assert same == rules
    assert hash(same) == hash(rules)
    assert other != rules
    assert len(rules.version) == 64


# Whatever is written, only faults come back.

PLACES = [*places_of(FILE), *FILE.blocks, *(f"classes.{each}" for each in TicketClass)]
WRITTEN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.binary()
    | st.dates()
    | st.times()
    | st.datetimes()
    | st.sampled_from(["unlimited", "24:00", "09:00", "inspector", "C31", "system"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text() | st.integers() | st.none(), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(st.lists(st.tuples(st.sampled_from(PLACES), WRITTEN), min_size=1, max_size=6))
def test_a_file_with_anything_written_anywhere_gives_rules_or_faults(mutations):
    content = copy.deepcopy(DEFAULT)
    for place, value in mutations:
        put(content, place, value)

    read_or_refused(content)


@given(st.sampled_from(PLACES), st.text() | st.integers() | st.none(), WRITTEN)
def test_a_file_with_any_key_added_gives_faults(place, key, value):
    content = copy.deepcopy(DEFAULT)
    table: Any = content
    for block in place.split(".")[:-1]:
        table = table[block]
    if key in table:
        return
    table[key] = value

    assert read_or_refused(content)


@given(WRITTEN)
def test_any_content_at_all_gives_faults(content):
    assert read_or_refused(content)


@given(st.text())
def test_any_text_at_all_gives_faults(text):
    with pytest.raises(RuleFileFaults):
        load_rules(text)


def put(content: Any, place: str, value: object) -> None:
    """Write a value at its place, if earlier changes left the place standing."""
    *blocks, key = place.split(".")
    for block in blocks:
        content = content.get(block) if isinstance(content, dict) else None
    if isinstance(content, dict):
        content[key] = value


def read_or_refused(content: Any) -> tuple[Fault, ...]:
    """Parse, and look at each fault: a place, and a sentence in both languages."""
    try:
        parse_rules(content)
    except RuleFileFaults as refused:
        for fault in refused.faults:
            assert fault.message_zh.endswith("。")
            assert any("\u4e00" <= sign <= "\u9fff" for sign in fault.message_zh)
            assert fault.message_en.endswith((".", "..."))
            assert len(fault.message_zh) < 400
        return refused.faults
    return ()


def test_a_file_that_reads_well_has_no_contradiction():
    values, _ = read_values(DEFAULT)

    assert not list(contradictions(values))
