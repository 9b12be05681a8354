"""The leader's numbers, and the list behind each; alerts of whoever is signed in."""

import re

import pytest

from app.casework import handling
from app.domain.terms import SuspensionReason
from tests.casework.given_office import (
    act,
    answered,
    dispatched,
    filed,
    rows,
    signed,
    sweep,
)
from tests.marks import on_sqlite_only
from tests.web.given_desks import (
    count_of,
    hidden,
    numbers,
    statements,
    table_rows,
    visitor,
)

NOW = "11-26 10:00"
LINK = re.compile(r'href="(/all-cases[^"]*)">(?:<[^>]*>)*(\d+)')


@pytest.fixture
def busy(district):
    """One of each: filed, due today, late, suspended, at the window, elsewhere."""
    filed()
    dispatched()
    dispatched(ticket_class="simple", department="GA")
    held = signed(who="town clerk")
    reason = SuspensionReason.HEARING
    words = {"notice_no": "听1号", "planned_days": 9, "text": "听证"}
    act("handler", "11-23 09:50", handling.suspend_ticket, held, reason=reason, **words)
    answered()
    sweep("11-26 09:30")


def test_each_number_opens_a_list_of_as_many(app, district, busy):
    leader = visitor(app, district, "lingdao", NOW)
    leader.get("/overview")
    found = set(LINK.findall(leader.page))

    assert len(found) > 10
    for address, number in found:
        leader.get(address.replace("&amp;", "&"))
        assert (address, len(numbers(leader.page))) == (address, int(number))


def test_what_waits_for_a_ruling_opens_as_many_and_tells_nobody_of_a_clue(
    app, district
):
    dispatched()
    sweep("12-18 09:30")  # 15 working days late: a clue package is weighed

    counted = {}
    for who in ("ducha", "lingdao"):
        reader = visitor(app, district, who, "12-18 10:00")
        reader.get("/overview")
        counted[who] = int(reader.found(r'href="/escalations">(\d+)'))
        listed = reader.get("/escalations?format=csv").text.strip().splitlines()
        assert (who, counted[who]) == (who, len(listed) - 1)
    assert counted["lingdao"] == counted["ducha"] - 1


def test_the_centers_add_up_to_the_district(app, district, busy):
    leader = visitor(app, district, "lingdao", NOW)

    leader.get("/overview")

    centers = leader.page.split('id="ct"')[1]
    open_ones = [int(row.split()[1]) for row in table_rows(centers)]
    total = re.search(r"<tfoot>.*?>(\d+)<", centers, re.DOTALL)
    assert total
    assert sum(open_ones) == int(total[1]) == 5


def test_the_statistician_has_numbers_and_no_cases(app, district, busy):
    statistician = visitor(app, district, "tongji", NOW)

    assert statistician.get("/overview").status_code == 200
    assert not LINK.findall(statistician.page)
    assert statistician.get("/all-cases").status_code == 403


@on_sqlite_only
@pytest.mark.parametrize("who", ["sj", "chuangkou", "anquan"])
@pytest.mark.parametrize("path", ["/overview", "/all-cases"])
def test_the_district_in_numbers_is_not_for_everybody(app, district, who, path):
    assert visitor(app, district, who, NOW).get(path).status_code == 403


def test_pages_ask_few_questions(app, district, busy):
    leader = visitor(app, district, "lingdao", NOW)
    for path, most in (("/overview", 12), ("/all-cases", 7)):
        leader.get(path)
        with statements() as sent:
            leader.get(path)
        assert len(sent) < most, path


# --- alerts -----------------------------------------------------------------------------


def test_a_person_is_told_what_is_told_to_the_own_desk(app, district):
    handler, police = (visitor(app, district, who) for who in ("sj", "ga"))
    dispatched()

    handler.get("/alerts")
    police.get("/alerts")

    (row,) = table_rows(handler.page)
    assert "新工单派到本部门" in row
    assert count_of(handler.page, "提醒") == "1"
    assert table_rows(police.page) == []


def test_one_alert_is_read_and_stays_readable(app, district):
    handler = visitor(app, district, "sj")
    dispatched()
    dispatched()
    handler.get("/alerts")

    newest = re.findall(r'name="alert" value="(\d+)"', handler.page)[0]
    handler.follow(handler.post("/alerts/readings", alert=newest))

    assert count_of(handler.page, "提醒") == "1"
    assert len(table_rows(handler.page)) == 2


def test_all_are_read_up_to_what_was_shown(app, district):
    handler = visitor(app, district, "sj")
    dispatched()
    handler.get("/alerts")
    shown, token = (hidden(handler.page, name) for name in ("up_to", "csrf_token"))
    dispatched()

    handler.follow(handler.post("/alerts/readings", up_to=shown, csrf_token=token))

    assert count_of(handler.page, "提醒") == "1"


def test_what_one_person_read_a_colleague_did_not(app, district):
    first, second = (visitor(app, district, who) for who in ("ducha", "ducha2"))
    dispatched()
    sweep("12-01 09:30")
    for inspector in (first, second):
        inspector.get("/alerts")
    before = count_of(second.page, "提醒")

    first.follow(first.post("/alerts/readings", up_to=hidden(first.page, "up_to")))
    second.get("/alerts")

    assert not any("未读" in row for row in table_rows(first.page))
    assert count_of(second.page, "提醒") == before


@on_sqlite_only
@pytest.mark.parametrize("field", ["alert", "up_to"])
@pytest.mark.parametrize("made_up", ["x", "", "-1", "4711", str(10**30), "another's"])
def test_a_made_up_reading_changes_nothing(app, district, field, made_up):
    handler = visitor(app, district, "sj")
    dispatched(department="GA")
    dispatched()
    anothers = str(rows("notices")[0]["id"])
    handler.get("/alerts")

    number = anothers if made_up == "another's" else made_up
    handler.post("/alerts/readings", **{field: number})
    handler.get("/alerts")

    assert count_of(handler.page, "提醒") == "1"


def test_a_long_list_of_alerts_goes_on(app, district):
    handler = visitor(app, district, "sj")
    for _ in range(26):
        dispatched()
    handler.get("/alerts")
    shown = len(table_rows(handler.page))

    following = re.findall(r'rel="next" href="([^"]*)"', handler.page)[0]
    handler.get(following)

    assert (shown, len(table_rows(handler.page))) == (25, 1)
