"""Routing: which department a complaint's text points to, for pages and programs.

The vocabulary is a file of the district (routing.toml); the matters come from its list.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.casework.chinese import fold
from app.casework.routing_stories import read_stories
from app.domain.wayfinding.routing import KnownMatter, Proposal, Router
from app.domain.wayfinding.routing_lessons import Lessons
from app.domain.wayfinding.routing_tally import tally
from app.domain.wayfinding.routing_vocabulary import (
    Vocabulary,
    VocabularyFaults,
    read_vocabulary,
)
from app.store.district_files import DistrictFiles
from app.store.everyday import parted

ROUTING = "routing.toml"


@dataclass(frozen=True, slots=True)
class DepartmentRouter:
    """A router that takes texts as people type them."""

    router: Router

    def propose(self, text: str) -> tuple[Proposal, ...]:
        """Three departments for a complaint's text, the likeliest first."""
        return self.router.propose(fold(text))


def read_routing_file(folder: Path, departments: Iterable[str]) -> Vocabulary:
    """Read what a district says of its departments' duties.

    A district without the file has no vocabulary: its matters' words speak alone.
    raises: VocabularyFaults with every fault
    """
    path = folder / ROUTING
    if not path.exists():
        return Vocabulary({}, (), frozenset(), tuple(departments))
    try:
        file = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise VocabularyFaults([f"  not TOML in UTF-8 ({error})"]) from error
    return read_vocabulary(file, list(departments))


def router_from_files(
    folder: Path, files: DistrictFiles, unlearned: Collection[str] = frozenset()
) -> DepartmentRouter:
    """A router from a district's files alone; asks no database.

    It has learned from the district's stories, but for the texts that are unlearned:
    those it is to be measured with.
    """
    codes = [one["code"] for one in files.departments]
    vocabulary = read_routing_file(folder, codes)
    taught = Lessons(tally(read_stories(folder, codes, unlearned)))
    matters = map(_from_file, files.matters)
    return DepartmentRouter(Router(vocabulary, matters, taught))


def known_matter(code: str, name: str, department: str, aliases: str) -> KnownMatter:
    """A matter as routing reads it: without its variant, everyday words beside it."""
    plain, _ = parted(name)
    words = fold(f"{plain} {aliases.replace(',', ' ')}")
    return KnownMatter(code, plain, department, words)


def why_in_chinese(proposal: Proposal) -> str:
    """What speaks for a proposal, as a sentence for the record."""
    told = []
    if proposal.words and proposal.duty:
        words = _quoted(proposal.words)
        told.append(f"来件中的{words}属于{proposal.duty.name}职责")
        told.append(f"依据：{proposal.duty.basis}" if proposal.duty.basis else "")
    if proposal.matter:
        told.append(f"相近事项“{proposal.matter.name}”")
    if proposal.taught:
        told.append(f"与该部门承办的件相似（{_quoted(proposal.taught)}）")
    said = "；".join(one for one in told if one)
    return f"{said}。" if said else "来件中没有明确的线索，按常见程度列出，请人工核对。"


def _quoted(words: Iterable[str]) -> str:
    return "、".join(f"“{word}”" for word in words)


def _from_file(matter: Mapping[str, Any]) -> KnownMatter:
    return known_matter(
        matter["code"], matter["name"], matter["department_code"], matter["aliases"]
    )
