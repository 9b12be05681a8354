"""The people who sign in, and the log of who looked and who signed in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.terms import Role
from app.store.base import Base, Id, LongText, RowId

# An open account of one of the three administrators.
ADMINISTERS = (
    "is_active AND role IN "
    "('system_administrator', 'security_administrator', 'audit_administrator')"
)


class UserRow(Base):
    """One person in one role. Never deleted: the timeline names them.

    read_up_to: id of the last message up to which everything counts as read
    person_number: whose account it is: the staff number, which is the sign-in name too
                   unless this is a second account of the same person. The database
                   itself refuses two administrators in one person (三员分立).
    """

    __tablename__ = "users"
    __table_args__ = (
        Index("ix_users_district_role", "district_id", "role", "department_id"),
        Index(
            "uq_users_one_power",
            "district_id",
            "person_number",
            unique=True,
            sqlite_where=text(ADMINISTERS),
            postgresql_where=text(ADMINISTERS),
        ),
    )

    id: Mapped[RowId]
    district_id: Mapped[Id] = mapped_column(ForeignKey("districts.id"))
    username: Mapped[str] = mapped_column(unique=True)
    display_name: Mapped[str]
    role: Mapped[Role]
    center_id: Mapped[Id | None] = mapped_column(ForeignKey("service_centers.id"))
    department_id: Mapped[Id | None] = mapped_column(ForeignKey("departments.id"))
    email: Mapped[str]
    password_hash: Mapped[str]
    must_change_password: Mapped[bool]
    failed_sign_ins: Mapped[int]
    locked_until: Mapped[datetime | None]
    is_active: Mapped[bool]
    is_demo: Mapped[bool]
    created_at: Mapped[datetime]
    password_changed_at: Mapped[datetime]
    last_signed_in_at: Mapped[datetime | None]
    read_up_to: Mapped[Id]
    person_number: Mapped[str] = mapped_column(server_default=text("''"))


class AccessLogRow(Base):
    """One row per sign-in, reveal of a name, or change of a right.

    Never updated, never deleted: the database refuses it by trigger.
    `user_id` is None when nobody of that name exists; `ticket_id` is kept without a
    foreign key, because the log outlives what it tells of.
    """

    __tablename__ = "access_log"
    __table_args__ = (
        Index("ix_access_log_district_id", "district_id", "id"),
        Index("ix_access_log_ticket_id", "ticket_id"),
        # How often somebody tried lately.
        Index("ix_access_log_tries", "username", "action", "at"),
    )

    id: Mapped[RowId]
    at: Mapped[datetime]
    district_id: Mapped[Id | None]
    user_id: Mapped[Id | None]
    username: Mapped[str]
    action: Mapped[str]
    ticket_id: Mapped[Id | None]
    reason: Mapped[LongText]
    remote: Mapped[str]
    agent: Mapped[str] = mapped_column(server_default=text("''"))
