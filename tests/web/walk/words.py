"""Which words on a page are in no language of its reader, and nobody's own.

A page in 繁體 has no simplified character and an English page no Chinese, apart from
what stands in the register or in the demo's stories as somebody wrote it: names,
complaints, reasons, numbers of papers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.config import ROOT
from app.store.base import Base
from app.web.language import COOKIE, ENGLISH, LANGUAGES, TRADITIONAL
from tests.casework.given_office import rows

_NO_TEXT = re.compile(r"<(script|textarea|style)\b.*?</\1>|<[^>]*>", re.DOTALL)
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
LABELS = {word for known in LANGUAGES for word in (known.label, known.short)}


@dataclass
class Words:
    """Runs of signs that are foreign to a page's language -> where the first stood."""

    found: dict[str, str] = field(default_factory=dict)

    def read(self, visitor, address: str) -> None:
        """Open a page in 繁體 and in English and keep what does not belong there."""
        for language, foreign in ((TRADITIONAL, simplified), (ENGLISH, chinese)):
            visitor.client.set_cookie(COOKIE, language.code)
            visitor.get(address)
            for run in foreign(visitor.page):
                self.found.setdefault(run, f"{address} ({language.code})")
        visitor.client.delete_cookie(COOKIE)

    def nobodys(self) -> list[str]:
        """Those that nobody wrote."""
        known = _written_by_people()
        return [
            f"{where}: {run}" for run, where in self.found.items() if run not in known
        ]


def chinese(page: str) -> set[str]:
    """The runs of Chinese signs in the text of a page."""
    return set(_CHINESE.findall(_NO_TEXT.sub(" ", page))) - LABELS


def simplified(page: str) -> set[str]:
    """Those with a sign that Hong Kong's set of characters does not have."""
    return {
        run
        for run in chinese(page)
        if run.encode("big5hkscs", "ignore") != run.encode("big5hkscs", "replace")
    }


def _written_by_people() -> str:
    """All that the register holds as text, and the stories the demo seals into it."""
    return "\n".join([*_register(), *_stories()])


def _register() -> Iterable[str]:
    for table in Base.metadata.tables:
        for row in rows(table):
            yield from (value for value in row.values() if isinstance(value, str))


def _stories() -> Iterable[str]:
    yield (ROOT / "app" / "district" / "cases.jsonl").read_text("utf-8")
    yield (ROOT / "escalation_rules.toml").read_text("utf-8")
    for told in (ROOT / "app" / "casework").glob("demo*.py"):
        yield told.read_text("utf-8")
