"""The parts of the documents that the code prints, so that the two cannot differ."""

from __future__ import annotations

from app.config import ROOT

DOCS = ROOT / "docs"
END = "<!-- end of what the code prints -->"


def begin(name: str) -> str:
    """The line before the part that `python -m tests.house.<name>` prints."""
    return f"<!-- printed by: python -m tests.house.{name} -->"


def part(page: str, name: str) -> str:
    """The part of a page of docs/ that the code prints.

    raises: ValueError when the page has lost its two marks
    """
    text = (DOCS / page).read_text("utf-8")
    _, before, rest = text.partition(begin(name))
    printed, end, _ = rest.partition(END)
    if not before or not end:
        raise ValueError(f"docs/{page} needs the lines {begin(name)} and {END}")
    return printed.strip()


def told(page: str, name: str) -> str:
    """What to do when the page and the code differ."""
    return (
        f"docs/{page} does not say what the code says: put the output of"
        f" `.venv/bin/python -m tests.house.{name}` between its two marks"
    )


def table(head: list[str], rows: list[list[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
