"""The column type of instants."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import StatementError

from app.store.database import db
from app.store.tables import HeartbeatRow
from app.store.transaction import transaction
from tests.store.given_tickets import at

pytestmark = pytest.mark.usefixtures("register_open")


def kept(moment):
    row = {
        "name": "sweep",
        "beat_at": moment,
        "started_at": moment,
        "swept": 0,
        "gap_seconds": 0,
    }
    with transaction():
        db.session.execute(insert(HeartbeatRow), row)
    return db.session.execute(select(HeartbeatRow.beat_at)).scalar_one()


def test_an_instant_comes_back_aware_and_in_utc():
    moment = at("11-23 17:00:00.123456")

    found = kept(moment)

    assert found == moment
    assert found.utcoffset().total_seconds() == 0
    assert found.isoformat() == "2026-11-23T09:00:00.123456+00:00"


def test_a_naive_datetime_is_refused():
    with pytest.raises(StatementError, match="aware"):
        kept(datetime(2026, 11, 23))  # noqa: DTZ001


def test_instants_are_compared_as_instants():
    kept(datetime(2026, 11, 23, 9, tzinfo=UTC))

    earlier = select(HeartbeatRow.name).where(HeartbeatRow.beat_at < at("11-23 17:01"))

    assert db.session.execute(earlier).scalar_one() == "sweep"
