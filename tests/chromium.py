"""A real Chromium, and the application served to it.

`page` is a fresh browser context on `live_server`; the server reads the held clock.
"""

import os
import shutil
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright
from werkzeug.serving import make_server

from app import clock

# Upper bounds, for a slow moment of a shared machine: nothing waits so long in peace.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)

# The shell first: it draws the same, and opens a page with a quarter of the work.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
)


class LiveServer:
    """The application behind a real socket, with the clock held at one moment.

    `moment` may be set between two clicks to let time pass.
    """

    def __init__(self, app, moment) -> None:
        self.moment = moment
        self._server = make_server("127.0.0.1", 0, self._held(app), threaded=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop serving; requests under way are finished."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _held(self, app):
        def serve(environ, start_response):
            # Whole answers: a browser that hangs up early leaves no file open.
            with (
                clock.at(self.moment),
                closing_answer(app.wsgi_app(environ, start_response)) as parts,
            ):
                return [b"".join(parts)]

        return serve


@contextmanager
def closing_answer(parts):
    """The parts of an answer; closed afterwards, as a server must."""
    try:
        yield parts
    finally:
        if hasattr(parts, "close"):
            parts.close()


@pytest.fixture
def live_server(app, now):
    """The application of this test, served on a free port."""
    server = LiveServer(app, now)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def chromium():
    """One browser for each test worker."""
    program = find_chromium()
    if program is None:
        pytest.skip("no Chromium found; install chromium-headless-shell")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            args=[*sandbox, "--disable-dev-shm-usage", "--font-render-hinting=none"],
        )
        yield browser
        browser.close()


@pytest.fixture
def page(chromium, live_server):
    """A page of a fresh browser context, on the screen these offices have.

    The test fails when the page logged an error or broke the content policy.
    """
    context = chromium.new_context(
        base_url=live_server.url,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        viewport={"width": 1366, "height": 768},
    )
    context.set_default_timeout(PATIENCE)
    errors = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on("console", lambda message: _keep_error(errors, message))
    yield context.new_page()
    context.close()
    assert not errors, "\n".join(errors)


def _keep_error(errors, message) -> None:
    # A refused form answers 4xx on purpose, and Chromium logs that as an error.
    refused = "the server responded with a status of 4" in message.text
    if message.type == "error" and not refused:
        errors.append(message.text)


def find_chromium() -> str | None:
    """Return the program of a Chromium on this machine, or of Playwright's own."""
    for name in NAMES:
        program = shutil.which(name)
        if program is not None:
            return program
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None
