"""The words of matters made comparable: what is said around them, and what means the same."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Said around a matter by somebody who asks for it; they tell nothing about which one.
_AROUND = re.compile(
    "我想要|我要|我想|想要|怎么办理|怎么办|怎么样|怎么弄|怎么算|怎么|如何|办理|申请办|去哪里|去哪儿|在哪里"
    "|哪里|需要什么|要什么|什么|手续|流程|材料|请问|帮我|一下|一个|一家|一张|一间|自己家?的?|的|了|吗|呢|去|想"
)
# What is wanted done with a permit, and the variant of the matter that does it.
_VARIANTS = (
    ("变更", re.compile("变更|更改|更换|换|改|迁|搬|转让")),
    ("延续", re.compile("延续|到期|过期|续|延期|快到")),
    ("注销", re.compile("注销|取消|不做|不干|不开|关闭|关门|关店|结业")),
    ("补办", re.compile("补办|补领|补发|丢|遗失|不见|损坏")),
)
NEW = "新办"


class SameWords:
    """Groups of words that mean the same; each word counts as the first of its group."""

    def __init__(self, groups: Iterable[str]) -> None:
        self._groups = {
            word: group for group in map(str.split, groups) for word in group
        }
        words = sorted(self._groups, key=lambda word: (-len(word), word))
        self._pattern = re.compile("|".join(map(re.escape, words)) or r"(?!)")

    def usual(self, text: str) -> str:
        """The text with every such word replaced by the first of its group."""
        return self._pattern.sub(lambda found: self._groups[found[0]][0], text)

    def others(self, text: str) -> set[str]:
        """The words of a text that have a group, and the others of their groups.

        A single character (证, 开) stands in too many names to show anything.
        """
        return {
            word
            for found in self._pattern.finditer(text)
            if len(found[0]) > 1
            for word in self._groups[found[0]]
        }


def core(words: str) -> str:
    """What remains of a question when the words around it are gone; else all of it."""
    return _AROUND.sub(" ", words).strip() or words


def asked_variant(words: str) -> str:
    """The variant of a matter that the words ask for: 新办 unless they say otherwise."""
    for variant, said in _VARIANTS:
        if said.search(words):
            return variant
    return NEW
