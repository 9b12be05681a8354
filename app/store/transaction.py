"""The one place where anything is committed or rolled back.

The door (page, API call, timer, command) opens the transaction around the verb:

    with transaction():
        casework.answer(...)

It commits on leaving and rolls back on any exception, so a refusal leaves nothing
behind. Pages that only show need none: they read, and the session is let go when
the application context ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from app.store.database import WRITING, db

_OPEN = "register_transaction"


@contextmanager
def transaction() -> Iterator[None]:
    """Write everything that happens inside, or nothing.

    Reads made before it (who is signed in) are let go first, so that what is read
    inside is the newest state. On SQLite the write lock is taken at once.

    raises:  RuntimeError, when one is open already: the door opens it, nobody else
    """
    with _only_one() as session:
        _lock(session)
        yield


@contextmanager
def late_transaction() -> Iterator[None]:
    """Like `transaction`, but SQLite's write lock is taken at the first writing.

    For the sweep: it reads and judges a whole batch first, and holds the lock only
    while it writes. What it read may have changed by then; the versions of the
    tickets tell (Stale), and the batch is judged again.
    """
    with _only_one():
        yield


@contextmanager
def reading() -> Iterator[None]:
    """Read in one moment of the register and let it go; for processes that live long."""
    session = db.session()
    try:
        yield
    finally:
        if not session.info.get(_OPEN):
            session.rollback()


@contextmanager
def reading_one_moment() -> Iterator[None]:
    """Read everything as it stood in one and the same moment, whoever writes meanwhile.

    For questions that take many statements and compare their answers. SQLite reads so
    by itself; PostgreSQL has to be asked to.
    """
    with _only_one() as session:
        if db.engine.dialect.name == "postgresql":
            one_moment = {"isolation_level": "REPEATABLE READ"}
            session.connection(execution_options=one_moment)
        yield


def lock_for_writing() -> None:
    """Take the write lock of a `late_transaction`; the register calls it.

    raises:  RuntimeError outside a transaction: nothing would be committed
    """
    session = db.session()
    if not session.info.get(_OPEN):
        raise RuntimeError("the register is written inside `with transaction():` only")
    if db.engine.dialect.name == "sqlite" and not _is_locked(session):
        session.rollback()
        _lock(session)


@contextmanager
def _only_one() -> Iterator[Session]:
    session = db.session()
    if session.info.get(_OPEN):
        raise RuntimeError("a transaction is open already")
    session.rollback()
    session.info[_OPEN] = True
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info[_OPEN] = False


def _lock(session: Session) -> None:
    session.connection(execution_options={WRITING: True})


def _is_locked(session: Session) -> bool:
    return bool(session.connection().get_execution_options().get(WRITING))
