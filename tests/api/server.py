"""The application behind a real socket of this machine, at the held moment."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from contextvars import copy_context

from werkzeug.serving import WSGIRequestHandler, make_server


class Silent(WSGIRequestHandler):
    def log(self, *_):
        """Say nothing."""


@contextmanager
def served(app):
    """The address of the application; it answers until the end of the block."""
    server = make_server("127.0.0.1", 0, app, threaded=False, request_handler=Silent)
    thread = threading.Thread(target=copy_context().run, args=(server.serve_forever,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
