"""docs/terms.md: one English word for each Chinese term, the words of the code."""

from __future__ import annotations

import ast
import re

import pytest

from tests.house import printed, source, terms

PAGE = "terms.md"
TEXT = (printed.DOCS / PAGE).read_text("utf-8")
OURS = TEXT.split("## Our words")[1].split("## Words that wait")[0]
ROWS = re.findall(r"^\| ([^|`]+) \| `(\w+)` \| ([^|]+) \| (.*)\|$", OURS, re.MULTILINE)


def names_in_the_code():
    """Every name of a file, a function, a value, and every text of a single word."""
    found = {file.stem for file in source.files()}
    for file in source.files():
        for node in ast.walk(source.tree(file)):
            match node:
                case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                    found.add(name)
                case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                    found.add(name)
                case ast.alias(name=name) | ast.keyword(arg=str(name)):
                    found.add(name)
                case ast.Constant(value=str(name)):
                    found.add(name)
    return found


def test_the_code_tables_on_the_page_are_those_of_the_code():
    assert printed.part(PAGE, "terms") == terms.printed(), printed.told(PAGE, "terms")


def test_the_page_has_our_words():
    assert len(ROWS) == OURS.count("\n| ") - 1, "a row that the guard cannot read"


def test_every_word_of_ours_stands_in_the_code():
    names = names_in_the_code()

    missing = [word for _, word, _, note in ROWS if word not in names]
    told = [word for *_, note in ROWS for word in re.findall(r"`(\w+)`", note)]
    missing += [word for word in told if word not in names | {"return"}]

    assert not missing, f"docs/{PAGE} has words that app/ does not use: {missing}"


def test_a_chinese_term_has_one_word_and_a_word_one_chinese_term():
    chinese = [row[0] for row in ROWS]
    words = [row[1] for row in ROWS]

    assert len(set(chinese)) == len(chinese)
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("table", terms.tables(), ids=lambda table: table.__name__)
def test_names_are_told_apart_in_both_languages(table):
    assert all(term.zh and term.en for term in table)
    assert len({term.zh for term in table}) == len(table)
    assert len({term.en for term in table}) == len(table)


@pytest.mark.parametrize("table", terms.tables(), ids=lambda table: table.__name__)
def test_codes_are_stable_lower_snake_words_or_numbered_codes(table):
    codes = [term.value for term in table]

    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*|[A-Z]\d+", code) for code in codes)


@pytest.mark.parametrize("table", terms.tables(), ids=lambda table: table.__name__)
def test_an_order_that_means_something_is_told(table):
    """Members stand in the order of the alphabet unless the docstring says why not."""
    codes = [term.value for term in table]
    by_number = [(code.rstrip("0123456789"), len(code), code) for code in codes]

    in_order = codes == sorted(codes) or by_number == sorted(by_number)
    assert in_order or re.search(r"Order: |The first block", table.__doc__)
