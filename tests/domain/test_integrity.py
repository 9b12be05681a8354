"""The chain of entries: every change of an entry, or of their order, breaks it."""

import hashlib
from dataclasses import fields, replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given as forall
from hypothesis import strategies as st

from app.domain.proof.integrity import ANCHOR, ChainedEntry, payload_text
from tests.domain.calendars import at, instant

ENTRY = ChainedEntry(
    ticket="PJ26-0417",
    seq=3,
    kind="answered",
    at=at("2026-11-25 10:00"),
    recorded_at=at("2026-11-25 10:00:01"),
    actor="wang",
    role="handler",
    department="SJ",
    payload='{"result":"R1"}',
)
CHANGED: dict[str, Any] = {
    "ticket": "PJ26-0418",
    "seq": 4,
    "kind": "closed",
    "at": ENTRY.at + timedelta(microseconds=1),
    "recorded_at": ENTRY.recorded_at - timedelta(seconds=1),
    "actor": "li",
    "role": "inspector",
    "department": None,
    "payload": '{"result":"R4"}',
}


def test_the_hash_is_sha256_over_the_fields_in_order():
    """Written out, so that somebody else can compute it without this program."""
    text = "\n".join(
        [
            "0" * 64,
            "PJ26-0417",
            "3",
            "answered",
            "2026-11-25T02:00:00.000000+00:00",
            "2026-11-25T02:00:01.000000+00:00",
            "wang",
            "handler",
            "SJ",
            '{"result":"R1"}',
        ]
    )

    assert ENTRY.chained_to(ANCHOR) == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("field", [field.name for field in fields(ChainedEntry)])
def test_every_field_is_covered(field):
    changed = replace(ENTRY, **{field: CHANGED[field]})

    assert changed.chained_to(ANCHOR) != ENTRY.chained_to(ANCHOR)


def test_every_sign_of_every_word_is_covered():
    hashes = {ENTRY.chained_to(ANCHOR)}
    for name in ("ticket", "kind", "actor", "role", "department", "payload"):
        word = getattr(ENTRY, name)
        for place in range(len(word)):
            sign = chr(ord(word[place]) ^ 1)
            other: dict[str, Any] = {name: f"{word[:place]}{sign}{word[place + 1 :]}"}
            hashes.add(replace(ENTRY, **other).chained_to(ANCHOR))

    assert len(hashes) == 1 + len("PJ26-0417answeredwanghandlerSJ" + ENTRY.payload)


def test_the_entry_before_is_covered():
    assert ENTRY.chained_to("1" * 64) != ENTRY.chained_to(ANCHOR)


def test_the_zone_in_which_a_moment_is_written_does_not_matter():
    elsewhere = replace(ENTRY, at=instant("2026-11-25T02:00:00+00:00"))

    assert elsewhere.chained_to(ANCHOR) == ENTRY.chained_to(ANCHOR)


def test_what_is_moved_from_one_field_to_the_next_is_noticed():
    moved = replace(ENTRY, actor="wanghandler", role="")

    assert moved.chained_to(ANCHOR) != ENTRY.chained_to(ANCHOR)


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_an_entry_taken_out_breaks_every_later_hash(gone):
    entries = [replace(ENTRY, seq=seq) for seq in (1, 2, 3, 4)]
    whole = chain(entries)

    without = chain([*entries[:gone], *entries[gone + 1 :]])

    assert whole[:gone] == without[:gone]
    assert not set(whole[gone:]) & set(without[gone:])


def test_two_entries_that_change_places_are_noticed():
    entries = [replace(ENTRY, seq=seq) for seq in (1, 2, 3)]
    first, second, third = entries

    assert chain([second, first, third])[-1] != chain(entries)[-1]


@forall(
    st.dictionaries(
        st.text(max_size=5),
        st.none()
        | st.booleans()
        | st.integers()
        | st.text(max_size=5)
        | st.lists(st.text(max_size=3), max_size=3),
        max_size=5,
    )
)
def test_a_payload_is_one_line_whatever_the_order_of_its_keys(payload):
    backwards = dict(reversed(payload.items()))

    assert payload_text(payload) == payload_text(backwards)
    assert "\n" not in payload_text(payload)


def test_chinese_stays_readable_in_the_register():
    assert payload_text({"text": "不能办", "basis": "第九条"}) == (
        '{"basis":"第九条","text":"不能办"}'
    )


def chain(entries):
    hashes = [ANCHOR]
    for entry in entries:
        hashes.append(entry.chained_to(hashes[-1]))
    assert all(a != b for a, b in pairwise(hashes))
    return hashes[1:]
