"""The pages over a register with 蓬江区."""

from tests.casework.conftest import district

__all__ = ["district"]
