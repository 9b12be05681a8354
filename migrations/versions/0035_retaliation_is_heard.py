"""What becomes of reported retaliation is a finding, with the hearing of all findings.

Each report is looked at again, so that its finding comes; what was concluded before
anybody was heard is open again, and the entries that say so stay.
"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

TABLE, INDEX = "retaliation_reports", "ix_retaliation_reports_list"
GONE = ("state", "concluded_at", "concluded_by", "conclusion_seq")
LOOK_AGAIN = sa.text(
    "UPDATE tickets SET look_at = (SELECT min(reported_at) FROM retaliation_reports"
    " WHERE ticket_id = tickets.id)"
    " WHERE id IN (SELECT ticket_id FROM retaliation_reports)"
    " AND (look_at IS NULL OR look_at > (SELECT min(reported_at)"
    " FROM retaliation_reports WHERE ticket_id = tickets.id))"
)


def upgrade() -> None:
    op.execute(LOOK_AGAIN)
    op.drop_index(INDEX, TABLE)
    with op.batch_alter_table(TABLE) as table:
        for name in GONE:
            table.drop_column(name)
    op.create_index(INDEX, TABLE, ["district_id", "reported_at", "id"])


def downgrade() -> None:
    """Every report waits to be looked into; the findings that it raised go."""
    op.execute(sa.text("DELETE FROM findings WHERE code = 'V1'"))
    op.drop_index(INDEX, TABLE)
    moment = sa.DateTime(timezone=True)
    nothing = sa.text("''")
    with op.batch_alter_table(TABLE) as table:
        state = sa.Column(
            "state", sa.String(length=40), server_default="reported", nullable=False
        )
        table.add_column(state)
        table.add_column(sa.Column("concluded_at", moment, nullable=True))
        table.add_column(
            sa.Column(
                "concluded_by", sa.String(), server_default=nothing, nullable=False
            )
        )
        table.add_column(sa.Column("conclusion_seq", sa.Integer(), nullable=True))
    with op.batch_alter_table(TABLE) as table:
        table.alter_column("state", server_default=None)
    op.create_index(INDEX, TABLE, ["district_id", "state", "reported_at", "id"])
