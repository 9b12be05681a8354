"""Reported retaliation."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

# SQLite counts rows by itself only in a column declared INTEGER.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Moment = sa.DateTime(timezone=True)
TABLE = "retaliation_reports"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", Key, nullable=False),
        sa.Column("district_id", Key, nullable=False),
        sa.Column("ticket_id", Key, nullable=False),
        sa.Column("department_id", Key, nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("reported_at", Moment, nullable=False),
        sa.Column("reported_by", sa.String(), nullable=False),
        sa.Column("report_seq", sa.Integer(), nullable=False),
        sa.Column("concluded_at", Moment, nullable=True),
        sa.Column(
            "concluded_by", sa.String(), server_default=sa.text("''"), nullable=False
        ),
        sa.Column("conclusion_seq", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f(f"fk_{TABLE}_ticket_id")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["departments.id"],
            name=op.f(f"fk_{TABLE}_department_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint(
            "ticket_id", "report_seq", name=op.f(f"uq_{TABLE}_ticket_id_report_seq")
        ),
    )
    op.create_index(
        f"ix_{TABLE}_list", TABLE, ["district_id", "state", "reported_at", "id"]
    )


def downgrade() -> None:
    op.drop_table(TABLE)
