"""Routing with the district's own files: how often it is right, and what it says."""

import json
from pathlib import Path

import pytest

from app.casework.routing import router_from_files, why_in_chinese
from app.cli.routing_lines import read_routed_case
from app.config import ROOT
from app.domain.routing_measure import measure
from app.store.district_files import read_district_files

DISTRICT = ROOT / "app" / "district"
DATA = Path(__file__).parents[1] / "data"
# file: least share right first, least share among three. What was measured is a little
# higher (docs/routing.md); a change that falls below has made routing worse.
FLOORS = {
    DISTRICT / "cases.jsonl": (0.87, 0.95),
    DATA / "routing_invented.jsonl": (0.97, 0.99),
    DATA / "routing_tangled.jsonl": (0.88, 0.95),
    DATA / "routing_second_author_seen.jsonl": (0.93, 0.99),
    DATA / "routing_second_author_unseen.jsonl": (0.86, 0.96),
}


@pytest.fixture(scope="module")
def router():
    return router_from_files(DISTRICT, read_district_files(DISTRICT))


@pytest.mark.parametrize("file", FLOORS, ids=lambda path: path.stem)
def test_routing_is_right_as_often_as_was_measured(router, file):
    cases = [read_routed_case(line) for line in file.read_bytes().splitlines()]

    score = measure(
        cases, lambda text: [one.department for one in router.propose(text)]
    )

    first, among = FLOORS[file]
    assert score.first >= first * score.count
    assert score.among >= among * score.count


def test_the_invented_cases_ask_for_every_department():
    cases = (DATA / "routing_invented.jsonl").read_text("utf-8").splitlines()
    asked = {json.loads(line)["department_code"] for line in cases}

    assert asked == {one["code"] for one in read_district_files(DISTRICT).departments}


def test_why_names_words_and_duty_in_chinese(router):
    told = why_in_chinese(router.propose("户口簿丢了，想补办户口簿")[0])

    assert "户口簿" in told
    assert "户籍管理" in told


def test_traditional_characters_are_understood(router):
    assert router.propose("獨生子女補助沒有領到")[0].department == "WJ"
