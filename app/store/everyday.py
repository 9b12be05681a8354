"""What people call a matter: the district's file of everyday words (everyday.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

EVERYDAY = "everyday.toml"
# 食品经营许可证核发(新办) is a variant of the matter 食品经营许可证核发.
_VARIANT = re.compile(r"[(（](新办|变更|延续|注销|补办)[)）]$")


@dataclass(frozen=True, slots=True)
class Everyday:
    """same: groups of words that mean the same; words: by a matter's plain name"""

    same: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)

    def beside(self, name: str, aliases: str) -> str:
        """The list's own everyday words and the file's, each once, parted by commas."""
        plain, _ = parted(name)
        own = [one.strip() for one in aliases.split(",")]
        more = self.words.get(plain, "").split()
        return ",".join(dict.fromkeys(one for one in (*own, *more) if one))


def read_everyday(folder: Path) -> Everyday:
    """Read the file; nothing where a district has none.

    raises: ValueError when it is no TOML of that form
    """
    path = folder / EVERYDAY
    if not path.exists():
        return Everyday()
    file = tomllib.loads(path.read_text("utf-8-sig"))
    same, words = file.get("same", []), file.get("words", {})
    is_formed = isinstance(same, list) and isinstance(words, dict)
    if not is_formed or not all(isinstance(x, str) for x in (*same, *words.values())):
        raise ValueError("`same` must be a list of texts, [words] texts by name")
    return Everyday(tuple(same), words)


def words_of(aliases: str) -> list[str]:
    """The everyday words of a matter, one by one."""
    return [one for one in aliases.split(",") if one]


def parted(name: str) -> tuple[str, str]:
    """A matter's name without its variant, and the variant; empty where it has none."""
    found = _VARIANT.search(name)
    return (name[: found.start()], found[1]) if found else (name, "")
