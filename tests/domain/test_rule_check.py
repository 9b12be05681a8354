"""What is wrong with a rule file: all of it at once, each with its line, in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.rules.fault import Fault
from app.domain.rules.file import RuleFileFaults, load_rule_file
from app.domain.rules.text import LARGEST_FILE

TEXT = (Path(__file__).parents[2] / "escalation_rules.toml").read_text("utf-8")


def faults(raw: bytes | str) -> tuple[Fault, ...]:
    with pytest.raises(RuleFileFaults) as caught:
        load_rule_file(raw.encode() if isinstance(raw, str) else raw)
    return caught.value.faults


def changed(*changes: tuple[str, str]) -> str:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("effective_on = 2026-07-01", "effective_on = 2026-02-30", "不存在"),
        (
            "limit_working_hours = 4",
            "limit_working_hours = 4小时",
            "值的后面多写了东西",
        ),
        ("limit_working_hours = 4", "limit_working_hours ＝ 4", "全角符号 ＝"),
        ('"Asia/Shanghai"', '"Asia/Shanghai', "引号没有成对"),
        ("limit_working_hours = 4", "limit_working_hours 4", "等号"),
        ("limit_working_hours = 4", "limit_working_hours = ", "等号右边的值"),
        (
            "limit_working_hours = 4",
            "limit_working_hours = 4\nlimit_working_hours = 5",
            "写了两遍",
        ),
        ("[sign]", "［sign］", "全角符号 ［ ］"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_with_its_reason(old, new, told):
    text = changed((old, new))
    fault = faults(text)[0]

    assert told in fault.message_zh
    wrong = new.split("\n")[-1]
    assert fault.line == line_of(text, wrong)
    assert fault.told_zh().startswith(f"第 {fault.line} 行")


def test_one_unreadable_line_does_not_hide_the_others():
    text = changed(
        ("limit_working_hours = 4", "limit_working_hours ＝ 4"),
        ('same_day_before = "15:00"', "same_day_before = “15:00”"),
        (
            "arbitration]\nlimit_working_days = 1",
            "arbitration]\nlimit_working_days = 0",
        ),
    )

    found = faults(text)

    assert [fault.line for fault in found] == [
        line_of(text, "limit_working_hours ＝"),
        line_of(text, "same_day_before = “"),
        line_of(text, "limit_working_days = 0"),
    ]


def test_every_kind_of_fault_is_told_at_once_in_the_order_of_the_lines():
    text = changed(
        ("[classes.special]\nlimit_working_days       = 10\n", "[classes.special]\n"),
        ("limit_working_days       = 15", "limit_working_days       = 10000"),
        ("limit_working_hours = 4", "limit = 4"),
        ("revisit_max_attempts", "revisit_max_atempts"),
        ('recipients = ["handler", "chief_representative"]', "recipients = []"),
        ("overdue_working_days = 3", "overdue_working_days = 2"),
        ("red_points                      = 4", "red_points = -1"),
    )

    found = faults(text)

    assert [(fault.line, fault.place) for fault in found] == [
        (line_of(text, "[classes.special]"), "classes.special.limit_working_days"),
        (line_of(text, "= 10000"), "classes.difficult.limit_working_days"),
        (line_of(text, "limit = 4"), "sign.limit"),
        (line_of(text, "revisit_max_atempts"), "after_answer.revisit_max_atempts"),
        (line_of(text, "recipients = []"), "ladder.yellow.recipients"),
        (
            line_of(text, "[ladder.orange]") + 1,
            "ladder.orange.overdue_working_days",
        ),
        (line_of(text, "red_points = -1"), "deductions.red_points"),
    ]
    assert "是不是 revisit_max_attempts" in found[3].message_zh
    assert "没有写单位，应写作 limit_working_hours" in found[2].message_zh
    assert "没有人接收" in found[4].message_zh


def test_a_file_is_not_too_large_up_to_the_limit():
    filling = "#" * (LARGEST_FILE - len(TEXT.encode()))

    assert load_rule_file((TEXT + filling).encode())[1].title
    assert "文件太大" in faults(TEXT + filling + "#")[0].message_zh


@pytest.mark.parametrize(
    ("encoding", "told"), [("gb18030", "像是 GBK"), ("utf-16", "像是 UTF-16")]
)
def test_another_encoding_is_named(encoding, told):
    (fault,) = faults(TEXT.encode(encoding))

    assert told in fault.message_zh
    assert fault.line == 1


def test_bytes_that_are_no_text_are_told_at_their_line():
    raw = TEXT.encode().replace(b"[sign]", b"[sign]\n\xff\xff\xff\xff")

    assert faults(raw)[0].line == line_of(TEXT, "[sign]") + 1


@pytest.mark.parametrize("marks", [b"", b"\xef\xbb\xbf"])
def test_what_notepad_saves_is_read(marks):
    raw = marks + TEXT.replace("\n", "\r\n").encode()

    assert load_rule_file(raw)[1] == load_rule_file(TEXT.encode())[1]


def test_english_is_told_as_well():
    fault = faults(changed(("limit_working_hours = 4", "limit_working_hours = 0")))[0]

    assert fault.told_en() == (
        f"line {fault.line} (sign.limit_working_hours): signing, limit (working "
        "hours): must be more than 0, but is 0."
    )
