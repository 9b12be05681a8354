"""The complainant's word over the API: number and code prove the case, one verb keeps it."""

import pytest
from flask import current_app

from app.casework.query_codes import query_code
from tests.casework.given_office import (
    DISTRICT,
    answered,
    kinds,
    last_entry,
    payload,
    verify,
)
from tests.marks import on_sqlite_only

RATINGS = "/public/ratings"


@pytest.fixture
def ready(house):
    """A case whose answer the window has verified: what proves it."""
    number = answered()
    verify(number, "11-24 15:00")
    secret = str(current_app.config["SECRET_KEY"])
    return {"number": number, "code": query_code(secret, DISTRICT, number)}


@pytest.fixture
def platform(calls):
    return calls(now="11-24 16:00")


def test_a_platform_keeps_the_persons_word_once(platform, ready):
    said = {**ready, "solved": True, "rating": 4}

    answer = platform.post(RATINGS, said)

    assert (answer.status_code, platform.told["state"]) == (200, "revisited")
    entry = last_entry(ready["number"])
    assert (entry["kind"], entry["role"]) == ("revisited", "citizen")
    assert payload(entry)["rating"] == 4
    assert platform.post(RATINGS, said).status_code == 409
    assert platform.told["code"] == "rating.not_now"


@on_sqlite_only
def test_what_is_not_solved_goes_back_at_once(platform, ready):
    said = {**ready, "solved": False, "rating": 1, "why": ["not_done"]}

    assert platform.post(RATINGS, said).status_code == 200
    assert kinds(ready["number"])[-2:] == ["revisited", "reopened"]
    assert platform.told["state"] == "held"


@on_sqlite_only
def test_a_wrong_code_is_counted_and_says_nothing(platform, ready):
    said = {**ready, "code": "AAAA-AAAA", "solved": True, "rating": 5}
    before = kinds(ready["number"])

    answers = [platform.post(RATINGS, said).status_code for _ in range(6)]

    assert answers == [404] * 5 + [429]
    assert platform.post(RATINGS, {**said, **ready}).status_code == 429
    assert kinds(ready["number"]) == before


@on_sqlite_only
@pytest.mark.parametrize(
    "said",
    [
        {"solved": True},
        {"solved": True, "rating": 6},
        {"solved": "yes", "rating": 5},
        {"solved": False, "rating": 1},
        {"solved": False, "rating": 1, "why": ["bored"]},
    ],
)
def test_what_is_not_said_whole_is_refused(platform, ready, said):
    before = kinds(ready["number"])

    assert platform.post(RATINGS, {**ready, **said}).status_code == 422
    assert kinds(ready["number"]) == before
