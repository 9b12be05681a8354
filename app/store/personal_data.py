"""A complainant's columns: sealed when written, opened when read, found by index.

The one place that knows which columns of `complainants` are sealed and how a telephone
or a name is looked for. Lists and pages get opened values; whoever shows them masks
them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from flask import Flask, current_app
from sqlalchemy import ColumnElement, select

from app.config import Settings
from app.store.bulk import table_of, update_rows
from app.store.database import db
from app.store.keyring import Keyring
from app.store.tables import ComplainantRow
from app.store.transaction import lock_for_writing

TABLE = "complainants"
SEALED = (
    "name",
    "phone",
    "agent_name",
    "id_tail",
    "special_care",
    "contact_time",
)
_EXTENSION = "keyring"


def init_app(app: Flask, settings: Settings) -> None:
    """Give an application the keys of its machine."""
    app.extensions[_EXTENSION] = Keyring(settings.personal_data_keys)


def keyring() -> Keyring:
    """The keys of the current application."""
    found = current_app.extensions[_EXTENSION]
    assert isinstance(found, Keyring)  # noqa: S101 - set by init_app alone
    return found


def sealed(
    ticket_id: int, district_id: int, person: Mapping[str, str]
) -> dict[str, str]:
    """The columns of SEALED for a row, and the blind indexes of name and telephone.

    person: the texts by column; one that is not named is empty
    """
    keys = keyring()
    columns = {
        column: keys.seal(person.get(column, ""), place(ticket_id, column))
        for column in SEALED
    }
    name, phone = person.get("name", ""), person.get("phone", "")
    return {
        **columns,
        "name_index": _index(_name_words(district_id, name)),
        "phone_index": _index(_phone_words(district_id, phone)),
    }


def correct_person(ticket_id: int, changed: Mapping[str, str]) -> None:
    """Write other texts into sealed columns of a complainant, with the indexes.

    changed: by column; what is not named stays as it is
    """
    lock_for_writing()
    table = table_of(ComplainantRow)
    chosen = select(table).where(table.c.ticket_id == ticket_id).with_for_update()
    row = db.session.execute(chosen).mappings().one()
    person = {name: opened(ticket_id, name, row[name]) for name in SEALED}
    columns = sealed(ticket_id, row["district_id"], {**person, **changed})
    update_rows(ComplainantRow, [{"old_ticket_id": ticket_id, **columns}])


def opened(ticket_id: int, column: str, value: str) -> str:
    """What a sealed column of a ticket's complainant says. raises: CannotOpen"""
    return keyring().open(value, place(ticket_id, column))


def place(ticket_id: int, column: str) -> str:
    """What a sealed value is bound to."""
    return f"{TABLE}.{column}/{ticket_id}"


def has_phone(district_id: int, phone: str) -> ColumnElement[bool]:
    """Is it somebody of the district with this telephone? Found by index."""
    indexes = keyring().indexes(_phone_words(district_id, phone))
    return ComplainantRow.phone_index.in_(indexes)


def has_name(district_id: int, name: str) -> ColumnElement[bool]:
    """Is it somebody of the district with this whole name? Found by index."""
    indexes = keyring().indexes(_name_words(district_id, name))
    return ComplainantRow.name_index.in_(indexes)


def phone_digits(phone: str) -> str:
    """The digits of a telephone number, by which the same person is found again."""
    return "".join(sign for sign in phone if sign.isdigit())


def _phone_words(district_id: int, phone: str) -> str:
    digits = phone_digits(phone)
    return f"phone/{district_id}/{digits}" if digits else ""


def _name_words(district_id: int, name: str) -> str:
    """Full width and half width, with and without blanks, are one name."""
    plain = "".join(unicodedata.normalize("NFKC", name).split()).casefold()
    return f"name/{district_id}/{plain}" if plain else ""


def _index(words: str) -> str:
    return keyring().index(words) if words else ""
