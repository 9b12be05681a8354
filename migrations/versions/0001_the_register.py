"""The register: organisation, people, tickets, timeline, escalations, notices."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# SQLite counts rows by itself only in a column declared INTEGER.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

APPEND_ONLY = ("ticket_events", "access_log", "heartbeat_gaps")
TRIGGERS = {
    "sqlite": (
        "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
        "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
        "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger AS $$ "
        "BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END "
        "$$ LANGUAGE plpgsql",
        "CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        "CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
    ),
}


def upgrade() -> None:
    _create_tables()
    dialect = op.get_bind().dialect.name
    for table in APPEND_ONLY:
        for statement in TRIGGERS[dialect]:
            op.execute(statement.format(table=table))


def _create_tables() -> None:
    op.create_table(
        "access_log",
        sa.Column("id", Key, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("district_id", Key, nullable=True),
        sa.Column("user_id", Key, nullable=True),
        sa.Column("username", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("ticket_id", Key, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("remote", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_log")),
    )
    op.create_index("ix_access_log_district_id", "access_log", ["district_id", "id"])
    op.create_index("ix_access_log_ticket_id", "access_log", ["ticket_id"])
    op.create_index("ix_access_log_tries", "access_log", ["username", "action", "at"])

    op.create_table(
        "calendar_versions",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("first_used_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_calendar_versions")),
    )
    op.create_table(
        "districts",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("number_prefix", sa.String(), nullable=False),
        sa.Column("notice_prefix", sa.String(), nullable=False),
        sa.Column("supervision_phone", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_districts")),
        sa.UniqueConstraint("code", name=op.f("uq_districts_code")),
    )
    op.create_table(
        "heartbeat_gaps",
        sa.Column("id", Key, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_heartbeat_gaps")),
    )
    op.create_table(
        "heartbeats",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("swept", sa.Integer(), nullable=False),
        sa.Column("gap_seconds", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_heartbeats")),
    )
    op.create_table(
        "notices",
        sa.Column("id", Key, nullable=False),
        sa.Column("district_id", Key, nullable=False),
        sa.Column("ticket_id", Key, nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mail_state", sa.String(), server_default="pending", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "last_error", sa.Text(), server_default=sa.text("('')"), nullable=False
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
    )
    op.create_index("ix_notices_audience", "notices", ["district_id", "audience", "id"])
    op.create_index(
        "ix_notices_outbox",
        "notices",
        ["next_attempt_at"],
        sqlite_where=sa.text("mail_state = 'pending'"),
        postgresql_where=sa.text("mail_state = 'pending'"),
    )

    op.create_table(
        "rule_versions",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("first_used_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_rule_versions")),
    )
    op.create_table(
        "timer_leases",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_timer_leases")),
    )
    op.create_table(
        "counters",
        sa.Column("district_id", Key, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("fk_counters_district_id")
        ),
        sa.PrimaryKeyConstraint(
            "district_id", "name", "year", name=op.f("pk_counters")
        ),
    )
    op.create_table(
        "departments",
        sa.Column("id", Key, nullable=False),
        sa.Column("district_id", Key, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("english_name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("fk_departments_district_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_departments")),
        sa.UniqueConstraint(
            "district_id", "code", name=op.f("uq_departments_district_id_code")
        ),
    )
    op.create_table(
        "service_centers",
        sa.Column("id", Key, nullable=False),
        sa.Column("district_id", Key, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("english_name", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("hours", sa.Text(), nullable=True),
        sa.Column("is_confirmed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"],
            ["districts.id"],
            name=op.f("fk_service_centers_district_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_centers")),
        sa.UniqueConstraint(
            "district_id", "code", name=op.f("uq_service_centers_district_id_code")
        ),
    )
    op.create_table(
        "matters",
        sa.Column("id", Key, nullable=False),
        sa.Column("district_id", Key, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("department_id", Key, nullable=False),
        sa.Column("statutory_limit", sa.Integer(), nullable=True),
        sa.Column("promised_limit", sa.Integer(), nullable=True),
        sa.Column("special_procedures", sa.String(), nullable=False),
        sa.Column("materials", sa.Text(), nullable=False),
        sa.Column("aliases", sa.String(), nullable=False),
        sa.Column("is_frequent", sa.Boolean(), nullable=False),
        sa.Column("limit_basis", sa.String(), nullable=False),
        sa.Column("source_url", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_matters_department_id")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("fk_matters_district_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matters")),
        sa.UniqueConstraint(
            "district_id", "code", name=op.f("uq_matters_district_id_code")
        ),
    )
    op.create_index("ix_matters_department_id", "matters", ["department_id"])

    op.create_table(
        "users",
        sa.Column("id", Key, nullable=False),
        sa.Column("district_id", Key, nullable=False),
        sa.Column("username", sa.String(), nullable=False),
        sa.Column("display_name", sa.String(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("center_id", Key, nullable=True),
        sa.Column("department_id", Key, nullable=True),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("failed_sign_ins", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("password_changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_signed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_up_to", Key, nullable=False),
        sa.ForeignKeyConstraint(
            ["center_id"], ["service_centers.id"], name=op.f("fk_users_center_id")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_users_department_id")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("fk_users_district_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("username", name=op.f("uq_users_username")),
    )
    op.create_index(
        "ix_users_district_role", "users", ["district_id", "role", "department_id"]
    )

    op.create_table(
        "notice_reads",
        sa.Column("user_id", Key, autoincrement=False, nullable=False),
        sa.Column("notice_id", Key, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name=op.f("fk_notice_reads_notice_id")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_notice_reads_user_id")
        ),
        sa.PrimaryKeyConstraint("user_id", "notice_id", name=op.f("pk_notice_reads")),
    )
    op.create_table(
        "tickets",
        sa.Column("id", Key, nullable=False),
        sa.Column("district_id", Key, nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("center_id", Key, nullable=False),
        sa.Column("window_id", Key, nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("holder_id", Key, nullable=True),
        sa.Column("ticket_class", sa.String(length=40), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("handed_up", sa.Boolean(), nullable=False),
        sa.Column("asked_extension", sa.Integer(), nullable=False),
        sa.Column("redo_cycle", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("entry_count", sa.Integer(), nullable=False),
        sa.Column("chain_head", sa.String(length=64), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dispatched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("filed_by_id", Key, nullable=True),
        sa.Column("counter_label", sa.String(), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("request_type", sa.String(length=40), nullable=False),
        sa.Column("matter_id", Key, nullable=True),
        sa.Column("matter_name", sa.String(), nullable=False),
        sa.Column("trips", sa.Integer(), nullable=True),
        sa.Column("original_no", sa.String(), nullable=False),
        sa.Column("initial_cause", sa.String(length=40), nullable=True),
        sa.Column("exclusion", sa.String(length=40), nullable=True),
        sa.Column("special_care", sa.Boolean(), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("filing_key", sa.String(), nullable=True),
        sa.Column("rules_hash", sa.String(length=64), nullable=False),
        sa.Column("calendar_hash", sa.String(length=64), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["center_id"], ["service_centers.id"], name=op.f("fk_tickets_center_id")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("fk_tickets_district_id")
        ),
        sa.ForeignKeyConstraint(
            ["filed_by_id"], ["users.id"], name=op.f("fk_tickets_filed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["departments.id"], name=op.f("fk_tickets_holder_id")
        ),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matters.id"], name=op.f("fk_tickets_matter_id")
        ),
        sa.ForeignKeyConstraint(
            ["window_id"], ["service_centers.id"], name=op.f("fk_tickets_window_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tickets")),
        sa.UniqueConstraint(
            "district_id", "filing_key", name=op.f("uq_tickets_district_id_filing_key")
        ),
        sa.UniqueConstraint(
            "district_id", "number", name=op.f("uq_tickets_district_id_number")
        ),
    )
    op.create_index(
        "ix_tickets_center_filed", "tickets", ["center_id", "filed_at", "id"]
    )
    op.create_index(
        "ix_tickets_center_open",
        "tickets",
        ["center_id", "filed_at", "id"],
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_index(
        "ix_tickets_district_filed", "tickets", ["district_id", "filed_at", "id"]
    )
    op.create_index(
        "ix_tickets_district_state",
        "tickets",
        ["district_id", "state", "filed_at", "id"],
    )
    op.create_index(
        "ix_tickets_extension",
        "tickets",
        ["district_id", "due_at"],
        sqlite_where=sa.text("asked_extension > 0"),
        postgresql_where=sa.text("asked_extension > 0"),
    )
    op.create_index(
        "ix_tickets_handed_up",
        "tickets",
        ["window_id", "filed_at", "id"],
        sqlite_where=sa.text("handed_up = 1 AND closed_at IS NULL"),
        postgresql_where=sa.text("handed_up AND closed_at IS NULL"),
    )
    op.create_index(
        "ix_tickets_holder_filed", "tickets", ["holder_id", "filed_at", "id"]
    )
    op.create_index(
        "ix_tickets_next_at",
        "tickets",
        ["next_at"],
        sqlite_where=sa.text("next_at IS NOT NULL"),
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )
    op.create_index(
        "ix_tickets_promised_district",
        "tickets",
        ["district_id", "due_at", "id"],
        sqlite_where=sa.text("stopped_at IS NULL AND due_at IS NOT NULL"),
        postgresql_where=sa.text("stopped_at IS NULL AND due_at IS NOT NULL"),
    )
    op.create_index(
        "ix_tickets_promised_holder",
        "tickets",
        ["holder_id", "due_at", "id"],
        sqlite_where=sa.text("stopped_at IS NULL AND due_at IS NOT NULL"),
        postgresql_where=sa.text("stopped_at IS NULL AND due_at IS NOT NULL"),
    )
    op.create_index(
        "ix_tickets_promised_window",
        "tickets",
        ["window_id", "due_at", "id"],
        sqlite_where=sa.text("stopped_at IS NULL AND due_at IS NOT NULL"),
        postgresql_where=sa.text("stopped_at IS NULL AND due_at IS NOT NULL"),
    )
    op.create_index(
        "ix_tickets_window_filed", "tickets", ["window_id", "filed_at", "id"]
    )
    op.create_index(
        "ix_tickets_window_state", "tickets", ["window_id", "state", "filed_at", "id"]
    )
    op.create_index("ix_tickets_holder_state", "tickets", ["holder_id", "state"])

    op.create_table(
        "clocks",
        sa.Column("ticket_id", Key, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("cycle", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("department_id", Key, nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("colour", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_clocks_department_id")
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_clocks_ticket_id")
        ),
        sa.PrimaryKeyConstraint("ticket_id", "name", "cycle", name=op.f("pk_clocks")),
    )
    op.create_index(
        "ix_clocks_to_do",
        "clocks",
        ["department_id", "due_at", "ticket_id"],
        sqlite_where=sa.text(
            "stopped_at IS NULL AND due_at IS NOT NULL AND name <> 'return'"
        ),
        postgresql_where=sa.text(
            "stopped_at IS NULL AND due_at IS NOT NULL AND name <> 'return'"
        ),
    )
    op.create_index(
        "ix_clocks_to_do_name",
        "clocks",
        ["department_id", "name", "due_at"],
        sqlite_where=sa.text(
            "stopped_at IS NULL AND due_at IS NOT NULL AND name <> 'return'"
        ),
        postgresql_where=sa.text(
            "stopped_at IS NULL AND due_at IS NOT NULL AND name <> 'return'"
        ),
    )

    op.create_table(
        "complainants",
        sa.Column("ticket_id", Key, autoincrement=False, nullable=False),
        sa.Column("district_id", Key, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("phone_key", sa.String(), nullable=False),
        sa.Column("agent_name", sa.String(), nullable=False),
        sa.Column("id_tail", sa.String(), nullable=False),
        sa.Column("special_care", sa.String(), nullable=False),
        sa.Column("contact_time", sa.String(), nullable=False),
        sa.Column("privacy_notice", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_complainants_ticket_id")
        ),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_complainants")),
    )
    op.create_index("ix_complainants_name", "complainants", ["district_id", "name"])
    op.create_index(
        "ix_complainants_phone", "complainants", ["district_id", "phone_key"]
    )

    op.create_table(
        "complaints",
        sa.Column("ticket_id", Key, autoincrement=False, nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_complaints_ticket_id")
        ),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_complaints")),
    )
    op.create_table(
        "documents",
        sa.Column("id", Key, nullable=False),
        sa.Column("ticket_id", Key, nullable=False),
        sa.Column("event_seq", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("original_name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("uploaded_by_id", Key, nullable=True),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_documents_ticket_id")
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["users.id"], name=op.f("fk_documents_uploaded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    op.create_index("ix_documents_ticket_id", "documents", ["ticket_id"])

    op.create_table(
        "escalations",
        sa.Column("id", Key, nullable=False),
        sa.Column("district_id", Key, nullable=False),
        sa.Column("ticket_id", Key, nullable=False),
        sa.Column("clock", sa.String(length=40), nullable=False),
        sa.Column("cycle", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("department_id", Key, nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("detected_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rules_hash", sa.String(length=64), nullable=False),
        sa.Column("calendar_hash", sa.String(length=64), nullable=False),
        sa.Column("entry_seq", sa.Integer(), nullable=False),
        sa.Column("review_status", sa.String(length=40), nullable=True),
        sa.Column("statement_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_by_id", Key, nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["departments.id"],
            name=op.f("fk_escalations_department_id"),
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"], ["users.id"], name=op.f("fk_escalations_reviewed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_escalations_ticket_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalations")),
        sa.UniqueConstraint(
            "ticket_id",
            "clock",
            "cycle",
            "step",
            name=op.f("uq_escalations_ticket_id_clock_cycle_step"),
        ),
    )
    op.create_index(
        "ix_escalations_department",
        "escalations",
        ["department_id", "review_status", "due_at"],
    )
    op.create_index(
        "ix_escalations_queue",
        "escalations",
        ["district_id", "review_status", "due_at", "id"],
    )
    op.create_index(
        "ix_escalations_steps",
        "escalations",
        ["district_id", "review_status", "step", "due_at"],
    )

    op.create_table(
        "ticket_events",
        sa.Column("id", Key, nullable=False),
        sa.Column("ticket_id", Key, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", Key, nullable=True),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("department", sa.String(), nullable=True),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["users.id"], name=op.f("fk_ticket_events_actor_id")
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_ticket_events_ticket_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_events")),
        sa.UniqueConstraint(
            "ticket_id", "seq", name=op.f("uq_ticket_events_ticket_id_seq")
        ),
    )
    op.create_table(
        "supervision_notices",
        sa.Column("id", Key, nullable=False),
        sa.Column("district_id", Key, nullable=False),
        sa.Column("colour", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("ticket_id", Key, nullable=False),
        sa.Column("department_id", Key, nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reply_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reply_cycle", sa.Integer(), nullable=False),
        sa.Column("clock", sa.String(length=40), nullable=True),
        sa.Column("cycle", sa.Integer(), nullable=True),
        sa.Column("step", sa.String(length=40), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "reply_text", sa.Text(), server_default=sa.text("('')"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["departments.id"],
            name=op.f("fk_supervision_notices_department_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id", "clock", "cycle", "step"],
            [
                "escalations.ticket_id",
                "escalations.clock",
                "escalations.cycle",
                "escalations.step",
            ],
            name=op.f("fk_supervision_notices_ticket_id_clock_cycle_step"),
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_supervision_notices_ticket_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_notices")),
        sa.UniqueConstraint(
            "district_id",
            "colour",
            "year",
            "sequence",
            name=op.f("uq_supervision_notices_district_id_colour_year_sequence"),
        ),
        sa.UniqueConstraint(
            "ticket_id",
            "reply_cycle",
            name=op.f("uq_supervision_notices_ticket_id_reply_cycle"),
        ),
    )
    op.create_index(
        "ix_supervision_notices_issued",
        "supervision_notices",
        ["district_id", "issued_at", "id"],
    )


def downgrade() -> None:
    op.drop_index("ix_supervision_notices_issued", table_name="supervision_notices")

    op.drop_table("supervision_notices")
    op.drop_table("ticket_events")
    op.drop_index("ix_escalations_steps", table_name="escalations")
    op.drop_index("ix_escalations_queue", table_name="escalations")
    op.drop_index("ix_escalations_department", table_name="escalations")

    op.drop_table("escalations")
    op.drop_index("ix_documents_ticket_id", table_name="documents")

    op.drop_table("documents")
    op.drop_table("complaints")
    op.drop_index("ix_complainants_phone", table_name="complainants")
    op.drop_index("ix_complainants_name", table_name="complainants")

    op.drop_table("complainants")
    op.drop_index("ix_clocks_to_do_name", table_name="clocks")
    op.drop_index("ix_clocks_to_do", table_name="clocks")

    op.drop_table("clocks")
    op.drop_index("ix_tickets_window_state", table_name="tickets")
    op.drop_index("ix_tickets_holder_state", table_name="tickets")
    op.drop_index("ix_tickets_window_filed", table_name="tickets")
    op.drop_index("ix_tickets_promised_window", table_name="tickets")
    op.drop_index("ix_tickets_promised_holder", table_name="tickets")
    op.drop_index("ix_tickets_promised_district", table_name="tickets")
    op.drop_index("ix_tickets_next_at", table_name="tickets")
    op.drop_index("ix_tickets_holder_filed", table_name="tickets")
    op.drop_index("ix_tickets_handed_up", table_name="tickets")
    op.drop_index("ix_tickets_extension", table_name="tickets")
    op.drop_index("ix_tickets_district_state", table_name="tickets")
    op.drop_index("ix_tickets_district_filed", table_name="tickets")
    op.drop_index("ix_tickets_center_open", table_name="tickets")
    op.drop_index("ix_tickets_center_filed", table_name="tickets")

    op.drop_table("tickets")
    op.drop_table("notice_reads")
    op.drop_index("ix_users_district_role", table_name="users")

    op.drop_table("users")
    op.drop_index("ix_matters_department_id", table_name="matters")

    op.drop_table("matters")
    op.drop_table("service_centers")
    op.drop_table("departments")
    op.drop_table("counters")
    op.drop_table("timer_leases")
    op.drop_table("rule_versions")
    op.drop_index("ix_notices_outbox", table_name="notices")
    op.drop_index("ix_notices_audience", table_name="notices")

    op.drop_table("notices")
    op.drop_table("heartbeats")
    op.drop_table("heartbeat_gaps")
    op.drop_table("districts")
    op.drop_table("calendar_versions")
    op.drop_index("ix_access_log_tries", table_name="access_log")
    op.drop_index("ix_access_log_ticket_id", table_name="access_log")
    op.drop_index("ix_access_log_district_id", table_name="access_log")

    op.drop_table("access_log")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")
