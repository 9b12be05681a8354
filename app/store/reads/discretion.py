"""Which flags are not the inspection office's alone to know, as a condition on rows.

The rule is domain.discretion's.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement

from app.domain.terms import FindingCode, Step
from app.store.tables import EscalationRow


def is_open_to_all(row: Any) -> ColumnElement[bool]:
    """Only the flags of which others than the inspection office may know.

    row: of escalations, or of findings
    """
    is_open: ColumnElement[bool]
    if row is EscalationRow:
        is_open = row.step != Step.CLUE
        return is_open
    is_open = row.code != FindingCode.V1
    return is_open
