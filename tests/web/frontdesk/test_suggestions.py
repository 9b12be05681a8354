"""The department that the text proposes, on the new-case page without scripts."""

import pytest
from sqlalchemy import select

from app.store.database import db
from app.store.routing import list_corrections, list_tallies
from app.store.tables import DistrictRow
from tests.marks import on_sqlite_only

pytestmark = on_sqlite_only

SAID = {
    "text": "孩子出生半年，户口一直上不了，派出所让补材料。",
    "request_type": "many_trips",
    "name": "张某某",
    "phone": "13800001234",
    "matter": "没有这种事项的说法 qwz",
}


@pytest.fixture
def told(window):
    """The page after the officer looked up words that no matter fits."""
    window.open().send("search", **SAID)
    return window


def choices(register):
    with register():
        district = db.session.execute(select(DistrictRow.id)).scalar_one()
        return list_tallies(district), list_corrections(district, 9)


def test_the_text_proposes_a_department_with_its_reason_and_two_others(told):
    assert told.field("department") == "GA"
    assert "户籍管理" in told.page
    assert told.page.count('value="route:') == 2


def test_what_nobody_saw_is_shown_before_it_is_filed(window):
    answer = window.open().send("file", **SAID)

    assert answer.status_code == 422
    assert "部门是按记录的情况推荐的" in window.page
    assert window.send("file").status_code == 302


def test_a_proposal_that_is_taken_counts_as_right(told, register):
    assert told.send("file").status_code == 302

    (tally,), corrections = choices(register)
    assert (tally.department, tally.proposed, tally.corrected) == ("GA", 1, 0)
    assert corrections == []


def test_another_choice_is_kept_with_its_reason(told, register):
    told.send("recount", department="MZ")
    assert told.send("file", department="MZ", why="先办收养").status_code == 302

    (tally,), (correction,) = choices(register)
    assert tally.corrected == 1
    assert (correction.proposed, correction.chosen) == ("GA", "MZ")
    assert correction.why == "先办收养"


def test_one_of_the_others_is_taken_with_a_click(told):
    other = told.page.split('value="route:')[1].split('"')[0]

    told.send(f"route:{other}")

    assert told.field("department") == other
    assert told.field("why")


def test_with_a_matter_nothing_is_proposed_from_the_text(window, register):
    window.open().send("search", **{**SAID, "matter": "开饭店的证"})
    window.send("pick:PJ-SJ-017")

    assert 'value="route:' not in window.page
    assert window.field("department") == "SJ"
