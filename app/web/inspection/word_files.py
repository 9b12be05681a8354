"""Letters handed out as Word documents, made by the template that holds."""

from __future__ import annotations

from io import BytesIO

from flask import Response, send_file

from app.casework.desk import Desk
from app.casework.paper_templates import template_in_use
from app.reports.word_drawing import delivered_template
from app.reports.word_templates import filled
from app.web.inspection.letters import Letter, words_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word_answer(desk: Desk, letter: Letter) -> Response:
    """The letter as a file to save, named by its number."""
    template = template_in_use(desk, letter.kind) or delivered_template()
    return word_response(filled(template, words_of(letter)), f"{letter.number}.docx")


def word_response(content: bytes, name: str) -> Response:
    """A Word document to save."""
    return send_file(
        BytesIO(content), mimetype=WORD, as_attachment=True, download_name=name
    )
