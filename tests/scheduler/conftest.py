"""A district with its offices, open for the length of a test, on each database."""

import pytest

from tests.casework.conftest import district

__all__ = ["district"]


@pytest.fixture
def small_batches(monkeypatch):
    """Three tickets a batch, so that a few tickets make several batches."""
    monkeypatch.setattr("app.casework.sweeping.BATCH", 3)
