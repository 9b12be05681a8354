"""The tests run on a real PostgreSQL of their own."""

import psycopg
import pytest


@pytest.mark.postgres
def test_the_cluster_answers_and_keeps_databases_apart(postgres_cluster):
    postgres_cluster.create("apart")

    with psycopg.connect(_address(postgres_cluster, "apart")) as connection:
        connection.execute("CREATE TABLE kept (text text)")
        connection.execute("INSERT INTO kept VALUES ('窗口\U0001f600')")
        assert connection.execute("SELECT text FROM kept").fetchone() == (
            "窗口\U0001f600",
        )
    with (
        psycopg.connect(_address(postgres_cluster, "postgres")) as connection,
        pytest.raises(psycopg.errors.UndefinedTable),
    ):
        connection.execute("SELECT text FROM kept")

    postgres_cluster.drop("apart")


def _address(cluster, database):
    return cluster.url(database).replace("+psycopg", "")
