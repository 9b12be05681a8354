"""How heavy pages are in Chromium: bytes over the wire, other origins, shifts of layout.

The first visit with an empty cache, then the same page again. The same limits are pinned
without a browser in tests/web/test_weight.py.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.bench.pages import serving, signed_in
from tests.bench.registers import Register
from tests.bench.table import Line
from tests.chromium import find_chromium

FIRST, AGAIN, SHIFT = 150_000, 30_000, 0.01
PAGES = (
    ("public home", "", "/public"),
    ("matters", "", "/public/matters?words=开饭店"),
    ("sign in", "", "/sign-in"),
    ("new case", "chuangkou", "/new-case"),
    ("cases of a window", "chuangkou", "/my-cases"),
    ("to do", "sj", "/to-do"),
    ("case page", "ducha", "/cases/{number}"),
    ("escalations", "ducha", "/escalations"),
    ("overview", "lingdao", "/overview"),
    ("all cases", "lingdao", "/all-cases"),
    ("figures", "lingdao", "/figures"),
)
# What moved after it was painted, without the person having done anything.
WATCH = """
window.shifted = 0;
new PerformanceObserver(seen => {
  for (const one of seen.getEntries()) if (!one.hadRecentInput) window.shifted += one.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@dataclass
class Seen:
    """What a browser saw of one visit. elsewhere: origins that are not ours"""

    bytes: int = 0
    elsewhere: set[str] = field(default_factory=set)
    shift: float = 0.0


def measure_weight(register: Register, number: str) -> Iterator[Line]:
    """Each page, twice. number: of the case whose page is opened"""
    with serving(register) as (port, _), sync_playwright() as playwright:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=[*sandbox, "--disable-dev-shm-usage"]
        )
        for name, who, path in PAGES:
            cookies = signed_in(port, who) if who else {}
            with _context(browser, port, cookies) as context:
                page = context.new_page()
                address = path.format(number=number)
                first, again = (_visit(context, page, address) for _ in range(2))
            yield _line(name, first, again)
        browser.close()


def _context(browser: Browser, port: int, cookies: dict[str, str]) -> BrowserContext:
    origin = f"http://127.0.0.1:{port}"
    context = browser.new_context(base_url=origin, locale="zh-CN")
    context.add_init_script(WATCH)
    context.add_cookies(
        [{"name": name, "value": one, "url": origin} for name, one in cookies.items()]
    )
    return context


def _visit(context: BrowserContext, page: Page, path: str) -> Seen:
    seen, session = Seen(), context.new_cdp_session(page)
    session.send("Network.enable")
    session.on(
        "Network.loadingFinished",
        lambda told: _count(seen, told["encodedDataLength"]),
    )
    session.on(
        "Network.requestWillBeSent",
        lambda told: seen.elsewhere.add(_origin(told["request"]["url"])),
    )
    page.goto(path, wait_until="networkidle")
    seen.shift = page.evaluate("window.shifted")
    seen.elsewhere -= {_origin(page.url)}
    session.detach()
    return seen


def _count(seen: Seen, size: float) -> None:
    seen.bytes += int(size)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _line(name: str, first: Seen, again: Seen) -> Line:
    shift = max(first.shift, again.shift)
    elsewhere = first.elsewhere | again.elsewhere
    is_light = first.bytes < FIRST and again.bytes < AGAIN
    return Line(
        f"{name}: first visit, again, shift",
        "< 150, < 30 kB",
        f"{first.bytes / 1000:.0f}, {again.bytes / 1000:.1f} kB, {shift:.3f}",
        ", ".join(sorted(elsewhere)) or "no other origin",
        met=is_light and shift < SHIFT and not elsewhere,
    )
