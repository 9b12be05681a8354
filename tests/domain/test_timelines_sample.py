"""The histories that the contract answers itself, field by field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.given import answer

SAMPLE = Path(__file__).parents[1] / "vectors/timelines_sample.jsonl"
LINES = [json.loads(line) for line in SAMPLE.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["timeline"]["ticket"])
def test_the_answer_is_the_expected_one(line: dict[str, Any]) -> None:
    told = answer(json.dumps(line["timeline"])).answer

    assert told.keys() == line["expect"].keys()
    for field in told:
        assert told[field] == line["expect"][field], field


def test_the_sample_is_whole() -> None:
    assert len(LINES) == 23
