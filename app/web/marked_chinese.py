"""Chinese on an English page is said to be Chinese: names, matters, what people wrote.

It stands in the register in Chinese only, and nobody translates it: a wrong word about
what to bring costs a journey. So that a screen reader changes its voice and the browser
takes the right letters, each run is marked on the finished page, in an element without
a look of its own. What is in a field, and what is marked already, is left alone.
"""

from __future__ import annotations

import re

from flask import Flask
from werkzeug.wrappers import Response

from app.web.language import ENGLISH, SIMPLIFIED, current_language

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
# A run begins and ends with a character; marks, figures and blanks may stand between.
_RUN = re.compile(
    rf"[（《“]?[{_HAN}](?:[{_HAN}\u3000-\u303f\uff00-\uffef“”‘’·—…\d\s]*"
    rf"[{_HAN}）》”。！？])?"
)
_PARTS = re.compile(
    r"<(textarea|script|style|svg|title)\b.*?</\1>"
    r"|(?P<option><option\b[^>]*)>(?P<choice>[^<]*)"
    r"|(?P<tag><[^>]*>)|(?P<text>[^<]+)",
    re.DOTALL,
)
_MARK = f'lang="{SIMPLIFIED.tag}"'


def marked(page: str) -> str:
    """Return the page with every run of Chinese in its text marked."""
    start = max(page.find("<body"), 0)
    if not re.search(f"[{_HAN}]", page[start:]):
        return page
    return page[:start] + _PARTS.sub(_Marker(), page[start:])


class _Marker:
    """Writes part after part. said: does the tag before say its language itself?"""

    def __init__(self) -> None:
        self.said = False

    def __call__(self, part: re.Match[str]) -> str:
        if part["text"]:
            return part[0] if self.said else _RUN.sub(_run, part[0])
        if part["option"]:
            is_chinese = re.search(f"[{_HAN}]", part["choice"])
            mark = f" {_MARK}" if is_chinese else ""
            return f"{part['option']}{mark}>{part['choice']}"
        if part["tag"]:
            self.said = " lang=" in part["tag"]
        return part[0]


def _run(found: re.Match[str]) -> str:
    return f"<bdi {_MARK}>{found[0]}</bdi>"


def init_marked_chinese(app: Flask) -> None:
    """Mark the Chinese of every English page before it leaves."""

    @app.after_request
    def mark_chinese(response: Response) -> Response:
        if current_language() is ENGLISH and response.mimetype == "text/html":
            response.set_data(marked(response.get_data(as_text=True)))
        return response
