"""What is told to whom: the in-app notice and the outbox row in one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, Id, LongText, RowId

EMPTY = text("''")


class NoticeRow(Base):
    """One message for one audience, written with the decision that gave rise to it.

    ticket_id:   without a foreign key: a message is no record, and there are many
    audience:    `inspector`, `handler@SJ`, `front_desk@C0`; see domain.notices
    facts:       JSON object the wording is made from
    mail_state:  pending, sent, failed (given up) or none (nobody to send to)
    """

    __tablename__ = "notices"
    __table_args__ = (
        Index("ix_notices_audience", "district_id", "audience", "id"),
        Index(
            "ix_notices_outbox",
            "next_attempt_at",
            sqlite_where=text("mail_state = 'pending'"),
            postgresql_where=text("mail_state = 'pending'"),
        ),
    )

    id: Mapped[RowId]
    district_id: Mapped[Id]
    ticket_id: Mapped[Id | None]
    kind: Mapped[str]
    audience: Mapped[str]
    facts: Mapped[LongText]
    created_at: Mapped[datetime]
    mail_state: Mapped[str] = mapped_column(server_default="pending")
    attempts: Mapped[int] = mapped_column(server_default="0")
    next_attempt_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    last_error: Mapped[LongText] = mapped_column(server_default=EMPTY)


class NoticeReadRow(Base):
    """One person has read one message beyond those up to `users.read_up_to`."""

    __tablename__ = "notice_reads"

    user_id: Mapped[Id] = mapped_column(
        ForeignKey("users.id"), primary_key=True, autoincrement=False
    )
    notice_id: Mapped[Id] = mapped_column(
        ForeignKey("notices.id"), primary_key=True, autoincrement=False
    )
