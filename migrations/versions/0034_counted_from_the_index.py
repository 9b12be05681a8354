"""What the pages count is counted from the indexes alone: what stands in one state by
cause, and what is told late."""

from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

# Name, table, columns, and the column that is new at their end.
INDEXES = (
    (
        "ix_tickets_district_state",
        "tickets",
        ["district_id", "state", "filed_at", "id"],
        "initial_cause",
    ),
    (
        "ix_tickets_window_state",
        "tickets",
        ["window_id", "state", "filed_at", "id"],
        "initial_cause",
    ),
    (
        "ix_escalations_queue",
        "escalations",
        ["district_id", "review_status", "due_at", "id"],
        "detected_at",
    ),
    (
        "ix_findings_queue",
        "findings",
        ["district_id", "review_status", "since", "id"],
        "detected_at",
    ),
)


def upgrade() -> None:
    for name, table, columns, counted in INDEXES:
        op.drop_index(name, table)
        op.create_index(name, table, [*columns, counted])


def downgrade() -> None:
    for name, table, columns, _ in INDEXES:
        op.drop_index(name, table)
        op.create_index(name, table, columns)
