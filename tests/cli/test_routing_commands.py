"""What the routing commands say to programs, line by line."""

import json

import pytest

from tests.marks import on_sqlite_only

pytestmark = on_sqlite_only


def suggest(app, lines):
    ran = app.test_cli_runner().invoke(args=["routing", "suggest"], input=lines)
    assert ran.exit_code == 0
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_suggest_answers_each_line_in_its_order(app):
    lines = '{"id": 7, "text": "医保报销"}\nnonsense\n{"id": "x"}\n{"id": 8, "text": "烟草证"}'

    first, bad, without_text, last = suggest(app, lines)

    assert first["id"] == 7
    assert first["departments"][0]["code"] == "YB"
    assert len(first["departments"]) == 3
    assert all(one["why"] for one in first["departments"])
    assert bad["id"] is None
    assert "error" in bad
    assert without_text["id"] == "x"
    assert "error" in without_text
    assert last["departments"][0]["code"] == "YC"


@pytest.mark.parametrize(
    "line",
    ["", "[1]", "null", '{"id": 1, "text": 5}', '{"id": 1, "text": " "}', "[" * 9_999],
)
def test_a_bad_line_is_answered_and_the_next_is_read(app, line):
    bad, good = suggest(app, f'{line}\n{{"id": 2, "text": "落户"}}')

    assert "error" in bad
    assert good["departments"][0]["code"] == "GA"


def test_halves_of_signs_break_nothing(app):
    (answer,) = suggest(app, '{"id": "\\ud83d", "text": "落户\\ud83d"}')

    assert answer["id"] == "\ud83d"
    assert answer["departments"][0]["code"] == "GA"


def test_measure_tells_the_shares_and_the_misses(app, tmp_path):
    right = {"id": "a", "complaint_text": "孩子落户", "department_code": "GA"}
    later = {"id": "b", "text": "孩子落户", "department_code": "SJ"}
    also = {**later, "id": "c", "acceptable_codes": ["GA"]}
    file = tmp_path / "cases.jsonl"
    file.write_text("\n".join(map(json.dumps, [right, later, also])), "utf-8")

    ran = app.test_cli_runner().invoke(args=["routing", "measure", str(file)])

    lines = ran.stdout.splitlines()
    assert lines[0] == "3 cases"
    assert lines[1] == "first: 2 (66.7 %)"
    assert len(lines) == 4
    assert " b " in lines[3]
