"""`flask rules ...` as a clerk types it."""

from __future__ import annotations

import json

import pytest

from tests.domain.test_rule_check import TEXT, changed
from tests.given import in_hand, timeline
from tests.marks import on_sqlite_only

pytestmark = on_sqlite_only


@pytest.fixture
def rules(app, tmp_path, monkeypatch):
    """Run `rules ...`; texts among the words become files."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    run = app.test_cli_runner()

    def call(*words, **files):
        for name, content in files.items():
            raw = content if isinstance(content, bytes) else content.encode()
            (tmp_path / name).write_bytes(raw)
        named = [str(tmp_path / word) if word in files else word for word in words]
        return run.invoke(args=["rules", *named])

    return call


def test_a_sound_file_is_called_sound(rules):
    said = rules("check", "draft", draft=TEXT)

    assert said.exit_code == 0
    assert "没有错误" in said.output


def test_every_fault_is_told_and_the_status_says_so(rules):
    wrong = changed(
        ("limit_working_hours = 4", "limit_working_hours = 0"),
        ("reply_working_days   = 5", "reply_working_days   = 10000"),
    )

    said = rules("check", "draft", draft=wrong)

    assert said.exit_code == 1
    assert "sign.limit_working_hours" in said.output
    assert "ladder.red.reply_working_days" in said.output
    assert "共 2 处错误" in said.output


def test_a_file_of_ten_megabytes_is_refused_unread(rules):
    said = rules("check", "draft", draft=b"#" * 10_000_000)

    assert said.exit_code == 1
    assert "文件太大：9.5 MB" in said.output


@pytest.mark.parametrize(
    ("locale", "words", "told"),
    [
        ("C.UTF-8", (), "没有错误"),
        ("en_US.UTF-8", (), "no fault"),
        ("en_US.UTF-8", ("-l", "zh"), "没有错误"),
        ("zh_CN.UTF-8", ("--language", "en"), "no fault"),
    ],
)
def test_the_language_is_chosen_by_locale_or_option(
    rules, monkeypatch, locale, words, told
):
    monkeypatch.setenv("LC_ALL", locale)

    assert told in rules("check", "draft", *words, draft=TEXT).output


def test_the_rules_in_force_are_explained(rules, tmp_path):
    said = rules("explain", "--svg", str(tmp_path / "ladder.svg"))

    assert said.exit_code == 0
    assert "复杂：5 个工作日内答复" in said.output
    assert (tmp_path / "ladder.svg").read_text("utf-8").startswith("<svg")


def test_the_mark_of_a_file_is_no_part_of_its_first_line(rules):
    line = json.dumps(timeline(in_hand(), "11-24 10:00")).encode()
    marked = b"\xef\xbb\xbf" + line + b"\n" + b"\n" + b"\xff\n" + line

    said = rules("replay", "--timelines", "lines", lines=marked)

    assert said.exit_code == 0
    answers = [json.loads(one) for one in said.stdout.splitlines()]
    assert [one.get("error") for one in answers] == [
        None,
        "not a JSON object",
        "not a JSON object",
        None,
    ]
    assert answers[0] == answers[3]


def test_a_draft_is_tried_on_recorded_timelines(rules):
    later = changed(("overdue_working_days = 3", "overdue_working_days = 4"))
    line = json.dumps(timeline(in_hand(), "12-04 10:00"))
    words = ("backtest", "--rules", "draft", "--timelines", "lines")

    told = rules(*words, draft=later, lines=line)
    answer = json.loads(rules(*words, "--json", draft=later, lines=line).stdout)

    assert "移动 橙色督办单 finish 1  SJ  2026-12-03 09:00 → 2026-12-04 09:00" in (
        told.stdout
    )
    assert answer["tickets"] == [
        {
            "ticket": "T-1",
            "escalations": [
                {
                    "change": "moved",
                    "clock": "finish",
                    "cycle": 1,
                    "step": "orange",
                    "department": "SJ",
                    "due_at": "2026-12-04T09:00:00+08:00",
                    "was": "2026-12-03T09:00:00+08:00",
                }
            ],
            "findings": [],
        }
    ]
    assert answer["totals"]["moved"] == 1
    assert [one["department"] for one in answer["departments"]] == ["SJ"]
