"""Runs the migrations on the database of the current application, all or nothing."""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

from app.store.base import Base, Key
from app.store.database import WRITING, db


def run() -> None:
    """Migrate in one transaction: a migration that fails leaves nothing behind."""
    options = current_app.extensions["migrate"].configure_args
    engine = db.engine.execution_options(**{WRITING: True})
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            # A table is changed by making it anew; what refers to it must not object
            # meanwhile. The connection is let go afterwards, and with it this.
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")
            connection.detach()
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            transactional_ddl=True,
            render_item=_plain,
            **options,
        )
        with context.begin_transaction():
            context.run_migrations()
            _require_whole(connection)


def _require_whole(connection: Connection) -> None:
    """What nothing watched meanwhile is looked through before it is kept."""
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise RuntimeError(f"a row of {broken[0]} refers to none of {broken[2]}")


def _plain(kind: str, item: Any, _: object) -> Any:
    """Write our types as what they are made of: a migration outlives them."""
    if kind == "type" and item is Key:
        return "Key"
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


run()
