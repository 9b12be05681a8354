"""The table that is printed: aim, measured, raw limit, ratio, met or not."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One measurement. met: None where there is no aim."""

    name: str
    aim: str
    measured: str
    raw: str = ""
    ratio: str = ""
    met: bool | None = None

    def cells(self) -> tuple[str, ...]:
        met = {None: "", True: "met", False: "MISSED"}[self.met]
        return self.name, self.aim, self.measured, self.raw, self.ratio, met


HEAD = ("", "aim", "measured", "raw", "ratio", "")


def print_head(title: str) -> None:
    print(f"\n{title}")
    print(_row(HEAD), flush=True)


def print_line(line: Line) -> None:
    print(_row(line.cells()), flush=True)


WIDTHS = (46, 16, 24, 16, 7, 6)


def _row(cells: tuple[str, ...]) -> str:
    return " ".join(_filled(c, w) for c, w in zip(cells, WIDTHS, strict=True)).rstrip()


def _filled(cell: str, width: int) -> str:
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in cell)
    return cell + " " * (width - len(cell) - wide)
