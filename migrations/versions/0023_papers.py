"""Circulars, talk records and clue packages."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

# SQLite counts rows by itself only in a column declared INTEGER.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
EMPTY = sa.text("''")


def upgrade() -> None:
    op.create_table(
        "papers",
        sa.Column("id", Key, nullable=False),
        sa.Column("district_id", Key, nullable=False),
        sa.Column("ticket_id", Key, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("clock", sa.String(length=40), nullable=False),
        sa.Column("cycle", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("department_id", Key, nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by", sa.String(), server_default=EMPTY, nullable=False),
        sa.Column("decided_by", sa.String(), server_default=EMPTY, nullable=False),
        sa.Column("entry_seq", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.String(), server_default=EMPTY, nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_papers_ticket_id")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_papers_department_id")
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id", "clock", "cycle", "step"],
            [
                "escalations.ticket_id",
                "escalations.clock",
                "escalations.cycle",
                "escalations.step",
            ],
            name=op.f("fk_papers_ticket_id_clock_cycle_step"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_papers")),
        sa.UniqueConstraint(
            "ticket_id",
            "kind",
            "clock",
            "cycle",
            "step",
            name=op.f("uq_papers_ticket_id_kind_clock_cycle_step"),
        ),
        sa.UniqueConstraint(
            "district_id",
            "kind",
            "year",
            "sequence",
            name=op.f("uq_papers_district_id_kind_year_sequence"),
        ),
    )
    op.create_index(
        "ix_papers_list", "papers", ["district_id", "kind", "state", "at", "id"]
    )


def downgrade() -> None:
    op.drop_table("papers")
