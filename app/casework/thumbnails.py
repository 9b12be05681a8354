"""A small picture of a document: made anew, so that nothing of the file is left in it.

Decoders meet hostile files here, so they work in a process of their own, with little
memory and little time; when it fails, there is no thumbnail, and nothing else happens.
"""

from __future__ import annotations

import logging
import resource
import subprocess
import sys
from io import BytesIO

import pypdfium2
from PIL import Image, ImageOps

from app.casework.document_content import JPEG, MOST_PIXELS, PDF, PNG

EDGE = 320  # pixels
SECONDS = 20
MOST_MEMORY = 1024 * 1024 * 1024
_QUALITY = 80
_SHOWN = frozenset({PDF.media_type, JPEG.media_type, PNG.media_type})

log = logging.getLogger(__name__)


def thumbnail_of(media_type: str, content: bytes) -> bytes | None:
    """A JPEG of at most EDGE pixels each way; None where none can be made.

    Of a PDF: its first page.
    """
    if media_type not in _SHOWN:
        return None
    try:
        made = subprocess.run(  # noqa: S603 - ourselves
            [sys.executable, "-m", __name__, media_type],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as fault:
        log.info("no thumbnail: %s", type(fault).__name__)
        return None
    return made.stdout or None


def draw(media_type: str, content: bytes) -> bytes:
    """Draw it, here and now; raises whatever a decoder raises."""
    picture = _first_page(content) if media_type == PDF.media_type else _opened(content)
    picture = ImageOps.exif_transpose(picture)  # turned as it was taken
    picture.thumbnail((EDGE, EDGE))
    onto = Image.new("RGB", picture.size, "white")
    with_alpha = picture.convert("RGBA")
    onto.paste(with_alpha, mask=with_alpha)
    drawn = BytesIO()
    onto.save(drawn, "JPEG", quality=_QUALITY)
    return drawn.getvalue()


def _opened(content: bytes) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    picture = Image.open(BytesIO(content), formats=("JPEG", "PNG"))
    if picture.width * picture.height > MOST_PIXELS:
        raise ValueError("too many pixels")
    picture.draft("RGB", (EDGE, EDGE))
    return picture


def _first_page(content: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(content) as document:
        page = document[0]
        longest = max(page.get_size())
        scale = min(2.0, EDGE / longest) if longest > 0 else 1.0
        drawn = page.render(scale=scale).to_pil()
        assert isinstance(drawn, Image.Image)  # noqa: S101 - pypdfium2 has no types
        return drawn


def _limit_ourselves() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _limit_ourselves()
    sys.stdout.buffer.write(draw(sys.argv[1], sys.stdin.buffer.read()))
