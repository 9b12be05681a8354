"""The search over the district's own matters: how often the right one is found."""

import json
from pathlib import Path

import pytest

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
