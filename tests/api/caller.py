"""A program that calls the API with a token, at a held moment."""

from __future__ import annotations

import json
from contextvars import Context
from typing import Any

from app import clock
from app.casework import api_tokens
from app.domain.scopes import Scope
from app.store.reads.people import find_account
from tests.casework.given_people import by
from tests.store.given_tickets import at

API = "/api/v1"


def a_token(username, scopes=tuple(Scope), *, days=90, short="11-02 10:00"):
    """A token that the person made."""
    account = find_account(username)
    return by(
        account,
        api_tokens.make_token,
        account.id,
        name="测试",
        scopes=scopes,
        days=days,
        longest_days=366,
        short=short,
    )


class Caller:
    """Sends requests; remembers the last answer."""

    def __init__(self, app, username="", now="11-23 10:00", scopes=tuple(Scope)):
        self.client, self.now = app.test_client(), now
        self.secret = a_token(username, scopes).secret if username else ""
        self.answer: Any = None

    def get(self, path, **headers):
        return self._sent("GET", path, headers)

    def post(self, path, said=None, *, seen=None, key=None, **headers):
        """seen: what goes into If-Match; the text `*`, or a number."""
        if seen is not None:
            headers["If-Match"] = seen if seen == "*" else f'"{seen}"'
        if key is not None:
            headers["Idempotency-Key"] = key
        return self._sent("POST", path, headers, said)

    def _sent(self, method, path, headers, said=None):
        if self.secret:
            headers.setdefault("Authorization", f"Bearer {self.secret}")
        given: dict[str, Any] = {"headers": headers}
        if isinstance(said, bytes):
            given["data"] = said
        elif said is not None:
            given["data"] = json.dumps(said)
            headers.setdefault("Content-Type", "application/json")
        whole = path if path.startswith("/api") else API + path
        self.answer = Context().run(self._at_moment, method, whole, given)
        return self.answer

    def _at_moment(self, method, path, given):
        with clock.at(at(self.now)):
            return self.client.open(path, method=method, **given)

    @property
    def told(self):
        """The last answer as JSON."""
        return self.answer.get_json(force=True)

    @property
    def version(self):
        return int(self.answer.headers["ETag"].strip('"'))
