"""docs/rules.md tells of every value of the rule file, as the file has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.rules.schema import FILE, Block
from app.domain.terms import CauseCode, ExclusionCode, RequestType, ResultCode, Term

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "rules.md").read_text("utf-8")
RULE_FILE = (ROOT / "escalation_rules.toml").read_text("utf-8")


def places_of(block: Block, at: str = "") -> Iterator[str]:
    for key in block.keys:
        yield f"{at}{key}"
    for name, inner in block.blocks.items():
        yield from places_of(inner, f"{at}{name}.")


@pytest.mark.parametrize("place", list(places_of(FILE)))
def test_the_page_names_the_place_of_every_value(place):
    block = place.rpartition(".")[0]

    assert f"`{place}`" in PAGE or f"`{block}.*`" in PAGE


def test_the_page_names_no_place_that_the_file_does_not_have():
    places = set(places_of(FILE))
    around = {place.rpartition(".")[0] for place in places}
    known = places | around | {f"{block}.*" for block in around}
    blocks = "|".join(FILE.blocks)

    named = re.findall(rf"`((?:{blocks})\.[\w.*]+)`", PAGE)

    assert set(named) <= known


@pytest.mark.parametrize(
    "term",
    [*ResultCode, *CauseCode, *ExclusionCode, *RequestType],
    ids=lambda term: f"{type(term).__name__}-{term.value}",
)
def test_the_code_tables_are_those_of_the_program(term: Term):
    assert f"| {term.value} | {term.zh} | {term.en} |" in PAGE


@pytest.mark.parametrize(
    "source", sorted(set(re.findall(r"\bS\d\d\b", RULE_FILE + PAGE)))
)
def test_every_source_that_is_cited_is_listed(source):
    assert f"\n- {source} " in PAGE


@pytest.mark.parametrize(
    "number", sorted(set(re.findall(r"\b(?:[RUG]-\d+|F-[A-Z]\d)\b", RULE_FILE)))
)
def test_every_rule_that_the_file_cites_stands_on_the_page(number):
    assert re.search(rf"\b{number}\b", PAGE)


def test_the_settled_readings_are_complete():
    numbers = [
        int(each) for each in re.findall(r"^\*\*(\d+)\.\*\*", PAGE, re.MULTILINE)
    ]

    assert sorted(numbers) == list(range(1, 54))
