"""The centers on a map of squares: where each stands, what is open and late there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.store.reads.happenings import CenterCourse
from app.store.reads.overview import Load
from app.web.lights import Light


@dataclass(frozen=True)
class CenterLine:
    """A center with what is open there, and what was filed in the period."""

    load: Load
    course: CenterCourse

    @property
    def light(self) -> Light:
        """The worst that stands there; what is done when nothing is open."""
        if self.load.late:
            return Light.LATE
        if self.load.today:
            return Light.SOON
        return Light.OK if self.load.open else Light.DONE

    @property
    def place(self) -> str:
        """The classes of its square."""
        return f"at-r{self.course.map_row} at-c{self.course.map_column}"


def center_lines(
    loads: Iterable[Load], courses: Iterable[CenterCourse]
) -> list[CenterLine]:
    """The centers, in the order of their loads."""
    filed = {course.code: course for course in courses}
    return [CenterLine(load, filed[load.code]) for load in loads]


def squares(lines: Iterable[CenterLine]) -> list[CenterLine]:
    """Those that stand on the map, north and west first; none when any is missing."""
    lines = list(lines)
    if any(line.course.map_row is None for line in lines):
        return []
    return sorted(lines, key=lambda line: _square(line.course))


def _square(center: CenterCourse) -> tuple[int, int]:
    return center.map_row or 0, center.map_column or 0
