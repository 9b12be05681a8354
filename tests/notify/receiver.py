"""A program that receives webhooks, on a port of this machine."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer


class Receiver:
    """Answers with the statuses it was given, in turn; the last one again and again."""

    def __init__(self, statuses):
        self.statuses = list(statuses)
        self.requests = []
        self.held_open = threading.Event()
        self.drips = False

    def next_status(self):
        return self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]


def _handler(receiver):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            length = int(self.headers["Content-Length"])
            receiver.requests.append((dict(self.headers), self.rfile.read(length)))
            if receiver.drips:
                self._drip()
                return
            status = receiver.next_status()
            self.send_response(status)
            if status in (301, 307):
                self.send_header("Location", "http://127.0.0.1:1/")
            self.end_headers()

        def _drip(self):
            """A head that never ends, sign by sign, until it is cut off."""
            while not receiver.held_open.wait(0.05):
                try:
                    self.wfile.write(b"H")
                except OSError:
                    return

        def log_message(self, *_):
            """Say nothing."""

    return Handler


@contextmanager
def receiving(*statuses):
    """A receiver and its address, until the end of the block."""
    receiver = Receiver(statuses or [204])
    server = HTTPServer(("127.0.0.1", 0), _handler(receiver))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield receiver, f"http://127.0.0.1:{server.server_port}/hooks?from=bancheng"
    finally:
        receiver.held_open.set()
        server.shutdown()
        thread.join()
        server.server_close()
