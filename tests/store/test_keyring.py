"""What is sealed opens at its own place under its own key, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.keyring import CannotOpen, Keyring

OLD, NEW = ("k1", b"1" * 32), ("k2", b"2" * 32)
PLACE, OTHER_ROW, OTHER_COLUMN = "t.name/7", "t.name/8", "t.phone/7"


@given(st.text())
def test_what_is_sealed_is_opened_at_its_place(text):
    keys = Keyring([OLD])

    assert keys.open(keys.seal(text, PLACE), PLACE) == text


@given(st.binary())
def test_a_content_is_sealed_as_a_text_is(content):
    keys = Keyring([OLD])

    assert keys.open_bytes(keys.seal_bytes(content, PLACE), PLACE) == content


@pytest.mark.parametrize("place", [OTHER_ROW, OTHER_COLUMN])
def test_what_was_moved_does_not_open(place):
    keys = Keyring([OLD])

    with pytest.raises(CannotOpen, match=place):
        keys.open(keys.seal("张某", PLACE), place)


@pytest.mark.parametrize(
    "tampered", ["张某", "k1", "k1:", "k1:AAAA", "k1:***", "k9:AAAA"]
)
def test_what_was_tampered_with_does_not_open_and_is_not_repeated(tampered):
    with pytest.raises(CannotOpen) as refused:
        Keyring([OLD]).open(tampered, PLACE)

    assert "张某" not in str(refused.value)
    assert PLACE in str(refused.value)


def test_each_sealing_is_another_one():
    keys = Keyring([OLD])

    assert keys.seal("张某", PLACE) != keys.seal("张某", PLACE)


def test_nothing_stays_nothing():
    assert Keyring([OLD]).seal("", PLACE) == ""
    assert Keyring([OLD]).open("", PLACE) == ""


def test_an_old_key_opens_and_finds_and_does_not_seal():
    before, between, after = Keyring([OLD]), Keyring([NEW, OLD]), Keyring([NEW])
    sealed = before.seal("张某", PLACE)

    assert between.open(sealed, PLACE) == "张某"
    assert before.index("138") in between.indexes("138")
    assert not between.is_current(sealed)
    assert between.is_current(between.seal("张某", PLACE))
    assert before.index("138") != after.index("138")
    with pytest.raises(CannotOpen):
        after.open(sealed, PLACE)


def test_an_index_tells_equal_from_unequal_and_nothing_else():
    keys = Keyring([OLD])

    assert keys.index("138") == keys.index("138")
    assert keys.index("138") != keys.index("139")
    assert "138" not in keys.index("138")
