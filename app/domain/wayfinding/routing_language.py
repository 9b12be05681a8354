"""How a complaint speaks of a paper or an act: wanted, asked for as proof, done already.

The same word weighs differently in 补办户口簿 (what is wanted) and in 要求提供户口簿
(what stands in the way). Only the nearest characters of the same clause are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

BEFORE, AFTER = 12, 12  # characters read on either side of a word

FIRST_SENTENCE = 1.5  # people begin with what they came for
WANTED = 1.4
DEMANDED = 0.55
ONLY_A_PAPER = 0.4
DONE_ALREADY = 0.4
CONSEQUENCE = 0.55  # "... 孩子上学受影响": what suffers is not what is asked for

_SENTENCE = re.compile(r"[^。!?！？;；\n]+")
_CLAUSE = re.compile(r"[^,，。!?！？;；\n]+")
_NEAR = r"[^,，。;；、]"

_WANTED = re.compile(
    "(办理|申请|申领|申报|领取|补办|补领|补缴|换领|换发|换|领|改|变更|更正|办|要做|要把|做|想|提交|开"
    f"|注销|要求|报销|查询|登记|投诉|无法){_NEAR}{{0,5}}$"
)
_WANTED_AFTER = re.compile(
    f"{_NEAR}{{0,3}}(申请|办理|登记|备案|办不|没发|一直没|手续|审批)"
)
_DEMANDED = re.compile(
    "((没有|没带|拿不出|缺少|缺|漏了|提供|出具|开具|出示|因|因为|由于|凭|说要|要先|必须先|须先|查|以)"
    "|(说|还|又|窗口|局|所|处|院|中心|校|行|方|人员)(仍|却|又|还|也|则)?(要|需|需要|让)"
    "|(注销|变更|过户|换证|那边|每次)(就|都|也)?要)"
    f"{_NEAR}{{0,3}}$"
)
_PAPER_WANTED = re.compile(
    "(办理|申请|申领|领取|补办|补领|换领|换发|换|领|办|注销|吊销|办不下|办不了|拿不到|领不到|没领到)"
    "(了|个|新|的|本|张|一|来|出)?$"
)
_PAPER_LOST = re.compile(
    f"{_NEAR}{{0,3}}(丢|遗失|过期|到期|办不|没发|没有发|一直没|拿不到|下不来|没办|换发|补办|补领|写错|没拿"
    "|至今|迟迟|打印不)"
)
_DONE = re.compile(
    f"{_NEAR}{{0,4}}(已变更|已更正|已经|也有了|都有|有了|办好|办齐|都跑过|同意|齐了|换好|做了|都办了)"
)
_SUFFERS = re.compile("都停|不方便|都不行|都不能|影响|耽误|马上要|才能|出行|都领不")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with its sentences, and the clauses that tell consequences only."""

    text: str
    sentences: tuple[tuple[int, int], ...]
    consequences: tuple[tuple[int, int], ...]

    def factor(self, start: int, end: int, *, is_paper: bool) -> float:
        """How much a word counts where it stands; 1 for an ordinary place."""
        return self.place(start) * _speech(self.text, start, end, is_paper=is_paper)

    def place(self, start: int) -> float:
        """The part of `factor` that comes from the place in the text alone."""
        first_end = self.sentences[0][1] if self.sentences else 0
        factor = FIRST_SENTENCE if start < first_end else 1.0
        suffers = any(begin <= start < end for begin, end in self.consequences)
        return factor * CONSEQUENCE if suffers else factor


def read(text: str) -> Reading:
    """Part a text into sentences and clauses."""
    return Reading(
        text,
        tuple(_spans(_SENTENCE, text)),
        tuple(
            (begin, end)
            for begin, end in _spans(_CLAUSE, text)
            if _SUFFERS.search(text, begin, end)
        ),
    )


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in pattern.finditer(text))


def _speech(text: str, start: int, end: int, *, is_paper: bool) -> float:
    before, after = text[max(0, start - BEFORE) : start], text[end : end + AFTER]
    factor = _of_paper(before, after) if is_paper else _of_act(before, after)
    return factor * DONE_ALREADY if _DONE.match(after) else factor


def _of_paper(before: str, after: str) -> float:
    wanted = _PAPER_WANTED.search(before) or _PAPER_LOST.match(after)
    return 1.0 if wanted else ONLY_A_PAPER


def _of_act(before: str, after: str) -> float:
    if _DEMANDED.search(before):
        return DEMANDED
    return WANTED if _WANTED.search(before) or _WANTED_AFTER.match(after) else 1.0
