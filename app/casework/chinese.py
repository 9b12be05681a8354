"""Chinese as people type it, brought to one form: simplified, usual width, lower case.

OpenCC converts phrase by phrase (臺灣通行證 is not 台湾通行證), costs 7 MB and a few
microseconds a query.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from opencc import OpenCC


def fold(text: str) -> str:
    """Return the text in simplified characters, usual width, lower case."""
    whole = text.encode("utf-8", "replace").decode("utf-8")  # without halves of signs
    usual = unicodedata.normalize("NFKC", whole)
    simplified: str = _to_simplified().convert(usual)
    return simplified.casefold()


@cache
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")
