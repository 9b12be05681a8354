"""Every page of every role in Chromium: axe-core finds nothing, nothing scrolls sideways.

The pages are found by following links, so that one that comes tomorrow is looked at as
well; one to which no link leads is named.
"""

import logging

import pytest

from tests.chromium import LiveServer
from tests.web.walk.register import NOW, demo_app
from tests.web.walk.walking import walk_everywhere

pytestmark = pytest.mark.browser

# Nothing of these stands in a browser's window while the demo is walked.
UNREACHED = {
    "oidc.begin": "no provider is set up",
    "oidc.come_back": "no provider is set up",
    "oidc.end": "no provider is set up",
    "public.district_home": "one district is no choice",
    "shell.start": "leads on to one's desk",
    "case.decide_objection": "objections are decided beside the evidence of the flag",
    "case.propose_clue": "the clue of the demo is proposed already",
}


@pytest.fixture(scope="module")
def walk(tmp_path_factory, chromium):
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with demo_app(tmp_path_factory.mktemp("walk")) as app:
        server = LiveServer(app, NOW)
        walked = walk_everywhere(app, chromium, server.url)
        server.stop()
        return walked


# One test: workers share nothing, and two would walk twice.
def test_every_page_of_everybody(walk):
    """axe-core finds nothing, nothing is wider than the window, no word is in another
    language than the reader's, letters and buttons are as large as the rules say, every
    page opens, and every page is walked."""
    unreached = [
        f"{endpoint}: no link leads there from anywhere. Set one, let"
        " tests/web/walk/given.py make what the page shows, or name it with the reason"
        for endpoint in sorted(walk.missing - set(UNREACHED))
    ]
    faults = (walk.axe, walk.wide, walk.foreign, walk.small, walk.lost, unreached)
    assert not any(faults), "\n".join(line for found in faults for line in found)
