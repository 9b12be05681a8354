"""The table of security names tests that exist, and every item has a standing."""

from __future__ import annotations

import ast
import re

from app.config import ROOT

PAGE = ROOT / "docs" / "security.md"
NAMED = re.compile(r"`(tests/[a-z0-9_/]+\.py)(?:::(test_\w+))?`")
ROW = re.compile(
    r"^\| (\S[^|]*?) \| (met|part|not met|not ours) \| (.+) \|$", re.MULTILINE
)
ITEM_ROW = re.compile(r"^\| (?:\d|8\.)[^|]*\|", re.MULTILINE)


def page():
    return PAGE.read_text("utf-8")


def test_every_test_that_the_page_names_exists():
    missing = [
        f"{file}::{name}"
        for file, name in NAMED.findall(page())
        if not _exists(file, name)
    ]

    assert len(NAMED.findall(page())) > 60
    assert missing == []


def test_every_item_is_met_or_says_why_not():
    rows = ROW.findall(page())

    assert len(rows) == len(ITEM_ROW.findall(page()))
    for item, standing, told in rows:
        if standing == "met":
            assert NAMED.search(told) or told.startswith("By design: "), item
        else:
            assert len(told) > 6, item


def test_every_chapter_of_both_standards_is_gone_through():
    items = [item for item, _, _ in ROW.findall(page())]

    for chapter in range(1, 18):
        assert any(item.startswith(f"{chapter}.") for item in items), chapter
    for clause in range(1, 12):
        assert any(item.startswith(f"8.1.4.{clause} ") for item in items), clause


def _exists(file, name):
    path = ROOT / file
    if not path.is_file():
        return False
    functions = (
        node.name
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    )
    return not name or name in functions
