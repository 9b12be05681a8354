"""Findings as rows, and the moment of a ticket's next look.

Every ticket is owed a look after the upgrade: the timer judges what was there before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

# SQLite counts rows by itself only in a column declared INTEGER.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column(
        "tickets", sa.Column("look_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.execute("UPDATE tickets SET look_at = filed_at")
    is_owed = sa.text("look_at IS NOT NULL")
    op.create_index(
        "ix_tickets_look_at",
        "tickets",
        ["look_at"],
        sqlite_where=is_owed,
        postgresql_where=is_owed,
    )
    op.create_table(
        "findings",
        sa.Column("id", Key, nullable=False),
        sa.Column("district_id", Key, nullable=False),
        sa.Column("ticket_id", Key, nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("start_seq", sa.Integer(), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("department_id", Key, nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("detected_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rules_hash", sa.String(length=64), nullable=False),
        sa.Column("calendar_hash", sa.String(length=64), nullable=False),
        sa.Column("review_status", sa.String(length=40), nullable=False),
        sa.Column("statement_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_by_id", Key, nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["departments.id"],
            name=op.f("fk_findings_department_id"),
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"], ["users.id"], name=op.f("fk_findings_reviewed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_findings_ticket_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findings")),
        sa.UniqueConstraint(
            "ticket_id",
            "code",
            "start_seq",
            "nth",
            name=op.f("uq_findings_ticket_id_code_start_seq_nth"),
        ),
    )
    op.create_index(
        "ix_findings_queue", "findings", ["district_id", "review_status", "since", "id"]
    )
    op.create_index(
        "ix_findings_department",
        "findings",
        ["department_id", "review_status", "since"],
    )


def downgrade() -> None:
    op.drop_table("findings")
    op.drop_index("ix_tickets_look_at", table_name="tickets")
    op.drop_column("tickets", "look_at")
