"""Chinese in the source is data, never a sentence of a page: those are in catalogues.

The guard of the catalogues looks at sentences that are marked for translation; a Chinese
literal is not marked and passed by it. So here every literal is looked at.
"""

import ast
import re

import pytest

from app.config import ROOT
from tests.house import source

IDEOGRAPH = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
# Why Chinese stands in a file, and in which ones.
DATA = {
    "official names, each with its English": [
        *("app/domain/terms.py", "app/domain/scopes.py", "app/api/openapi.py"),
    ],
    "both wordings side by side, where there is no catalogue": [
        *("app/domain/calendar/days.py", "app/domain/ledger.py"),
        *("app/domain/rules/codes.py", "app/domain/rules/contradictions.py"),
        *("app/domain/rules/fault.py", "app/domain/rules/kinds.py"),
        *("app/domain/rules/reading.py", "app/domain/rules/schema.py"),
        *("app/domain/rules/story.py", "app/domain/rules/text.py"),
        *("app/domain/rules/times.py", "app/domain/rules/words.py"),
        *("app/reports/ladder_picture.py", "app/reports/verify.py"),
        *("app/cli/backtest.py", "app/cli/explaining.py", "app/cli/rules.py"),
        *("app/web/formats.py", "app/web/paper_dates.py"),
    ],
    "how Chinese is read": [
        *("app/domain/calendar/years.py", "app/domain/calendar/holiday_notice.py"),
        *("app/domain/masks.py", "app/domain/wayfinding/matter_words.py"),
        *("app/domain/wayfinding/routing_language.py", "app/store/everyday.py"),
        *("app/web/furnishing.py", "app/web/inspection/calendar_forms.py"),
        *("app/web/inspection/letters.py", "app/web/register_names.py"),
        *("app/web/agents.py", "app/web/traditional.py", "app/web/language.py"),
        *("app/web/marked_chinese.py", "app/web/unit_names.py"),
        "app/web/year_refusals.py",  # the words a holiday notice must have
    ],
    "invented people and what happens to them": [
        *("app/casework/demo/complaints.py", "app/casework/demo/people.py"),
        *("app/casework/demo/repeated.py", "app/casework/demo/scenes.py"),
        *("app/casework/demo/self_filings.py", "app/casework/demo/side_stories.py"),
        *("app/casework/demo/month.py", "app/casework/demo/stories.py"),
        "app/cli/demo_publication.py",
    ],
    "words and numbers that are written into the record": [
        *("app/casework/ledgers.py", "app/casework/papers.py"),
        *("app/casework/routing.py", "app/casework/second_factor.py"),
        *("app/casework/text_blocks.py", "app/store/filing.py", "app/store/papers.py"),
        *("app/store/rows.py", "app/web/frontdesk/exclusions.py"),
        "app/web/frontdesk/proposal.py",
    ],
    "the form of a Chinese paper: type faces, numerals, a template of Word": [
        *("app/reports/office_form.py", "app/reports/word_drawing.py"),
    ],
}
PLACES = {path for paths in DATA.values() for path in paths}


def test_a_sentence_of_a_page_is_english_in_the_source():
    found = [
        f"{source.place(file, node)}: {node.value!r}"
        for file in source.files()
        if _path(file) not in PLACES
        for node in chinese(source.tree(file))
    ]

    assert not found, "\n".join(
        ["say it in English through gettext, its Chinese in a catalogue:", *found]
    )


def test_a_template_holds_no_chinese():
    found = [
        f"{_path(file)}: {line.strip()}"
        for file in sorted(source.APP.rglob("templates/**/*.html"))
        for line in re.sub("{#.*?#}", "", file.read_text("utf-8"), flags=re.S).split(
            "\n"
        )
        if IDEOGRAPH.search(line)
    ]

    assert not found, "\n".join(["put it through _():", *found])


@pytest.mark.parametrize("path", sorted(PLACES))
def test_no_place_is_kept_open_for_nothing(path):
    assert any(chinese(source.tree(ROOT / path))), f"{path} holds no Chinese: strike it"


def test_a_literal_in_every_usual_spelling_is_found():
    spellings = [
        'a = "部门"',
        'f"{a} 件"',
        'a = "\\u90e8"',
        "def f(a='月'): ...",
        'f("x" "年")',
    ]

    for spelling in spellings:
        assert list(chinese(ast.parse(spelling))), spelling
    for allowed in ['"""办成"""', "# 部门", 'def f():\n    """一件"""', '"cases"']:
        assert not list(chinese(ast.parse(allowed))), allowed


def chinese(tree):
    """Every literal with Chinese that is no docstring."""
    docs = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in docs and IDEOGRAPH.search(node.value):
            yield node


def _path(file):
    return file.relative_to(ROOT).as_posix()
