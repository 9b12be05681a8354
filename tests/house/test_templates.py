"""Templates compile, and keep to the strict content policy."""

import ast
import re

import pytest

from app.config import ROOT
from tests.house.routes import app_for_reading
from tests.house.source import APP, files, place, tree

BREAKS_THE_POLICY = re.compile(
    r"""\sstyle=["'] | <style\b | \son[a-z]+=["'] | <script(?![^>]*\bsrc=)
      | javascript: | \|\s*safe\b | autoescape\s+false""",
    re.VERBOSE | re.IGNORECASE,
)
PRINTED_DATA = re.compile(r"<script[^>]*type=[\"']application/json[\"']")


def test_every_template_compiles():
    environment = app_for_reading().jinja_env

    for name in environment.list_templates(extensions=["html", "txt"]):
        environment.get_template(name)


def test_no_template_breaks_the_content_policy():
    found = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()}"
        for file in sorted(APP.rglob("templates/**/*.html"))
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
        if BREAKS_THE_POLICY.search(line) and not PRINTED_DATA.search(line)
    ]

    assert not found, "move it to the style sheet or a module:\n" + "\n".join(found)


@pytest.mark.parametrize(
    "line",
    [
        '<p style="color: red">',
        "<style>",
        '<button onclick="go()">',
        "<script>",
        "{{ text|safe }}",
    ],
)
def test_what_breaks_the_policy_is_found(line):
    assert BREAKS_THE_POLICY.search(line)


def test_a_list_that_draws_filters_keeps_them_and_leaves_as_a_file():
    lacking = [
        name
        for file in sorted(APP.rglob("templates/**/*.html"))
        if (text := file.read_text("utf-8"))
        and (name := f"{file.parent.name}/{file.name}") not in NO_LIST
        and re.search(r"frame\.filters\(|role=\"search\"", text)
        and not (
            "saved_filters.html" in text
            and ("lists.files(" in text or name in OWN_FILE)
        )
    ]

    assert not lacking, "include saved_filters.html, call lists.files():\n" + "\n".join(
        lacking
    )


# Drawn with filters, but no list that somebody works through: what it is instead.
NO_LIST = {
    "macros/frame.html": "the macro itself",
    "alerts/alerts.html": "one's own messages",
    "public/matters.html": "read without an account",
    "inspection/calendar.html": "the years of one calendar",
    "leader/overview.html": "spans of time over charts",
    "figures/show.html": "spans of time over figures, which have files of their own",
    "patterns/district.html": "as figures/show.html",
    "patterns/department.html": "as figures/show.html",
    "patterns/pattern.html": "as figures/show.html",
}
OWN_FILE = {"admin/access_log.html": "the audit administrator's, of the whole log"}

MACROS = {file.stem for file in (APP / "web" / "templates" / "macros").glob("*.html")}


def test_no_page_hides_a_family_of_macros_behind_a_word_of_the_same_name():
    hidden = [
        f"{place(file, call)}: {word.arg}"
        for file in files(APP / "web")
        for call in ast.walk(tree(file))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") == "render_template"
        for word in call.keywords
        if word.arg in MACROS
    ]

    assert MACROS
    assert not hidden, "call it something else:\n" + "\n".join(hidden)
