"""Looking over the API: whose lists, page by page, and the days behind a date."""

import pytest

from tests.casework.given_office import dispatched, filed, signed
from tests.marks import on_sqlite_only


def numbers(caller):
    return [one["number"] for one in caller.told["items"]]


def test_each_desk_lists_its_own(calls):
    mine = dispatched("11-23 09:20", "SJ")
    theirs = dispatched("11-23 09:30", "GA")
    town = filed(who="town clerk")

    listed = {}
    for who in ("handler", "police", "town", "inspector", "dispatcher", "clerk"):
        caller = calls(who)
        caller.get("/tickets")
        listed[who] = sorted(numbers(caller))

    assert listed == {
        "handler": [mine],
        "police": [theirs],
        "town": [town],
        "inspector": sorted([mine, theirs, town]),
        "dispatcher": sorted([mine, theirs, town]),
        "clerk": sorted([mine, theirs]),
    }


@on_sqlite_only
@pytest.mark.parametrize("who", ["anquan", "shenji"])
def test_administrators_see_no_case(calls, who):
    caller, number = calls(who), dispatched()

    assert caller.get("/tickets").status_code == 403
    assert caller.get(f"/tickets/{number}").status_code == 404


@on_sqlite_only
def test_asking_for_another_department_widens_nothing(calls):
    mine = dispatched("11-23 09:20", "SJ")
    dispatched("11-23 09:30", "GA")
    handler = calls("handler")

    handler.get("/tickets?department=GA")
    assert numbers(handler) == []
    handler.get("/tickets?department=SJ&center=C0")
    assert numbers(handler) == [mine]


@pytest.mark.parametrize("sort", ["filed", "due"])
def test_a_list_goes_on_where_it_ended_and_shows_each_once(calls, sort):
    made = {dispatched(f"11-{day} 09:20") for day in (16, 17, 18, 19, 20)}
    inspector, seen = calls("inspector"), []

    path = f"/tickets?limit=2&sort={sort}"
    while path:
        answer = inspector.get(path)
        assert answer.status_code == 200, inspector.told
        seen += numbers(inspector)
        path = ""
        if inspector.told["next_cursor"]:
            path = answer.headers["Link"].split(">")[0].removeprefix("<")
            assert inspector.told["next_cursor"] in path.replace("%3D", "=")

    assert len(seen) == 5
    assert set(seen) == made


@on_sqlite_only
@pytest.mark.parametrize("cursor", ["x", "e30=", "WzFd", "%00", "W1tbW1s=", "MQ=="])
def test_a_cursor_that_somebody_made_up_is_refused(calls, cursor):
    inspector = calls("inspector")

    answer = inspector.get(f"/tickets?cursor={cursor}")

    assert answer.status_code == 422
    assert inspector.told["errors"][0]["pointer"] == "/cursor"


@on_sqlite_only
@pytest.mark.parametrize(
    "query", ["limit=0", "limit=101", "limit=x", "limit=-1", "state=x", "more=1"]
)
def test_a_parameter_that_is_not_known_is_a_fault(calls, query):
    assert calls("inspector").get(f"/tickets?{query}").status_code == 422


def test_late_ones_are_found(calls):
    late = dispatched("11-16 09:20")
    dispatched("11-23 09:20")
    inspector = calls("inspector")

    inspector.get("/tickets?show=late&sort=due")

    assert numbers(inspector) == [late]
    assert inspector.told["items"][0]["overdue"] is True


def test_the_timeline_is_told_as_it_is_kept(calls):
    number = signed()
    handler = calls("handler")

    handler.get(f"/tickets/{number}/timeline?limit=2")
    first = [one["kind"] for one in handler.told["items"]]
    cursor = handler.told["next_cursor"]
    handler.get(f"/tickets/{number}/timeline?cursor={cursor}")

    assert first == ["filed", "dispatched"]
    assert [one["kind"] for one in handler.told["items"]] == ["signed"]
    assert handler.told["items"][0]["actor"] == "h*"


@on_sqlite_only
def test_every_date_explains_itself_day_by_day(calls):
    number = dispatched()
    handler = calls("handler")

    handler.get(f"/tickets/{number}/clocks/finish/1")

    assert handler.told["due_at"] == "2026-11-26T17:00:00+08:00"
    assert handler.told["limit"] == {"n": 3, "unit": "working_day"}
    assert [(one["day"], one["kind"]) for one in handler.told["days"]] == [
        ("2026-11-23", "start"),
        ("2026-11-24", "counted"),
        ("2026-11-25", "counted"),
        ("2026-11-26", "due"),
    ]


@on_sqlite_only
def test_a_limit_in_hours_explains_itself_hour_by_hour(calls):
    number = dispatched()
    handler = calls("handler")

    handler.get(f"/tickets/{number}/clocks/sign/1")

    assert handler.told["days"] == []
    assert handler.told["limit"] == {"n": 4 * 3600, "unit": "working_second"}
    stretches = handler.told["stretches"]
    assert sum(one["seconds"] for one in stretches) == stretches[-1]["total"] == 14_400
    ends = [one["end"] for one in stretches]
    assert [one["start"] for one in stretches][1:] == ends[:-1]


@on_sqlite_only
@pytest.mark.parametrize("clock", ["hold/1", "finish/2", "nothing/1"])
def test_a_clock_that_is_not_there_is_not_found(calls, clock):
    number = dispatched()
    handler = calls("handler")

    assert handler.get(f"/tickets/{number}/clocks/{clock}").status_code == 404


@on_sqlite_only
def test_what_there_is_in_the_district_is_told(calls):
    police = calls("police")

    police.get("/departments")
    assert "SJ" in [one["code"] for one in police.told["items"]]
    police.get("/centers")
    assert "C0" in [one["code"] for one in police.told["items"]]
    police.get("/matters?limit=1")
    (matter,) = police.told["items"]
    police.get(f"/matters/{matter['code']}")
    assert police.told == matter


@on_sqlite_only
def test_the_code_tables_are_open_and_official(calls):
    nobody = calls()

    nobody.get("/codes")

    tables = {one["name"]: one["words"] for one in nobody.told["items"]}
    assert {"code": "R1", "zh": "已办成", "en": "Done"} in tables["ResultCode"]


@pytest.mark.parametrize("number", ["%00", "a%00b", "x" * 200, "é"])
def test_what_can_be_no_number_is_found_nowhere(calls, number):
    inspector = calls("inspector")

    assert inspector.get(f"/tickets/{number}").status_code == 404


@pytest.mark.parametrize("number", [2**63, 10**30])
def test_a_number_beyond_all_registers_is_found_nowhere(calls, number):
    made = dispatched()

    answer = calls("inspector").get(f"/tickets/{made}/clocks/finish/{number}")

    assert answer.status_code == 404
