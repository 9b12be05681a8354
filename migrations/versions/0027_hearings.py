"""The procedure on escalations and findings: heard, ruled on, objected to, decided.

What the entries of before say is written into the new columns, so that the register
proves as it did.
"""

import json
from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Moment = sa.DateTime(timezone=True)
TABLES = ("escalations", "findings")
MOMENTS = (
    "told_at",
    "stated_at",
    "ruling_due_at",
    "objection_due_at",
    "objected_at",
    "decision_due_at",
    "decided_at",
)
CODES = ("ruling", "ground")
# Only of escalations; findings were not reviewed before.
RULINGS = {"escalation_confirmed": "confirmed", "escalation_dismissed": "dismissed"}

entries = sa.table(
    "ticket_events",
    sa.column("ticket_id", Key),
    sa.column("seq", sa.Integer),
    sa.column("kind", sa.String),
    sa.column("at", Moment),
    sa.column("payload", sa.Text),
)
escalations = sa.table(
    "escalations",
    sa.column("ticket_id", Key),
    sa.column("clock", sa.String),
    sa.column("cycle", sa.Integer),
    sa.column("step", sa.String),
    sa.column("review_status", sa.String),
    sa.column("statement_due_at", Moment),
    sa.column("reviewed_at", Moment),
    sa.column("told_at", Moment),
    sa.column("stated_at", Moment),
    sa.column("ruling", sa.String),
)


def upgrade() -> None:
    for table in TABLES:
        with op.batch_alter_table(table) as changed:
            for name in MOMENTS:
                changed.add_column(sa.Column(name, Moment, nullable=True))
            for name in CODES:
                changed.add_column(sa.Column(name, sa.String(length=40), nullable=True))
            changed.add_column(sa.Column("decided_by_id", Key, nullable=True))
            changed.create_foreign_key(
                op.f(f"fk_{table}_decided_by_id"), "users", ["decided_by_id"], ["id"]
            )
    _tell_what_was_said()


def _tell_what_was_said() -> None:
    about = ("statement_requested", "statement_given", *RULINGS)
    chosen = (
        sa.select(entries.c.ticket_id, entries.c.kind, entries.c.at, entries.c.payload)
        .where(entries.c.kind.in_(about))
        .order_by(entries.c.ticket_id, entries.c.seq)
    )
    connection = op.get_bind()
    for ticket_id, kind, at, payload in connection.execute(chosen).all():
        said = json.loads(payload)
        connection.execute(
            sa.update(escalations)
            .where(
                escalations.c.ticket_id == ticket_id,
                escalations.c.clock == said["clock"],
                escalations.c.cycle == said["cycle"],
                escalations.c.step == said["step"],
            )
            .values(_after(kind, at, said))
        )


def _after(kind: str, at: datetime, said: dict[str, str]) -> dict[str, object]:
    if kind == "statement_requested":
        return {"review_status": "statement", "told_at": at}
    if kind == "statement_given":
        return {"review_status": "heard", "stated_at": at}
    ruling = RULINGS[kind]
    return {"review_status": ruling, "ruling": ruling, "reviewed_at": at}


def downgrade() -> None:
    """Words of after are told by the nearest of before."""
    for table in TABLES:
        before = {
            "heard": "pending",
            "downgraded": "dismissed",
            "objected": "confirmed",
            "revoked": "dismissed",
        }
        for status, nearest in before.items():
            op.execute(
                f"UPDATE {table} SET review_status = '{nearest}' "
                f"WHERE review_status = '{status}'"
            )
        op.execute(
            f"UPDATE {table} SET review_status = 'statement' "
            "WHERE review_status = 'pending' AND statement_due_at IS NOT NULL"
        )
        with op.batch_alter_table(table) as changed:
            changed.drop_constraint(
                op.f(f"fk_{table}_decided_by_id"), type_="foreignkey"
            )
            for name in (*MOMENTS, *CODES, "decided_by_id"):
                changed.drop_column(name)
