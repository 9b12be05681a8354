"""docs/permissions.md says what the table of permissions says."""

from __future__ import annotations

import re

from app.domain.permissions import PERMITTED
from app.domain.terms import Command, Relation, Role
from tests.house import printed
from tests.house.permissions import printed as printed_table

PAGE = "permissions.md"
TEXT = (printed.DOCS / PAGE).read_text("utf-8")


def test_the_table_on_the_page_is_that_of_the_code():
    assert printed.part(PAGE, "permissions") == printed_table(), printed.told(
        PAGE, "permissions"
    )


def test_the_printed_table_says_every_permission():
    """Read back as a person would read it."""
    cells = [re.findall(r"`(\w+)`", row) for row in printed_table().splitlines()[2:]]

    read = {
        (Role(role), Relation(relation)): {Command(command) for command in commands}
        for role, relation, *commands in cells
    }

    assert read == {key: set(commands) for key, commands in PERMITTED.items()}


def test_the_page_explains_every_standing():
    explained = re.findall(r"^\| `(\w+)` \| [^`]*\|$", TEXT, re.MULTILINE)

    assert explained == [relation.value for relation in Relation]
