"""A clue that is weighed, over the API: only the inspection office reads of it."""

import pytest

from tests.marks import on_sqlite_only
from tests.web.case.given_acts import confirmed_clue

NOW = "11-25 10:00"


@on_sqlite_only
@pytest.mark.parametrize("who", ["handler", "clerk", "dispatcher"])
def test_neither_timeline_nor_escalations_hold_it(calls, who):
    number = confirmed_clue()
    other, inspector = calls(who, now=NOW), calls("inspector", now=NOW)

    for path in (f"/tickets/{number}/timeline", f"/tickets/{number}/escalations"):
        inspector.get(path)
        assert "'clue'" in str(inspector.told), path
        assert other.get(path).status_code == 200
        assert "'clue'" not in str(other.told), path
    queue = "/escalations?status=confirmed"
    inspector.get(queue)
    assert "'clue'" in str(inspector.told)
    other.get(queue)
    assert "'clue'" not in str(other.told)
