"""Districts, their service centers, departments and matters, and their counters."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, Id, LongText, RowId

EMPTY = text("''")


class DistrictRow(Base):
    """A district (区).

    notice_prefix:     begins the numbers of supervision notices
    supervision_phone: whom citizens call about a window or department; may be empty
    content_version:   hash of what was loaded, so that whoever keeps something made of it
                       knows when to make it anew
    """

    __tablename__ = "districts"

    id: Mapped[RowId]
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    zone: Mapped[str]
    number_prefix: Mapped[str]
    notice_prefix: Mapped[str]
    supervision_phone: Mapped[str]
    content_version: Mapped[str] = mapped_column(default="", server_default=EMPTY)
    english_name: Mapped[str] = mapped_column(default="", server_default=EMPTY)


class ServiceCenterRow(Base):
    """A service center (政务服务中心). level: district or town.

    hours: JSON (timezone, week, make_up) where it keeps other hours than the rule
           file's; else None
    map_row, map_column: where it stands on a map of squares, from 1, north and west
           first; None when it stands on none
    """

    __tablename__ = "service_centers"
    __table_args__ = (UniqueConstraint("district_id", "code"),)

    id: Mapped[RowId]
    district_id: Mapped[Id] = mapped_column(ForeignKey("districts.id"))
    code: Mapped[str]
    name: Mapped[str]
    short_name: Mapped[str]
    english_name: Mapped[str]
    level: Mapped[str]
    address: Mapped[str]
    phone: Mapped[str]
    hours: Mapped[LongText | None]
    is_confirmed: Mapped[bool]
    map_row: Mapped[int | None]
    map_column: Mapped[int | None]


class DepartmentRow(Base):
    """A department (部门) of a district, or one that works for it.

    merged_into: code of the department that took it over; empty while it stands
    """

    __tablename__ = "departments"
    __table_args__ = (UniqueConstraint("district_id", "code"),)

    id: Mapped[RowId]
    district_id: Mapped[Id] = mapped_column(ForeignKey("districts.id"))
    code: Mapped[str]
    name: Mapped[str]
    short_name: Mapped[str]
    english_name: Mapped[str]
    phone: Mapped[str]
    merged_into: Mapped[str] = mapped_column(default="", server_default=EMPTY)


class MatterRow(Base):
    """A service matter (事项): who is responsible, and how long it may take.

    Limits are working days, None when none is known. `aliases` are everyday words,
    `materials` and `special_procedures` as the district writes them. is_frequent: is it
    often asked for by firms? spelling: the pinyin of the name and of each everyday word,
    parted by commas, syllables by blanks.
    """

    __tablename__ = "matters"
    __table_args__ = (UniqueConstraint("district_id", "code"),)

    id: Mapped[RowId]
    district_id: Mapped[Id] = mapped_column(ForeignKey("districts.id"))
    code: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    department_id: Mapped[Id] = mapped_column(ForeignKey("departments.id"), index=True)
    statutory_limit: Mapped[int | None]
    promised_limit: Mapped[int | None]
    special_procedures: Mapped[str]
    materials: Mapped[LongText]
    aliases: Mapped[str]
    spelling: Mapped[LongText] = mapped_column(default="", server_default=EMPTY)
    is_frequent: Mapped[bool]
    limit_basis: Mapped[str]
    source_url: Mapped[str]


class CounterRow(Base):
    """The last number given out, by district, name and year. Only ever rises."""

    __tablename__ = "counters"

    district_id: Mapped[Id] = mapped_column(
        ForeignKey("districts.id"), primary_key=True
    )
    name: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    value: Mapped[int]
