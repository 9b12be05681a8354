"""Officers who sign in to their desks, and how many statements a page asks."""

from __future__ import annotations

import re
from contextlib import contextmanager

from sqlalchemy import event

from app.domain.terms import Role
from app.store.database import db
from tests.casework.given_people import an_account
from tests.web.visitor import Visitor

PEOPLE = {
    "sj": (Role.HANDLER, "SJ"),
    "sj.fenguan": (Role.DEPUTY_LEADER, "SJ"),
    "ga": (Role.HANDLER, "GA"),
    "chuangkou": (Role.FRONT_DESK, "C0"),
    "diaodu": (Role.DISPATCHER, ""),
    "ducha": (Role.INSPECTOR, ""),
    "ducha2": (Role.INSPECTOR, ""),
    "lingdao": (Role.DISTRICT_LEADER, ""),
    "tongji": (Role.STATISTICIAN, ""),
    "anquan": (Role.SECURITY_ADMINISTRATOR, ""),
    "xitong": (Role.SYSTEM_ADMINISTRATOR, ""),
    "shenji": (Role.AUDIT_ADMINISTRATOR, ""),
}
NUMBER = re.compile(r"PJ26-\d{4}")
ROW = re.compile(r"<tr[ >].*?</tr>", re.DOTALL)
TAGS = re.compile(r"<[^>]+>")


def visitor(app, district, username, now="11-23 10:00"):
    """Somebody of PEOPLE, signed in at that moment."""
    role, unit = PEOPLE[username]
    an_account(district, username, role, unit)
    return Visitor(app, username, now)


def table_rows(page):
    """The rows of the page's table bodies, each as its words."""
    bodies = re.findall(r"<tbody>.*?</tbody>", page, re.DOTALL)
    found = [row for body in bodies for row in ROW.findall(body)]
    return [" ".join(TAGS.sub(" ", row).split()) for row in found]


def numbers(page):
    """The case numbers in the rows, top down, each once."""
    found = [NUMBER.search(row) for row in table_rows(page)]
    return list(dict.fromkeys(one[0] for one in found if one))


def count_of(page, word):
    """The number beside a filter or place."""
    found = re.search(rf'>{re.escape(word)} <span class="count">([^<]+)<', page)
    assert found, f"no count beside {word}"
    return found[1]


def hidden(page, name):
    """The value of a hidden field."""
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found, f"no field {name}"
    return found[1]


@contextmanager
def statements():
    """Every statement sent to the database meanwhile."""
    sent = []

    def remember(connection, cursor, statement, *rest):
        if not statement.startswith(("PRAGMA", "BEGIN")):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", remember)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", remember)
