"""The list of addresses, one a line: path, methods, endpoint.

Write it anew with: .venv/bin/python -m tests.house.routes
"""

from pathlib import Path

from app.factory import create_app
from tests.databases import settings_for_tests

PINNED = Path(__file__).with_name("routes.txt")


def app_for_reading():
    """An application whose database is never asked."""
    return create_app(
        settings_for_tests("sqlite:///never-opened.sqlite3", Path("never"))
    )


def rules(app):
    """Every address but those of files that ship with the application."""
    return [rule for rule in app.url_map.iter_rules() if not _is_file(rule)]


def listed(app) -> list[str]:
    """Return the list, sorted."""
    return sorted(_line(app, rule) for rule in rules(app))


def _is_file(rule) -> bool:
    return rule.endpoint == "static" or rule.endpoint.endswith(".static")


def _line(app, rule) -> str:
    methods = ",".join(sorted(rule.methods - {"HEAD", "OPTIONS"}))
    return f"{rule.rule}  {methods}  {rule.endpoint}"


if __name__ == "__main__":
    PINNED.write_text(
        "".join(f"{line}\n" for line in listed(app_for_reading())), "utf-8"
    )
