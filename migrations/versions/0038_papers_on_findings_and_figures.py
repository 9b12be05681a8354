"""Papers rest on findings and on a department's figures as well, and can be withdrawn.

Back again, those papers go: the register of before has no place for what they rest on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

EMPTY = sa.text("''")
CODE = sa.String(length=40)
OF_ESCALATIONS = (
    ("ticket_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite")),
    ("clock", CODE),
    ("cycle", sa.Integer()),
    ("step", CODE),
    ("entry_seq", sa.Integer()),
)
FINDING = ["ticket_id", "code", "start_seq", "nth"]
TO_FINDINGS = "fk_papers_ticket_id_code_start_seq_nth"
ONE_ON_A_FINDING = "uq_papers_ticket_id_kind_code_start_seq_nth"
ONE_ON_FIGURES = "uq_papers_department_id_kind_unit_ground_period"


def added() -> tuple[sa.Column, ...]:
    return (
        sa.Column("code", CODE, nullable=True),
        sa.Column("start_seq", sa.Integer(), nullable=True),
        sa.Column("nth", sa.Integer(), nullable=True),
        sa.Column("unit_ground", CODE, nullable=True),
        sa.Column("period", sa.String(), nullable=True),
        sa.Column("words", sa.Text(), server_default=EMPTY, nullable=False),
        sa.Column("decision", sa.Text(), server_default=EMPTY, nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.String(), server_default=EMPTY, nullable=False),
        sa.Column("withdrawn_for", sa.Text(), server_default=EMPTY, nullable=False),
    )


def upgrade() -> None:
    with op.batch_alter_table("papers") as table:
        for column in added():
            table.add_column(column)
        for name, kind in OF_ESCALATIONS:
            table.alter_column(name, existing_type=kind, nullable=True)
    with op.batch_alter_table("papers") as table:
        table.create_foreign_key(TO_FINDINGS, "findings", FINDING, FINDING)
        table.create_unique_constraint(
            ONE_ON_A_FINDING, ["ticket_id", "kind", "code", "start_seq", "nth"]
        )
        table.create_unique_constraint(
            ONE_ON_FIGURES, ["department_id", "kind", "unit_ground", "period"]
        )


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM papers WHERE step IS NULL"))
    with op.batch_alter_table("papers") as table:
        table.drop_constraint(ONE_ON_FIGURES, type_="unique")
        table.drop_constraint(ONE_ON_A_FINDING, type_="unique")
        table.drop_constraint(TO_FINDINGS, type_="foreignkey")
    with op.batch_alter_table("papers") as table:
        for name, kind in OF_ESCALATIONS:
            table.alter_column(name, existing_type=kind, nullable=False)
        for column in added():
            table.drop_column(column.name)
