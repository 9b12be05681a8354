"""The English name of a district; empty until its file is loaded again."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "districts",
        sa.Column(
            "english_name", sa.String(), server_default=sa.text("''"), nullable=False
        ),
    )


def downgrade() -> None:
    op.drop_column("districts", "english_name")
