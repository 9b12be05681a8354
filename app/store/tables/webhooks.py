"""Who is told of events over the network, and what became of each telling."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, Id, LongText, RowId

IS_PENDING = text("state = 'pending'")
EMPTY = text("''")


class WebhookRow(Base):
    """One address that is told of events. Ended, never deleted.

    user_id:     whose eyes it sees with: it is told of tickets that person may look at
    kinds:       entry kinds, separated by spaces
    generation:  which secret signs; secrets themselves are derived, never kept
    older_until: until when the secret before signs too, after a change of secrets
    """

    __tablename__ = "webhooks"
    __table_args__ = (Index("ix_webhooks_district_id", "district_id", "ended_at"),)

    id: Mapped[RowId]
    district_id: Mapped[Id] = mapped_column(ForeignKey("districts.id"))
    user_id: Mapped[Id] = mapped_column(ForeignKey("users.id"))
    name: Mapped[str]
    url: Mapped[LongText]
    kinds: Mapped[LongText]
    salt: Mapped[str]
    generation: Mapped[int]
    older_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_why: Mapped[str] = mapped_column(server_default=EMPTY)


class WebhookDeliveryRow(Base):
    """One event for one address, written with the decision that it tells of.

    ticket_id:  without a foreign key: a message is no record; None for a trial
    message_id: the webhook-id, the same at each attempt, by which a double is known
    body:       the bytes that are signed; no personal data
    state:      pending, delivered, or dead (given up; may be sent again by hand)
    status:     of the last answer; None when there was none
    """

    __tablename__ = "webhook_deliveries"
    __table_args__ = (
        Index("ix_webhook_deliveries_webhook_id", "webhook_id", "id"),
        Index(
            "ix_webhook_deliveries_outbox",
            "next_attempt_at",
            sqlite_where=IS_PENDING,
            postgresql_where=IS_PENDING,
        ),
    )

    id: Mapped[RowId]
    webhook_id: Mapped[Id] = mapped_column(ForeignKey("webhooks.id"))
    ticket_id: Mapped[Id | None]
    message_id: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    body: Mapped[LongText]
    created_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(server_default="pending")
    attempts: Mapped[int] = mapped_column(server_default="0")
    next_attempt_at: Mapped[datetime | None]
    attempted_at: Mapped[datetime | None]
    status: Mapped[int | None]
    last_error: Mapped[LongText] = mapped_column(server_default=EMPTY)
