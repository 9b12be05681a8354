"""What a text block leaves open must be filled in before it is sent."""

from __future__ import annotations

from flask_babel import gettext
from wtforms import Field
from wtforms.validators import StopValidation

from app.domain.text_blocks import blanks_in
from app.web.forms import Form


class NoBlanks:
    """No blank of a text block, 【日期】, is left in the text."""

    def __call__(self, form: Form, field: Field) -> None:
        left = blanks_in(field.data or "")
        if left:
            raise StopValidation(
                gettext("Fill in what is left open: %(blanks)s", blanks="".join(left))
            )
