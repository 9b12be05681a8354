"""A browser without scripts, of somebody who signs in or of nobody in particular."""

from __future__ import annotations

import re
from contextvars import Context

from app import clock
from tests.casework.given_people import PASSWORD
from tests.store.given_tickets import at

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
TAGS = re.compile(r"<[^>]+>")


class Visitor:
    """Opens pages and sends forms, each with the token of the page last opened."""

    def __init__(self, app, username="", now="11-23 10:00"):
        self.client, self.now, self.page = app.test_client(), now, ""
        if username:
            assert self.sign_in(username).status_code == 302

    def sign_in(self, username, password=PASSWORD):
        self.get("/sign-in")
        return self.post("/sign-in", staff_number=username, password=password)

    def get(self, path):
        return self._answered(self.client.get, path)

    def post(self, path, **fields):
        found = TOKEN.search(self.page)
        if found:
            fields = {"csrf_token": found[1], **fields}
        headers = {"Origin": "http://localhost"}
        return self._answered(self.client.post, path, data=fields, headers=headers)

    @property
    def session_cookie(self):
        """The name of the cookie that keeps the session."""
        return self.client.application.config["SESSION_COOKIE_NAME"]

    def follow(self, answer):
        """Open the page an answer leads to."""
        assert answer.status_code == 302, answer.status_code
        return self.get(answer.headers["Location"])

    def _answered(self, send, path, **given):
        """Outside whatever context the test has open, as a request comes in."""
        answer = Context().run(self._send, send, path, **given)
        self.page = answer.get_data().decode("utf-8", "replace")
        answer.close()
        return answer

    def _send(self, send, path, **given):
        with clock.at(at(self.now)):
            return send(path, **given)

    def found(self, pattern):
        """The part of the page that a pattern's first group stands for."""
        match = re.search(pattern, self.page)
        assert match, pattern
        return match[1].replace("&amp;", "&")

    @property
    def words(self):
        """The text of the page, without tags, blanks as one."""
        return " ".join(TAGS.sub(" ", self.page).split())
