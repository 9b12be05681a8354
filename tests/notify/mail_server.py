"""A mail server on loopback that takes, refuses or hangs, as a test wants it."""

import contextlib
import socketserver
import threading
from email import message_from_bytes, policy


class Session(socketserver.StreamRequestHandler):
    """One connection, line by line."""

    server: "MailServer"
    timeout = 5

    def handle(self):
        self.server.sessions += 1
        if self.server.drips:
            self.drip()
            return
        if self.server.hangs:
            self.server.released.wait(self.timeout)
            return
        self.say("220 here")
        with contextlib.suppress(ConnectionError, TimeoutError):
            while self.answer(self.rfile.readline().decode().strip()):
                pass

    def drip(self):
        """Answer letter by letter, never to an end, each before anybody gives up."""
        with contextlib.suppress(OSError):
            while not self.server.released.wait(0.05):
                self.wfile.write(b"2")

    def answer(self, line):
        """Answer one command; false when the session ends."""
        command = line[:4].upper()
        match command:
            case "EHLO" | "HELO" | "MAIL" | "RSET" | "NOOP":
                self.say("250 ok")
            case "RCPT":
                wrong = [word for word in self.server.refused if word in line]
                self.say("550 nobody of that name" if wrong else "250 ok")
            case "DATA" if self.server.shuts_down:
                self.say("421 closing")
                return False
            case "DATA":
                self.say("354 go on")
                self.server.mails.append(self.mail())
                self.say("250 taken")
            case "QUIT":
                self.say("221 bye")
                return False
            case "":
                return False
            case _:
                self.say("502 not here")
        return True

    def mail(self):
        """One mail; ConnectionError where the sender is gone in the middle of it."""
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                raise ConnectionError
            lines.append(line)
        return message_from_bytes(b"".join(lines), policy=policy.default)

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    """mails: those it took; refused: parts of addresses it does not take."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Session)
        self.mails, self.refused, self.sessions = [], [], 0
        self.hangs = self.shuts_down = self.drips = False
        self.released = threading.Event()

    @property
    def port(self):
        return self.server_address[1]


@contextlib.contextmanager
def running():
    server = MailServer()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
