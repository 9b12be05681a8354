"""What is closed and waits for the archive, on the window's page."""

from app.casework import revisits
from tests.casework.given_office import act, revisit, verified
from tests.marks import on_sqlite_only
from tests.web.frontdesk.test_lists import numbers

pytestmark = on_sqlite_only


def test_a_closed_case_stands_there_with_the_day_by_which_it_is_archived(
    window, register
):
    with register():
        number = verified()
        revisit(number, "11-25 09:30", 5, True)
        act("clerk", "11-26 09:40", revisits.close_ticket, number)
    window.now = "11-26 10:00"
    window.sign_in("clerk")

    page = window.get("/to-archive")

    assert page.status_code == 200
    assert numbers(page.text) == [number]
    assert "个工作日内归档" in page.text


def test_an_empty_archive_list_says_so(window):
    page = window.get("/to-archive")

    assert page.status_code == 200
    assert numbers(page.text) == []
