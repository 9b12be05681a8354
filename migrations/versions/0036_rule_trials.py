"""Back-tests of drafts on the whole register; who stopped a run of reports."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

# SQLite counts rows by itself only in a column declared INTEGER.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPEN = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "rule_trials",
        sa.Column("id", Key, nullable=False),
        sa.Column("district_id", Key, nullable=False),
        sa.Column("draft_id", Key, nullable=False),
        sa.Column("rules_hash", sa.String(length=64), nullable=False),
        sa.Column("ordered_by", sa.String(), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("last_id", Key, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("fault", sa.String(), nullable=False),
        sa.Column("stopped_by", sa.String(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("fk_rule_trials_district_id")
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["rule_drafts.id"], name=op.f("fk_rule_trials_draft_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_trials")),
    )
    op.create_index("ix_rule_trials_draft_id", "rule_trials", ["draft_id", "id"])
    op.create_index(
        "ix_rule_trials_open",
        "rule_trials",
        ["id"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )

    op.add_column("report_runs", sa.Column("stopped_by", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("report_runs", "stopped_by")
    op.drop_table("rule_trials")
