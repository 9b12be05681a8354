"""How many pages of an SQLite file a connection keeps in memory."""

from sqlalchemy import text

from app.store.database import db, prepare_for_sweeping
from tests.databases import let_go
from tests.marks import on_sqlite_only

pytestmark = on_sqlite_only


def kept(app):
    """Kilobytes that a new connection keeps."""
    let_go(app)
    return -db.session.connection().scalar(text("PRAGMA cache_size"))


def test_a_page_keeps_little_and_the_sweep_keeps_what_a_batch_touches(app):
    with app.app_context():
        little = kept(app)
        db.session.remove()
        prepare_for_sweeping()

        assert little <= 2_000 < kept(app)
        db.session.remove()
