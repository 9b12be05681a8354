"""Watch-list, joint meetings, archive, links between tickets."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FLAGS = ("watched", "meeting_called", "meeting_owed")


def upgrade() -> None:
    for name in FLAGS:
        op.add_column(
            "tickets",
            sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False),
        )
    _let_raises_owe_a_meeting()
    op.add_column("tickets", sa.Column("archive_no", sa.String(), nullable=True))
    op.add_column("tickets", sa.Column("retention_until", sa.Date(), nullable=True))
    op.create_index(
        "ix_tickets_watched",
        "tickets",
        ["district_id", "filed_at", "id"],
        sqlite_where=sa.text("watched = 1"),
        postgresql_where=sa.text("watched"),
    )
    op.create_index(
        "ix_tickets_meeting",
        "tickets",
        ["district_id", "id"],
        sqlite_where=sa.text("meeting_called = 1 OR meeting_owed = 1"),
        postgresql_where=sa.text("meeting_called OR meeting_owed"),
    )
    op.create_table(
        "ticket_links",
        sa.Column("ticket_id", Key, autoincrement=False, nullable=False),
        sa.Column("other_id", Key, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["other_id"], ["tickets.id"], name=op.f("fk_ticket_links_other_id_tickets")
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["tickets.id"],
            name=op.f("fk_ticket_links_ticket_id_tickets"),
        ),
        sa.PrimaryKeyConstraint("ticket_id", "other_id", name=op.f("pk_ticket_links")),
    )
    op.create_index(op.f("ix_ticket_links_other_id"), "ticket_links", ["other_id"])


def _let_raises_owe_a_meeting() -> None:
    """What was raised a level before there were meetings, and has not ended, owes one."""
    tickets = sa.table("tickets", *map(sa.column, ("id", "state", "meeting_owed")))
    steps = sa.table("escalations", sa.column("ticket_id"), sa.column("step"))
    raised = sa.exists().where(
        steps.c.ticket_id == tickets.c.id, steps.c.step == "raised"
    )
    ended = tickets.c.state.in_(("closed", "withdrawn", "archived"))
    owes = sa.update(tickets).values(meeting_owed=sa.true())
    op.execute(owes.where(raised, sa.not_(ended)))


def downgrade() -> None:
    op.drop_table("ticket_links")
    for name in ("ix_tickets_meeting", "ix_tickets_watched"):
        op.drop_index(name, table_name="tickets")
    for name in ("retention_until", "archive_no", *reversed(FLAGS)):
        op.drop_column("tickets", name)
