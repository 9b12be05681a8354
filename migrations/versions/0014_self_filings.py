"""What citizens wrote themselves, to be checked by a window."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "self_filings",
        sa.Column("id", Key, nullable=False),
        sa.Column("district_id", Key, nullable=False),
        sa.Column("center_id", Key, nullable=False),
        sa.Column("receipt", sa.String(), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("matter", sa.String(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("remote", sa.String(), nullable=False),
        sa.Column("privacy_notice", sa.String(), nullable=False),
        sa.Column("filing_key", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", Key, nullable=True),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("ticket_id", Key, nullable=True),
        sa.ForeignKeyConstraint(
            ["center_id"],
            ["service_centers.id"],
            name=op.f("fk_self_filings_center_id_service_centers"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["users.id"],
            name=op.f("fk_self_filings_decided_by_id_users"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id"],
            ["districts.id"],
            name=op.f("fk_self_filings_district_id_districts"),
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["tickets.id"],
            name=op.f("fk_self_filings_ticket_id_tickets"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_self_filings")),
        sa.UniqueConstraint("filing_key", name=op.f("uq_self_filings_filing_key")),
        sa.UniqueConstraint("receipt", name=op.f("uq_self_filings_receipt")),
    )
    op.create_index(
        "ix_self_filings_center_state",
        "self_filings",
        ["center_id", "state", "left_at"],
    )
    op.create_index("ix_self_filings_remote", "self_filings", ["remote", "left_at"])


def downgrade() -> None:
    op.drop_table("self_filings")
