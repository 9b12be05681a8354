"""Matters by their sound; proposals from a complaint's text and what was chosen.

`flask --app wsgi district load` fills the spelling; until then letters find nothing.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

# SQLite counts rows by itself only in a column declared INTEGER.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("districts") as table:
        table.add_column(
            sa.Column(
                "content_version",
                sa.String(),
                server_default=sa.text("('')"),
                nullable=False,
            )
        )
    with op.batch_alter_table("matters") as table:
        table.add_column(
            sa.Column(
                "spelling", sa.Text(), server_default=sa.text("('')"), nullable=False
            )
        )
    op.create_table(
        "routing_choices",
        sa.Column("ticket_id", Key, autoincrement=False, nullable=False),
        sa.Column("district_id", Key, nullable=False),
        sa.Column("proposed_id", Key, nullable=False),
        sa.Column("chosen_id", Key, nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["chosen_id"], ["departments.id"], name=op.f("fk_routing_choices_chosen_id")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"],
            ["districts.id"],
            name=op.f("fk_routing_choices_district_id"),
        ),
        sa.ForeignKeyConstraint(
            ["proposed_id"],
            ["departments.id"],
            name=op.f("fk_routing_choices_proposed_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_routing_choices_ticket_id")
        ),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_routing_choices")),
    )
    op.create_index(
        "ix_routing_choices_district", "routing_choices", ["district_id", "ticket_id"]
    )


def downgrade() -> None:
    op.drop_index("ix_routing_choices_district", table_name="routing_choices")
    op.drop_table("routing_choices")
    with op.batch_alter_table("matters") as table:
        table.drop_column("spelling")
    with op.batch_alter_table("districts") as table:
        table.drop_column("content_version")
