"""What is kept is true on every machine."""

import re

from app.config import ROOT
from tests.house import source

# Put together here, so that this file does not find itself.
MACHINE_PATHS = [
    rf"(?<![\w.}}]){slash}{folder}{slash}"
    for slash in "/"
    for folder in ("work", "farm", "tmp", "root", r"home/\w+")
]
REGISTRIES = [
    r"pypi\.(org|python)",
    r"files\.python" + "hosted",
    r"(registry|registry-1)\.(npmjs|docker)",
    r"deb\.debian" + r"\.org",
]
PATTERN = re.compile("|".join([*MACHINE_PATHS, *REGISTRIES]))


def test_no_path_of_a_machine_and_no_registry_is_written_down():
    found = [
        f"{path.relative_to(ROOT)}:{number}: {hit.group()}"
        for path in source.kept_files()
        for number, line in enumerate(_lines(path), start=1)
        if (hit := PATTERN.search(line))
    ]

    assert not found, "take these out:\n" + "\n".join(found)


def test_a_path_of_a_machine_is_found():
    assert PATTERN.search("cd /" + "work/main")
    assert PATTERN.search("open('/" + "tmp/x')")
    assert not PATTERN.search("instance/" + "work/x")


def _lines(path):
    try:
        return path.read_text("utf-8").splitlines()
    except UnicodeDecodeError:
        return []
