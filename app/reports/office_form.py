"""How a paper of a Chinese office looks: type faces, sizes, numerals of headings.

Faces are named, never brought along: whoever opens the paper has them, or one near.
Source: GB/T 9704-2012.
"""

from __future__ import annotations

TITLE, BODY, HEAVY, KAI, PAGE = (
    "方正小标宋简体",
    "仿宋_GB2312",
    "黑体",
    "楷体_GB2312",
    "宋体",
)
LATIN = "Times New Roman"
# No. 2, 3 and 4 of the Chinese sizes, in points: title, text, imprint.
NO_2, NO_3, NO_4 = 22, 16, 14
_TENS = "十"
_UNITS = "一二三四五六七八九"


def numeral(number: int) -> str:
    """一 to 九十九, for the headings of a paper. number: 1 to 99"""
    tens, units = divmod(number, 10)
    ten = (_UNITS[tens - 1] if tens > 1 else "") + _TENS if tens else ""
    return ten + (_UNITS[units - 1] if units else "")


def heading(number: int, words: str) -> str:
    """A heading of the first rank: 三、亮灯与升级"""
    return f"{numeral(number)}、{words}"
