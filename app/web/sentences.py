"""How sentences, and words with what follows them, stand one behind the other.

English sets a blank between them and Chinese nothing; so whatever puts several together
asks here, instead of writing them side by side.
"""

from __future__ import annotations

from flask import Flask

from app.web.language import ENGLISH, current_language

_CLOSE_UP = frozenset(",.;:!?)")  # marks that stand close behind what they end


def init_sentences(app: Flask) -> None:
    """Let templates join them too."""
    app.jinja_env.globals.update(gap=gap, in_a_row=in_a_row)


def in_a_row(*parts: str) -> str:
    """Return the parts as one text, in the language being written; empty ones are left
    out."""
    told = ""
    for part in filter(None, parts):
        told += gap(told, part) + part
    return told


def gap(before: str, after: str) -> str:
    """Return what stands between the two: a blank in English, or nothing."""
    if current_language() is not ENGLISH or not before or not after:
        return ""
    return "" if after[0] in _CLOSE_UP or before[-1].isspace() else " "
