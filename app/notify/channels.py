"""The ways a mail leaves: a mail server, or files in a folder while there is none."""

from __future__ import annotations

import logging
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from app.config import Settings

log = logging.getLogger(__name__)

TIMEOUT_SECONDS = 10
LONGEST_SECONDS = 60
PORT_OF_IMPLICIT_TLS = 465
SERVICE_NOT_AVAILABLE = 421

Send: TypeAlias = Callable[[EmailMessage], None]


class MailRefused(Exception):
    """This mail was not taken; others may be."""


class ChannelDown(Exception):
    """Nothing can be sent now: no answer, a broken connection, a refused sign-in."""


class Channel(Protocol):
    """A way for mails to leave."""

    def opened(self) -> AbstractContextManager[Send]:
        """Open the way for several mails; what it gives sends one.

        raises: ChannelDown on opening; MailRefused or ChannelDown for a mail
        """
        ...


def channel_for(settings: Settings) -> Channel:
    """The mail server, if the settings name one; else the folder."""
    if settings.smtp_host is None:
        return FileOutbox(settings.outbox_dir)
    return SmtpServer(
        settings.smtp_host,
        settings.smtp_port,
        settings.smtp_user,
        settings.smtp_password,
        settings.smtp_tls,
    )


@dataclass(frozen=True, slots=True)
class FileOutbox:
    """Each mail becomes a file, named by its Message-ID; whole or not at all."""

    folder: Path

    @contextmanager
    def opened(self) -> Iterator[Send]:
        """Make the folder."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ChannelDown(str(error)) from error
        yield self._send

    def _send(self, mail: EmailMessage) -> None:
        name = str(mail["Message-ID"]).strip("<>").partition("@")[0]
        part = self.folder / f"{name}.part"
        try:
            part.write_bytes(bytes(mail))
            part.replace(self.folder / f"{name}.eml")
        except OSError as error:
            raise ChannelDown(str(error)) from error


@dataclass(frozen=True, slots=True, repr=False)
class SmtpServer:
    """A mail server, spoken to with STARTTLS (`tls`) or, on port 465, TLS at once.

    timeout_seconds: for one answer; longest_seconds: for all that is said in one round,
                     so that a server that answers letter by letter is cut off too
    """

    host: str
    port: int
    user: str | None = None
    password: str | None = None
    tls: bool = False
    timeout_seconds: float = TIMEOUT_SECONDS
    longest_seconds: float = LONGEST_SECONDS

    @contextmanager
    def opened(self) -> Iterator[Send]:
        """Connect and sign in."""
        try:
            server = self._connected()
        except OSError as error:  # SMTPException is one
            raise ChannelDown(f"{self.host}:{self.port}: {error}") from error
        try:
            yield lambda mail: self._send(server, mail)
        finally:
            with suppress(OSError):
                server.quit()
            server.close()

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.port == PORT_OF_IMPLICIT_TLS:
            server: smtplib.SMTP = _TlsClient(
                self.host,
                self.port,
                timeout=self.timeout_seconds,
                context=context,
                longest_seconds=self.longest_seconds,
            )
        else:
            server = _Client(
                self.host,
                self.port,
                timeout=self.timeout_seconds,
                longest_seconds=self.longest_seconds,
            )
        try:
            if self.tls and self.port != PORT_OF_IMPLICIT_TLS:
                server.starttls(context=context)
            if self.user is not None and self.password is not None:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server

    def _send(self, server: smtplib.SMTP, mail: EmailMessage) -> None:
        try:
            refused = server.send_message(mail)
        except (smtplib.SMTPException, ValueError) as error:
            if _ends_the_session(error):
                raise ChannelDown(f"{self.host}:{self.port}: {error}") from error
            raise MailRefused(str(error)) from error
        except OSError as error:
            raise ChannelDown(f"{self.host}:{self.port}: {error}") from error
        if refused:
            log.warning(
                "%s: %d of its addresses refused", mail["Message-ID"], len(refused)
            )


class _CutOff(smtplib.SMTP):
    """A client that hangs up after a time, whatever the server is doing."""

    def __init__(self, *words: Any, longest_seconds: float, **named: Any) -> None:
        self._cut = threading.Timer(longest_seconds, self._hang_up)
        self._cut.daemon = True
        super().__init__(*words, **named)

    def connect(self, *words: Any, **named: Any) -> tuple[int, bytes]:
        self._cut.start()
        return super().connect(*words, **named)

    def close(self) -> None:
        self._cut.cancel()
        super().close()

    def _hang_up(self) -> None:
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)


class _Client(_CutOff):
    """Plain, or STARTTLS later."""


class _TlsClient(_CutOff, smtplib.SMTP_SSL):
    """TLS at once."""


def _ends_the_session(error: Exception) -> bool:
    """Is the connection gone, or is the server about to close it?"""
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code == SERVICE_NOT_AVAILABLE
    return isinstance(error, smtplib.SMTPServerDisconnected)
