"""Drafts of the rule file, what came into force; what made the limit of each clock."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
HASHES = ("rules_hash", "calendar_hash")


def upgrade() -> None:
    op.create_table(
        "rule_drafts",
        sa.Column("id", Key, nullable=False),
        sa.Column("district_id", Key, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("drafted_by", sa.String(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("discarded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("fk_rule_drafts_district_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_drafts")),
    )
    op.create_index("ix_rule_drafts_district_id", "rule_drafts", ["district_id", "id"])
    op.create_table(
        "rule_activations",
        sa.Column("id", Key, nullable=False),
        sa.Column("district_id", Key, nullable=False),
        sa.Column("draft_id", Key, nullable=False),
        sa.Column("activated_by", sa.String(), nullable=False),
        sa.Column("activated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("takes_running", sa.Boolean(), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"],
            ["districts.id"],
            name=op.f("fk_rule_activations_district_id"),
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["rule_drafts.id"], name=op.f("fk_rule_activations_draft_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_activations")),
    )
    op.create_index(
        "ix_rule_activations_district_id", "rule_activations", ["district_id", "id"]
    )
    for name in HASHES:
        column = sa.Column(
            name, sa.String(length=64), server_default=sa.text("''"), nullable=False
        )
        op.add_column("clocks", column)
    _fill()


def _fill() -> None:
    """Until now a ticket, and so each of its clocks, had one standard."""
    tickets = sa.table("tickets", sa.column("id"), *map(sa.column, HASHES))
    clocks = sa.table("clocks", sa.column("ticket_id"), *map(sa.column, HASHES))
    op.execute(
        sa.update(clocks).values(
            {
                name: sa.select(tickets.c[name])
                .where(tickets.c.id == clocks.c.ticket_id)
                .scalar_subquery()
                for name in HASHES
            }
        )
    )


def downgrade() -> None:
    for name in reversed(HASHES):
        op.drop_column("clocks", name)
    op.drop_index("ix_rule_activations_district_id", table_name="rule_activations")
    op.drop_table("rule_activations")
    op.drop_index("ix_rule_drafts_district_id", table_name="rule_drafts")
    op.drop_table("rule_drafts")
