"""Notices can be lifted with reasons; a department may have been merged into another."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "supervision_notices",
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.add_column(
        "supervision_notices",
        sa.Column(
            "lift_reasons", sa.Text(), server_default=sa.text("''"), nullable=False
        ),
    )
    op.add_column(
        "departments",
        sa.Column(
            "merged_into",
            sa.String(),
            server_default=sa.text("''"),
            nullable=False,
        ),
    )


def downgrade() -> None:
    op.drop_column("departments", "merged_into")
    op.drop_column("supervision_notices", "lift_reasons")
    op.drop_column("supervision_notices", "lifted_at")
