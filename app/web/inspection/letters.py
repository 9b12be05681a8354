"""Official letters: what stands on the page, in print and in the Word file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext

from app.casework.desk import Desk
from app.domain.terms import LetterKind
from app.store import directory
from app.web.language import ENGLISH, current_language, in_this_language
from app.web.sentences import in_a_row
from app.web.unit_names import unit_name

WIDE = 20  # signs of a title on one line
TO_KEEP_TOGETHER = 0.5  # of a sign: digits, Latin letters


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. lead: its first words, set heavier"""

    text: str
    lead: str = ""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One letter in full. colour: of a supervision notice, with its name and a line;
    second_signer: who signs a talk record beside the office; whole: parts of the title that
    are not torn apart"""

    kind: LetterKind
    office: str
    number: str
    title: str
    addressee: str
    body: tuple[Paragraph, ...]
    day: str
    check: str
    attachment: str = ""
    copies: str = ""
    colour: str = ""
    colour_name: str = ""
    colour_line: str = ""
    second_signer: str = ""
    ticket_number: str = ""
    whole: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The title in its lines; English ones are left to the browser."""
        if current_language() is ENGLISH:
            return self.title
        return balanced(self.title, self.whole)


def words_of(letter: Letter) -> Mapping[str, object]:
    """The letter as a Word template names its parts."""
    paragraphs = [in_a_row(one.lead, one.text) for one in letter.body]
    return {
        "office": letter.office,
        "number": letter.number,
        "colour": letter.colour_name,
        "colour_line": letter.colour_line,
        "title": balanced(letter.title, letter.whole),
        "addressee": letter.addressee,
        "body": paragraphs[:-1],
        "closing": paragraphs[-1] if paragraphs else "",
        "attachment": letter.attachment,
        "signer": letter.office,
        "second_signer": letter.second_signer,
        "day": letter.day,
        "copies": letter.copies,
        "printed": letter.day,
        "check": letter.check,
    }


def balanced(title: str, whole: Iterable[str] = ()) -> str:
    """A long title in two lines, the first not shorter.

    whole: names, numbers, periods in it that are not torn apart
    """
    if _width(title) <= WIDE:
        return title
    inside = {at for part in whole for at in _inside(title, part)}
    places = [
        at
        for at in range(1, len(title))
        if at not in inside and _width(title[:at]) >= _width(title) / 2
    ]
    at = places[0] if places else len(title)
    return f"{title[:at].rstrip()}\n{title[at:].lstrip()}"


def office_name(desk: Desk) -> str:
    """The name of the inspection office, without the province."""
    return gettext("Inspection Office of %(district)s", district=district_name(desk))


def district_name(desk: Desk) -> str:
    """The name of the district, without the province."""
    known = directory.district(desk.district)
    chinese = known.name.partition("省")[2] or known.name
    english = known.english_name.rpartition(",")[0] or known.english_name
    return in_this_language(chinese, english or chinese)


def full_names(desk: Desk) -> dict[str, str]:
    """The departments by code, in full, in the language of the letter."""
    return {one.code: unit_name(one.name) for one in desk.office.departments}


def lines_of(text: object) -> tuple[Paragraph, ...]:
    """What somebody typed, a paragraph for each line."""
    return tuple(
        Paragraph(line.strip()) for line in str(text).splitlines() if line.strip()
    )


def _inside(title: str, part: str) -> range:
    start = title.find(part)
    return range(start + 1, start + len(part)) if start >= 0 else range(0)


def _width(text: str) -> float:
    return sum(TO_KEEP_TOGETHER if _is_narrow(sign) else 1 for sign in text)


def _is_narrow(sign: str) -> bool:
    return sign.isascii()
