"""Checking a Word template that the office hands in, before it is used.

A template names fields, repeats a paragraph for each of a list, leaves one out when a
field is empty; nothing else is run. Macros, links to files elsewhere and whatever could
call into the program are refused: a template comes from a person, not from us.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO

from docxtpl import DocxTemplate
from jinja2 import (
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    nodes,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.domain.errors import RuleBroken
from app.reports.word_fields import FIELDS, LISTS, NEEDED, SAMPLE

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024
FIELD = "file"  # of the form it is handed in with

_OUTSIDE = re.compile(rb'<Relationship\b[^>]*TargetMode="External"[^>]*>')
_LINK = b"/hyperlink"
_TEXTS = re.compile(r"word/(document|header\d*|footer\d*)\.xml")


def check_template(content: bytes) -> None:
    """Raise RuleBroken, which says what is wrong, unless the template can be used.

    raises: template.too_large, not_word, macros, outside, syntax (why), expression
            (where), unknown_fields and missing_fields (fields), unusable
    """
    _check_package(content)
    named = {name for text in _marked_texts(content) for name in _names_in(text)}
    unknown = sorted(named - set(FIELDS))
    if unknown:
        raise _broken("template.unknown_fields", fields=", ".join(unknown))
    missing = [name for name in NEEDED if name not in named]
    if missing:
        raise _broken("template.missing_fields", fields=", ".join(missing))
    try:
        filled(content, SAMPLE)
    except Exception as error:  # whatever a hand-made package makes a library raise
        raise _broken("template.unusable") from error


def filled(content: bytes, words: Mapping[str, object]) -> bytes:
    """The letter: the template with its words. The template was checked before."""
    template = DocxTemplate(BytesIO(content))
    template.render(dict(words), jinja_env=_environment(), autoescape=True)
    letter = BytesIO()
    template.save(letter)
    return letter.getvalue()


def _environment() -> Environment:
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


def _check_package(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise _broken("template.too_large", most=MOST_BYTES // 1024 // 1024)
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            infos = package.infolist()
            if sum(one.file_size for one in infos) > MOST_UNPACKED:
                raise _broken("template.too_large", most=MOST_BYTES // 1024 // 1024)
            names = {one.filename for one in infos}
            parts = {name: package.read(name) for name in names if _is_read(name)}
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError) as error:
        raise _broken("template.not_word") from error
    if "word/document.xml" not in names:
        raise _broken("template.not_word")
    if any("vbaproject" in one.lower() or "activex" in one.lower() for one in names):
        raise _broken("template.macros")
    for text in parts.values():
        if any(_LINK not in found.group() for found in _OUTSIDE.finditer(text)):
            raise _broken("template.outside")


def _is_read(name: str) -> bool:
    return name.endswith(".rels")


def _marked_texts(content: bytes) -> Iterator[str]:
    """The marked-up text of the document, its heads and feet, as the engine reads it."""
    template = DocxTemplate(BytesIO(content))
    try:
        template.init_docx()
        yield template.patch_xml(template.get_xml())
        for uri in (template.HEADER_URI, template.FOOTER_URI):
            for _, part in template.get_headers_footers(uri):
                yield template.patch_xml(template.get_part_xml(part))
    except RuleBroken:
        raise
    except Exception as error:  # whatever a hand-made package makes a library raise
        raise _broken("template.not_word") from error


def _names_in(text: str) -> Iterator[str]:
    try:
        tree = _environment().parse(text)
    except TemplateSyntaxError as error:
        raise _broken("template.syntax", why=error.message or "") from error
    except TemplateError as error:
        raise _broken("template.unusable") from error
    local: set[str] = set()
    for node in tree.iter_child_nodes():
        yield from _names_of(node, local)


def _names_of(node: nodes.Node, local: set[str]) -> Iterator[str]:
    """The fields that a mark names. raises: RuleBroken for what is more than naming"""
    match node:
        case nodes.TemplateData():
            return
        case nodes.Name(name=name):
            if name not in local:
                yield name
        case nodes.For(target=nodes.Name(name=each), iter=nodes.Name(name=several)):
            if several in FIELDS and several not in LISTS:
                raise _broken("template.expression", where=several)
            yield several
            for child in (*node.body, *node.else_):
                yield from _names_of(child, local | {each})
        case nodes.Output() | nodes.If() | nodes.Not():
            for child in node.iter_child_nodes():
                yield from _names_of(child, local)
        case _:
            where = type(node).__name__
            raise _broken("template.expression", where=where)


def _broken(code: str, **facts: object) -> RuleBroken:
    return RuleBroken(code, field=FIELD, **facts)
