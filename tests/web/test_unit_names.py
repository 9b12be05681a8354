"""Centers and departments on English pages: by name, on every page, for no further question."""

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.config import ROOT
from app.store import organisation
from app.store.reads.organisation import Department
from app.store.transaction import transaction
from app.web.language import COOKIE
from app.web.marked_chinese import marked
from app.web.unit_names import EnglishNames, english_names, short_english
from tests.casework.conftest import district
from tests.casework.given_office import dispatched
from tests.district import district_files
from tests.marks import on_sqlite_only
from tests.web.given_desks import statements, table_rows, visitor

__all__ = ["district"]

PLACE = "Pengjiang District, Jiangmen, Guangdong"
NAMES = EnglishNames(
    {
        "区市场监管局": "Market Regulation Bureau",
        "区残联": "Disabled Persons' Federation",
        "区残联办": "Federation & Co",
        "区委统战部(侨务、民宗)": "United Front Work Department",
        "白沙": "Baisha",
    }
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Pengjiang District Health Bureau", "Health Bureau"),
        (
            "Jiangmen Natural Resources Bureau, Pengjiang Branch",
            "Natural Resources Bureau",
        ),
        (
            "Jiangmen Housing Provident Fund Centre, Pengjiang Office",
            "Housing Provident Fund Centre",
        ),
        (
            "Pengjiang District Science, Industry and Commerce Bureau",
            "Science, Industry and Commerce Bureau",
        ),
        (
            "Pengjiang District United Front Work Department (Ethnic Affairs)",
            "United Front Work Department",
        ),
        ("Baisha Subdistrict Public Service Centre", "Baisha"),
        ("Hetang Town Public Service Centre", "Hetang"),
        ("Binjiang New Area Service Sub-centre", "Binjiang"),
        ("12345", "12345"),
    ],
)
def test_a_short_name_leaves_out_the_district(name, expected):
    assert short_english(name, PLACE) == expected


def test_every_unit_of_the_district_has_its_own_short_name():
    told = json.loads((ROOT / "app/district/organisation.json").read_text("utf-8"))
    units = told["service_centres"] + told["departments"]
    short = {short_english(one["english_name"], PLACE) for one in units}

    assert len(short) == len(units)
    assert all(1 < len(name) < 60 for name in short)


def test_two_units_of_one_short_name_are_told_in_full():
    several = [
        Department(1, "A", "蓬江区甲局", "区甲局", "Pengjiang District Tea Office", ""),
        Department(2, "B", "江门市甲局", "市甲局", "Jiangmen Tea Office", ""),
        Department(3, "C", "丙局", "丙", "", ""),
    ]

    names = english_names(several, PLACE)

    assert names.in_english("区甲局") == "Pengjiang District Tea Office"
    assert names.in_english("市甲局") == "Jiangmen Tea Office"
    assert names.in_english("丙局") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("区市场监管局", "Market Regulation Bureau"),
        ("白沙、区市场监管局", "Baisha, Market Regulation Bureau"),
        ("（白沙）", "(Baisha)"),
        ("白沙 2号窗", "Baisha, counter 2"),
        ("3号窗", "Counter 3"),
        ("区残联办", "Federation & Co"),
        ("区市场监管局说不办", None),
        ("白沙区残联", None),
        ("张某", None),
        ("", None),
    ],
)
def test_only_what_is_made_of_names_alone_is_turned(text, expected):
    assert NAMES.in_english(text) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<td>区残联</td>", "<td>Disabled Persons&#39; Federation</td>"),
        (
            "<p>Returned by 区市场监管局, 白沙.</p>",
            "<p>Returned by Market Regulation Bureau, Baisha.</p>",
        ),
        ("<td>区委统战部(侨务、民宗)</td>", "<td>United Front Work Department</td>"),
        (
            "<p>我去区市场监管局问过</p>",
            '<p><bdi lang="zh-Hans">我去区市场监管局问过</bdi></p>',
        ),
        ('<span lang="zh-Hans">白沙</span>', '<span lang="zh-Hans">白沙</span>'),
        ('<option value="BS">白沙</option>', '<option value="BS">Baisha</option>'),
        (
            "<option>白沙</option>",
            '<option lang="zh-Hans">白沙</option>',
        ),
        ("<title>白沙: open</title>", "<title>Baisha: open</title>"),
        (
            '<a aria-label="白沙: 2" href="/白沙">',
            '<a aria-label="Baisha: 2" href="/白沙">',
        ),
        ('<input title="白沙" value="白沙">', '<input title="Baisha" value="白沙">'),
        ("<textarea>白沙</textarea>", "<textarea>白沙</textarea>"),
        ("<script>'白沙'</script>", "<script>'白沙'</script>"),
    ],
)
def test_names_are_turned_in_text_and_labels_and_nowhere_else(page, expected):
    assert marked(page, NAMES) == expected


@given(st.text(st.sampled_from("<>/=\"'abx 白沙区残联、（）()2号窗&;")))
def test_any_page_can_be_read(page):
    assert isinstance(marked(page, NAMES), str)


# --- On the pages ---------------------------------------------------------------------


def english(app, district, who, now="11-23 10:00"):
    reader = visitor(app, district, who, now)
    reader.client.set_cookie(COOKIE, "en")
    return reader


def test_lists_selects_and_the_case_name_units_in_english(app, district):
    number = dispatched()
    clerk = english(app, district, "chuangkou")

    clerk.get("/my-cases")
    (row,) = table_rows(clerk.page)
    assert "Market Regulation Bureau" in row
    assert "区市场监管局" not in clerk.page
    assert ">Public Security Bureau</option>" in clerk.page

    clerk.get(f"/cases/{number}")
    assert "Market Regulation Bureau" in clerk.words
    assert "区市场监管局" not in clerk.words
    assert "Administrative Service Centre" in clerk.words


def test_charts_and_files_name_them_too(app, district):
    dispatched()
    inspector = english(app, district, "ducha", "11-30 10:00")

    inspector.get("/figures?period=2026-11")
    assert "Market Regulation Bureau" in inspector.page
    assert "区市场监管局" not in inspector.page

    answer = inspector.get("/patterns/table?period=2026-11")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert {row[2] for row in rows[1:]} == {"Market Regulation Bureau"}


@on_sqlite_only
def test_an_english_page_asks_nothing_more(app, district):
    dispatched()
    clerk = visitor(app, district, "chuangkou")
    asked = {}
    for language in ("zh_Hans", "zh_Hant", "en"):
        clerk.client.set_cookie(COOKIE, language)
        clerk.get("/my-cases")
        with statements() as sent:
            clerk.get("/my-cases")
        asked[language] = len(sent)

    assert asked["en"] == asked["zh_Hant"] == asked["zh_Hans"]


def test_the_names_are_made_anew_with_the_files_of_the_district(app, district):
    number = dispatched()
    clerk = english(app, district, "chuangkou")
    clerk.get(f"/cases/{number}")
    renamed("SJ", "Pengjiang District Tea Office")

    clerk.get(f"/cases/{number}")

    assert "Tea Office" in clerk.words
    assert "Market Regulation Bureau" not in clerk.words


def renamed(code, name):
    """Load the district again with another English name of one department."""
    files = district_files()
    departments = [
        {**one, "english_name": name} if one["code"] == code else one
        for one in files.departments
    ]
    with transaction():
        organisation.load_district(replace(files, departments=departments))
