"""Centers and departments on an English page, by the English names of the district's files.

They reach a page by many ways, as the register has them: in Chinese. So a name is turned
where a page leaves (marked_chinese.py), once for all of them; and by `unit_name` where
somebody has to know beforehand how wide it is, or writes no page.

A short Chinese name has a short English one: without the district it is of, without the
branch and what stands in brackets; of a town's center the town alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Protocol

from app.web.language import ENGLISH, current_language
from app.web.readers import readers

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_COUNTER = r"(?P<blank>\s*)(?P<counter>\d+)号窗"
_BETWEEN = r"[\s、，；·（）]+"
_MARKS = str.maketrans(
    {"、": ", ", "，": ", ", "；": "; ", "（": "(", "）": ")", "\u3000": " "}
)
_TOWNS = (" Subdistrict ", " Town ", " New Area ")


class Unit(Protocol):
    """A center or department."""

    @property
    def name(self) -> str: ...

    @property
    def short_name(self) -> str: ...

    @property
    def english_name(self) -> str: ...


class EnglishNames:
    """The names. names: English by Chinese"""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = {**names}
        known = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
        one = rf"(?:{known or '(?!)'}|\d+号窗)"
        self._one = re.compile(rf"{_COUNTER}|{known or '(?!)'}")
        self._several = re.compile(rf"[（(]?{one}(?:{_BETWEEN}{one})*[）)]?")

    def in_english(self, text: str) -> str | None:
        """Return a text that is made of names alone in English; None for any other:
        what people wrote stays as they wrote it."""
        if not self._several.fullmatch(text):
            return None
        return self._one.sub(self._told, text).translate(_MARKS)

    def _told(self, found: re.Match[str]) -> str:
        if not found["counter"]:
            return self._names[found[0]]
        before = ", c" if found.start() else "C"
        return f"{before}ounter {found['counter']}"


def unit_name(chinese: str) -> str:
    """Return what a center or department is called in the language being written.

    chinese: its name; whatever else is given comes back
    """
    if current_language() is not ENGLISH or not _HAN.search(chinese):
        return chinese
    return readers().units().in_english(chinese) or chinese


def english_names(units: Iterable[Unit], district: str) -> EnglishNames:
    """Return the names of these units. district: in English, the smaller place first"""
    known = [one for one in units if one.english_name]
    short = {one.name: short_english(one.english_name, district) for one in known}
    told = Counter(short.values())
    names = {one.short_name: _distinct(one, short[one.name], told) for one in known}
    return EnglishNames({**names, **{one.name: one.english_name for one in known}})


def short_english(name: str, district: str) -> str:
    """Return what people of the district call it.

    >>> short_english("Hill Bureau, North Branch (Trees)", "North District, Hill")
    'Bureau'
    """
    short = re.sub(r" *\([^)]*\)", "", name)
    for town in _TOWNS:
        if town in short:
            return short.partition(town)[0]
    for place in filter(None, district.split(", ")):
        branch = re.escape(place.partition(" ")[0])
        short = re.sub(rf"^{re.escape(place)} |, {branch} .*", "", short)
    return short


def _distinct(one: Unit, short: str, told: Counter[str]) -> str:
    return short if told[short] == 1 else one.english_name
