"""Every sentence of the pages has its Chinese; none has two."""

from collections import Counter
from io import BytesIO

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from app.config import ROOT
from tests.house.source import APP

CATALOGUES = APP / "translations" / "zh_Hans" / "LC_MESSAGES"
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
    "ngettext": (1, 2),
    "npgettext": ((1, "c"), 2, 3),
    "pgettext": ((1, "c"), 2),
}
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
OPTIONS = {"**/templates/**.html": {"trimmed": "true", "silent": "false"}}


@pytest.fixture(scope="module")
def messages():
    """All messages of the Chinese catalogues, with the file they stand in."""
    return [
        (file.name, message)
        for file in sorted(CATALOGUES.glob("*.po"))
        for message in read_po(BytesIO(file.read_bytes()), locale="zh_Hans")
        if message.id
    ]


def test_every_sentence_has_its_chinese(messages):
    known = {(_first(message.id), message.context) for _, message in messages}

    missing = [
        f"{file}:{line}: {_first(sentence)!r}"
        for file, line, sentence, context in _sentences()
        if (_first(sentence), context) not in known
    ]

    assert not missing, "\n".join(["no Chinese for:", *missing])


def test_no_translation_is_left_over(messages):
    used = {(_first(sentence), context) for _, _, sentence, context in _sentences()}

    left = [
        f"{file}: {_first(message.id)!r}"
        for file, message in messages
        if (_first(message.id), message.context) not in used
    ]

    assert not left, "\n".join(["nobody says any more, take it out:", *left])


def test_no_translation_is_empty_or_doubtful(messages):
    bad = [
        f"{file}: {message.id!r}"
        for file, message in messages
        if message.fuzzy or not all(_all(message.string))
    ]

    assert not bad, "\n".join(["translate, or take the fuzzy mark away:", *bad])


def test_no_sentence_is_translated_in_two_ways(messages):
    ways = {
        (_first(message.id), message.context, _all(message.string))
        for _, message in messages
    }
    counted = Counter((sentence, context) for sentence, context, _ in ways)

    doubled = [sentence for (sentence, _), count in counted.items() if count > 1]

    assert not doubled, f"the same English needs a context (pgettext): {doubled}"


def _sentences():
    found = extract_from_dir(
        str(APP), METHODS, OPTIONS, keywords=KEYWORDS, directory_filter=_is_source
    )
    for name, line, sentence, _, context in found:
        yield (APP / name).relative_to(ROOT), line, sentence, context


def _is_source(folder: str) -> bool:
    return not folder.endswith(("__pycache__", "static", "translations"))


def _first(message) -> str:
    return message if isinstance(message, str) else message[0]


def _all(message) -> tuple:
    return (message,) if isinstance(message, str) else tuple(message)
