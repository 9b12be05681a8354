"""Letters handed out as Word documents, made by the template that holds."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from flask import Response, current_app, send_file

from app.casework.desk import Desk
from app.casework.paper_templates import template_in_use
from app.domain.terms import LetterKind
from app.reports.word_drawing import delivered_template
from app.reports.word_templates import check_template, filled
from app.web.inspection.letters import Letter, words_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word_answer(desk: Desk, letter: Letter) -> Response:
    """The letter as a file to save, named by its number."""
    content = letter_template(desk, letter.kind)
    return word_response(filled(content, words_of(letter)), f"{letter.number}.docx")


def letter_template(desk: Desk, kind: LetterKind) -> bytes:
    """The template that holds: the office's, else this installation's, else ours.

    raises: RuleBroken template.*, for one of the office that an older house took
    """
    own = template_in_use(desk, kind)
    if own is not None:
        check_template(own)
        return own
    kept: Mapping[LetterKind, bytes] = current_app.extensions["kept_templates"]
    return kept.get(kind) or delivered_template()


def word_response(content: bytes, name: str) -> Response:
    """A Word document to save."""
    return send_file(
        BytesIO(content), mimetype=WORD, as_attachment=True, download_name=name
    )
