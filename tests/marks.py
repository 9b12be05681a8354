"""Marks that a test file puts on itself."""

import pytest

on_sqlite_only = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
