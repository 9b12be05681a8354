"""Every address says who may enter, is listed, and reads as a noun."""

import re

import pytest

from tests.house.routes import PINNED, app_for_reading, listed, rules

# A last part may be a file of a fixed kind, like openapi.json.
KEBAB_CASE = re.compile(
    r"(/(<[a-z]+(\(.*\))?:[a-z_]+>|[a-z0-9]+(-[a-z0-9]+)*|))+(\.json)?"
)
UPDATE = ".venv/bin/python -m tests.house.routes"


@pytest.fixture(scope="module")
def routed():
    return app_for_reading()


def test_every_view_carries_one_access_marker(routed):
    bare = [
        rule.endpoint
        for rule in rules(routed)
        if getattr(routed.view_functions[rule.endpoint], "access", None) is None
    ]

    assert not bare, (
        "put one marker of app/web/access.py on each view, nearest to the function:"
        f" {', '.join(sorted(set(bare)))}"
    )


def test_the_list_of_addresses_is_pinned(routed):
    pinned = set(PINNED.read_text("utf-8").splitlines())
    found = set(listed(routed))

    assert found == pinned, "\n".join(
        [
            "The addresses changed. People keep them as bookmarks and print them on",
            f"slips; if the change is meant, write the list anew ({UPDATE}):",
            *(f"  new      {line}" for line in sorted(found - pinned)),
            *(f"  missing  {line}" for line in sorted(pinned - found)),
        ]
    )


def test_paths_are_kebab_case_and_parameters_are_typed(routed):
    odd = [rule.rule for rule in rules(routed) if not KEBAB_CASE.fullmatch(rule.rule)]

    assert not odd, (
        "write paths as /kebab-case nouns, parameters as <type:name>"
        f" (<string:number>, <int:page>): {', '.join(odd)}"
    )


@pytest.mark.parametrize(
    ("path", "is_good"),
    [
        ("/", True),
        ("/my-cases", True),
        ("/tickets/<string:number>/extensions", True),
        ("/center/<any(one,two):which>", True),
        ("/api/v1/tickets/", True),
        ("/tickets/<number>", False),
        ("/my_cases", False),
        ("/MyCases", False),
    ],
)
def test_what_a_good_path_is(path, is_good):
    assert bool(KEBAB_CASE.fullmatch(path)) is is_good
