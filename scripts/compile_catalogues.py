"""Compile the message catalogues whose source is newer: *.po to *.mo.

usage: compile_catalogues.py FOLDER
"""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def main(folder: Path) -> None:
    """Compile every catalogue below the folder that changed since it was compiled."""
    for source in sorted(folder.rglob("*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or is_newer(source, compiled):
            compile_catalogue(source, compiled)


def is_newer(source: Path, compiled: Path) -> bool:
    """Was the source written after the compiled file?"""
    return source.stat().st_mtime > compiled.stat().st_mtime


def compile_catalogue(source: Path, compiled: Path) -> None:
    """Write one compiled catalogue; the old one stands until the new one is whole."""
    with source.open("rb") as po:
        catalogue = read_po(po, locale=source.parts[-3], domain=source.stem)
    unfinished = compiled.with_suffix(".mo.part")
    with unfinished.open("wb") as mo:
        write_mo(mo, catalogue)
    unfinished.replace(compiled)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
