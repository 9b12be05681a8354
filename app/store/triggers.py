"""The database itself refuses to change or remove what is only ever added to.

The same statements stand with the tables (for `create_all`) and in the migrations.
"""

from __future__ import annotations

from sqlalchemy import DDL, event

from app.store.base import Base

APPEND_ONLY = (
    "ticket_events",
    "access_log",
    "heartbeat_gaps",
    "seals",
    "seal_spans",
    "sealed_rows",
    "publications",
)

_SQLITE = (
    "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
    "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
)
_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger AS $$ "
    "BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END "
    "$$ LANGUAGE plpgsql",
    "CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    "CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
)


def create_triggers(dialect: str, table: str) -> list[str]:
    """The statements that make a table append-only."""
    statements = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}[dialect]
    return [statement.format(table=table) for statement in statements]


def attach() -> None:
    """Have `create_all` make the triggers with the tables."""
    for name in APPEND_ONLY:
        for dialect in ("sqlite", "postgresql"):
            for statement in create_triggers(dialect, name):
                ddl = DDL(statement.replace("%", "%%"))  # type: ignore[no-untyped-call]
                event.listen(
                    Base.metadata.tables[name],
                    "after_create",
                    ddl.execute_if(dialect=dialect),
                )
