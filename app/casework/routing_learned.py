"""What a district's files teach its router: vocabulary and stories, read once.

The web server reads them before it parts into workers, so that they stand in memory
once for all; whoever did not reads them when a router is first asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from app.casework.routing import ROUTING, read_routing_file
from app.casework.routing_stories import read_stories, story_files
from app.domain.wayfinding.routing_tally import Tally, tally
from app.domain.wayfinding.routing_vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Learned:
    """What the files of a district say, for the departments that it has."""

    vocabulary: Vocabulary
    stories: Tally


@dataclass(slots=True)
class LearnedFiles:
    """The last that was read, and from which state of the files."""

    folder: Path
    _kept: tuple[object, Learned] | None = field(default=None)

    def read(self, departments: Iterable[str]) -> Learned:
        """What the files say as they are now. departments: codes, in any order

        raises: VocabularyFaults
        """
        codes = sorted(departments)
        state = codes, self._state()
        kept = self._kept
        if kept is not None and kept[0] == state:
            return kept[1]
        learned = Learned(
            read_routing_file(self.folder, codes),
            tally(read_stories(self.folder, codes)),
        )
        self._kept = state, learned
        return learned

    def _state(self) -> list[tuple[str, int, int]]:
        """Name, size and time of each file: what changes when somebody edits one."""
        files = [self.folder / ROUTING, *story_files(self.folder)]
        known = [(file.name, file.stat()) for file in files if file.exists()]
        return [(name, found.st_size, found.st_mtime_ns) for name, found in known]
