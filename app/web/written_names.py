"""Names of the register on a page in 繁體: units, matters, the district itself.

They reach a page by many ways, alone or inside a sentence, and stand in the register in
simplified characters only. So the page is read once more before it leaves: known names
in its text and labels are written in traditional characters. Whatever else stands there
is left alone, first of all what is in a field, which somebody may send back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from flask import Flask
from markupsafe import escape
from werkzeug.wrappers import Response

from app.store.outages import ERRORS
from app.web.language import TRADITIONAL, current_language
from app.web.readers import readers
from app.web.traditional import traditional

# Text, and labels that are read out; not fields, scripts, other parts of a tag.
_PARTS = re.compile(
    r"<(textarea|script)\b.*?</\1>|(?P<tag><[^>]*>)|(?P<text>[^<]+)", re.DOTALL
)
_LABELS = re.compile(r'(?<= )(?:alt|aria-label|label|title)="[^"]*"')
_KEY = 2  # signs by which a name is found


class WrittenNames:
    """Names and how they are written. names: as in the register"""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_key: dict[str, list[tuple[str, str]]] = {}
        for name in sorted(set(names), key=len, reverse=True):
            plain = str(escape(name))
            if len(plain) >= _KEY and plain != traditional(plain):
                found = self._by_key.setdefault(plain[:_KEY], [])
                found.append((plain, traditional(plain)))
        keys = "|".join(map(re.escape, self._by_key)) or r"(?!)"
        self._key = re.compile(keys)

    def in_page(self, page: str) -> str:
        """Return the page with the names in its text written."""
        return _PARTS.sub(self._in_part, page)

    def in_text(self, text: str) -> str:
        """Return the text with the names in it written, the longest first."""
        written, end = [], 0
        for found in self._key.finditer(text):
            start = found.start()
            if start < end:
                continue
            for plain, name in self._by_key[found[0]]:
                if text.startswith(plain, start):
                    written += [text[end:start], name]
                    end = start + len(plain)
                    break
        return "".join([*written, text[end:]])

    def _in_part(self, part: re.Match[str]) -> str:
        if part["text"]:
            return self.in_text(part[0])
        if part["tag"]:
            return _LABELS.sub(lambda label: self.in_text(label[0]), part[0])
        return part[0]


def init_written_names(app: Flask) -> None:
    """Write the names on every page in 繁體 before it leaves."""

    @app.after_request
    def write_names(response: Response) -> Response:
        if current_language() is TRADITIONAL and response.mimetype == "text/html":
            try:
                names = readers(app).names()
            except ERRORS:  # the page itself says that the register is gone
                return response
            response.set_data(names.in_page(response.get_data(as_text=True)))
        return response
