"""Improvement items, their cases and their steps."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

# SQLite counts rows by itself only in a column declared INTEGER.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _items()
    op.create_table(
        "improvement_cases",
        sa.Column("item_id", Key, autoincrement=False, nullable=False),
        sa.Column("ticket_id", Key, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["improvement_items.id"],
            name=op.f("fk_improvement_cases_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_improvement_cases_ticket_id")
        ),
        sa.PrimaryKeyConstraint(
            "item_id", "ticket_id", name=op.f("pk_improvement_cases")
        ),
    )
    op.create_index(
        op.f("ix_improvement_cases_ticket_id"), "improvement_cases", ["ticket_id"]
    )
    op.create_table(
        "improvement_steps",
        sa.Column("id", Key, nullable=False),
        sa.Column("item_id", Key, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["improvement_items.id"],
            name=op.f("fk_improvement_steps_item_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_improvement_steps")),
    )
    op.create_index("ix_improvement_steps_item", "improvement_steps", ["item_id", "id"])


def _items() -> None:
    op.create_table(
        "improvement_items",
        sa.Column("id", Key, nullable=False),
        sa.Column("district_id", Key, nullable=False),
        sa.Column("matter", sa.String(), nullable=False),
        sa.Column("cause", sa.String(length=40), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("department_id", Key, nullable=True),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["departments.id"],
            name=op.f("fk_improvement_items_department_id"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id"],
            ["districts.id"],
            name=op.f("fk_improvement_items_district_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_improvement_items")),
        sa.UniqueConstraint(
            "district_id",
            "matter",
            "cause",
            "nth",
            name=op.f("uq_improvement_items_district_id_matter_cause_nth"),
        ),
    )
    op.create_index(
        "ix_improvement_items_state",
        "improvement_items",
        ["district_id", "state", "id"],
    )
    op.create_index(
        "ix_improvement_items_department",
        "improvement_items",
        ["department_id", "id"],
    )


def downgrade() -> None:
    op.drop_table("improvement_steps")
    op.drop_table("improvement_cases")
    op.drop_table("improvement_items")
