"""Which words on a page are in no language of its reader, and nobody's own.

A page in 繁體 has no simplified character and an English page no Chinese, apart from
what stands in the register or in the demo's stories as somebody wrote it: names,
complaints, reasons, numbers of papers. And English sentences have a blank between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape

from app.config import ROOT
from app.store.base import Base
from app.web.language import COOKIE, ENGLISH, LANGUAGES, TRADITIONAL
from tests.casework.given_office import rows

_NO_TEXT = re.compile(r"<(script|textarea|style)\b.*?</\1>|<[^>]*>", re.DOTALL)
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_IN_A_LINE = re.compile(r"</?(?:a|b|bdi|code|em|i|mark|small|span|strong)\b[^>]*>")
_TOGETHER = re.compile(r"[a-z”)](?:[.,:;!?][A-Z“][a-z]|[,:;(][a-z]{2})[^<]{,20}")
# Addresses, names of files and fields: no sentences.
_NO_SENTENCE = re.compile(r"\S*(?:/|_|\.(?:py|toml|json|zip|docx|xlsx))\S*")
LABELS = {word for known in LANGUAGES for word in (known.label, known.short)}


@dataclass
class Words:
    """Runs of signs that are foreign to a page's language -> where the first stood."""

    found: dict[str, str] = field(default_factory=dict)
    together: dict[str, str] = field(default_factory=dict)

    def read(self, visitor, address: str) -> None:
        """Open a page in 繁體 and in English and keep what does not belong there."""
        for language, foreign in ((TRADITIONAL, simplified), (ENGLISH, chinese)):
            visitor.client.set_cookie(COOKIE, language.code)
            visitor.get(address)
            for run in foreign(visitor.page):
                self.found.setdefault(run, f"{address} ({language.code})")
        for told in run_together(visitor.page):
            self.together.setdefault(told, f"{address} (no blank between)")
        visitor.client.delete_cookie(COOKIE)

    def nobodys(self) -> list[str]:
        """Those that nobody wrote."""
        known, found = _written_by_people(), {**self.found, **self.together}
        return [f"{where}: {run}" for run, where in found.items() if run not in known]


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


def run_together(page: str) -> set[str]:
    """Where a sentence of an English page begins close behind another."""
    text = unescape(_NO_TEXT.sub(" ", _IN_A_LINE.sub("", page)))
    return {one.strip() for one in _TOGETHER.findall(_NO_SENTENCE.sub(" ", text))}


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
    for told in (ROOT / "app" / "casework" / "demo").glob("*.py"):
        yield told.read_text("utf-8")
