"""Settings, packages and documents name the same things."""

import re

from app.config import ROOT, settings_from
from tests.databases import PERSONAL_DATA_KEYS

SECRET = "x" * 32
PIN = re.compile(r"[A-Za-z0-9_.-]+==[0-9][A-Za-z0-9_.]*")


class Recorder(dict):
    """An environment that remembers what was asked for."""

    def __init__(self, **values):
        super().__init__(values)
        self.asked = set()

    def get(self, name, default=None):
        self.asked.add(name)
        return super().get(name, default)


REQUIREMENTS = ("requirements.txt", "requirements-dev.txt", "requirements-bench.txt")


def test_the_example_lists_every_variable():
    environ = Recorder(SECRET_KEY=SECRET, PERSONAL_DATA_KEYS=PERSONAL_DATA_KEYS)
    settings_from(environ)

    example = (ROOT / ".env.example").read_text("utf-8")

    assert set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)) == environ.asked


def test_every_package_is_pinned():
    for name in REQUIREMENTS:
        lines = _packages(name)
        assert lines
        assert all(PIN.fullmatch(line) for line in lines), name


def test_every_chosen_package_has_its_reason():
    reasons = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    chosen = [
        line.partition("==")[0]
        for name in REQUIREMENTS
        for line in _packages(name, until="# Brought by them")
    ]

    assert [name for name in chosen if f"| {name} |" not in reasons] == []


def _packages(name, until=None):
    text = (ROOT / name).read_text("utf-8")
    if until is not None:
        text = text.partition(until)[0]
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("-r ")]
