"""Names and numbers of people as others see them: on pages and in the API alike."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Two-character surnames that are still common; the rest of a name is one or two.
_COMPOUND = frozenset(
    {
        *("欧阳", "司徒", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟"),
        *("公孙", "慕容", "令狐", "宇文", "长孙", "端木", "夏侯"),
    }
)
_COMPANY = re.compile(
    r"(公司|厂|店|行|社|中心|集团|合作社|经营部|工作室|事务所|医院|学校)$"
)
# A mobile number, also in groups; an area code and a number; any other long number.
_LONG_NUMBER = re.compile(
    r"(?<!\d)(?:1[3-9]\d(?:[ -]?\d{4}){2}|0\d{2,3}-\d{7,8}|\d{7,}[Xx]?)(?!\d)"
)
ID_SIGNS = 15
_TRAILING = re.compile(r"(股份)?有限(责任)?公司$")


def masked_name(name: str) -> str:
    """Return a person's name with everything but the surname hidden: 张*.

    A company keeps its first character and its trade: 恒*建材.
    """
    name = name.strip()
    if not name:
        return ""
    if _COMPANY.search(name):
        return _masked_company(name)
    if name[:2] in _COMPOUND and len(name) > 2:
        return f"{name[:2]}*"
    return f"{name[0]}*"


def masked_phone(number: str) -> str:
    """Return a telephone number with its middle hidden: 138****1234.

    A number with an area code keeps the code; one too short to hide a part of keeps
    nothing.
    """
    number = number.strip()
    code, dash, local = number.partition("-")
    if dash and code.startswith("0"):
        return f"{code}-{'*' * len(local)}"
    digits = number.removeprefix("+86").strip()
    if len(digits) < 8:
        return "*" * len(digits)
    return f"{digits[:3]}{'*' * (len(digits) - 7)}{digits[-4:]}"


def masked_words(words: str, names: Iterable[str] = ()) -> str:
    """Return free words with these names, and every long number in them, hidden.

    Whoever else is named in them is not known, and stays.

    names: of the person and of whoever acts for them; empty ones are passed over
    """
    for name in sorted({one.strip() for one in names}, key=len, reverse=True):
        if len(name) > 1:
            spaced = r"\s*".join(re.escape(sign) for sign in name if not sign.isspace())
            words = re.sub(spaced, masked_name(name), words)
    return _LONG_NUMBER.sub(_hidden, words)


def _hidden(found: re.Match[str]) -> str:
    if found[0].startswith("0") and "-" in found[0]:
        return masked_phone(found[0])
    number = re.sub(r"[\s-]", "", found[0])
    return masked_id(number) if len(number) >= ID_SIGNS else masked_phone(number)


def masked_id(number: str) -> str:
    """Return an identity number with only its first and last characters."""
    number = number.strip()
    if len(number) < 8:
        return "*" * len(number)
    return f"{number[:2]}{'*' * (len(number) - 4)}{number[-2:]}"


def _masked_company(name: str) -> str:
    trade = _TRAILING.sub("", name)[-2:]
    if len(name) <= len(trade) + 1:
        return f"{name[0]}*"
    return f"{name[0]}*{trade}"
