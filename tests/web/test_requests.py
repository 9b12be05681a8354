"""Characters that no database keeps do no harm in an address."""

import pytest

from tests.casework.conftest import district as district
from tests.casework.given_office import dispatched
from tests.web.given_desks import visitor

NOW = "11-26 10:00"
LISTS = {
    "chuangkou": ["/my-cases?words={}", "/new-case/matters?words={}"],
    "sj": ["/our-cases?words={}", "/to-do?after={}"],
    "lingdao": ["/all-cases?words={}", "/all-cases?department={}"],
    "anquan": ["/people?after={}", "/access-log?who={}"],
}


@pytest.mark.parametrize("odd", ["%00", "%00a%00", "%ed%a0%80", "%0a"])
@pytest.mark.parametrize("username", LISTS)
def test_odd_characters_in_a_query_break_nothing(app, district, username, odd):
    dispatched()
    officer = visitor(app, district, username, NOW)

    for address in LISTS[username]:
        assert officer.get(address.format(odd)).status_code == 200, address


def test_an_address_with_a_nul_leads_nowhere(app, district):
    officer = visitor(app, district, "lingdao", NOW)

    assert officer.get("/cases/PJ26%00").status_code == 404
    assert officer.get("/cases/PJ26-0001%00").status_code == 404
