"""From people's words to the matter and the department: the search and the router.

Both are made of the district's data once for each process and version of the data, and
made anew when the district was loaded again. The router has learned from the stories of
the district, and learns from cases that have their department, anew after every
LEARN_AFTER filed ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from app.casework.chinese import fold
from app.casework.routing import DepartmentRouter, known_matter
from app.casework.routing_learned import LearnedFiles
from app.domain.wayfinding.matter_search import Findable, Found, MatterIndex
from app.domain.wayfinding.matter_sound import Sound
from app.domain.wayfinding.routing import Router
from app.domain.wayfinding.routing_lessons import Lessons
from app.domain.wayfinding.routing_tally import Lesson, tally
from app.store import organisation, routing
from app.store.district_files import read_district_files
from app.store.everyday import parted, read_everyday, words_of
from app.store.reads.organisation import (
    Matter,
    SearchedMatter,
    find_matters,
    list_departments,
    list_searched,
)

LEARN_AFTER = 200  # tickets filed
LEARNED_FROM = 3_000  # of the latest tickets


@dataclass(frozen=True, slots=True)
class MatterSearch:
    """The search over one district's matters; takes words as people type them."""

    index: MatterIndex

    def find(self, words: str, limit: int) -> list[Found]:
        """The matters that fit, the best first."""
        return self.index.find(fold(words), limit)


@dataclass(slots=True)
class Wayfinder:
    """The searches and routers of a process, by district. folder: of the district files"""

    folder: Path
    _searches: dict[int, tuple[str, MatterSearch]] = field(default_factory=dict)
    _routers: dict[int, tuple[tuple[str, int], DepartmentRouter]] = field(
        default_factory=dict
    )
    _making: Lock = field(default_factory=Lock)
    _learned: LearnedFiles = field(init=False)

    def __post_init__(self) -> None:
        self._learned = LearnedFiles(self.folder)

    def prepare(self) -> None:
        """Read what the district's files teach, before somebody asks; no database.

        raises: DistrictFaults, VocabularyFaults
        """
        files = read_district_files(self.folder)
        self._learned.read(one["code"] for one in files.departments)

    def search(self, district_id: int) -> MatterSearch:
        """The search over the district's matters as they are now."""
        version = organisation.content_version(district_id)
        kept = self._searches.get(district_id)
        if kept is not None and kept[0] == version:
            return kept[1]
        with self._making:
            made = MatterSearch(_index(self.folder, list_searched(district_id)))
            self._searches[district_id] = version, made
        return made

    def find_matters(self, district_id: int, words: str, limit: int) -> list[Matter]:
        """The matters that fit what a person says, the best first."""
        found = self.search(district_id).find(words, limit)
        return find_matters(district_id, [one.code for one in found])

    def router(self, district_id: int) -> DepartmentRouter:
        """The router of the district, with what its cases have taught."""
        taught = routing.newest_ticket(district_id) // LEARN_AFTER
        version = organisation.content_version(district_id), taught
        kept = self._routers.get(district_id)
        if kept is not None and kept[0] == version:
            return kept[1]
        with self._making:
            made = _router(self._learned, district_id)
            self._routers[district_id] = version, made
        return made


def _index(folder: Path, matters: list[SearchedMatter]) -> MatterIndex:
    return MatterIndex(map(_findable, matters), read_everyday(folder).same)


def _findable(matter: SearchedMatter) -> Findable:
    plain, variant = parted(matter.name)
    texts = [fold(text) for text in (plain, *words_of(matter.aliases))]
    sounds = map(_sound, texts, matter.spelling.split(",")) if matter.spelling else ()
    return Findable(
        matter.code,
        fold(matter.name),
        texts[0],
        variant,
        tuple(texts[1:]),
        tuple(sounds),
        matter.is_frequent,
    )


def _sound(text: str, spelled: str) -> Sound:
    signs = tuple(sign for sign in text if sign.isalnum())
    return Sound(signs, tuple(spelled.split()))


def _router(files: LearnedFiles, district_id: int) -> DepartmentRouter:
    learned = files.read(one.code for one in list_departments(district_id))
    matters = (
        known_matter(one.code, one.name, one.department, one.aliases)
        for one in list_searched(district_id)
    )
    cases = (
        Lesson(fold(one.text), one.department, one.was_corrected)
        for one in routing.lessons(district_id, LEARNED_FROM)
    )
    taught = Lessons(learned.stories, tally(cases))
    return DepartmentRouter(Router(learned.vocabulary, matters, taught))
