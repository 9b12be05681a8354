"""The navigation stands on one line: many places are gathered under a few words."""

import pytest

from app.web.desks import Group
from app.web.navigation import MOST, NavigationLink, gathered
from tests.casework.conftest import district
from tests.marks import on_sqlite_only
from tests.web.given_desks import visitor

__all__ = ["district"]

FIGURES, PAPERS, LATER = Group.FIGURES, Group.PAPERS, Group.LATER


def link(name, group=None, count=None, here=False):
    return NavigationLink(f"/{name}", name, count, here, group)


def told(groups):
    return [(group.label, *(one.label for one in group.links)) for group in groups]


@pytest.fixture
def speaking(app):
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield


def test_few_places_stand_as_they_are(speaking):
    links = [link(str(n), FIGURES) for n in range(MOST)]

    assert told(gathered(links)) == [("", str(n)) for n in range(MOST)]


def test_many_are_gathered_where_the_first_of_a_group_stands(speaking):
    names = {"b": FIGURES, "d": PAPERS, "e": FIGURES, "g": PAPERS}
    found = gathered([link(name, names.get(name)) for name in "abcdefgh"])

    assert [words[1:] for words in told(found)] == [
        ("a",),
        ("b", "e"),
        ("c",),
        ("d", "g"),
        ("f",),
        ("h",),
    ]
    assert all(bool(group.label) == (len(group.links) > 1) for group in found)


def test_one_alone_stands_on_the_line_and_several_alone_stand_together(speaking):
    names = {"b": FIGURES, "c": PAPERS, "h": PAPERS}
    links = [link(name, names.get(name)) for name in "abcdefgh"]

    assert ("", "b") in told(gathered(links))
    links[7] = link("h", LATER)
    assert [group[1:] for group in told(gathered(links)) if group[0]] == [
        ("b", "c", "h")
    ]


def test_a_group_tells_what_waits_in_it_and_that_one_is_there(speaking):
    links = [link(name) for name in "abcdef"]
    links += [link("g", PAPERS, 2), link("h", PAPERS, None, here=True)]
    group = gathered(links)[-1]

    assert (group.count, group.here) == (2, True)


@on_sqlite_only
@pytest.mark.parametrize(
    "who", ["chuangkou", "sj", "diaodu", "ducha", "lingdao", "tongji", "anquan"]
)
def test_nobody_has_more_than_one_line_and_the_page_is_marked(app, district, who):
    person = visitor(app, district, who)
    person.follow(person.get("/"))
    bar = person.page.split("<nav")[1].split("</nav>")[0]
    heads = bar.count("<summary") + bar.split("<details")[0].count("<a ")

    assert heads <= MOST
    assert bar.count('aria-current="page"') == 1
