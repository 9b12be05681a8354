"""What a file that is handed in really is, and the name it may be shown under.

A name says nothing of a file: what counts is what is in it. Five kinds are taken, each
whole and of one kind only; everything else is refused, whatever it is called.
"""

from __future__ import annotations

import unicodedata
import warnings
import zipfile
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from app.domain.errors import RuleBroken

FIELD = "documents"
LONGEST_NAME = 120
MOST_PIXELS = 60_000_000

_PDF, _JPEG, _PNG = b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_ZIP = b"PK\x03\x04"
_PDF_BEGINS_WITHIN = 1024  # bytes: what readers of PDF look through for its signature
_OFFICE = "application/vnd.openxmlformats-officedocument."
_MOST_PARTS = 5000
_MOST_UNPACKED = 300 * 1024 * 1024
_MOST_TIMES = 200  # a part that grows more than this when unpacked is a bomb
_IS_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came. name: as the sender's machine calls it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that is taken. ending: with its dot."""

    media_type: str
    ending: str


PDF = Kind("application/pdf", ".pdf")
JPEG = Kind("image/jpeg", ".jpg")
PNG = Kind("image/png", ".png")
DOCX = Kind(_OFFICE + "wordprocessingml.document", ".docx")
XLSX = Kind(_OFFICE + "spreadsheetml.sheet", ".xlsx")


def kind_of(content: bytes) -> Kind | None:
    """What a file is, by its content; None for what is not taken."""
    if content.startswith(_PDF):
        return None if _is_archive_too(content) else PDF
    for signature, kind, name in ((_JPEG, JPEG, "JPEG"), (_PNG, PNG, "PNG")):
        if content.startswith(signature):
            return kind if _is_picture(content, name) else None
    return _office_kind(content) if content.startswith(_ZIP) else None


def check_upload(upload: Upload, longest: int) -> Kind:
    """The kind of an upload that may be taken.

    longest: bytes
    raises:  RuleBroken document.empty, document.too_large, document.kind
    """
    if not upload.content:
        raise RuleBroken("document.empty", field=FIELD, name=clean_name(upload.name))
    if len(upload.content) > longest:
        name, most = clean_name(upload.name), longest // 1024 // 1024
        raise RuleBroken("document.too_large", field=FIELD, name=name, most=most)
    kind = kind_of(upload.content)
    if kind is None:
        raise RuleBroken("document.kind", field=FIELD, name=clean_name(upload.name))
    return kind


def clean_name(name: str, ending: str = "") -> str:
    """A name that is safe to show and to save under, with the ending of its kind.

    No folder, no invisible or direction-turning character, no leading dot.
    """
    name = name.replace("\\", "/").rpartition("/")[2]
    name = "".join(sign for sign in name if unicodedata.category(sign)[0] != "C")
    name = " ".join(name.translate(_UNSAFE).split()).lstrip(". ")
    stem, dot, _ = name.rpartition(".")
    if ending and dot:
        name = stem
    return (name[: LONGEST_NAME - len(ending)] or "document") + ending


_UNSAFE = str.maketrans(dict.fromkeys('<>:"|?*', "_"))


def _is_picture(content: bytes, name: str) -> bool:
    """Is it a picture of that format, of a size that can be shown, and nothing else?

    Only its head is read; no pixel is unpacked.
    """
    if _PDF in content[:_PDF_BEGINS_WITHIN] or _is_archive_too(content):
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=(name,)) as picture:
                width, height = picture.size
                picture.verify()
    except Exception:
        return False
    return 0 < width * height <= MOST_PIXELS


def _is_archive_too(content: bytes) -> bool:
    """Would an unpacker take it for an archive as well?"""
    return zipfile.is_zipfile(BytesIO(content))


def _office_kind(content: bytes) -> Kind | None:
    """A document or sheet without macros; nothing is unpacked to find out."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    names = {part.filename.lower() for part in parts}
    if "[content_types].xml" not in names or len(names) != len(parts):
        return None
    if len(parts) > _MOST_PARTS or not all(map(_is_harmless, parts)):
        return None
    if sum(part.file_size for part in parts) > _MOST_UNPACKED:
        return None
    if "word/document.xml" in names:
        return DOCX
    return XLSX if "xl/workbook.xml" in names else None


def _is_harmless(part: zipfile.ZipInfo) -> bool:
    name = part.filename.lower().replace("\\", "/")
    if name.endswith("vbaproject.bin") or part.flag_bits & _IS_ENCRYPTED:
        return False
    if name.startswith("/") or ".." in name.split("/") or ":" in name:
        return False
    return part.file_size <= _MOST_TIMES * max(part.compress_size, 1024)
