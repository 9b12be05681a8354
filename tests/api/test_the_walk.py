"""docs/api.md is true: its examples are run as they stand, with curl alone."""

import json
import os
import re
import subprocess

from app.config import ROOT
from tests.api.caller import a_token
from tests.api.server import served
from tests.casework.given_office import kinds, rows
from tests.marks import on_sqlite_only

pytestmark = on_sqlite_only

EXAMPLES = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_a_platform_files_follows_and_closes_a_case_from_the_page_alone(
    house, tmp_path
):
    page = (ROOT / "docs" / "api.md").read_text("utf-8")
    script = "\n".join(["set -euo pipefail", *EXAMPLES.findall(page)])
    tokens = {
        "TOKEN": a_token("clerk").secret,
        "DEPARTMENT_TOKEN": a_token("handler").secret,
    }

    with served(house) as address:
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=tmp_path,
            env={**os.environ, **tokens, "BANCHENG": address, "no_proxy": "*"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    assert done.returncode == 0, done.stdout + done.stderr
    (ticket,) = rows("tickets")
    assert kinds(ticket["number"]) == [
        *("filed", "dispatched", "signed", "contacted", "answered"),
        *("verified", "revisited", "closed"),
    ]
    ledger = json.loads((tmp_path / "ledger.json").read_text("utf-8"))
    assert ledger["days"][0]["kind"] == "start"
    complainant = json.loads((tmp_path / "complainant.json").read_text("utf-8"))
    assert complainant["name"] == "陈某某"
    listed = json.loads((tmp_path / "list.json").read_text("utf-8"))
    assert [one["number"] for one in listed["items"]] == [ticket["number"]]
    assert len(rows("documents")) == 1
