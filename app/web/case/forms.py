"""What every short form of an act has: what it asks, and what it would do.

A form knows its verb (`do`) and the rule behind it (`tries`), so that the page can say
beforehand what the act does to the clocks. The forms of single acts stand in
`forms_window`, `forms_department`, `forms_district`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias

from flask_babel import gettext, lazy_gettext
from wtforms import Field, HiddenField, IntegerField, MultipleFileField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, StopValidation
from wtforms.widgets import HiddenInput

from app.casework.desk import Desk
from app.casework.document_content import FIELD, Upload, check_upload
from app.casework.documents import MOST_AT_ONCE
from app.casework.looking import Shown
from app.casework.storage import Storage, storage_of
from app.domain.deciding import Moment
from app.domain.decision import Decision
from app.domain.errors import RuleBroken
from app.domain.facts import TicketFacts
from app.domain.terms import DocumentKind, Term
from app.process import settings_here
from app.store.reads.organisation import Department
from app.store.register import Held
from app.web.blanks import NoBlanks
from app.web.case.names import Names
from app.web.formats import term
from app.web.forms import LONGEST_TEXT, AtMost, Form, Required
from app.web.refusals import sentence_of

Rule: TypeAlias = Callable[[TicketFacts, Moment], Decision]

SOMETHING = "-"  # stands for words that are not typed yet; no date depends on them
YES, NO = "yes", "no"


@dataclass(frozen=True)
class About:
    """What a form is about. departments: of the district, in their official order."""

    desk: Desk
    shown: Shown
    names: Names
    departments: Sequence[Department]

    @property
    def own(self) -> str:
        """Code of the officer's department; empty for windows and the district."""
        return self.desk.actor.department or ""


class ActForm(Form):
    """One act on one case.

    seen: how many timeline entries the page showed; back: the page it came from
    as_list: radio fields that are drawn as a list; the others as joined buttons
    files_are: the kind of the documents that come with the act
    """

    seen = IntegerField(widget=HiddenInput(), validators=[Optional()])
    back = HiddenField()
    as_list: ClassVar[frozenset[str]] = frozenset()
    files_are: ClassVar[DocumentKind] = DocumentKind.EVIDENCE

    def prepare(self, about: About) -> None:
        """Put in what depends on the case: choices, hints. Before it is validated."""

    def do(self, desk: Desk, number: str) -> Held:
        """Call the verb."""
        raise NotImplementedError

    def tries(self, about: About) -> Iterator[tuple[str, Rule]]:
        """The ways it can end, each with its rule, filled with what is typed so far."""
        yield from ()

    def notes(self, field: Field) -> Mapping[str, str]:
        """The lines under the choices of a list."""
        return {}

    def asked(self) -> list[Field]:
        """The fields that are drawn, in order."""
        hidden = {"csrf_token", "seen", "back"}
        return [field for field in self if field.name not in hidden]

    def uploads(self) -> list[Upload]:
        """The files that were chosen; none where the form takes none."""
        return chosen_files(self._fields.get(FIELD))


def text_field(label: Any, hint: Any = "", rows: int = 4) -> TextAreaField:
    """A text that must be given, with nothing of a text block left open."""
    return TextAreaField(
        label,
        [Required(), AtMost(LONGEST_TEXT), NoBlanks()],
        description=hint,
        render_kw={"rows": rows},
    )


def optional_text(label: Any, rows: int = 2) -> TextAreaField:
    """A text that may be left out; a rule may still ask for it."""
    return TextAreaField(
        label,
        [Optional(), AtMost(LONGEST_TEXT)],
        render_kw={"rows": rows},
    )


def asked_text(label: Any, hint: Any = "", rows: int = 2) -> TextAreaField:
    """A text that a rule asks for in some cases only; the hint says in which."""
    return TextAreaField(
        label,
        [AtMost(LONGEST_TEXT)],
        description=hint,
        render_kw={"rows": rows},
    )


class FilesAreTaken:
    """Every file is of a kind that is taken, and not too large."""

    def __call__(self, form: Form, field: Field) -> None:
        uploads = chosen_files(field)
        if len(uploads) > MOST_AT_ONCE:
            refusal = RuleBroken("document.too_many", most=MOST_AT_ONCE)
            raise StopValidation(sentence_of(refusal))
        for upload in uploads:
            try:
                check_upload(upload, longest_file())
            except RuleBroken as refusal:
                raise StopValidation(sentence_of(refusal)) from refusal


def files_field() -> MultipleFileField:
    """Documents that go with an act."""
    return MultipleFileField(
        lazy_gettext("Documents"),
        [FilesAreTaken()],
        description=lazy_gettext("optional; PDF, JPEG, PNG, DOCX or XLSX"),
        render_kw={"accept": ".pdf,.jpg,.jpeg,.png,.docx,.xlsx"},
    )


def chosen_files(field: Field | None) -> list[Upload]:
    """The files of a field; of a file that is too large one byte too many."""
    if field is None:
        return []
    most = longest_file() + 1
    found = []
    for file in field.data or []:
        if getattr(file, "filename", ""):
            file.stream.seek(0)
            found.append(Upload(file.filename, file.stream.read(most)))
    return found


def longest_file() -> int:
    """The largest file that is taken, in bytes."""
    return settings_here().upload_max_bytes


def storage_here() -> Storage:
    """Where documents are kept on this machine, and how much of them."""
    return storage_of(settings_here())


def coded(table: Sequence[Term]) -> list[SelectChoice]:
    """Choices of a code table that people know by its codes: "C21 ..."."""
    return [SelectChoice(value=one.value, label=f"{one} {term(one)}") for one in table]


def yes_or_no(yes: str, no: str) -> list[SelectChoice]:
    """Two choices."""
    return [SelectChoice(value=YES, label=yes), SelectChoice(value=NO, label=no)]


def departments_of(about: About, without: str = "") -> list[SelectChoice]:
    """The departments, one to be chosen; `without` one that makes no sense here."""
    empty = SelectChoice(value="", label=gettext("Choose a department"))
    return [
        empty,
        *(
            SelectChoice(value=one.code, label=about.names[one.code])
            for one in about.departments
            if one.code != without and not one.merged_into
        ),
    ]


def code_or_none(table: type[Any], value: str | None) -> Any:
    """A code of a table; None for an empty choice."""
    return table(value) if value else None
