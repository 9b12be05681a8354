"""Pictures of every page, role, language and mode, with an index to look through.

    .venv/bin/python -m tests.web.walk.screenshots FOLDER [who ...] [--modes mode ...]

who:   sign-in names of the demo, or `nobody`; everybody when left out
mode:  names of views (desk, phone, zoom, print, english, ...); all when left out
"""

from __future__ import annotations

import argparse
import logging
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

from app.casework.demo.people import DemoPerson
from app.web.display import CONTRAST, ELDER, SIZE
from app.web.language import COOKIE, ENGLISH, SIMPLIFIED, TRADITIONAL
from tests.chromium import LiveServer, find_chromium
from tests.web.walk.addresses import find_pages
from tests.web.walk.given import prepare
from tests.web.walk.register import NOW, demo_app, signed_in, walkers
from tests.web.walk.walking import DESK, PHONE, browser_of, keep_cookie, resize, stretch

Size = tuple[int, int]

# Milliseconds for one page on a busy machine.
SHOT_PATIENCE = 120_000
# A desk at 200 %.
ZOOMED = (683, 384)
# Of a printed page: how many sheets at most, and dots for each point of them.
SHEETS, SCALE = 3, 1.3


@dataclass(frozen=True)
class View:
    """One way to look at a page. choices: cookies beside that of the language;
    medium: screen or print"""

    name: str
    size: Size = DESK
    language: str = SIMPLIFIED.code
    choices: tuple[tuple[str, str], ...] = ()
    medium: str = "screen"


USUAL = View("desk")
# How every page is looked at once, and the public ones besides.
ONCE = (
    USUAL,
    View("phone", PHONE),
    View("traditional", language=TRADITIONAL.code),
    View("english", language=ENGLISH.code),
    View("english-phone", PHONE, ENGLISH.code),
    View("contrast", choices=((CONTRAST, "high"),)),
    View("large", choices=((SIZE, "150"),)),
    View("zoom", ZOOMED),
    View("print", medium="print"),
)
PUBLIC = (
    View("elder", choices=((ELDER, "on"),)),
    View("elder-phone", PHONE, choices=((ELDER, "on"),)),
    View("elder-contrast", PHONE, choices=((ELDER, "on"), (CONTRAST, "high"))),
)


@dataclass(frozen=True)
class Picture:
    """One picture of one page. file: below the folder"""

    who: str
    endpoint: str
    address: str
    view: View
    file: str


@dataclass(frozen=True)
class Look:
    """Where pages come from and pictures go. modes: all views when empty; seen: pages
    of which there are pictures"""

    url: str
    folder: Path
    modes: set[str]
    seen: set[str]


def take_pictures(
    folder: Path, only: Iterable[str], modes: Iterable[str]
) -> list[Picture]:
    """Walk through the demo, and keep a picture of every page in every view.

    only, modes: everybody and every view when empty
    """
    asked, wanted = set(only), set(modes)
    taken: list[Picture] = []
    with tempfile.TemporaryDirectory() as made, demo_app(Path(made)) as app:
        server = LiveServer(app, NOW)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=find_chromium(),
                args=["--no-sandbox", "--disable-dev-shm-usage"],
            )
            seen: set[str] = set()
            for person in (None, *walkers()):
                who = person.username if person else "nobody"
                if not asked or who in asked:
                    look = Look(server.url, folder, wanted, seen)
                    taken += _pictures_of(app, browser, look, person)
                    print(f"{who}: {len(taken)} pictures", flush=True)
                else:  # later ones look at what it makes
                    prepare(signed_in(app, person), person)
            browser.close()
        server.stop()
    return taken


def _pictures_of(
    app, browser, look: Look, person: DemoPerson | None
) -> Iterator[Picture]:
    visitor, role = signed_in(app, person), person.role if person else None
    who = person.username if person else "nobody"
    found = find_pages(app, visitor, role, prepare(visitor, person))
    with browser_of(browser, look.url, visitor) as page:
        page.set_default_timeout(SHOT_PATIENCE)
        for endpoint, address in found.pages.items():
            for view in _views(person, endpoint, look):
                file = f"{who}/{endpoint}.{view.name}.png"
                _take(page, look.url, address, view, look.folder / file)
                yield Picture(who, endpoint, address, view, file)
            look.seen.add(endpoint)


def _views(person: DemoPerson | None, endpoint: str, look: Look) -> list[View]:
    """All of them for a page that is new, one for a page of another role."""
    if endpoint in look.seen:
        views: tuple[View, ...] = (USUAL,)
    else:
        views = ONCE if person else (*ONCE, *PUBLIC)
    return [view for view in views if not look.modes or view.name in look.modes]


def _take(page, url: str, address: str, view: View, file: Path) -> None:
    keep_cookie(page, url, COOKIE, view.language)
    for name in (ELDER, SIZE, CONTRAST):
        keep_cookie(page, url, name, dict(view.choices).get(name, ""))
    resize(page, view.size)
    page.goto(address)
    file.parent.mkdir(parents=True, exist_ok=True)
    if view.medium == "print":
        _print(page, file)
        return
    stretch(page, view.size)
    page.screenshot(path=file)


def _print(page, file: Path) -> None:
    """The first sheets as a printer gives them, in the size that the page asks for."""
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as printed:
        sheets = [
            printed[number].render(scale=SCALE).to_pil()
            for number in range(min(len(printed), SHEETS))
        ]
    whole = Image.new(
        "RGB",
        (
            max(sheet.width for sheet in sheets),
            sum(sheet.height + 8 for sheet in sheets),
        ),
        "grey",
    )
    for number, sheet in enumerate(sheets):
        whole.paste(sheet, (0, sum(one.height + 8 for one in sheets[:number])))
    whole.save(file)


def index_page(pictures: list[Picture]) -> str:
    """A page to look through: by person, each page with all its views side by side."""
    rows = []
    for who in dict.fromkeys(one.who for one in pictures):
        rows.append(f"<h2 id='{who}'>{who}</h2>")
        for endpoint in dict.fromkeys(p.endpoint for p in pictures if p.who == who):
            views = [p for p in pictures if (p.who, p.endpoint) == (who, endpoint)]
            rows.append(
                f"<h3>{endpoint} <small>{escape(views[0].address)}</small></h3>"
            )
            rows.append("<div>" + "".join(map(_figure, views)) + "</div>")
    links = " ".join(
        f"<a href='#{who}'>{who}</a>" for who in dict.fromkeys(p.who for p in pictures)
    )
    return _INDEX.format(count=len(pictures), links=links, rows="\n".join(rows))


def _figure(picture: Picture) -> str:
    file, name = escape(picture.file), picture.view.name
    return (
        f"<figure><a href='{file}'><img loading='lazy' src='{file}' alt='{name}'></a>"
        f"<figcaption>{name}</figcaption></figure>"
    )


_INDEX = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Every page</title><style>
body {{ font-family: sans-serif; margin: 16px; }} nav a {{ margin-right: 12px; }}
div {{ display: flex; flex-wrap: wrap; gap: 12px; align-items: flex-start; }}
figure {{ margin: 0; width: 300px; }} figcaption {{ color: #555; font-size: 13px; }}
img {{ width: 100%; max-height: 400px; object-fit: cover; object-position: top;
       border: 1px solid #ccc; }}
small {{ font-weight: 400; color: #555; }}
</style></head><body><h1>Every page: {count} pictures</h1><nav>{links}</nav>
{rows}
</body></html>
"""


def main() -> None:
    """Take the pictures and write the index."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("who", nargs="*")
    asked.add_argument("--modes", nargs="+", default=[])
    chosen = asked.parse_args()
    folder = chosen.folder
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    pictures = take_pictures(folder, chosen.who, chosen.modes)
    (folder / "index.html").write_text(index_page(pictures), "utf-8")
    print(f"{len(pictures)} pictures; look at {folder / 'index.html'}")


if __name__ == "__main__":
    main()
