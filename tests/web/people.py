"""Invented people and an application without a register, for tests of the shell."""

from dataclasses import dataclass, replace
from pathlib import Path

from flask import Flask
from jinja2 import StrictUndefined

from app.domain.errors import SignInRefused
from app.domain.terms import Role
from app.web import init_app
from tests.databases import settings_for_tests

PASSWORD = "correct horse battery"


@dataclass(frozen=True)
class Officer:
    """A person as the shell sees one."""

    name: str
    role: Role
    place: str
    must_change_password: bool = False
    must_enrol: bool = False

    @property
    def session_key(self) -> str:
        return self.name


HANDLER = Officer("黄某", Role.HANDLER, "自然资源蓬江分局")
CLERK = Officer("林某", Role.FRONT_DESK, "区行政服务中心 3号窗")
NEWCOMER = Officer("新某", Role.HANDLER, "区民政局", must_change_password=True)


def shell_app(desks=(), officers=(HANDLER, CLERK, NEWCOMER), **settings) -> Flask:
    """An application that has the shell and some desks, and knows some officers."""
    app = Flask("app", static_folder=None, template_folder=None)
    made = settings_for_tests("sqlite:///never-opened.sqlite3", Path("never"))
    made = replace(made, **settings)
    app.config.update(
        SECRET_KEY=made.secret_key,
        TESTING=True,
        MAX_CONTENT_LENGTH=made.upload_max_bytes,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    asked = init_app(app, made, desks)
    app.jinja_env.undefined = StrictUndefined
    known = {officer.name: officer for officer in officers}
    asked.person = known.get

    def sign_in(name, password, address):
        if name not in known or password != PASSWORD:
            raise SignInRefused("sign_in.wrong")
        return known[name]

    def change_password(person, old, new):
        if old != PASSWORD:
            raise SignInRefused("sign_in.wrong", field="password")
        known[person.name] = replace(person, must_change_password=False)
        return known[person.name]

    asked.sign_in, asked.change_password = sign_in, change_password
    asked.office = lambda: "江门市蓬江区“办不成事”反映窗口"
    return app
