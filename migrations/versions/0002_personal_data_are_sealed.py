"""Complainants: names, telephones and what else tells who it is are sealed.

Both ways need the keys of this machine (PERSONAL_DATA_KEYS). Rows are taken in
batches; the whole is one transaction.
"""

from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from app.store.personal_data import SEALED, opened, phone_digits, sealed

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BATCH = 1000


def upgrade() -> None:
    op.drop_index("ix_complainants_name", "complainants")
    op.drop_index("ix_complainants_phone", "complainants")
    with op.batch_alter_table("complainants") as table:
        table.drop_column("phone_key")
        for name in ("name_index", "phone_index"):
            table.add_column(
                sa.Column(name, sa.String(32), nullable=False, server_default="")
            )
    _rewrite((*SEALED, "name_index", "phone_index"), _seal)
    with op.batch_alter_table("complainants") as table:
        for name in ("name_index", "phone_index"):
            table.alter_column(name, existing_type=sa.String(32), server_default=None)
    op.create_index("ix_complainants_name", "complainants", ["name_index"])
    op.create_index("ix_complainants_phone", "complainants", ["phone_index"])


def downgrade() -> None:
    op.drop_index("ix_complainants_name", "complainants")
    op.drop_index("ix_complainants_phone", "complainants")
    with op.batch_alter_table("complainants") as table:
        table.add_column(
            sa.Column("phone_key", sa.String(), nullable=False, server_default="")
        )
    _rewrite((*SEALED, "phone_key"), _open)
    with op.batch_alter_table("complainants") as table:
        table.alter_column("phone_key", existing_type=sa.String(), server_default=None)
        table.drop_column("name_index")
        table.drop_column("phone_index")
    op.create_index("ix_complainants_name", "complainants", ["district_id", "name"])
    op.create_index(
        "ix_complainants_phone", "complainants", ["district_id", "phone_key"]
    )


def _seal(row: Any) -> dict[str, str]:
    person = {name: getattr(row, name) for name in SEALED}
    return sealed(row.ticket_id, row.district_id, person)


def _open(row: Any) -> dict[str, str]:
    found = {name: opened(row.ticket_id, name, getattr(row, name)) for name in SEALED}
    return {**found, "phone_key": phone_digits(found["phone"])}


def _rewrite(columns: tuple[str, ...], change: Callable[[Any], dict[str, str]]) -> None:
    table = sa.table(
        "complainants",
        sa.column("ticket_id"),
        sa.column("district_id"),
        *map(sa.column, dict.fromkeys((*SEALED, *columns))),
    )
    changed = (
        sa.update(table)
        .where(table.c.ticket_id == sa.bindparam("at"))
        .values({name: sa.bindparam(f"new_{name}") for name in columns})
    )
    for rows in _batches(table):
        op.get_bind().execute(
            changed,
            [
                {"at": row.ticket_id}
                | {f"new_{name}": text for name, text in change(row).items()}
                for row in rows
            ],
        )


def _batches(table: sa.TableClause) -> Iterator[list[Any]]:
    last = 0
    chosen = sa.select(table).order_by(table.c.ticket_id).limit(BATCH)
    while True:
        after = chosen.where(table.c.ticket_id > last)
        rows = list(op.get_bind().execute(after))
        if not rows:
            return
        yield rows
        last = rows[-1].ticket_id
