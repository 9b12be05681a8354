"""The queue's filters are counted from an index for findings too, as for escalations."""

from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

NAME, TABLE = "ix_findings_codes", "findings"


def upgrade() -> None:
    op.create_index(NAME, TABLE, ["district_id", "review_status", "code", "since"])


def downgrade() -> None:
    op.drop_index(NAME, TABLE)
