"""The virus scanner of the house: a clamd socket, or a command. It has the last word.

clamd:/run/clamav/clamd.ctl      a local socket
clamd:127.0.0.1:3310             a port; [::1]:3310 too
command:clamdscan --no-summary - a program that reads the file from its input and
                                 ends with 0 for clean, 1 for infected
"""

from __future__ import annotations

import shlex
import socket
import struct
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from app.domain.terms import ScanState

SECONDS = 60
_CHUNK = 64 * 1024
_LONGEST_FINDING = 200


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the scanner said. finding: the name of the virus, or why it failed."""

    state: ScanState
    finding: str = ""


Scanner: TypeAlias = Callable[[bytes], Verdict]


def scanner_for(setting: str | None) -> Scanner | None:
    """The scanner that VIRUS_SCANNER names; None when none is set.

    A scanner never raises: that it cannot be reached is a verdict, FAILED.
    """
    kind, _, where = (setting or "").partition(":")
    if kind == "clamd":
        return lambda content: _asked(_ask_clamd, where, content)
    if kind == "command":
        return lambda content: _asked(_ask_command, where, content)
    return None


def _asked(ask: Callable[[str, bytes], Verdict], where: str, content: bytes) -> Verdict:
    try:
        return ask(where, content)
    except (OSError, subprocess.SubprocessError, ValueError) as fault:
        return Verdict(ScanState.FAILED, type(fault).__name__)


def _ask_command(command: str, content: bytes) -> Verdict:
    done = subprocess.run(  # noqa: S603 - the office's own setting
        shlex.split(command),
        input=content,
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    told = done.stdout.decode("utf-8", "replace").strip()[:_LONGEST_FINDING]
    if done.returncode == 0:
        return Verdict(ScanState.CLEAN)
    if done.returncode == 1:
        return Verdict(ScanState.INFECTED, told)
    return Verdict(ScanState.FAILED, f"status {done.returncode}")


def _ask_clamd(where: str, content: bytes) -> Verdict:
    with _connected(where) as link:
        link.settimeout(SECONDS)
        link.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), _CHUNK):
            chunk = content[start : start + _CHUNK]
            link.sendall(struct.pack("!I", len(chunk)) + chunk)
        link.sendall(struct.pack("!I", 0))
        answer = _answer(link)
    _, _, told = answer.partition(": ")
    if told == "OK":
        return Verdict(ScanState.CLEAN)
    if told.endswith(" FOUND"):
        return Verdict(ScanState.INFECTED, told.removesuffix(" FOUND"))
    return Verdict(ScanState.FAILED, answer[:_LONGEST_FINDING])


def _connected(where: str) -> socket.socket:
    if where.startswith("/"):
        link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            link.settimeout(SECONDS)
            link.connect(where)
        except OSError:
            link.close()
            raise
        return link
    host, _, port = where.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), SECONDS)


def _answer(link: socket.socket) -> str:
    told = b""
    while b"\0" not in told and len(told) < _CHUNK:
        more = link.recv(_CHUNK)
        if not more:
            break
        told += more
    return told.partition(b"\0")[0].decode("utf-8", "replace").strip()
