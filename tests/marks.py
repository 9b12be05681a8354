"""Marks that a test file puts on itself."""

import pytest

on_sqlite_only = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
on_postgresql_only = pytest.mark.parametrize(
    "database_kind",
    [pytest.param("postgresql", marks=pytest.mark.postgres)],
    indirect=True,
)
