"""繁體: every sentence, term and name, written out of the simplified ones."""

import re

import pytest
from flask_babel import force_locale

from app.domain import terms
from app.domain.terms import State, Term
from app.web.formats import term
from app.web.language import TRANSLATIONS, catalogue_files, merged
from app.web.traditional import OWN, traditional
from app.web.written_names import WrittenNames
from tests.casework.conftest import district
from tests.casework.given_office import dispatched
from tests.marks import on_sqlite_only
from tests.web.given_desks import visitor
from tests.web.people import shell_app

HAN = re.compile(r"[\u4e00-\u9fff]")
__all__ = ["district"]  # the fixture
GAPS = re.compile(r"%\(\w+\)[a-z]|%%|\{\w+\}|</?\w+|&\w+;")


@pytest.fixture(scope="module")
def simplified():
    return merged(catalogue_files(TRANSLATIONS, "zh_Hans"))


@pytest.fixture(scope="module")
def written():
    return merged(catalogue_files(TRANSLATIONS, "zh_Hans"), traditional)


def sentences(catalogue):
    return {key: text for key, text in catalogue._catalog.items() if key}


def test_no_sentence_is_missing_and_no_gap_is_lost(simplified, written):
    before, after = sentences(simplified), sentences(written)

    assert len(before) > 1000
    assert before.keys() == after.keys()
    lost = [
        text
        for key, text in before.items()
        if GAPS.findall(text) != GAPS.findall(after[key])
    ]
    assert lost == []


def test_no_simplified_character_is_left(written):
    """Hong Kong's own set of characters has none."""
    left = {
        sign
        for text in sentences(written).values()
        for sign in HAN.findall(text)
        if sign.encode("big5hkscs", "ignore") == b""
    }

    assert left == set()


def test_no_plural_form_and_no_context_is_lost(simplified, written):
    assert written.ungettext("%(num)d working day", "%(num)d working days", 5) == (
        "%(num)d 個工作日"
    )
    contexts = [key for key in sentences(simplified) if "\x04" in str(key)]
    assert contexts


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("登记并派单", "登記並派單"),
        ("头发与发展", "頭髮與發展"),
        ("登录后查看台账", "登入後查看台賬"),
        ("请说明已启用的群众税务", "請說明已啟用的群眾稅務"),
        ("“办不成事”反映窗口", "「辦不成事」反映窗口"),
        ("周三", "周三"),
        ("于11月26日前办完", "於11月26日前辦完"),
        ("退单于昨日到", "退單於昨日到"),
        ("余 5 个工作日", "餘 5 個工作日"),
        ("繁體", "繁體"),
        ("", ""),
    ],
)
def test_how_it_is_written(plain, expected):
    assert traditional(plain) == expected


def test_our_own_usage_says_something():
    assert all(traditional(plain) == own for plain, own in OWN.items())


def test_every_term_is_written_in_three_languages():
    tables = [
        table
        for table in vars(terms).values()
        if isinstance(table, type) and issubclass(table, Term) and table is not Term
    ]
    assert len(tables) > 20
    with shell_app().test_request_context():
        for code in (code for table in tables for code in table):
            for language in ("zh_Hans", "zh_Hant", "en"):
                with force_locale(language):
                    assert term(code), (code, language)


def test_a_term_is_written_in_the_language_of_the_page():
    with shell_app().test_request_context(), force_locale("zh_Hant"):
        assert term(State.CLOSED) == "已辦結"


# --- Names of the register ----------------------------------------------------------


@pytest.fixture
def names():
    return WrittenNames(["区公安分局", "公安分局", "居民身份证办理", "甲", "中心"])


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<td>区公安分局</td>", "<td>區公安分局</td>"),
        ("<p>已派区公安分局办</p>", "<p>已派區公安分局办</p>"),
        (
            '<a title="区公安分局" href="/区公安分局">',
            '<a title="區公安分局" href="/区公安分局">',
        ),
        ('<input value="区公安分局">', '<input value="区公安分局">'),
        ("<textarea>区公安分局</textarea>", "<textarea>区公安分局</textarea>"),
        (
            "<script>区公安分局</script>区公安分局",
            "<script>区公安分局</script>區公安分局",
        ),
        (
            '<option value="区公安分局">区公安分局</option>',
            '<option value="区公安分局">區公安分局</option>',
        ),
        ("<p>居民身份证</p>", "<p>居民身份证</p>"),
        ("<p>居民身份证办理区公安分局</p>", "<p>居民身份證辦理區公安分局</p>"),
        ("中心 < 甲", "中心 < 甲"),
        ("", ""),
    ],
)
def test_names_are_written_in_text_and_labels_and_nowhere_else(names, page, expected):
    assert names.in_page(page) == expected


def test_no_name_writes_nothing():
    assert WrittenNames([]).in_page("<p>区</p>") == "<p>区</p>"


@on_sqlite_only
def test_a_page_names_units_as_its_reader_writes(app, district):
    dispatched()
    handler = visitor(app, district, "sj")
    handler.get("/to-do")
    assert "区行政服务中心" in handler.page
    handler.client.set_cookie("language", "zh_Hant")
    handler.get("/to-do")

    assert '<html lang="zh-Hant-HK"' in handler.page
    assert "區行政服務中心" in handler.page
