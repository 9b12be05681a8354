"""Search: everybody finds what they may see, by whatever is at hand."""

from urllib.parse import quote

import pytest

from tests.casework.given_office import dispatched, signed
from tests.marks import on_sqlite_only
from tests.web.given_desks import numbers, visitor


@pytest.fixture
def sit(app, district):
    return lambda who: visitor(app, district, who)


@pytest.fixture
def number(district):
    return signed(name="陈某某", phone="13600004321", text="证照跑了三趟，说系统坏了")


def found(person, words):
    answer = person.get(f"/search?words={quote(words)}")
    assert answer.status_code == 200, answer.status_code
    return numbers(person.page)


@pytest.mark.parametrize(
    "words",
    ["PJ26-00", "不动产变更", "跑了三趟", "陈某某", "13600004321", "136****4321"],
)
def test_a_case_is_found_by_whatever_is_at_hand(sit, number, words):
    assert found(sit("sj"), words) == [number]


@on_sqlite_only
@pytest.mark.parametrize("words", ["陈某", "137****4321", "查无此事", "%", "_", "x"])
def test_what_does_not_fit_is_not_found(sit, number, words):
    assert found(sit("sj"), words) == []


def test_nobody_finds_what_they_may_not_see(sit, number):
    police = sit("ga")
    for words in ("跑了三趟", "13600004321", "136****4321", "PJ26-00"):
        assert found(police, words) == []
    assert found(sit("ducha"), "跑了三趟") == [number]


@on_sqlite_only
def test_a_whole_number_opens_its_case_and_a_foreign_one_says_nothing(sit, number):
    answer = sit("sj").get(f"/search?words={number.lower().replace('-', '')}")
    assert answer.headers["Location"].endswith(f"/cases/{number}")
    assert sit("ga").get(f"/search?words={number}").status_code == 200


@on_sqlite_only
def test_who_asked_for_confidence_is_found_by_the_matter_alone(sit, district):
    hidden = dispatched(name="李不见", phone="13700001111", confidential=True)
    handler, clerk = sit("sj"), sit("chuangkou")

    assert found(handler, "不动产变更") == [hidden]
    for words in ("李不见", "13700001111", "137****1111"):
        assert found(handler, words) == []
        assert found(clerk, words) == [hidden]


@on_sqlite_only
def test_administrators_have_no_search(sit):
    assert sit("anquan").get("/search?words=PJ26").status_code == 403


@on_sqlite_only
def test_a_long_search_goes_on_where_it_ended(sit, district):
    expected = [dispatched() for _ in range(27)][::-1]
    person = sit("sj")
    person.get("/search?words=不动产变更")
    first = numbers(person.page)
    person.get(person.found(r'rel="next" href="([^"]+)"'))

    assert first + numbers(person.page) == expected
