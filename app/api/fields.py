"""Fields of requests and answers, and the schemas that hold them.

A request refuses what it does not know. Text is kept as it is written, but must be
text: no NUL, no half of a character, which the databases could not keep.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate

from app.casework.filing import LONGEST_TEXT

LONGEST_LINE = 300
LARGEST_ID = 2**63 - 1


class Body(Schema):
    """What is sent: unknown names are faults."""

    class Meta:
        unknown = RAISE


class Shown(Schema):
    """What is answered."""


class Words(fields.String):
    """Text of people."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kw: Any
    ) -> str:
        text = super()._deserialize(value, attr, data, **kw)
        if "\0" in text or not _is_whole(text):
            raise ValidationError("This is no text that can be kept.")
        return text


def _is_whole(text: str) -> bool:
    """Does it hold no half of a character?"""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def text(about: str, *, most: int = LONGEST_TEXT) -> fields.Field[Any]:
    """Text that must be said."""
    return Words(
        required=True,
        validate=validate.Length(min=1, max=most),
        metadata={"description": about},
    )


def some_text(about: str, *, most: int = LONGEST_TEXT) -> fields.Field[Any]:
    """Text that may be left out."""
    return Words(
        load_default="",
        validate=validate.Length(max=most),
        metadata={"description": about},
    )


def line(about: str) -> fields.Field[Any]:
    """A short text that must be said."""
    return text(about, most=LONGEST_LINE)


def some_line(about: str) -> fields.Field[Any]:
    """A short text that may be left out."""
    return some_text(about, most=LONGEST_LINE)


class Whole(fields.Integer):
    """A whole number; true is none."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kw: Any
    ) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, attr, data, **kw)


class YesNo(fields.Boolean):
    """true or false and nothing else."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kw: Any
    ) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class AskedNumber(fields.Integer):
    """A whole number in an address: digits and nothing else."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kw: Any
    ) -> int:
        if not (isinstance(value, str) and value.isascii() and value.isdigit()):
            raise self.make_error("invalid", input=value)
        if len(value) > len(str(LARGEST_ID)):
            raise self.make_error("too_large", input=value)
        return super()._deserialize(value, attr, data, **kw)


class AskedYesNo(fields.Boolean):
    """true or false in an address."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kw: Any
    ) -> bool:
        if value not in ("true", "false"):
            raise self.make_error("invalid", input=value)
        return bool(value == "true")


class CodeOf(fields.String):
    """A word of a code table; comes in as its member."""

    def __init__(self, table: type[StrEnum], **given: Any) -> None:
        words = [str(one) for one in table]
        if given.get("allow_none"):
            words.append(None)  # type: ignore[arg-type] # null is then one of them
        super().__init__(validate=validate.OneOf(words), **given)
        self.table = table

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kw: Any
    ) -> StrEnum:
        word = super()._deserialize(value, attr, data, **kw)
        if word not in list(self.table):
            raise ValidationError("This is no word of the code table.")
        return self.table(word)


def code(table: type[StrEnum], about: str) -> fields.Field[Any]:
    """A code that must be given."""
    return CodeOf(table, required=True, metadata={"description": about})


def some_code(
    table: type[StrEnum], about: str, usual: StrEnum | None = None
) -> fields.Field[Any]:
    """A code that may be left out."""
    given = {"load_default": usual, "metadata": {"description": about}}
    return CodeOf(table, **given)


def one_of(about: str, *words: str) -> fields.Field[Any]:
    """One of these words, which must be given."""
    return fields.String(
        required=True,
        validate=validate.OneOf(words),
        metadata={"description": about},
    )


def whole(about: str, least: int, most: int) -> fields.Field[Any]:
    """A whole number that must be given; bounds included."""
    return Whole(
        required=True,
        validate=validate.Range(min=least, max=most),
        metadata={"description": about},
    )


def some_whole(about: str, least: int, most: int) -> fields.Field[Any]:
    """A whole number that may be left out."""
    return Whole(
        load_default=None,
        validate=validate.Range(min=least, max=most),
        metadata={"description": about},
    )


def instant(about: str) -> fields.Field[Any]:
    """A moment that must be given, RFC 3339, with its offset."""
    return fields.AwareDateTime(
        format="iso", required=True, metadata={"description": about}
    )


def yes_no(about: str) -> fields.Field[Any]:
    """True or false, which must be given."""
    return YesNo(required=True, metadata={"description": about})


def some_yes_no(about: str, usual: bool | None = None) -> fields.Field[Any]:
    """True or false, which may be left out."""
    return YesNo(load_default=usual, metadata={"description": about})


def asked_number(about: str, least: int, most: int, usual: int) -> fields.Field[Any]:
    """A number of the address; bounds included."""
    return AskedNumber(
        load_default=usual,
        validate=validate.Range(min=least, max=most),
        metadata={"description": about},
    )


def asked_yes_no(about: str) -> fields.Field[Any]:
    """True, false, or not asked."""
    return AskedYesNo(load_default=None, metadata={"description": about})


def several(each: fields.Field[Any], about: str, most: int) -> fields.Field[Any]:
    """A list that may be left out."""
    return fields.List(
        each,
        load_default=[],
        validate=validate.Length(max=most),
        metadata={"description": about},
    )


# --- what is answered ---------------------------------------------------------------


def said(about: str, *, or_null: bool = False) -> fields.Field[Any]:
    """A text of ours."""
    return fields.String(allow_none=or_null, metadata={"description": about})


def count(about: str, *, or_null: bool = False) -> fields.Field[Any]:
    """A whole number of ours."""
    return fields.Integer(allow_none=or_null, metadata={"description": about})


def truth(about: str) -> fields.Field[Any]:
    """Yes or no."""
    return fields.Boolean(metadata={"description": about})


def moment(about: str, *, or_null: bool = False) -> fields.Field[Any]:
    """An instant in UTC, RFC 3339."""
    return fields.AwareDateTime(
        format="iso", allow_none=or_null, metadata={"description": about}
    )


def word(
    table: type[StrEnum], about: str, *, or_null: bool = False
) -> fields.Field[Any]:
    """A word of a code table."""
    return CodeOf(table, allow_none=or_null, metadata={"description": about})
