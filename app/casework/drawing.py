"""Pictures of documents: made anew, so that nothing of the file is left in them.

Decoders meet hostile files here, so they work in a process of their own, with little
memory and little time; when it fails, there is no picture, and nothing else happens.
"""

from __future__ import annotations

import logging
import resource
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO

import pypdfium2
from PIL import Image, ImageOps

from app.casework.document_content import JPEG, MOST_PIXELS, PDF, PNG

SECONDS = 20
MOST_MEMORY = 1024 * 1024 * 1024
LARGEST_SCALE = 3.0  # a page is drawn at most at 216 dots an inch
_QUALITY = 80
SHOWN = frozenset({PDF.media_type, JPEG.media_type, PNG.media_type})

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One page of a document as a JPEG, and how many pages the document has.

    width, height: of the picture, in pixels
    """

    picture: bytes
    pages: int
    width: int
    height: int


def drawn_page(
    media_type: str, content: bytes, edge: int, page: int = 1
) -> Drawn | None:
    """Draw one page, the first by default; None where none can be drawn.

    edge:  pixels that neither side exceeds
    page:  from 1; a picture has one
    """
    if media_type not in SHOWN:
        return None
    try:
        made = subprocess.run(  # noqa: S603 - ourselves
            [sys.executable, "-m", __name__, media_type, str(edge), str(page)],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as fault:
        log.info("not drawn: %s", type(fault).__name__)
        return None
    told, _, picture = made.stdout.partition(b"\n")
    return Drawn(picture, *map(int, told.split())) if picture else None


def draw(media_type: str, content: bytes, edge: int, page: int) -> Drawn:
    """Draw it, here and now; raises whatever a decoder raises."""
    if media_type == PDF.media_type:
        picture, pages = _page(content, edge, page)
    else:
        picture, pages = _opened(content, edge), 1
    picture = ImageOps.exif_transpose(picture)  # turned as it was taken
    picture.thumbnail((edge, edge))
    onto = Image.new("RGB", picture.size, "white")
    with_alpha = picture.convert("RGBA")
    onto.paste(with_alpha, mask=with_alpha)
    drawn = BytesIO()
    onto.save(drawn, "JPEG", quality=_QUALITY)
    return Drawn(drawn.getvalue(), pages, *onto.size)


def _opened(content: bytes, edge: int) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    picture = Image.open(BytesIO(content), formats=("JPEG", "PNG"))
    if picture.width * picture.height > MOST_PIXELS:
        raise ValueError("too many pixels")
    picture.draft("RGB", (edge, edge))
    return picture


def _page(content: bytes, edge: int, number: int) -> tuple[Image.Image, int]:
    with pypdfium2.PdfDocument(content) as document:
        pages = len(document)
        page = document[number - 1]
        longest = max(page.get_size())
        scale = min(LARGEST_SCALE, edge / longest) if longest > 0 else 1.0
        drawn = page.render(scale=scale).to_pil()
        assert isinstance(drawn, Image.Image)  # noqa: S101 - pypdfium2 has no types
        return drawn, pages


def _limit_ourselves() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _limit_ourselves()
    made = draw(
        sys.argv[1], sys.stdin.buffer.read(), int(sys.argv[2]), int(sys.argv[3])
    )
    told = f"{made.pages} {made.width} {made.height}\n"
    sys.stdout.buffer.write(told.encode() + made.picture)
