"""What an act must say: a text that is not blank."""

from __future__ import annotations

from app.domain.errors import FieldMissing


def required(value: str, field: str) -> None:
    """Raise FieldMissing for the named field when the text is blank."""
    if not value.strip():
        raise FieldMissing("field.missing", field=field)
