"""A report as a value: sections of tables, each with at most one picture; as text and
back."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from flask_babel import gettext

from app.domain.canonical import canonical_json
from app.reports.cells import Cell

WIDE = 104  # characters across, from which a table lies
MOST_STANDING = 9
MOST_READ = 500  # rows of a table that a document or a page holds; a workbook holds all


class Kind(StrEnum):
    """How the cells of a column read."""

    TEXT = "text"
    COUNT = "count"
    RATE = "rate"  # a share in [0, 1], shown in per cent
    NUMBER = "number"  # with one decimal


class Drawn(StrEnum):
    """How a picture is drawn. parts: columns that add up, so they stand on each other
    where they lie."""

    COLUMNS = "columns"
    PARTS = "parts"
    BARS = "bars"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Column:
    """width: in characters, for a workbook"""

    name: str
    kind: Kind = Kind.COUNT
    width: int = 9


@dataclass(frozen=True, slots=True)
class Picture:
    """Some columns of the table, drawn. columns: their places; the first column labels

    most: so many of the first rows
    """

    drawn: Drawn
    title: str
    columns: tuple[int, ...]
    most: int = 12


@dataclass(frozen=True, slots=True)
class Section:
    """One section. note: a sentence before the table; rows may be empty"""

    title: str
    note: str = ""
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One report. scope: name of whom it is about; counted: up to when, in words"""

    title: str
    scope: str
    period: str
    counted: str
    sections: tuple[Section, ...]


def report_text(report: Report) -> str:
    """The canonical text of a report: the same report gives the same text."""
    return canonical_json(asdict(report))


def read_report(text: str) -> Report:
    """The report that was written as this text."""
    told = json.loads(text)
    sections = tuple(_section(one) for one in told.pop("sections"))
    return Report(**told, sections=sections)


def written(report: Report, write: Callable[[str], str]) -> Report:
    """The same with each of its words written in another way."""
    return Report(
        write(report.title),
        write(report.scope),
        write(report.period),
        write(report.counted),
        tuple(_written(section, write) for section in report.sections),
    )


def fitting(column: Column) -> int:
    """How many characters wide a column is, so that its name stands on one line.

    A Chinese sign is as wide as two others.
    """
    name = sum(
        2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in column.name
    )
    return max(column.width, name + 2)


def read_rows(section: Section) -> tuple[tuple[Cell, ...], ...]:
    """The rows that a document or a page holds: nobody reads thousands on paper."""
    return section.rows[:MOST_READ]


def unread(section: Section) -> str:
    """That there are more rows than these, and where; nothing when these are all."""
    if len(section.rows) <= MOST_READ:
        return ""
    return gettext(
        "The first %(most)d of %(all)d rows; the workbook holds them all.",
        most=MOST_READ,
        all=len(section.rows),
    )


def is_wide(section: Section) -> bool:
    """Does its table want a page that lies?"""
    across = sum(fitting(column) for column in section.columns)
    return bool(section.rows) and across > WIDE


def lies(section: Section, picture: Picture) -> bool:
    """Are its columns drawn lying, since too many names would stand under them?"""
    many = min(len(section.rows), picture.most) > MOST_STANDING
    is_standing = picture.drawn in (Drawn.COLUMNS, Drawn.PARTS)
    return picture.drawn is Drawn.BARS or (is_standing and many)


def stacks(section: Section, picture: Picture) -> bool:
    """Do its columns lie in one bar? Only what adds up does: not taken in and closed."""
    return picture.drawn is Drawn.PARTS and lies(section, picture)


def shown(cell: Cell, kind: Kind) -> str:
    """A cell as people read it; a dash where there was nothing to count."""
    if cell is None:
        return "—"
    if isinstance(cell, str):
        return cell
    match kind:
        case Kind.RATE:
            return f"{cell * 100:.1f}%"
        case Kind.NUMBER:
            return f"{cell:.1f}"
    return f"{cell:g}"


def _written(section: Section, write: Callable[[str], str]) -> Section:
    picture = section.picture
    return Section(
        write(section.title),
        write(section.note),
        tuple(replace(one, name=write(one.name)) for one in section.columns),
        tuple(
            tuple(write(cell) if isinstance(cell, str) else cell for cell in row)
            for row in section.rows
        ),
        picture and replace(picture, title=write(picture.title)),
    )


def _section(told: Mapping[str, Any]) -> Section:
    picture = told["picture"]
    return Section(
        told["title"],
        told["note"],
        tuple(
            Column(one["name"], Kind(one["kind"]), one["width"])
            for one in told["columns"]
        ),
        tuple(tuple(row) for row in told["rows"]),
        picture
        and Picture(
            Drawn(picture["drawn"]),
            picture["title"],
            tuple(picture["columns"]),
            picture["most"],
        ),
    )
