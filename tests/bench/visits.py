"""A small client for our own pages: keeps its cookies, counts what it waits.

Bounded: a fixed number of threads, each with one connection, for a fixed time.
"""

from __future__ import annotations

import http.client
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from statistics import quantiles
from time import perf_counter
from urllib.parse import urlencode

from app.casework.demo.people import PASSWORD

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
HOST = "127.0.0.1"


class Visitor:
    """One browser with one connection that stays open."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.port, self.cookies = port, dict(cookies or {})
        self.location = ""
        self.link = http.client.HTTPConnection(HOST, port, timeout=60)

    def sign_in(self, username: str) -> None:
        page = self.get("/sign-in")[1]
        fields = {"staff_number": username, "password": PASSWORD}
        status, text = self.post("/sign-in", {**fields, "csrf_token": token_in(page)})
        if status != 302:
            raise RuntimeError(f"{username} cannot sign in: {status} {text[:2000]}")

    def get(self, path: str) -> tuple[int, str]:
        return self._ask("GET", path, None)

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, str]:
        return self._ask("POST", path, urlencode(fields))

    def _ask(self, method: str, path: str, body: str | None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"http://{HOST}:{self.port}"
        self.link.request(method, path, body, headers)
        answer = self.link.getresponse()
        text = answer.read().decode()
        self.location = answer.getheader("Location") or ""
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, text


def token_in(page: str) -> str:
    found = TOKEN.search(page)
    if found is None:
        raise RuntimeError("the page carries no token")
    return found[1]


@dataclass(frozen=True)
class Speed:
    """p50, p95 in milliseconds; per_second over all clients."""

    per_second: float
    count: int
    p50: float
    p95: float
    failures: int


def visit(
    clients: int,
    seconds: float,
    port: int,
    cookies: dict[str, str],
    once: Callable[[Visitor, int], int],
    expected: int = 200,
) -> Speed:
    """Let every client do `once` again and again; it returns a status.

    once: told a number that no other call is told
    """
    waits: list[float] = []
    failures: list[int] = []
    numbers, lock = iter(range(10**9)), threading.Lock()
    start = threading.Barrier(clients + 1)

    def work() -> None:
        visitor, own = Visitor(port, cookies), []
        start.wait()
        while perf_counter() < ends[0]:
            with lock:
                number = next(numbers)
            begun = perf_counter()
            status = once(visitor, number)
            own.append((perf_counter() - begun) * 1_000)
            if status != expected:
                failures.append(status)
        waits.extend(own)

    threads = [threading.Thread(target=work) for _ in range(clients)]
    ends = [0.0]
    for thread in threads:
        thread.start()
    begun = perf_counter()
    ends[0] = begun + seconds
    start.wait()
    for thread in threads:
        thread.join()
    taken = perf_counter() - begun
    cuts = quantiles(waits, n=20) if len(waits) > 1 else [waits[0]] * 19
    return Speed(len(waits) / taken, len(waits), cuts[9], cuts[18], len(failures))
