"""Chinese on an English page: names of units in English, the rest said to be Chinese.

Centers and departments have English names in the district's files (unit_names.py).
Matters and what people wrote stand in the register in Chinese only, and nobody
translates them: a wrong word about what to bring costs a journey. So that a screen
reader changes its voice and the browser takes the right letters, each such run is marked
on the finished page, in an element without a look of its own. What is in a field, and
what is marked already, is left alone.
"""

from __future__ import annotations

import re

from flask import Flask
from markupsafe import escape
from werkzeug.wrappers import Response

from app.store.outages import ERRORS
from app.web.language import ENGLISH, SIMPLIFIED, current_language
from app.web.readers import NoUnits, Units, readers

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
# A run begins and ends with a character; marks, figures and blanks may stand between.
_IN_BRACKETS = rf"\([{_HAN}、\d]+\)"
_RUN = re.compile(
    rf"(?:\d+(?=号窗)|[（《“])?[{_HAN}]"
    rf"(?:(?:[{_HAN}\u3000-\u303f\uff00-\uffef“”‘’—…\d\s]|·(?=[{_HAN}])|{_IN_BRACKETS})*"
    rf"(?:[{_HAN}）》”。！？]|{_IN_BRACKETS}))?"
)
_PARTS = re.compile(
    r"<(textarea|script|style|svg)\b.*?</\1>"
    r"|(?P<plain><(?P<kind>option|title)\b[^>]*)>(?P<words>[^<]*)"
    r"|(?P<tag><[^>]*>)|(?P<text>[^<]+)",
    re.DOTALL,
)
_LABELS = re.compile(r'(?<= )(?:alt|aria-label|label|title)="[^"]*"')
_MARK = f'lang="{SIMPLIFIED.tag}"'


def marked(page: str, units: Units) -> str:
    """Return the page with every run of Chinese in its text marked.

    units: written in English instead, in labels as well
    """
    if not re.search(f"[{_HAN}]", page):
        return page
    return _PARTS.sub(_Marker(units), page)


class _Marker:
    """Writes part after part. said: does the tag before say its language itself?"""

    def __init__(self, units: Units) -> None:
        self.said = False
        self._units = units

    def __call__(self, part: re.Match[str]) -> str:
        if part["text"]:
            return part[0] if self.said else _RUN.sub(self._marked, part[0])
        if part["plain"]:
            return self._in_plain_text(part)
        if part["tag"]:
            self.said = " lang=" in part["tag"]
            if not self.said:
                return _LABELS.sub(lambda label: self._named(label[0]), part[0])
        return part[0]

    def _in_plain_text(self, part: re.Match[str]) -> str:
        """Where no element may stand. What an option without a value says is sent."""
        begun, words = part["plain"], part["words"]
        if part["kind"] == "title" or " value=" in begun:
            words = self._named(words)
        is_chinese = part["kind"] == "option" and re.search(f"[{_HAN}]", words)
        return f"{begun}{f' {_MARK}' if is_chinese else ''}>{words}"

    def _named(self, text: str) -> str:
        return _RUN.sub(lambda run: self._english(run[0]) or run[0], text)

    def _marked(self, run: re.Match[str]) -> str:
        return self._english(run[0]) or f"<bdi {_MARK}>{run[0]}</bdi>"

    def _english(self, run: str) -> str:
        return str(escape(self._units.in_english(run) or ""))


def init_marked_chinese(app: Flask) -> None:
    """Name units and mark the Chinese of every English page before it leaves."""

    @app.after_request
    def mark_chinese(response: Response) -> Response:
        if current_language() is ENGLISH and response.mimetype == "text/html":
            page = response.get_data(as_text=True)
            response.set_data(marked(page, _units(app)))
        return response


def _units(app: Flask) -> Units:
    try:
        return readers(app).units()
    except ERRORS:  # the page itself says that the register is gone
        return NoUnits()
