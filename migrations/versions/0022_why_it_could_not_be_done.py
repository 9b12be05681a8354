"""Why a case could not be done, in a column; what fell due in a period; a map of squares.

The cause stood in the timeline alone; it is read out of it for the cases that are there.
`flask --app wsgi district load` fills the map.
"""

import json
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

# The entries that say a cause, and how many tickets are read at a time.
KINDS, BATCH = ("answered", "verified"), 1000
PLACE = ("map_row", "map_column")


def upgrade() -> None:
    op.add_column("tickets", sa.Column("cause", sa.String(), nullable=True))
    _read_causes()
    op.create_index(
        "ix_tickets_district_due", "tickets", ["district_id", "due_at", "stopped_at"]
    )
    for name in PLACE:
        op.add_column("service_centers", sa.Column(name, sa.Integer(), nullable=True))


def _read_causes() -> None:
    tickets = sa.table("tickets", sa.column("id"), sa.column("cause"))
    by_id = sa.update(tickets).where(tickets.c.id == sa.bindparam("which"))
    change = by_id.values(cause=sa.bindparam("why"))
    bound, last = op.get_bind(), 0
    while ids := bound.execute(_after(tickets, last)).scalars().all():
        last = ids[-1]
        if found := dict(_causes(bound, ids[0], last)):
            bound.execute(change, [{"which": a, "why": b} for a, b in found.items()])


def _after(tickets: sa.TableClause, last: int) -> sa.Select:
    chosen = sa.select(tickets.c.id).where(tickets.c.id > last)
    return chosen.order_by(tickets.c.id).limit(BATCH)


def _causes(bound: sa.Connection, first: int, last: int) -> Iterator[tuple[int, str]]:
    """Ticket and cause, in the order in which they were said."""
    names = ("ticket_id", "seq", "kind", "payload")
    entries = sa.table("ticket_events", *map(sa.column, names))
    said = sa.select(entries.c.ticket_id, entries.c.payload).where(
        entries.c.ticket_id.between(first, last), entries.c.kind.in_(KINDS)
    )
    for ticket, payload in bound.execute(said.order_by(*entries.c["ticket_id", "seq"])):
        if cause := json.loads(payload).get("cause"):
            yield ticket, cause


def downgrade() -> None:
    for name in reversed(PLACE):
        op.drop_column("service_centers", name)
    op.drop_index("ix_tickets_district_due", table_name="tickets")
    op.drop_column("tickets", "cause")
