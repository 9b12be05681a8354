"""What stands in one state is counted by cause from the index alone."""

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

OF = ("district", "window")


def upgrade() -> None:
    for of in OF:
        _again(of, "filed_at", "id", "initial_cause")


def downgrade() -> None:
    for of in OF:
        _again(of, "filed_at", "id")


def _again(of: str, *rest: str) -> None:
    name = f"ix_tickets_{of}_state"
    op.drop_index(name, "tickets")
    op.create_index(name, "tickets", [f"{of}_id", "state", *rest])
