"""The demo shows every state, and something on each list that people look at."""

from __future__ import annotations

import pytest

from app.casework.audit import Proof, verify_register
from app.domain.figures.publication import changes
from app.domain.figures.snapshots import read_snapshot
from app.domain.terms import Channel, SelfFilingState, State
from app.store import directory
from app.store.reads.beside import list_meetings, list_to_archive, list_watched
from app.store.routing import list_corrections
from app.store.transaction import reading_one_moment
from tests.casework.given_office import offices, rows
from tests.marks import on_sqlite_only

pytestmark = on_sqlite_only


@pytest.fixture
def demo(app):
    """The demo, loaded as `make run` does."""
    object.__setattr__(app.extensions["settings"], "demo", True)
    runner = app.test_cli_runner()
    for words in (["district", "load"], ["demo", "load"]):
        ran = runner.invoke(args=words)
        assert ran.exit_code == 0, ran.output
    with app.app_context():
        yield directory.list_districts()[0]


def test_every_state_and_list_has_something_to_look_at_and_is_proven(demo):
    tickets = rows("tickets")
    kinds = {row["kind"] for row in rows("ticket_events")}
    meetings = list_meetings(demo.id)

    assert {row["state"] for row in tickets} == {state.value for state in State}
    assert {row["channel"] for row in tickets} == {one.value for one in Channel}
    assert any(row["confidential"] for row in tickets)
    assert {"assistant_added", "assistant_released", "merged"} <= kinds
    assert {"level_raised", "meeting_held", "called_back", "archived"} <= kinds
    assert {one.called is None for one in meetings} == {True, False}
    assert list_to_archive(demo.center_id("C0"))
    assert len(list_watched(demo.id, None)) > 1
    assert list_corrections(demo.id, 10)
    assert {row["state"] for row in rows("self_filings")} == {
        state.value for state in SelfFilingState
    }
    assert {row["outcome"] is None for row in rows("data_requests")} == {True, False}
    assert [row["state"] for row in rows("improvement_items")] == ["proposed"]
    _shows_ranks_and_a_correction(rows("publications"))
    with reading_one_moment():
        assert list(verify_register(offices(), Proof())) == []


def _shows_ranks_and_a_correction(published):
    """The month that ended last: two departments in order, others with too few cases;
    a notice that was published and whose ground was revoked."""
    first, second = published
    assert (first["corrects"], second["corrects"]) == (None, first["number"])
    assert second["reason"]
    for one in published:
        assert one["period"] == "2026-10"
        assert {one["prepared_by"], one["approved_by"]} == {"ducha", "lingdao"}
    before, after = (read_snapshot(one["content"]) for one in published)
    ranks = {unit.code: unit.rank for unit in after.units}
    assert {ranks.pop("RS"), ranks.pop("YB")} == {1, 2}
    assert set(ranks.values()) == {None}
    assert before.reviews() == {"confirmed": 1}
    assert after.reviews() == {"revoked": 1}
    assert [one.is_revoked for one in (*before.notices, *after.notices)] == [
        False,
        True,
    ]
    assert [one.unit for one in changes(before, after)] == ["RS"]
