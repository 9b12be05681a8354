"""A clue that is weighed: on no page and no answer but the inspection office's."""

import pytest

from tests.marks import on_sqlite_only
from tests.web.case.given_acts import confirmed_clue
from tests.web.given_desks import visitor

NOW, WORD = "11-25 10:00", "线索移送"
PAGES = {
    "sj": ("/our-record", "/to-do", "/figures/marks?period=2026-Q4&department=SJ"),
    "sj.fenguan": ("/our-record",),
    "chuangkou": (),
    "diaodu": (),
    "lingdao": ("/escalations?queue=1&status=confirmed",),
}


@on_sqlite_only
@pytest.mark.parametrize("who", PAGES)
def test_no_page_of_others_says_it(app, district, who):
    number = confirmed_clue()
    other = visitor(app, district, who, NOW)

    for path in (f"/cases/{number}", "/alerts", *PAGES[who]):
        assert other.get(path).status_code == 200, path
        assert WORD not in other.words, path


@on_sqlite_only
def test_the_inspection_office_reads_it_a_leader_does_not_open_it(app, district):
    number = confirmed_clue()
    inspector = visitor(app, district, "ducha", NOW)

    inspector.get(f"/cases/{number}")
    assert WORD in inspector.words
    listed = inspector.follow(inspector.get("/escalations?status=confirmed"))
    assert WORD in inspector.words
    leader = visitor(app, district, "lingdao", NOW)
    assert leader.get(listed.request.path).status_code == 404
