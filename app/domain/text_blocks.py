"""Text blocks (常用语): what they are for, and the blanks that must be filled in.

A block may have blanks, 【日期】. What is sent with a blank left in it is refused: a text
that nobody read is no answer.
"""

from __future__ import annotations

import re
from enum import StrEnum

_BLANK = re.compile(r"【[^【】]{0,40}】")


class TextUse(StrEnum):
    """What a block is written for."""

    CONTACT = "contact"
    PROGRESS = "progress"
    ANSWER = "answer"


def blanks_in(text: str) -> list[str]:
    """Return the blanks that are left in a text, in their order, each once."""
    return list(dict.fromkeys(_BLANK.findall(text)))
