"""How a case came in: the leader who handed it over, and what allows an agent."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "tickets",
        sa.Column(
            "handed_by", sa.String(), server_default=sa.text("('')"), nullable=False
        ),
    )
    op.add_column("tickets", sa.Column("agent_authority", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("tickets", "agent_authority")
    op.drop_column("tickets", "handed_by")
