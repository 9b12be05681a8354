"""What an act must say: a text that is not blank, and not without end."""

from __future__ import annotations

from app.domain.errors import FieldMissing, RuleBroken

LONGEST_WORDS = 2000
LONGEST_REASON = 500  # why something is looked at, taken out, corrected, declared


def required(value: str, field: str) -> None:
    """Raise FieldMissing for the named field when the text is blank."""
    if not value.strip():
        raise FieldMissing("field.missing", field=field)


def bounded(value: str, field: str, most: int = LONGEST_WORDS) -> str:
    """The text without blanks at its ends.

    most:   characters
    raises: FieldMissing; RuleBroken field.too_long
    """
    required(value, field)
    text = value.strip()
    if len(text) > most:
        raise RuleBroken("field.too_long", field=field, most=most)
    return text
