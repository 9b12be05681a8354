"""Publications, append-only, and their drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

# SQLite counts rows by itself only in a column declared INTEGER.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TRIGGERS = {
    "sqlite": (
        "CREATE TRIGGER publications_no_update BEFORE UPDATE ON publications "
        "BEGIN SELECT RAISE(ABORT, 'publications is append-only'); END",
        "CREATE TRIGGER publications_no_delete BEFORE DELETE ON publications "
        "BEGIN SELECT RAISE(ABORT, 'publications is append-only'); END",
    ),
    "postgresql": (
        "CREATE TRIGGER publications_no_change BEFORE UPDATE OR DELETE ON publications "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        "CREATE TRIGGER publications_no_truncate BEFORE TRUNCATE ON publications "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
    ),
}


def upgrade() -> None:
    op.create_table(
        "publication_drafts",
        sa.Column("id", Key, nullable=False),
        sa.Column("district_id", Key, nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("prepared_by", sa.String(), nullable=False),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("discarded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["district_id"],
            ["districts.id"],
            name=op.f("fk_publication_drafts_district_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication_drafts")),
    )
    op.create_index(
        "ix_publication_drafts_district_id", "publication_drafts", ["district_id", "id"]
    )
    op.create_table(
        "publications",
        sa.Column("id", Key, nullable=False),
        sa.Column("district_id", Key, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("draft_id", Key, nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("prepared_by", sa.String(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("fk_publications_district_id")
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["publication_drafts.id"],
            name=op.f("fk_publications_draft_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publications")),
        sa.UniqueConstraint(
            "district_id", "number", name=op.f("uq_publications_district_id_number")
        ),
        sa.UniqueConstraint("draft_id", name=op.f("uq_publications_draft_id")),
    )
    op.create_index(
        "ix_publications_period", "publications", ["district_id", "period", "number"]
    )
    for statement in TRIGGERS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("publications")
    op.drop_table("publication_drafts")
