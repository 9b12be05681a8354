"""What every test may ask for: a held moment, a database, the application, a client.

A test that asks for `settings`, `app` or `client` runs twice, on SQLite and on a real
PostgreSQL. A test to which the database does not matter says so:

    pytestmark = on_sqlite_only          # from tests.marks
"""

import gc
from datetime import UTC, datetime

import pytest
from argon2 import PasswordHasher
from hypothesis import settings as hypothesis_settings

from app import clock
from app.casework import passwords
from app.factory import create_app
from tests.cluster import Cluster, NoPostgres
from tests.compiled import (
    COMPILED_TEMPLATES,
    compile_addresses_once,
    compile_statements_once,
    read_rules_once,
)
from tests.databases import (
    PostgresDatabases,
    SqliteDatabases,
    engines_of,
    let_go,
    settings_for_tests,
)

pytest_plugins = ["tests.chromium", "tests.network", "tests.skips", "tests.told"]

# A slow moment of a shared machine is no fault of the code under test.
hypothesis_settings.register_profile("house", deadline=None, print_blob=True)
hypothesis_settings.load_profile("house")

# Hashing is slow on purpose; a test that signs somebody in need not wait for it.
passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
compile_addresses_once()
read_rules_once()


# What takes a minute and more; whoever is left with one of these at the end works alone.
LONGEST = (
    "tests/web/walk/",
    "tests/journeys/test_operations_page.py",
    "tests/web/test_access_matrix.py",
    "tests/chaos/",
    "tests/api/test_fuzzing.py",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Begin with the longest ones; in each part of them, and of the others, as found."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


def pytest_collection_finish():
    """Keep what was imported and collected out of the garbage collector's rounds: all of
    it stays to the end, and looking through it takes longer than most tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture
def now():
    """Monday, 23 November 2026, 10:00 in Shanghai; the clock is held there."""
    with clock.at(datetime(2026, 11, 23, 2, 0, tzinfo=UTC)) as moment:
        yield moment


@pytest.fixture(scope="session")
def postgres_cluster():
    """A PostgreSQL server of this test worker's own."""
    try:
        cluster = Cluster()
    except NoPostgres as missing:
        pytest.skip(str(missing))
    yield cluster
    cluster.stop()


@pytest.fixture(scope="session")
def _sqlite_databases(tmp_path_factory):
    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def _postgres_databases(postgres_cluster, tmp_path_factory):
    return PostgresDatabases(postgres_cluster, tmp_path_factory.mktemp("postgres"))


@pytest.fixture(params=KINDS)
def database_kind(request):
    """Each database in turn: "sqlite", "postgresql"."""
    return request.param


@pytest.fixture
def _databases(request, database_kind):
    """Start PostgreSQL only for tests that run on it."""
    name = "_sqlite_databases" if database_kind == "sqlite" else "_postgres_databases"
    return request.getfixturevalue(name)


@pytest.fixture
def empty_database_url(_databases):
    """The address of a database without tables."""
    url = _databases.empty()
    yield url
    _databases.remove(url)


@pytest.fixture
def founded():
    """Whoever asks for this has 蓬江区 in the database, as its files describe it."""


@pytest.fixture
def database_url(request, _databases):
    """The address of a database with all tables and no row of ours; of the district's
    alone, where that is asked for."""
    url = _databases.migrated(founded="founded" in request.fixturenames)
    yield url
    _databases.remove(url)


@pytest.fixture
def settings(database_url, tmp_path):
    """Settings on a database of the test's own."""
    return settings_for_tests(database_url, tmp_path)


@pytest.fixture
def app(settings, now):
    """The application, with the clock held at `now`."""
    app = create_app(settings)
    app.testing = True
    app.jinja_env.bytecode_cache = COMPILED_TEMPLATES
    for engine in engines_of(app):
        compile_statements_once(engine)
    yield app
    let_go(app)


@pytest.fixture
def client(app):
    """A browser without JavaScript, not signed in."""
    return app.test_client()
