"""The description: made from the routes, open to everybody, and loading nothing."""

import re

import pytest

from app.api import OPERATIONS
from app.api.openapi import path_of
from tests.api.caller import Caller
from tests.marks import on_sqlite_only

pytestmark = on_sqlite_only


@pytest.fixture
def told(house):
    nobody = Caller(house)
    nobody.get("/openapi.json")
    return nobody.told


def test_every_route_of_the_api_is_described_and_nothing_else(told, app):
    described = {
        (method.upper(), path)
        for path, methods in told["paths"].items()
        for method in methods
    }
    routed = {
        (one.method, f"/api/v1{path_of(one)}")
        for one in OPERATIONS
        if one.name in {rule.endpoint[4:] for rule in app.url_map.iter_rules()}
    }

    assert told["openapi"] == "3.1.0"
    assert described == routed
    assert len(routed) == len(OPERATIONS)


def test_what_a_token_must_allow_is_said_of_each(told):
    filing = told["paths"]["/api/v1/tickets"]["post"]
    codes = told["paths"]["/api/v1/codes"]["get"]

    assert filing["security"] == [{"bearer": ["tickets:file"]}]
    assert codes["security"] == []


def test_a_body_says_that_it_takes_nothing_else(told):
    schema = told["components"]["schemas"]["ContactsBody"]

    assert schema["additionalProperties"] is False
    assert sorted(schema["required"]) == ["how", "text"]
    assert schema["properties"]["how"]["enum"] == [
        "phone",
        "visit",
        "message",
        "window",
    ]


def test_the_page_names_every_operation_and_loads_nothing_from_elsewhere(house):
    nobody = Caller(house)
    nobody.get("/docs")
    page = nobody.answer.text

    assert nobody.answer.status_code == 200
    assert "default-src 'none'" in nobody.answer.headers["Content-Security-Policy"]
    for one in OPERATIONS:
        assert f'id="{one.name}"' in page, one.name
    assert not re.findall(r"<script|<style|style=|src=\"http|href=\"http", page)


def test_every_problem_has_its_place_on_the_page(house):
    nobody = Caller(house)
    nobody.get("/tickets")
    anchor = nobody.told["type"].partition("#")[2]

    nobody.get("/docs")

    assert f'id="{anchor}"' in nobody.answer.text
