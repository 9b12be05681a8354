"""The rule file in sentences, and the picture of its ladder."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from app.domain.rule_set import RuleSet
from app.domain.rules.file import load_rules
from app.domain.rules.story import tell, tell_ladder
from app.domain.terms import Step
from app.reports.ladder_picture import ladder_picture
from tests.domain.test_rule_check import changed
from tests.given import the_rules

SVG = "{http://www.w3.org/2000/svg}"


def sentences(rules: RuleSet) -> str:
    return "\n".join(words.zh for part in tell(rules) for words in part.sentences)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("limit_working_days       = 5", "limit_working_days       = 7", "复杂：7 个"),
        ("limit_working_hours = 4", "limit_working_hours = 6", "派单后 6 个工作小时"),
        ('same_day_before = "15:00"', 'same_day_before = "14:30"', "14:30 以前派的单"),
        ("overdue_working_days = 2", "overdue_working_days = 2 #", "逾期第 2 个工作日"),
        ("reply_working_days   = 5", "reply_working_days   = 4", "4 个工作日内回复"),
        (
            "revisit_max_attempts          = 3",
            "revisit_max_attempts = 4",
            "最多试 4 次",
        ),
        ("max_working_days = 15", "max_working_days = 12", "最长 12 个工作日"),
        ("bad_rating_at_most = 2", "bad_rating_at_most = 3", "评价 3 分及以下"),
        ("min_cases_to_rank          = 10", "min_cases_to_rank = 9", "不足 9 件不排名"),
    ],
)
def test_a_sentence_follows_its_value(old, new, told):
    assert told in sentences(load_rules(changed((old, new))))


def test_the_ladder_is_told_step_by_step():
    told = [words.zh.partition("：")[0] for words in tell_ladder(the_rules())]

    assert told[1:7] == [step.zh for step in Step if step is not Step.YELLOW]
    assert told[0] == "黄灯"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_picture_shows_every_step_and_says_so_to_who_cannot_see_it(language):
    root = ET.fromstring(ladder_picture(the_rules(), language))  # noqa: S314 - drawn by ourselves
    shown = {text.text for text in root.iter(f"{SVG}text")}
    desc = root.find(f"{SVG}desc")

    assert {step.en if language == "en" else step.zh for step in Step} <= shown
    assert root.get("role") == "img"
    assert desc is not None
    assert desc.text
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    assert set((root.get("aria-labelledby") or "").split()) == ids


def test_the_picture_needs_no_style_and_no_script():
    """A strict content security policy lets it pass."""
    drawn = ladder_picture(the_rules())

    assert not re.search(r"style=|<style|<script|href=|\son\w+=", drawn)


@pytest.mark.parametrize("days", [16, 40, 250])
def test_labels_do_not_leave_the_picture(days):
    text = changed(("overdue_working_days = 15", f"overdue_working_days = {days}"))
    root = ET.fromstring(ladder_picture(load_rules(text)))  # noqa: S314 - drawn by ourselves

    width = float(root.get("width") or 0)
    assert all(0 < float(t.get("x") or 0) < width for t in root.iter(f"{SVG}text"))
    assert any(t.text == f"+{days}" for t in root.iter(f"{SVG}text"))
