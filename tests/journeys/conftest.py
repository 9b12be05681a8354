"""Stories across rooms start where the verbs' tests do: a district and its officers."""

from tests.casework.conftest import district

__all__ = ["district"]
