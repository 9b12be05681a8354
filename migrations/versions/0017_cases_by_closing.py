"""Find the cases of a period by when they ended."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_tickets_district_closed", "tickets", ["district_id", "closed_at", "id"]
    )


def downgrade() -> None:
    op.drop_index("ix_tickets_district_closed", table_name="tickets")
