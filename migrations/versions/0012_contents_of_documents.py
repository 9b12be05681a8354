"""Documents: each content once, with its verdict; complainants whose data are gone."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# What stands is taken over as not scanned; the timer scans it.
KNOWN = """
INSERT INTO document_files
    (sha256, size, media_type, kept_at, scan_state, scan_finding, scans)
SELECT sha256, min(size), min(media_type), min(uploaded_at), 'unscanned', '', 0
FROM documents GROUP BY sha256
"""


def upgrade() -> None:
    op.create_table(
        "document_files",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("scan_state", sa.String(length=40), nullable=False),
        sa.Column("scan_finding", sa.String(), nullable=False),
        sa.Column("scans", sa.Integer(), nullable=False),
        sa.Column("scan_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("has_thumbnail", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_document_files")),
    )
    op.create_index(
        "ix_document_files_unsettled", "document_files", ["scan_state", "scan_at"]
    )
    op.create_index("ix_documents_sha256", "documents", ["sha256"])
    op.execute(KNOWN)
    op.add_column(
        "complainants",
        sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True),
    )


def downgrade() -> None:
    with op.batch_alter_table("complainants") as table:
        table.drop_column("forgotten_at")
    op.drop_index("ix_documents_sha256", "documents")
    op.drop_index("ix_document_files_unsettled", "document_files")
    op.drop_table("document_files")
