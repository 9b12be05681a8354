"""Every page of every role in Chromium: axe-core finds nothing, nothing scrolls sideways.

The pages are found by following links, so that one that comes tomorrow is looked at as
well; one to which no link leads is named.
"""

import logging

import pytest

from tests.chromium import LiveServer
from tests.web.walk.register import NOW, demo_app
from tests.web.walk.walking import walk_everywhere

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("every page")]

# Nothing of these stands in a browser's window while the demo is walked.
UNREACHED = {
    "oidc.begin": "no provider is set up",
    "oidc.come_back": "no provider is set up",
    "oidc.end": "no provider is set up",
    "public.district_home": "one district is no choice",
    "reports.report": "its making takes too long here",
    "reports.document": "the same",
    "reports.workbook": "the same",
    "sessions.sign_in_code": "stands between password and desk",
    "shell.start": "leads on to one's desk",
    **dict.fromkeys(
        (
            *("case.issue_circular", "case.propose_clue", "case.record_talk"),
            *("case.object", "case.decide_objection", "case.refuse_clue"),
            *("case.transfer_clue", "inspection.issued_paper"),
            *("inspection.paper_evidence", "inspection.paper_word_file"),
        ),
        "no red notice of the demo was confirmed",
    ),
}


@pytest.fixture(scope="module")
def walk(tmp_path_factory, chromium):
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with demo_app(tmp_path_factory.mktemp("walk")) as app:
        server = LiveServer(app, NOW)
        walked = walk_everywhere(app, chromium, server.url)
        server.stop()
        return walked


def test_axe_finds_nothing(walk):
    assert not walk.axe, "\n".join(walk.axe)


def test_nothing_scrolls_sideways(walk):
    assert not walk.wide, "\n".join(walk.wide)


def test_every_word_is_in_the_language_of_its_reader(walk):
    assert not walk.foreign, "\n".join(walk.foreign)


def test_letters_lines_and_buttons_are_as_large_as_the_rules_say(walk):
    assert not walk.small, "\n".join(walk.small)


def test_every_page_opens(walk):
    assert not walk.lost, "\n".join(walk.lost)


def test_every_page_is_walked(walk):
    assert walk.missing - set(UNREACHED) == set(), (
        "no link leads there from anywhere: set one, let tests/web/walk/given.py make"
        " what the page shows, or name it with the reason"
    )
