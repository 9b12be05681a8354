"""How heavy pages are: compressed, kept by the browser, nothing from elsewhere.

The bytes of each page are pinned by the limits of the house: 150 kB with everything it
needs on the first visit, 30 kB afterwards. `make bench` measures the same in Chromium.
"""

import gzip
import re
import zlib

import brotli
import pytest
from flask import current_app

from app.casework.query_codes import query_code
from app.web.weight import FOR_EVER
from tests.casework.conftest import district
from tests.casework.given_office import DISTRICT, dispatched, sweep
from tests.marks import on_sqlite_only
from tests.web.given_desks import visitor
from tests.web.visitor import Visitor

__all__ = ["district"]

pytestmark = on_sqlite_only

FIRST, AGAIN = 150_000, 30_000
FILES = re.compile(r'(?:href|src)="(/[^"]*static/[^"]*)"')
IMPORTS = re.compile(r'@import url\("([^"]+)"\)|from "(\./[^"]+)"')
ELSEWHERE = re.compile(r'(?:src|<link[^>]*href)="(?:https?:)?//')
PAGES = [
    ("chuangkou", ["/new-case", "/my-cases", "/to-verify", "/to-revisit"]),
    ("sj", ["/to-do", "/cases/{number}", "/figures"]),
    ("diaodu", ["/overview", "/all-cases"]),
    (
        "ducha",
        [
            "/escalations",
            "/supervision-notices",
            "/rules",
            "/calendar",
            "/cases/{number}",
        ],
    ),
    ("lingdao", ["/overview", "/all-cases", "/figures"]),
]
PUBLIC = ["/public", "/case", "/public/matters", "/public/matters?words=开饭店"]
PUBLIC += ["/public/matters/PJ-SJ-001", "/public/phones", "/write", "/case/{number}"]


class Wire:
    """What goes over the wire for somebody's browser: bodies as they are sent."""

    def __init__(self, person):
        self.person = person

    def get(self, path, **headers):
        headers = {"Accept-Encoding": "gzip, deflate, br", **headers}
        client = self.person.client
        self.person.client = _With(client, headers)
        answer = self.person.get(path)
        self.person.client = client
        return answer

    def weigh(self, path):
        """Bytes of the page, and of the page with its files."""
        answer = self.get(path)
        if answer.status_code == 302:
            answer = self.get(answer.headers["Location"])
        assert answer.status_code == 200, path
        page = plain(answer)
        assert not ELSEWHERE.search(page), path
        files, weight = set(FILES.findall(page.replace("&amp;", "&"))), 0
        while files:
            weight += self._file(files)
        return len(answer.data), len(answer.data) + weight

    def _file(self, files):
        """The weight of one of the files; what it brings along is added to them."""
        address = files.pop()
        answer = self.get(address)
        assert answer.status_code == 200, address
        for name in IMPORTS.findall(plain(answer)):
            folder = address.rsplit("/", 1)[0]
            files.add(_joined(folder, name[0] or name[1]))
        return len(answer.data)


class _With:
    """A client that adds headers."""

    def __init__(self, client, headers):
        self.client, self.headers = client, headers

    def get(self, path, **given):
        return self.client.get(path, headers=self.headers, **given)


def _joined(folder, name):
    while name.startswith("../"):
        folder, name = folder.rsplit("/", 1)[0], name[3:]
    return f"{folder}/{name.removeprefix('./')}"


def plain(answer):
    """The body as the browser reads it."""
    packed = {
        "br": brotli.decompress,
        "gzip": gzip.decompress,
        "deflate": zlib.decompress,
        None: bytes,
    }
    unpack = packed[answer.headers.get("Content-Encoding")]
    return unpack(answer.data).decode("utf-8", "replace")


def many(district):
    """As much as one page of a list shows, and a case with a long story."""
    numbers = [dispatched() for _ in range(26)]
    sweep("12-15 09:30")
    return numbers[0]


@pytest.mark.parametrize(("who", "paths"), PAGES)
def test_no_page_of_an_officer_is_heavy(app, district, who, paths):
    number = many(district)
    wire = Wire(visitor(app, district, who, "12-15 10:00"))

    weights = {path: wire.weigh(path.format(number=number)) for path in paths}

    assert max(again for again, _ in weights.values()) < AGAIN, weights
    assert max(first for _, first in weights.values()) < FIRST, weights


def test_no_public_page_is_heavy(app, district):
    number = many(district)
    code = query_code(str(current_app.config["SECRET_KEY"]), DISTRICT, number)
    wire = Wire(Visitor(app, now="12-15 10:00"))
    wire.person.get(f"/case/{number}?code={code}")

    weights = {path: wire.weigh(path.format(number=number)) for path in PUBLIC}

    assert max(again for again, _ in weights.values()) < AGAIN / 2, weights
    assert max(first for _, first in weights.values()) < FIRST / 2, weights


def test_a_file_with_its_fingerprint_is_kept_for_ever(client, district):
    page = client.get("/public").text
    (sheet,) = {one for one in FILES.findall(page) if "theme.css" in one}
    answer = client.get(sheet)

    assert answer.headers["Cache-Control"] == FOR_EVER
    (bootstrap,) = {a or b for a, b in IMPORTS.findall(answer.text)}
    kept = client.get(_joined("/static", bootstrap))
    assert kept.headers["Cache-Control"] == FOR_EVER


@pytest.mark.parametrize("address", ["", "?v=", "?v=0123456789", "?v=x", "?w=1"])
def test_a_file_under_another_address_is_asked_for_again(client, address):
    answer = client.get(f"/static/theme.css{address}")

    assert answer.headers["Cache-Control"] == "no-cache"


def test_a_file_that_is_the_same_is_not_sent_again(client):
    packed = {"Accept-Encoding": "br"}
    first = client.get("/static/theme.css", headers=packed)
    again = {**packed, "If-None-Match": first.headers["ETag"]}

    assert first.headers["Content-Encoding"] == "br"
    assert client.get("/static/theme.css", headers=again).status_code == 304


def test_a_missing_file_with_a_fingerprint_is_not_kept(client):
    answer = client.get("/static/none.css?v=0123456789")

    assert answer.status_code == 404
    assert answer.headers.get("Cache-Control") != FOR_EVER


@pytest.mark.parametrize("asked", ["identity", "", "zstd"])
def test_whoever_takes_no_compression_gets_the_page_plain(client, district, asked):
    answer = client.get("/public", headers={"Accept-Encoding": asked})

    assert "Content-Encoding" not in answer.headers
    assert "<!doctype html>" in answer.text
