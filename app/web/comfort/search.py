"""Search: one field for number, telephone, name, matter and everyday words."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask_babel import gettext

from app.casework.desk import Desk
from app.casework.looking import look
from app.casework.public import tidy_number
from app.casework.searching import search
from app.domain.errors import NotFound
from app.domain.masks import masked_name
from app.domain.terms import Command
from app.web.access import for_roles
from app.web.case.blueprint import roles_for
from app.web.case_lines import case_lines
from app.web.case_sheet import case_sheet
from app.web.comfort.blueprint import Page, blueprint
from app.web.desk import account_here, desk_here
from app.web.list_files import AT_ONCE, every_part, is_file_asked, sent_list
from app.web.places import list_address, place_here, place_text

ROWS = 25
LONGEST_WORDS = 100
SEARCHERS = roles_for(Command.VIEW)


@blueprint.get("/search")
@for_roles(*SEARCHERS)
def find() -> Page:
    """Show what fits the words; a whole number opens its case at once."""
    words = words_here()
    if words and _is_number(words):
        return redirect(url_for("case.show", number=tidy_number(words)))
    desk = desk_here()
    if is_file_asked() and words:
        return _file(desk, words)
    found, following = (
        search(desk, words, after=place_here(), limit=ROWS) if words else ([], None)
    )
    return render_template(
        "comfort/search.html",
        words=words,
        lines=case_lines(desk, found),
        person_of=_person_of,
        first=list_address("comfort.find") if place_here() else "",
        following=list_address("comfort.find", after=place_text(following))
        if following
        else "",
    )


def _file(desk: Desk, words: str) -> Page:
    lines = every_part(lambda place: search(desk, words, after=place, limit=AT_ONCE))
    return sent_list(case_sheet("cases-found"), lines)


def words_here() -> str:
    """The words of the address, without what no register can hold."""
    return request.args.get("words", "").replace("\0", "").strip()[:LONGEST_WORDS]


def may_search() -> bool:
    """May the signed-in person search?"""
    return account_here().role in SEARCHERS


def _is_number(words: str) -> bool:
    """Is it the whole number of a case that this officer may see?"""
    try:
        look(desk_here(), tidy_number(words))
    except NotFound:
        return False
    return True


def _person_of(name: str, *, confidential: bool) -> str:
    """Who complains, as lists show it: masked, and hidden from departments on request."""
    if confidential and account_here().department:
        return gettext("Confidential")
    return masked_name(name)
