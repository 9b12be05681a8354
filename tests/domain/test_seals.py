"""The Merkle tree against published values and its laws; seals and their chain."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.proof.merkle import inclusion_path, tree_root
from app.domain.proof.seals import (
    Seal,
    WitnessFault,
    chain_faults,
    compare,
    next_seal,
    read_witness,
    seal_line,
)
from app.reports.verify import root_of

# Leaves and roots of the certificate transparency reference tests.
LEAVES = [
    *("", "00", "10", "2021", "3031", "40414243"),
    *("5051525354555657", "606162636465666768696a6b6c6d6e6f"),
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
NOW = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)

entry_hashes = st.lists(
    st.integers(0, 10**6).map(lambda n: sha256(str(n).encode()).hexdigest()),
    min_size=1,
    max_size=40,
    unique=True,
)


@pytest.mark.parametrize("size", range(9))
def test_the_root_is_the_published_one(size):
    assert tree_root(LEAVES[:size]) == ROOTS[size]


@given(entry_hashes, st.data())
def test_every_leaf_is_led_to_the_root_and_no_other_is(hashes, data):
    index = data.draw(st.integers(0, len(hashes) - 1))
    path, size = inclusion_path(hashes, index), len(hashes)
    root = tree_root(hashes)

    assert root_of(hashes[index], index, size, path) == root
    for other in range(-1, size + 1):
        if other != index:
            assert root_of(hashes[index], other, size, path) != root
    assert root_of("0" * 64, index, size, path) != root
    assert root_of(hashes[index], index, size, [*path, "0" * 64]) != root
    if path:
        assert root_of(hashes[index], index, size, path[1:]) != root
        assert root_of(hashes[index], index, size, path[:-1]) != root


@given(entry_hashes, st.randoms())
def test_order_count_and_content_are_in_the_root(hashes, random):
    other = hashes[:]
    random.shuffle(other)

    assert (tree_root(other) == tree_root(hashes)) == (other == hashes)
    assert tree_root(hashes[:-1]) != tree_root(hashes)
    assert tree_root([*hashes, hashes[-1]]) != tree_root(hashes)


@pytest.fixture
def seals():
    """Three days: two entries, none, one."""
    made: list[Seal] = []
    for day, count in enumerate((2, 0, 1)):
        hashes = [sha256(f"{day} {n}".encode()).hexdigest() for n in range(count)]
        last = made[-1] if made else None
        made.append(next_seal("440703", last, hashes, NOW + timedelta(days=day)))
    return made


def test_honest_seals_have_no_fault(seals):
    assert list(chain_faults(seals)) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"district": "440704"},
        {"sealed_at": NOW},
        {"entries": 1},
        {"root": "0" * 64},
        {"previous_hash": "0" * 64},
        {"hash": "0" * 64},
    ],
)
def test_every_part_of_a_seal_is_covered(seals, changed):
    seals[1] = replace(seals[1], **changed)
    assert (2, "seal was changed") in list(chain_faults(seals))


def test_a_seal_taken_from_the_middle_is_missed(seals):
    assert list(chain_faults([seals[0], seals[2]])) == [(2, "seal is missing")]


def by_place(seals):
    return {(one.district, one.sequence): one for one in seals}


def test_the_witness_finds_seals_that_were_removed_or_made_again(seals):
    assert list(compare(seals, by_place(seals))) == []
    assert list(compare(seals[:2], by_place(seals))) == []  # newer ones are no fault
    ((removed, what),) = compare(seals, by_place(seals[:2]))
    assert (removed, "removed" in what) == (seals[2], True)
    again = next_seal("440703", seals[1], ["0" * 64], NOW)
    ((rewritten, what),) = compare(seals, by_place([*seals[:2], again]))
    assert (rewritten, "rewritten" in what) == (seals[2], True)


def test_a_witness_keeps_lines_or_whole_mails(seals):
    lines = [seal_line(one) for one in seals]
    kept = f"Please keep the line below.\n\n{lines[0]}\n-- \n{lines[1]}\n{lines[2]}"
    assert read_witness(kept) == seals


def test_a_witness_file_that_proves_nothing_is_refused(seals):
    whole = "\n".join(map(seal_line, seals))
    with pytest.raises(WitnessFault, match="line 3"):
        read_witness(whole[:-9])
    with pytest.raises(WitnessFault, match="line 1"):
        read_witness(whole.replace('"entries": 2', '"entries": 3'))
    for line in ("{}", "{1}", '{"sealed_at": 5}', "{" * 50):
        with pytest.raises(WitnessFault, match="line 1"):
            read_witness(line)
    for empty in ("", "no seal here\n"):
        with pytest.raises(WitnessFault, match="no seal"):
            read_witness(empty)
