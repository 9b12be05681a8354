"""Answers given to requests that carry an Idempotency-Key, kept with the act.

Whoever asks with the same key at the same time waits for the first to end: PostgreSQL
holds the key, SQLite the write lock. What was answered may name a person: the body is
sealed, as the person's own columns are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update

from app.store.bulk import insert_rows
from app.store.database import db, is_postgresql
from app.store.personal_data import keyring
from app.store.tables import ApiAnswerRow
from app.store.transaction import lock_for_writing

KEPT_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """What was answered. fingerprint: of the request that it answers."""

    fingerprint: str
    status: int
    headers: Mapping[str, str]
    body: str


def find_answer(user_id: int, key: str, now: datetime) -> GivenAnswer | None:
    """The answer to this key of this person; the key is held until the act has ended.

    raises: CannotOpen
    """
    lock_for_writing()
    if is_postgresql():
        seed = func.hashtextextended(f"api_answers {key}", user_id)
        db.session.execute(select(func.pg_advisory_xact_lock(seed)))
    chosen = select(
        ApiAnswerRow.fingerprint,
        ApiAnswerRow.status,
        ApiAnswerRow.headers,
        ApiAnswerRow.body,
    ).where(
        ApiAnswerRow.user_id == user_id,
        ApiAnswerRow.key == key,
        ApiAnswerRow.answered_at > now - KEPT_FOR,
    )
    row = db.session.execute(chosen).one_or_none()
    if row is None:
        return None
    body = keyring().open(row.body, place(user_id, key))
    return GivenAnswer(row.fingerprint, row.status, json.loads(row.headers), body)


def keep_answer(user_id: int, key: str, given: GivenAnswer, now: datetime) -> None:
    """Keep an answer with the act that it tells of; those too old to matter go."""
    old = delete(ApiAnswerRow).where(ApiAnswerRow.answered_at <= now - KEPT_FOR)
    db.session.execute(old, execution_options={"synchronize_session": False})
    row = {
        "user_id": user_id,
        "key": key,
        "fingerprint": given.fingerprint,
        "status": given.status,
        "headers": json.dumps(dict(given.headers)),
        "body": keyring().seal(given.body, place(user_id, key)),
        "answered_at": now,
    }
    insert_rows(ApiAnswerRow, [row])


def seal_again() -> None:
    """Seal under the current key what an older one sealed. raises: CannotOpen"""
    row = ApiAnswerRow
    for kept in db.session.execute(select(row.user_id, row.key, row.body)).all():
        if keyring().is_current(kept.body):
            continue
        at = place(kept.user_id, kept.key)
        anew = keyring().seal(keyring().open(kept.body, at), at)
        own = update(row).where(row.user_id == kept.user_id, row.key == kept.key)
        db.session.execute(own.values(body=anew))


def place(user_id: int, key: str) -> str:
    """What a sealed answer is bound to."""
    return f"api_answers.body/{user_id}/{key}"
