"""The live search of the new-case page, and how found words are marked."""

import pytest

from app.web.frontdesk.matters import marked
from tests.marks import on_sqlite_only


@pytest.mark.parametrize(
    ("text", "marks", "pieces"),
    [
        ("饭店开业", ["饭店"], [("饭店", True), ("开业", False)]),
        ("小饭店饭店", ["饭店"], [("小", False), ("饭店饭店", True)]),
        ("Food permit", ["food"], [("Food", True), (" permit", False)]),
        ("飯店開業", ["饭店"], [("飯店", True), ("開業", False)]),
        ("饭店开业", [], [("饭店开业", False)]),
        ("İstanbul", ["i"], [("İstanbul", False)]),
        ("", ["饭店"], []),
    ],
)
def test_found_words_are_marked(text, marks, pieces):
    assert marked(text, marks) == pieces


@on_sqlite_only
def test_the_search_answers_with_a_few_matters(window):
    hits = window.get("/new-case/matters?words=开饭店的证").json

    assert 1 <= len(hits) <= 4
    assert hits[0]["code"].startswith("PJ-SJ-")
    assert hits[0]["department"] == "区市场监管局"
    assert "".join(text for text, _ in hits[0]["name"]) == "食品经营许可证核发(新办)"


@on_sqlite_only
@pytest.mark.parametrize("words", ["", "%20", "qwzx", "%F0%A0%AE%B7", "%", "x" * 5000])
def test_odd_words_find_nothing_and_break_nothing(window, words):
    answer = window.get(f"/new-case/matters?words={words}")

    assert answer.status_code == 200
    assert answer.json == []


@on_sqlite_only
@pytest.mark.parametrize(
    ("words", "marked_words"),
    [("gongshang", "工伤"), ("GONG SHANG", "工伤"), ("工傷認定", "工伤认定")],
)
def test_what_was_meant_is_marked_however_it_was_typed(window, words, marked_words):
    hits = window.get(f"/new-case/matters?words={words}").json

    assert any([marked_words, True] in hit["name"] for hit in hits)
