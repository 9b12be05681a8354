"""The pages over a register, and officers at their desks, while things break."""

import pytest

from tests.web.case.conftest import district, sit

__all__ = ["district", "sit"]


@pytest.fixture
def clerk(sit):
    """The officer at the district window, signed in."""
    return sit("clerk", "11-23 10:00")
