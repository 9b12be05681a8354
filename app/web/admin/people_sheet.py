"""The accounts as a file, for the yearly look at who has which right."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext

from app.reports.cells import Cell
from app.store.reads.people import Account
from app.web.formats import term
from app.web.list_files import Sheet, moment_cell
from app.web.moments import request_now


def _columns() -> dict[str, int]:
    return {
        gettext("Staff number"): 16,
        gettext("Name"): 12,
        gettext("Role"): 18,
        gettext("Center or department"): 22,
        gettext("Last signed in"): 17,
        gettext("Account"): 14,
    }


def _rows(accounts: list[Account]) -> Iterable[list[Cell]]:
    return map(_row, accounts)


def _row(one: Account) -> list[Cell]:
    return [
        one.username,
        one.display_name,
        term(one.role),
        one.place,
        moment_cell(one.last_signed_in_at),
        _state(one),
    ]


def _state(one: Account) -> str:
    if not one.is_active:
        return gettext("disabled")
    if one.is_locked(request_now()):
        return gettext("locked")
    return "" if one.last_signed_in_at else gettext("never signed in")


PEOPLE_SHEET = Sheet("accounts", _columns, _rows)
