"""Who proved number and code tells the inspection office what a department does."""

import pytest

from tests.casework.given_office import entries, everything, last_entry, of_ticket
from tests.marks import on_sqlite_only

WORDS = "再去办证，窗口说慢慢等"


@pytest.fixture
def page(citizen, slip):
    """The page of whoever proved number and code."""
    number, code = slip
    citizen.now = "11-24 16:00"
    citizen.follow(citizen.get(f"/case/{number}?code={code}"))
    citizen.get(f"/case/{number}/retaliation")
    return citizen


def test_the_case_leads_to_it_and_the_words_go_to_the_inspection_office(page, slip):
    number, _ = slip
    page.get(f"/case/{number}")
    assert f"/case/{number}/retaliation" in page.page
    page.get(f"/case/{number}/retaliation")

    page.follow(page.post(f"/case/{number}/retaliation", department="SJ", told=WORDS))

    assert "任何部门都看不到您写的内容" in page.words
    assert last_entry(number)["role"] == "citizen"
    assert WORDS not in str(entries(number))
    assert [one["told"] for one in of_ticket("retaliation_reports", number)] == [WORDS]


@on_sqlite_only
def test_a_second_one_is_refused_and_what_was_typed_stays(page, slip):
    path = f"/case/{slip[0]}/retaliation"
    page.post(path, department="SJ", told=WORDS)
    page.get(path)
    before = everything()

    again = page.post(path, department="SJ", told="又有新情况")

    assert again.status_code == 409
    assert "督查正在核查关于这个部门的反映" in page.words
    assert "又有新情况" in page.page
    assert everything() == before


@on_sqlite_only
def test_nothing_typed_is_nothing_sent(page, slip):
    before = everything()

    answer = page.post(f"/case/{slip[0]}/retaliation", department="", told=" ")

    assert answer.status_code == 422
    assert everything() == before


@on_sqlite_only
def test_without_the_code_it_leads_to_the_door(citizen, slip):
    number, _ = slip
    citizen.now = "11-24 16:00"

    answer = citizen.get(f"/case/{number}/retaliation")

    assert answer.headers["Location"] == f"/case/{number}"


@on_sqlite_only
def test_what_was_written_for_longer_than_half_an_hour_is_kept(page, slip):
    number, code = slip
    path = f"/case/{number}/retaliation"
    page.now = "11-24 16:40"

    answer = page.post(path, department="SJ", told=WORDS)
    assert answer.status_code == 422
    assert WORDS in page.page
    assert "已过半小时，请再填一次查询码" in page.words
    assert page.post(path, department="SJ", told=WORDS, code="22222222").status_code
    assert of_ticket("retaliation_reports", number) == []

    page.follow(page.post(path, department="SJ", told=WORDS, code=code))
    assert "任何部门都看不到您写的内容" in page.words
    assert [one["told"] for one in of_ticket("retaliation_reports", number)] == [WORDS]
