"""In which language figures leave the house.

Files (workbooks, documents) are the office's own papers and are made in 简体 whoever asks
for them. A report is told in English as well, when it is made, for the page; 繁體 is
written from 简体 as everywhere (docs/decisions/0019, 0020).
"""

from __future__ import annotations

from flask_babel import get_locale

from app.domain.terms import Term

OFFICE, ENGLISH = "zh_Hans", "en"


def in_language(zh: str, en: str) -> str:
    """What has a Chinese and an English wording, in the language being written."""
    return en if str(get_locale()) == ENGLISH and en else zh


def term(code: Term | None) -> str:
    """The official name of a code; nothing for None."""
    return in_language(code.zh, code.en) if code is not None else ""
