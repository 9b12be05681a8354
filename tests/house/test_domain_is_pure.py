"""The rules know the standard library and each other; they read and write nothing."""

import ast
import subprocess
import sys

from app.config import ROOT
from tests.house import source

DOMAIN = source.APP / "domain"

# Modules of the standard library that read, write, wait, guess or look around.
NOT_FOR_RULES = {
    "asyncio", "glob", "http", "io", "locale", "logging", "multiprocessing", "os",
    "pathlib", "random", "secrets", "shutil", "smtplib", "socket", "sqlite3",
    "subprocess", "sys", "tempfile", "threading", "time", "urllib",
}  # fmt: skip
NOT_CALLED_BY_RULES = {"input", "open", "print"}

IMPORT_WITH_EVERYTHING_ELSE_BLOCKED = """
import importlib, pkgutil, sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        ours = name in ("app", "app.domain") or name.startswith("app.domain.")
        stdlib = top in sys.stdlib_module_names or top.startswith("_sysconfigdata")
        if not ours and not stdlib:
            raise ImportError(f"a rule imports {name}")

sys.meta_path.insert(0, Blocked())
package = importlib.import_module("app.domain")
for module in pkgutil.walk_packages(package.__path__, "app.domain."):
    importlib.import_module(module.name)
    print(module.name)
"""


def test_the_domain_imports_with_everything_else_blocked():
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_WITH_EVERYTHING_ELSE_BLOCKED],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "app.domain.terms" in done.stdout.splitlines()


def test_no_rule_reads_writes_or_looks_around():
    imported = [
        f"{source.place(file, node)} imports {name}"
        for file in source.files(DOMAIN)
        for node, name in source.imports(file)
        if name.partition(".")[0] in NOT_FOR_RULES
    ]
    called = [
        f"{source.place(file, node)} calls {node.func.id}"
        for file in source.files(DOMAIN)
        for node in ast.walk(source.tree(file))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in NOT_CALLED_BY_RULES
    ]

    assert not imported + called, (
        "a rule is handed what it needs to know; read it in the room that asks:"
        f" {'; '.join(imported + called)}"
    )
