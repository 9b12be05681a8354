"""Matters and telephones: what somebody reads before going anywhere."""

import pytest

from tests.marks import on_sqlite_only
from tests.web.visitor import Visitor

pytestmark = on_sqlite_only


def test_everyday_words_lead_to_the_matter_with_limits_and_papers(citizen):
    citizen.get("/public/matters?words=开饭店的证")
    first = citizen.found(r'href="(/public/matters/[^"?]+)"')

    citizen.get(first)

    assert "食品经营许可证核发(新办)" in citizen.words
    assert "承诺 5 个工作日" in citizen.words
    assert "法定最长 10 个工作日" in citizen.words
    # A site visit stops no clock: the promise to the citizen goes on.
    assert "现场核查：不超过 5 个工作日，时间照算" in citizen.words
    assert "江门市蓬江区市场监督管理局" in citizen.words
    assert 'href="tel:12345"' in citizen.page


def test_a_limit_that_nobody_published_says_so(citizen):
    citizen.get("/public/matters/PJ-SJ-001")

    assert "以部门公布的为准" in citizen.words


def test_all_matters_of_a_department_are_reached_page_by_page(citizen):
    citizen.get("/public/matters?department=SJ")
    seen = set()
    while True:
        seen |= set(_codes(citizen))
        following = [a for a in _links(citizen) if "after=" in a]
        if not following:
            break
        citizen.get(following[0])

    assert len(seen) == 60


def test_words_that_fit_nothing_say_what_else_to_do(citizen):
    citizen.get("/public/matters?words=zzzzqqqq")

    assert "没有找到" in citizen.words
    assert "按部门找" in citizen.words


@pytest.mark.parametrize("path", ["/public/matters/NOPE", "/public/matters/%00"])
def test_a_made_up_matter_is_not_found(citizen, path):
    assert citizen.get(path).status_code == 404


@pytest.mark.parametrize(
    "query",
    ["department=NOPE", "words=" + "长" * 5000, "words=%F0%A0%AE%B7", "after=x"],
)
def test_a_made_up_question_is_answered(citizen, query):
    assert citizen.get(f"/public/matters?{query}").status_code == 200


def test_a_matter_leads_to_the_window_with_its_name_filled_in(citizen):
    citizen.get("/public/matters/PJ-SJ-001")
    citizen.get(citizen.found(r'href="(/write\?[^"]*)"'))

    assert 'value="企业设立登记(公司)"' in citizen.page


def test_telephones_that_nobody_published_are_not_made_up(citizen):
    citizen.get("/public/phones")

    assert 'href="tel:12345"' in citizen.page
    assert citizen.page.count("tel:") == 2  # here, and in the footer
    assert "没有公布单独的电话" in citizen.words


def test_the_ways_between_the_public_pages_are_on_each_of_them(citizen):
    for path in ("/public", "/case", "/public/matters", "/public/phones", "/write"):
        citizen.get(path)
        assert {"/public", "/case", "/public/matters", "/public/phones"} <= set(
            _links(citizen)
        ), path


def test_without_a_district_the_pages_say_so(app):
    nobody = Visitor(app)

    assert nobody.get("/public/matters").status_code == 404
    assert nobody.get("/public/phones").status_code == 200


def _links(citizen):
    return [
        part.split('"')[0].replace("&amp;", "&")
        for part in citizen.page.split('href="')[1:]
    ]


def _codes(citizen):
    return [a for a in _links(citizen) if a.startswith("/public/matters/")]
