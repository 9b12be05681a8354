"""Sessions as rows; whose account it is; which browser; one power in one person."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

ADMINISTERS = (
    "is_active AND role IN "
    "('system_administrator', 'security_administrator', 'audit_administrator')"
)


def upgrade() -> None:
    op.add_column(
        "access_log",
        sa.Column("agent", sa.String(), server_default=sa.text("('')"), nullable=False),
    )
    op.add_column(
        "users",
        sa.Column(
            "person_number", sa.String(), server_default=sa.text("('')"), nullable=False
        ),
    )
    op.execute("UPDATE users SET person_number = username")
    op.create_index(
        "uq_users_one_power",
        "users",
        ["district_id", "person_number"],
        unique=True,
        sqlite_where=sa.text(ADMINISTERS),
        postgresql_where=sa.text(ADMINISTERS),
    )
    op.create_table(
        "sessions",
        sa.Column("id", Key, nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("user_id", Key, nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ending", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("remote", sa.String(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_sessions_user_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
        sa.UniqueConstraint("mark", name=op.f("uq_sessions_mark")),
    )
    op.create_index("ix_sessions_user_id", "sessions", ["user_id", "ended_at"])
    op.create_index("ix_sessions_ended_at", "sessions", ["ended_at"])


def downgrade() -> None:
    op.drop_table("sessions")
    op.drop_index("uq_users_one_power", "users")
    op.drop_column("users", "person_number")
    op.drop_column("access_log", "agent")
