"""A small picture of a document, for the lists: drawn once and kept."""

from __future__ import annotations

from app.casework.drawing import drawn_page

EDGE = 320  # pixels


def thumbnail_of(media_type: str, content: bytes) -> bytes | None:
    """A JPEG of at most EDGE pixels each way; None where none can be made.

    Of a PDF: its first page.
    """
    drawn = drawn_page(media_type, content, EDGE)
    return drawn.picture if drawn else None
