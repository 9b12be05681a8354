"""The second factor of a sign-in: a time-based code, and codes for when it is lost."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, Hash, Id, LongText, RowId


class SecondFactorRow(Base):
    """One device of a person, and no more than one.

    sealed:        the secret that device and register share, encrypted with the key of
                   this machine
    confirmed_at:  when the first code was right; until then it asks nobody for anything
    last_step:     the half minute whose code was used last; no code is taken twice
    """

    __tablename__ = "second_factors"

    user_id: Mapped[Id] = mapped_column(ForeignKey("users.id"), primary_key=True)
    sealed: Mapped[LongText]
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[Id]


class RecoveryCodeRow(Base):
    """One code for the day the device is lost; its SHA-256, and when it was used."""

    __tablename__ = "recovery_codes"
    __table_args__ = (Index("ix_recovery_codes_user_id", "user_id"),)

    id: Mapped[RowId]
    user_id: Mapped[Id] = mapped_column(ForeignKey("users.id"))
    mark: Mapped[Hash]
    used_at: Mapped[datetime | None]
