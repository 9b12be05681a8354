"""When the register does not answer: it is gone, somebody holds it, or a disk is full.

Such a fault is nobody's mistake and passes; whoever asked is told so and asks again.
What it interrupted was rolled back: nothing is half saved.
"""

from __future__ import annotations

import errno
import sqlite3
from enum import StrEnum

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

# What a door has to catch; `outage` says whether it is one.
ERRORS: tuple[type[Exception], ...] = (
    InterfaceError,
    OperationalError,
    OSError,
    PoolTimeout,
)

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FULL = {sqlite3.SQLITE_FULL}
_HELD = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_UNUSABLE = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}
_PRIMARY = 0xFF  # the primary part of an extended SQLite code
_PG_FULL = ("53100",)
_PG_HELD = ("55P03", "57014")


class Outage(StrEnum):
    """Why nothing can be read or written just now."""

    GONE = "register.gone"
    HELD = "register.held"
    FULL = "disk.full"


def outage(error: BaseException) -> Outage | None:
    """Which outage an exception tells of; None when it is another fault."""
    if isinstance(error, PoolTimeout):
        return Outage.HELD
    if isinstance(error, DBAPIError):
        return _told_by_driver(error)
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return Outage.FULL
    return None


def _told_by_driver(error: DBAPIError) -> Outage | None:
    driver = error.orig
    if isinstance(driver, sqlite3.Error):
        return _told_by_sqlite(getattr(driver, "sqlite_errorcode", 0) & _PRIMARY)
    state = getattr(driver, "sqlstate", None) or ""
    if state in _PG_FULL:
        return Outage.FULL
    if state in _PG_HELD:
        return Outage.HELD
    is_known = isinstance(error, OperationalError | InterfaceError)
    return Outage.GONE if is_known else None


def _told_by_sqlite(code: int) -> Outage | None:
    if code in _FULL:
        return Outage.FULL
    if code in _HELD:
        return Outage.HELD
    return Outage.GONE if code in _UNUSABLE else None
