"""The demo's register on a machine of its own, and one of its people for each role."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from app import clock
from app.casework.demo.people import PASSWORD, DemoPerson, demo_people
from app.domain.terms import Role
from app.factory import create_app
from app.scheduler import tick
from app.store import directory
from tests.compiled import COMPILED_TEMPLATES
from tests.databases import SqliteDatabases, let_go, settings_for_tests
from tests.web.visitor import Visitor
from tests.web.walk.given_rulings import make_a_report, rule_on_flags

# Monday, 23 November 2026, 10:00 in Shanghai.
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
# Those who sign in; a complainant does not.
ROLES = tuple(role for role in Role if role not in (Role.SYSTEM, Role.CITIZEN))
# The units at whose desks the demo has something of everything.
SHOWN = ("C0", "SJ", None)
# Beside one person a role: a town window, and a department with notices to answer.
BESIDE = ("chuangkou1", "ga")


@contextmanager
def demo_app(folder: Path) -> Iterator:
    """The application with the demo played up to NOW; in its context."""
    url = SqliteDatabases(folder).migrated()
    app = create_app(settings_for_tests(url, folder, BANCHENG_DEMO="1"))
    app.testing = True
    app.jinja_env.bytecode_cache = COMPILED_TEMPLATES
    with clock.at(NOW):
        for words in (["district", "load"], ["demo", "load"]):
            ran = app.test_cli_runner().invoke(args=words)
            assert ran.exit_code == 0, ran.output
        with app.app_context():
            tick.sweep(NOW)  # pages say how long ago the timer looked
            tick.propose_improvements(NOW)
            rule_on_flags(NOW)
            make_a_report(NOW)
            yield app
    let_go(app)


def walkers() -> list[DemoPerson]:
    """Who walks through the pages: one person of each role, and those of BESIDE."""
    known = directory.list_districts()[0]
    people = demo_people(sorted(known.center_ids), sorted(known.department_ids))
    beside = [one for one in people if one.username in BESIDE]
    return [*(_of_role(people, role) for role in ROLES), *beside]


def signed_in(app, person: DemoPerson | None) -> Visitor:
    """A browser without scripts, of this person or of nobody in particular."""
    visitor = Visitor(app, now="11-23 10:00")
    if person is not None:
        answer = visitor.sign_in(person.username, PASSWORD)
        assert answer.status_code == 302, person
    return visitor


def _of_role(people: list[DemoPerson], role: Role) -> DemoPerson:
    return next(
        one
        for unit in SHOWN
        for one in people
        if one.role is role and (one.center or one.department) == unit
    )
