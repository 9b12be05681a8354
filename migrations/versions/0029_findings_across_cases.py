"""Findings across cases, and the cases they rest on."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

# SQLite counts rows by itself only in a column declared INTEGER.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "across_findings",
        sa.Column("id", Key, nullable=False),
        sa.Column("district_id", Key, nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("department_id", Key, nullable=True),
        sa.Column("matter", sa.String(), nullable=False),
        sa.Column("cause", sa.String(length=40), nullable=True),
        sa.Column("rules_hash", sa.String(length=64), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["departments.id"],
            name=op.f("fk_across_findings_department_id"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id"],
            ["districts.id"],
            name=op.f("fk_across_findings_district_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_across_findings")),
        sa.UniqueConstraint(
            "district_id",
            "code",
            "subject",
            "period",
            name=op.f("uq_across_findings_district_id_code_subject_period"),
        ),
    )
    op.create_index(
        "ix_across_findings_code", "across_findings", ["district_id", "code", "id"]
    )
    op.create_table(
        "across_cases",
        sa.Column("finding_id", Key, autoincrement=False, nullable=False),
        sa.Column("ticket_id", Key, autoincrement=False, nullable=False),
        sa.Column("is_hit", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["finding_id"],
            ["across_findings.id"],
            name=op.f("fk_across_cases_finding_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_across_cases_ticket_id")
        ),
        sa.PrimaryKeyConstraint(
            "finding_id", "ticket_id", name=op.f("pk_across_cases")
        ),
    )
    op.create_index(op.f("ix_across_cases_ticket_id"), "across_cases", ["ticket_id"])


def downgrade() -> None:
    op.drop_table("across_cases")
    op.drop_table("across_findings")
