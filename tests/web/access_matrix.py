"""Every address x everybody: who is let in, found out by asking, one line an address.

    GET   /people   security_administrator

Who is let in: `everybody`, `signed in`, the roles by their codes, or `nobody here`, for
addresses that know no session (the API asks for a token). Let in means neither sent to
the sign-in nor refused for the role; whether the thing asked for exists, and is this
person's to see, is asked in test_access_matrix.

Write it anew with: .venv/bin/python -m tests.web.access_matrix
"""

from __future__ import annotations

import itertools
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.permissions import WITHOUT_ACCOUNT
from app.domain.terms import Role
from app.factory import create_app
from app.store import directory, organisation
from app.store.transaction import reading, transaction
from tests.casework.given_office import DISTRICT
from tests.casework.given_people import an_account
from tests.databases import SqliteDatabases, let_go, settings_for_tests
from tests.district import district_files
from tests.house.routes import rules
from tests.web.visitor import Visitor

PINNED = Path(__file__).with_name("access.txt")
NOW = "11-23 10:00"
ROLES = tuple(role for role in Role if role not in WITHOUT_ACCOUNT)
UNITS = {
    **dict.fromkeys((Role.FRONT_DESK, Role.CENTER_LEADER), "C0"),
    **dict.fromkeys(
        (Role.CHIEF_REPRESENTATIVE, Role.HANDLER, Role.DEPUTY_LEADER), "SJ"
    ),
}
_NUMBERS = itertools.count(1)
NOBODY, DOOR = "nobody", "/sign-in?next="
# Asked last of all: they end the session that asks.
LAST = ("sessions.sign_out",)


def staff(district) -> None:
    """One person in each role, called by its code."""
    for role in ROLES:
        an_account(district, str(role), role, UNITS.get(role, ""))


def visitors(app) -> dict[str, Visitor]:
    """Everybody of `staff`, signed in, and somebody who is not."""
    with reading():
        pass  # what was read so far is let go
    found = {str(role): Visitor(app, str(role), NOW) for role in ROLES}
    return {NOBODY: Visitor(app, now=NOW), **found}


def matrix(app) -> list[str]:
    """The table, sorted by address."""
    people = visitors(app)
    asked = sorted(_questions(app), key=lambda one: (one[2] in LAST, one))
    return sorted(_line(people, *one[:2]) for one in asked)


def path_of(rule: str, number: str = "1") -> str:
    """An address with its gaps filled; a case by its number, all else by 1."""
    rule = re.sub(r"<any\(([^,)]+)[^>]*>", lambda found: found[1].strip("'\" "), rule)
    rule = rule.replace("<string:number>", number)
    return re.sub(r"<[^>]+>", "1", rule)


def is_let_in(visitor: Visitor, method: str, path: str) -> bool:
    """Is the visitor neither sent to the sign-in nor refused for the role?

    A form is sent without its token, so that nothing is done by asking.
    """
    visitor.page = ""
    # Each question from an address of its own: no limit of rates answers in its place.
    number = next(_NUMBERS)
    address = f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
    visitor.client.environ_base["REMOTE_ADDR"] = address
    answer = visitor.get(path) if method == "GET" else visitor.post(path)
    location = answer.headers.get("Location", "")
    return answer.status_code not in (401, 403) and not location.startswith(DOOR)


@contextmanager
def app_with_staff() -> Iterator[object]:
    """An application on a register of its own, with `staff`."""
    with tempfile.TemporaryDirectory() as folder:
        url = SqliteDatabases(Path(folder)).migrated()
        app = create_app(settings_for_tests(url, Path(folder)))
        app.testing = True
        with app.app_context():
            with transaction():
                organisation.load_district(district_files())
            staff(directory.district_by_code(DISTRICT))
            yield app
        let_go(app)


def _questions(app) -> Iterator[tuple[str, str, str]]:
    for rule in rules(app):
        for method in sorted(rule.methods & {"GET", "POST", "PUT", "PATCH", "DELETE"}):
            yield method, rule.rule, rule.endpoint


def _line(people: dict[str, Visitor], method: str, rule: str) -> str:
    path = path_of(rule)
    let_in = {name for name, one in people.items() if is_let_in(one, method, path)}
    return f"{rule}  {method}  {_words(let_in)}"


def _words(let_in: set[str]) -> str:
    if NOBODY in let_in:
        return "everybody" if len(let_in) == len(ROLES) + 1 else f"odd: {let_in}"
    if len(let_in) == len(ROLES):
        return "signed in"
    return " ".join(role for role in map(str, ROLES) if role in let_in) or "nobody here"


if __name__ == "__main__":
    with app_with_staff() as made:
        PINNED.write_text("".join(f"{line}\n" for line in matrix(made)), "utf-8")
