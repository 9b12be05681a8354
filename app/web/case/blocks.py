"""Text blocks beside the text of an act: offered, and put in where they are chosen."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request

from app.casework.desk import Desk
from app.casework.text_blocks import find_block, own_blocks
from app.domain.terms import Command
from app.domain.text_blocks import TextUse
from app.store.text_blocks import TextBlock
from app.web.case.forms import ActForm

BLOCK = "block"  # the button that puts a block into the text and does nothing else
_LARGEST = 2**63

_USES: Mapping[Command, TextUse] = {
    Command.CONTACT: TextUse.CONTACT,
    Command.PROGRESS: TextUse.PROGRESS,
    Command.ANSWER: TextUse.ANSWER,
}


def may_offer(desk: Desk, command: Command) -> bool:
    """Could the officer's department keep blocks for this act?"""
    return command in _USES and desk.actor.department is not None


def offered(desk: Desk, command: Command) -> list[TextBlock]:
    """The blocks of the officer's department that are written for this act."""
    use = _USES.get(command)
    return own_blocks(desk, use) if use is not None else []


def chosen_block(desk: Desk) -> TextBlock | None:
    """The block whose button was clicked; None for another button.

    raises: NotFound block.unknown
    """
    given = request.form.get(BLOCK, type=int)
    if given is None:
        return None
    return find_block(desk, given % _LARGEST)


def put_in(form: ActForm, block: TextBlock) -> None:
    """Put a block behind what stands in the text already."""
    field = form["text"]
    field.data = "\n".join(part for part in (field.data or "", block.text) if part)
