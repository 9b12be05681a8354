"""Who may import what, and what a file may be called."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.config import ROOT
from tests.house import source

# package: the one place that may import it
AT_HOME = {
    "alembic": "store",
    "app.store.tables": "store",
    "apscheduler": "scheduler",
    "flask_migrate": "store",
    "flask_sqlalchemy": "store",
    "psycopg": "store",
    "sqlalchemy": "store",
    "sqlite3": "store",
}
SAYS_NOTHING = re.compile(
    r"(^|_)(utils?|helpers?|managers?|misc|common|processor)(_|$)"
)


def test_the_import_contract_is_kept(tmp_path):
    lint = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run(
        [lint, "--no-logo", "--cache-dir", tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("package", AT_HOME)
def test_a_package_is_imported_in_one_room(package):
    home = source.APP / AT_HOME[package]

    found = [
        source.place(file, node)
        for file in source.files()
        if not file.is_relative_to(home)
        for node, name in source.imports(file)
        if source.is_within(name, package)
    ]

    assert not found, (
        f"{package} stays in app/{AT_HOME[package]}; ask that room: {', '.join(found)}"
    )


def test_apscheduler_is_imported_in_one_file():
    found = {
        file.relative_to(ROOT)
        for file in source.files()
        for _, name in source.imports(file)
        if source.is_within(name, "apscheduler")
    }

    assert len(found) <= 1, f"one file wires the timer, not {sorted(map(str, found))}"


def test_every_name_says_what_is_inside():
    found = [
        str(file.relative_to(ROOT))
        for file in source.files()
        if any(map(SAYS_NOTHING.search, file.relative_to(ROOT).with_suffix("").parts))
    ]

    assert not found, f"name the idea that the file holds: {', '.join(found)}"
