"""Three languages, chosen by a link, kept in a cookie."""

import pytest
from flask_babel import force_locale, gettext

from app.web.language import TRANSLATIONS, catalogue_files, merged
from tests.web.people import shell_app

PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

{messages}
"""


@pytest.fixture
def browser():
    return shell_app().test_client()


def test_chinese_is_the_default(browser):
    page = browser.get("/sign-in").text

    assert '<html lang="zh-Hans"' in page
    assert "工号" in page


def test_a_link_switches_and_the_cookie_keeps_it(browser):
    answer = browser.get("/language/en?back=/sign-in")

    assert answer.location == "/sign-in"
    assert "Staff number" in browser.get("/sign-in").text
    assert '<html lang="en"' in browser.get("/nowhere").text

    browser.get("/language/zh_Hans?back=/sign-in")
    assert "工号" in browser.get("/sign-in").text


def test_every_page_has_links_to_the_other_language(browser):
    page = browser.get("/sign-in?next=/account").text

    assert "/language/en?back=/sign-in?next%3D/account" in page or (
        "/language/en?back=/sign-in?next=/account" in page
    )


def test_an_unknown_language_is_nowhere(browser):
    assert browser.get("/language/xx?back=/").status_code == 404


def test_an_unknown_cookie_reads_chinese(browser):
    browser.set_cookie("language", "../../etc")

    assert "工号" in browser.get("/sign-in").text


def test_the_way_back_never_leaves_the_site(browser):
    answer = browser.get("/language/en?back=//example.org/")

    assert answer.location == "/"


def test_a_language_can_be_forced():
    with shell_app().test_request_context():
        assert gettext("Menu") == "菜单"
        with force_locale("en"):
            assert gettext("Menu") == "Menu"
        assert gettext("Menu") == "菜单"


def test_several_catalogue_files_are_one(tmp_path):
    folder = tmp_path / "zh_Hans" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    one = 'msgid "one"\nmsgstr "一"\n\nmsgid "both"\nmsgstr "先"'
    two = 'msgid "%(num)d day"\nmsgid_plural "%(num)d days"\nmsgstr[0] "%(num)d 天"'
    other = 'msgctxt "strip"\nmsgid "off"\nmsgstr "休"\n\nmsgid "both"\nmsgstr "后"'
    (folder / "a.po").write_text(PO.format(messages=one), "utf-8")
    (folder / "b.po").write_text(PO.format(messages=two), "utf-8")
    (folder / "c.po").write_text(PO.format(messages=other), "utf-8")

    words = merged(catalogue_files(tmp_path, "zh_Hans"))

    assert words.ugettext("one") == "一"
    assert words.ungettext("%(num)d day", "%(num)d days", 5) == "%(num)d 天"
    assert words.upgettext("strip", "off") == "休"
    assert words.ugettext("both") == "先"
    assert words.ugettext("unknown") == "unknown"


def test_without_files_the_source_is_shown(tmp_path):
    assert merged(catalogue_files(tmp_path, "en")).ugettext("Menu") == "Menu"


def test_the_shell_has_its_catalogue():
    names = [path.stem for path in catalogue_files(TRANSLATIONS, "zh_Hans")]

    assert "shell" in names
