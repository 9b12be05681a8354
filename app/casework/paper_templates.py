"""Verbs on the Word templates of official letters. Inspection office."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from app.casework.desk import Desk
from app.domain.errors import NotPermitted
from app.domain.terms import LetterKind, Role
from app.store import paper_templates
from app.store.paper_templates import TemplateLine

Check = Callable[[bytes], None]
"""Raises RuleBroken template.*, unless a file can be used as a template."""


def replace_template(
    desk: Desk, kind: LetterKind, content: bytes, check: Check
) -> None:
    """Let the office's own template hold for a kind of letter from now on.

    raises: NotPermitted; RuleBroken template.*, then the one before still holds
    """
    _require_keeper(desk)
    check(content)
    sha256 = hashlib.sha256(content).hexdigest()
    who = desk.actor.name
    paper_templates.add_template(desk.district, kind, content, sha256, who, desk.now)


def restore_template(desk: Desk, kind: LetterKind) -> None:
    """Let the delivered template hold again. raises: NotPermitted"""
    _require_keeper(desk)
    who = desk.actor.name
    paper_templates.add_template(desk.district, kind, None, "", who, desk.now)


def template_in_use(desk: Desk, kind: LetterKind) -> bytes | None:
    """The office's own template; None while the delivered one holds."""
    return paper_templates.template_content(desk.district, kind)


def templates_in_use(desk: Desk) -> dict[LetterKind, TemplateLine]:
    """What the office handed in last, by kind."""
    return paper_templates.list_templates(desk.district)


def _require_keeper(desk: Desk) -> None:
    if desk.actor.role is not Role.INSPECTOR:
        raise NotPermitted("template.not_yours")
