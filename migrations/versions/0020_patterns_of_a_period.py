"""Find what the patterns of a period are counted from by its moment."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

ENTRIES = sa.text(
    "kind IN ('answered', 'extension_requested', 'returned', 'suspended', 'verified')"
)
CLOCKS = sa.text("name IN ('assist', 'finish', 'hold', 'redo')")


def upgrade() -> None:
    op.create_index(
        "ix_ticket_events_patterns",
        "ticket_events",
        ["at"],
        sqlite_where=ENTRIES,
        postgresql_where=ENTRIES,
    )
    op.create_index(
        "ix_clocks_patterns",
        "clocks",
        ["stopped_at"],
        sqlite_where=CLOCKS,
        postgresql_where=CLOCKS,
    )


def downgrade() -> None:
    op.drop_index("ix_clocks_patterns", table_name="clocks")
    op.drop_index("ix_ticket_events_patterns", table_name="ticket_events")
