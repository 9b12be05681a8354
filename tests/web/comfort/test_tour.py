"""The tour of one's own desk, and terms of law in plain words."""

import pytest

from app.domain.terms import Command
from app.web.comfort.legal_terms import BESIDE, TERMS
from app.web.comfort.tour_stops import TOURS
from tests.casework.given_office import signed
from tests.marks import on_sqlite_only
from tests.web.given_desks import visitor

pytestmark = on_sqlite_only
HEAD = "第一次使用？先看一看这几处"


EVERYBODY = [
    *("chuangkou", "sj", "sj.fenguan", "diaodu", "ducha", "lingdao", "tongji"),
    *("anquan", "xitong", "shenji"),
]


@pytest.mark.parametrize("who", ["chuangkou", "sj", "ducha", "lingdao", "shenji"])
def test_the_tour_stands_on_the_first_page_until_it_was_seen(app, district, who):
    person = visitor(app, district, who)
    first = person.follow(person.get("/")).request.path
    assert HEAD in person.page
    person.get("/account")
    assert HEAD not in person.page

    person.get(first)
    person.follow(person.post("/account/tour"))
    assert HEAD not in person.page


def test_whoever_wants_it_again_turns_it_on(app, district):
    person = visitor(app, district, "sj")
    person.get("/to-do")
    person.post("/account/tour")
    person.get("/account/settings")
    person.post("/account/settings", mail="all", digest="on", keys="on", tour="on")

    assert HEAD in person.get("/to-do").text


def test_the_help_shows_it_again(app, district):
    person = visitor(app, district, "lingdao")
    first = person.follow(person.get("/")).request.path
    person.post("/account/tour")
    assert HEAD not in person.get(first).text

    person.get("/account/keys")
    person.follow(person.post("/account/tour", again="1"))
    assert HEAD in person.page


def test_everybody_may_open_every_stop_of_their_tour(app, district):
    for who in EVERYBODY:
        person = visitor(app, district, who)
        person.follow(person.get("/"))
        tour = person.page.split('class="tour"')[1].split("</ol>")[0]
        for address in [part.split('"')[0] for part in tour.split('href="')[1:]]:
            assert person.get(address).status_code == 200, address


def test_terms_of_law_stand_beside_the_act_that_uses_them(app, district):
    number = signed()
    person = visitor(app, district, "sj")

    assert "行政许可法第45条" in person.get(f"/cases/{number}/suspend").text
    assert "行政许可法第45条" not in person.get(f"/cases/{number}/answer").text
    assert "行政许可法第45条" in person.get("/account/legal-terms").text


def test_every_term_beside_an_act_is_explained(app):
    assert {code for codes in BESIDE.values() for code in codes} <= set(TERMS)
    assert set(BESIDE) <= set(Command)
    assert all(3 <= len(stops) <= 4 for stops in TOURS.values())
