"""Languages of the pages: chosen by a link, kept in a cookie.

Messages are English sentences in the source. Each desk keeps its translations in a
file of its own, translations/<language>/LC_MESSAGES/<desk>.po. Flask-Babel pairs one
directory with one domain and reads compiled files only; `Catalogues` reads all .po
files of a language and merges them, so that nothing has to be compiled. 繁體 has no file
of its own: it is written out of the 简体 ones (traditional.py).
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Blueprint, Flask, request
from flask_babel import Babel, Domain, get_locale
from markupsafe import Markup
from werkzeug.wrappers import Response

from app.web.access import public
from app.web.kept_choices import keep_and_go_back
from app.web.traditional import traditional

TRANSLATIONS = Path(__file__).resolve().parent.parent / "translations"
COOKIE = "language"


@dataclass(frozen=True)
class Language:
    """code: our name and Babel's; tag: in the html; label: what its readers call it;
    short: the same where room is dear."""

    code: str
    tag: str
    label: str
    short: str


SIMPLIFIED = Language("zh_Hans", "zh-Hans", "简体", "简")
TRADITIONAL = Language("zh_Hant", "zh-Hant-HK", "繁體", "繁")
ENGLISH = Language("en", "en", "English", "EN")
LANGUAGES = (SIMPLIFIED, TRADITIONAL, ENGLISH)
DEFAULT = SIMPLIFIED

blueprint = Blueprint("language", __name__)


class Catalogues(Domain):
    """All catalogue files of a language as one."""

    def __init__(self, directory: Path) -> None:
        super().__init__()
        self._directory = directory
        self._merged: dict[Language, NullTranslations] = {}
        self._marked: dict[Language, MarkedMessages] = {}

    def get_translations(self) -> NullTranslations:
        return self._of(current_language())

    def in_template(self, message: str, **variables: object) -> Markup:
        """What a template says: marked up, with its variables escaped."""
        language = current_language()
        if variables:
            return marked(self._of(language), message, variables)
        known = self._marked.get(language)
        if known is None:
            known = self._marked[language] = MarkedMessages(self._of(language))
        return known[message]

    def _of(self, language: Language) -> NullTranslations:
        if language not in self._merged:
            self._merged[language] = self._read(language.code)
        return self._merged[language]

    def _read(self, code: str) -> NullTranslations:
        if code == TRADITIONAL.code:
            files = catalogue_files(self._directory, SIMPLIFIED.code)
            return merged(files, traditional)
        return merged(catalogue_files(self._directory, code))


class MarkedMessages(dict[str, Markup]):
    """What templates say in one language, where nothing is to be filled in: looked up
    and marked once, since a page says some hundred of them."""

    def __init__(self, translations: NullTranslations) -> None:
        super().__init__()
        self._translations = translations

    def __missing__(self, message: str) -> Markup:
        self[message] = said = marked(self._translations, message, {})
        return said


def marked(
    translations: NullTranslations, message: str, variables: Mapping[str, object]
) -> Markup:
    """A message as a template writes it; its variables are escaped."""
    pattern = Markup(translations.gettext(message))  # noqa: S704 - of our catalogues
    return pattern % variables


def init_language(app: Flask) -> None:
    """Set up Flask-Babel with our catalogues, and the links that switch language."""
    babel = Babel(
        app, default_locale=DEFAULT.code, locale_selector=lambda: chosen_language().code
    )
    babel.domain_instance = catalogues = Catalogues(TRANSLATIONS)
    says = catalogues.in_template
    app.jinja_env.globals.update(gettext=says, _=says)
    app.register_blueprint(blueprint)
    app.context_processor(_page_language)


def catalogue_files(directory: Path, code: str) -> list[Path]:
    """Return the catalogue files of a language, in the order of their names."""
    return sorted((directory / code / "LC_MESSAGES").glob("*.po"))


def merged(files: list[Path], write: Callable[[str], str] = str) -> NullTranslations:
    """Return the translations of several catalogue files as one.

    No file gives the source text. A message that stands in two files is taken from
    the first; a test refuses different translations of one message.

    write:  how a translation is written in the end
    """
    whole = Catalog()
    for path in files:
        with path.open("rb") as stream:
            part = read_po(stream, locale=path.parent.parent.name)
        whole.locale = part.locale
        for message in part:
            if message.id and message.string and not message.fuzzy:
                message.string = _written(message.string, write)
                whole[message.id] = message
    if not files:
        return NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, whole)
    compiled.seek(0)
    return Translations(fp=compiled)


def in_this_language(zh: str, en: str) -> str:
    """Return what has a Chinese and an English wording in the language being written."""
    language = current_language()
    if language is ENGLISH:
        return en
    return traditional(zh) if language is TRADITIONAL else zh


def chosen_language() -> Language:
    """Return the language of this visitor: the cookie's, else the default."""
    code = request.cookies.get(COOKIE, "")
    return next((known for known in LANGUAGES if known.code == code), DEFAULT)


def current_language() -> Language:
    """Return the language being written now; the default outside a request."""
    return _language_of(get_locale())


@lru_cache(maxsize=8)  # asked some hundred times a page
def _language_of(locale: Locale | None) -> Language:
    code = str(locale) if locale else DEFAULT.code
    return next((known for known in LANGUAGES if known.code == code), DEFAULT)


@blueprint.get("/language/<any(zh_Hans, zh_Hant, en):code>")
@public
def choose(code: str) -> Response:
    """Keep the language and go back to the page the link stood on."""
    return keep_and_go_back(COOKIE, code)


def _written(
    translation: str | Sequence[str], write: Callable[[str], str]
) -> str | tuple[str, ...]:
    """One sentence, or its plural forms."""
    if isinstance(translation, str):
        return write(translation)
    return tuple(write(form) for form in translation)


def _page_language() -> dict[str, object]:
    return {
        "language": current_language(),
        "languages": LANGUAGES,
    }
