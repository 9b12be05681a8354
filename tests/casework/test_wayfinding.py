"""The search over the district's own matters: how often the right one is found."""

import json
from pathlib import Path

import pytest

from app.casework import routing_learned
from app.casework.routing_learned import LearnedFiles
from app.casework.wayfinding import Wayfinder
from app.config import ROOT
from app.store import organisation
from app.store.district_files import read_district_files
from app.store.transaction import transaction

DISTRICT = ROOT / "app" / "district"
DATA = Path(__file__).parents[1] / "data"
# file: least shares of right ones first, among three, among ten. What was measured is a
# little higher (docs/routing.md).
FLOORS = {
    "matter_queries": (0.97, 0.99, 0.99),
    "matter_queries_later": (0.92, 0.97, 0.98),
}


@pytest.fixture
def district(app):
    with app.app_context(), transaction():
        yield organisation.load_district(read_district_files(DISTRICT))


@pytest.fixture
def wayfinder(app):
    return app.extensions["wayfinder"]


def rank(search, query):
    found = [one.code for one in search.find(query["words"], 10)]
    right = [place for place, code in enumerate(found) if code in query["codes"]]
    return min(right, default=99)


@pytest.mark.parametrize("name", FLOORS)
def test_everyday_words_find_the_matter_as_often_as_was_measured(
    district, wayfinder, name
):
    search = wayfinder.search(district.id)
    lines = (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()

    ranks = [rank(search, json.loads(line)) for line in lines]

    for floor, places in zip(FLOORS[name], (1, 3, 10), strict=True):
        assert sum(rank < places for rank in ranks) >= floor * len(ranks)


def test_search_and_router_are_made_once(district, wayfinder):
    assert wayfinder.search(district.id) is wayfinder.search(district.id)
    assert wayfinder.router(district.id) is wayfinder.router(district.id)


def test_they_are_made_anew_when_the_district_was_loaded_with_something_new(district):
    wayfinder = Wayfinder(DISTRICT)
    search, router = wayfinder.search(district.id), wayfinder.router(district.id)
    files = read_district_files(DISTRICT)
    renamed = {**files.matters[0], "aliases": "鱼跃龙门"}
    changed = type(files)(
        files.district, files.centers, files.departments, (renamed, *files.matters[1:])
    )

    organisation.load_district(changed)

    assert search.find("鱼跃龙门", 1) == []
    assert wayfinder.search(district.id).find("鱼跃龙门", 1)[0].code == renamed["code"]
    assert wayfinder.router(district.id) is not router


def test_what_the_files_teach_is_read_once_until_one_of_them_changes(tmp_path):
    story = tmp_path / "stories" / "told.jsonl"
    story.parent.mkdir()
    story.write_text('{"text": "落户", "department_code": "GA"}\n', "utf-8")
    files = LearnedFiles(tmp_path)
    learned = files.read(["GA", "SJ"])

    assert files.read(["SJ", "GA"]) is learned
    story.write_text("", "utf-8")
    assert (learned.stories.count, files.read(["GA", "SJ"]).stories.count) == (1, 0)


def test_a_prepared_wayfinder_reads_no_file_for_its_router(district, monkeypatch):
    wayfinder = Wayfinder(DISTRICT)
    wayfinder.prepare()
    monkeypatch.setattr(routing_learned, "read_stories", None)

    assert wayfinder.router(district.id).propose("孩子落户")[0].department == "GA"
