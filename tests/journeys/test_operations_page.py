"""docs/operations.md, followed literally on a clean folder and a PostgreSQL of its own.

The role is the one that the page creates: it owns its database and nothing else.
"""

import os
import re
import subprocess

import pytest

from app.config import ROOT
from tests.cluster import find_programs
from tests.marks import on_postgresql_only

PAGE = (ROOT / "docs" / "operations.md").read_text("utf-8")
BACKUPS = "/var/backups/bancheng"
SECONDS = 300


def blocks(heading):
    """The shell blocks of one section, each without its indent."""
    section = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    found = re.findall(r"^( *)```sh\n(.*?)^ *```$", section, re.MULTILINE | re.DOTALL)
    return [
        "\n".join(line.removeprefix(indent) for line in text.splitlines())
        for indent, text in found
    ]


@pytest.fixture
def clean_folder(tmp_path):
    """What git keeps, as somebody who has just cloned it finds it."""
    folder = tmp_path / "bancheng"
    folder.mkdir()
    listed = ["git", "ls-files", "-z"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout
    pack = ["tar", "-c", "--null", "-T", "-"]
    packed = subprocess.run(
        pack, cwd=ROOT, input=names, capture_output=True, check=True
    ).stdout
    subprocess.run(["tar", "-x"], cwd=folder, input=packed, check=True)
    # The packages are there already: no test waits for a registry.
    (folder / ".venv").symlink_to(ROOT / ".venv")
    return folder


@pytest.fixture
def follow(clean_folder, postgres_cluster, tmp_path):
    """Follow one block; stops at the first command that fails."""
    programs = find_programs()

    def followed(block, database="bancheng", **changes):
        at = f"127.0.0.1:{postgres_cluster.port}"
        environ = {
            "PATH": f"{ROOT / '.venv/bin'}:{programs}:{os.environ['PATH']}",
            "HOME": str(tmp_path),
            "PGHOST": "127.0.0.1",
            "PGPORT": str(postgres_cluster.port),
            "PGUSER": "postgres",
            "DATABASE_URL": f"postgresql://bancheng@{at}/{database}",
            **changes,
        }
        text = block.replace(BACKUPS, str(tmp_path / "backups"))
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", text],
            cwd=clean_folder,
            env=environ,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        assert done.returncode == 0, f"{text}\n{done.stdout}{done.stderr}"
        return done.stdout

    yield followed
    for database in ("bancheng", "restored"):
        postgres_cluster.drop(database)
    postgres_cluster._run("DROP ROLE IF EXISTS bancheng")


@on_postgresql_only
@pytest.mark.usefixtures("database_kind")
def test_everything_on_the_page_can_be_done_as_it_stands(follow, clean_folder):
    install, database, tables = blocks("Setting up a real district")
    take, restore = blocks("Backups")
    (upgrade,) = blocks("Upgrading")

    follow(install)
    secrets = (clean_folder / "instance" / "secrets.env").stat()
    follow(database)
    told = follow(tables)
    said = follow(take)
    follow("createdb --owner=bancheng --template=template0 restored")
    restored = follow(restore, "restored", DOCUMENTS_DIR="instance/other")
    follow(upgrade)

    assert secrets.st_mode & 0o077 == 0
    assert "Sign in once with" in told
    assert "0 faults" in told
    assert "Every part is as it was taken." in said
    assert "nothing is restored" not in restored
    assert restored.count("0 tickets, 0 entries, 0 faults") == 2
    assert follow(
        'psql -Atc "SELECT rolsuper, rolcreatedb FROM pg_roles'
        " WHERE rolname = 'bancheng'\""
    ).split() == ["f|f"]


def test_every_command_of_the_page_is_one():
    known = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)

    named = set(re.findall(r"`make ([a-z-]+)", PAGE))

    assert named
    assert named - set(known) == set()
