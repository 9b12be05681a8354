"""A district with its offices, open for the length of a test, on each database."""

from tests.casework.conftest import district

__all__ = ["district"]
