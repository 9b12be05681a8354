"""Accounts that nobody has used for long."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from app.store.access_log import AccessAction
from app.store.database import db
from app.store.reads.people import Account, account_columns, with_places
from app.store.tables import AccessLogRow, ApiTokenRow, UserRow


def list_idle_accounts(before: datetime) -> list[Account]:
    """Open accounts last used before that moment, the demo's left out.

    Used: signed in, or made; a token of theirs asked something; or security enabled
    them, which gives them the same time anew.
    """
    used = func.coalesce(UserRow.last_signed_in_at, UserRow.created_at)
    tokens = select(ApiTokenRow.id).where(
        ApiTokenRow.user_id == UserRow.id, ApiTokenRow.last_used_at >= before
    )
    enabled = select(AccessLogRow.id).where(
        AccessLogRow.action == AccessAction.ACCOUNT_ENABLED,
        AccessLogRow.reason == UserRow.username,
        AccessLogRow.at >= before,
    )
    rows = db.session.execute(
        with_places(select(*account_columns()).select_from(UserRow))
        .where(UserRow.is_active, ~UserRow.is_demo, used < before)
        .where(~tokens.exists(), ~enabled.exists())
        .order_by(used.desc(), UserRow.id)
    )
    return [Account(*row) for row in rows]
