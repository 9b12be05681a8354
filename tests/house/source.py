"""The source of the house, read as syntax trees, for the guards."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from app.config import ROOT

APP = ROOT / "app"


def files(folder: Path = APP) -> list[Path]:
    """Return every Python file of a folder."""
    return sorted(folder.rglob("*.py"))


@cache
def tree(file: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(file.read_text("utf-8"), filename=str(file))


def place(file: Path, node: ast.AST) -> str:
    """Return file and line, as an editor opens them."""
    return f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def imports(file: Path) -> Iterator[tuple[ast.AST, str]]:
    """Return every imported name with dots, also those imported inside functions.

    `from app.store import tables` gives app.store and app.store.tables.
    """
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name
        elif isinstance(node, ast.ImportFrom):
            module = _absolute(file, node)
            yield node, module
            for alias in node.names:
                yield node, f"{module}.{alias.name}"


def is_within(name: str, package: str) -> bool:
    """Is the dotted name the package, or inside it?"""
    return name == package or name.startswith(package + ".")


def kept_files() -> list[Path]:
    """Return every file that is kept in the repository.

    In a copy that is no repository: every file that was not made here.
    """
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    names = [name for name in listed.stdout.split("\0") if name]
    paths = [ROOT / name for name in names] if names else ROOT.rglob("*")
    return [path for path in paths if path.is_file() and not _is_made_here(path)]


def _is_made_here(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return parts[0] in (".git", ".venv", "instance") or parts[0].endswith("_cache")


def _absolute(file: Path, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = file.relative_to(ROOT).parent.parts
    parts = package[: len(package) - node.level + 1]
    return ".".join([*parts, *([node.module] if node.module else [])])
