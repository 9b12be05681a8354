"""The hash of a sealed row: any other value, column or row gives another one."""

from datetime import UTC, date, datetime
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest

from app.domain.proof.row_hashes import row_hash
from app.domain.terms import Role

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
VALUES = ("督办单", None, 7, True, AT, date(2026, 11, 23), b"\x00x", Role.INSPECTOR)


def test_the_hash_stays_the_same_for_whoever_computes_it_later():
    assert row_hash("papers", "12", VALUES) == (
        "97493bc1a774ced782ea3722ad3c41e3dbbf3f1536e867b1a43bb76b7d848b6b"
    )


@pytest.mark.parametrize("place", range(len(VALUES)))
def test_every_value_is_covered(place):
    changed = (*VALUES[:place], "other", *VALUES[place + 1 :])

    assert row_hash("papers", "12", changed) != row_hash("papers", "12", VALUES)


def test_kind_and_key_are_covered():
    hashes = {
        row_hash("papers", "12", VALUES),
        row_hash("papers_decided", "12", VALUES),
        row_hash("papers", "1", VALUES),
        row_hash("papers", "1/2", VALUES),
    }

    assert len(hashes) == 4


def test_what_is_moved_from_one_column_to_the_next_is_noticed():
    told = [("ab", "c"), ("a", "bc"), ("abc", ""), ("", "abc"), ("abc", None)]
    hashes = [row_hash("complaints", "1", values) for values in told]

    assert all(one != other for one, other in combinations(hashes, 2))


def test_the_zone_in_which_a_moment_was_read_does_not_matter():
    elsewhere = AT.astimezone(ZoneInfo("Asia/Shanghai"))

    assert row_hash("x", "1", [AT]) == row_hash("x", "1", [elsewhere])


def test_a_code_and_its_stored_word_are_the_same():
    assert row_hash("x", "1", [Role.INSPECTOR]) == row_hash("x", "1", ["inspector"])
