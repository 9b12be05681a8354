"""The Word templates that an installation keeps in a folder, checked when it starts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from app.config import SettingsFaults
from app.domain.errors import RuleBroken
from app.domain.terms import LetterKind
from app.reports.word_templates import check_template


def kept_templates(folder: Path | None) -> Mapping[LetterKind, bytes]:
    """The templates of the folder by kind: circular.docx is that of circulars.

    Kinds without a file have the delivered one.
    raises: SettingsFaults, with every file that cannot be used
    """
    if folder is None:
        return {}
    found, faults = {}, []
    for path in sorted(folder.glob("*.docx")):
        if path.stem not in list(LetterKind):
            known = ", ".join(f"{kind}.docx" for kind in LetterKind)
            faults.append(f"  PAPER_TEMPLATES: {path.name} is none of {known}")
            continue
        content = path.read_bytes()
        try:
            check_template(content)
        except RuleBroken as refusal:
            faults.append(f"  PAPER_TEMPLATES: {path.name}: {refusal}")
        found[LetterKind(path.stem)] = content
    if faults:
        raise SettingsFaults(faults)
    return found
