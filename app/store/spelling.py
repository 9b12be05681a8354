"""How matters sound: their pinyin, once, when a district's list is loaded."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

APART = ","
KEPT = 8_192  # texts: variants of a matter share their name and their words


def spelling(texts: Iterable[str]) -> str:
    """The pinyin of each text, parted by commas; one syllable for each letter or digit.

    Punctuation and blanks have none. What is no Chinese stands for itself.
    """
    return APART.join(map(_spelled, texts))


@lru_cache(KEPT)
def _spelled(text: str) -> str:
    # Imported only here: its tables of phrases take 56 MB, which no web worker needs.
    from pypinyin import lazy_pinyin

    said = "".join(sign for sign in text if sign.isalnum())
    spelled = " ".join(lazy_pinyin(said, errors=" ".join))
    return " ".join(spelled.casefold().split())
