"""Circulars, talk records, clue packages: what waits for a decision, what was issued."""

from __future__ import annotations

from io import BytesIO

from flask import render_template, request, send_file, url_for
from flask_babel import force_locale

from app.casework.desk import Desk
from app.casework.looking import COMMANDS
from app.casework.papers import open_evidence, read_paper
from app.domain.separation import ADMINISTRATORS
from app.domain.terms import Command, PaperKind, PaperState, Role
from app.store.reads.conditions import Place
from app.store.reads.papers import PaperLine, list_papers, list_proposed
from app.store.reads.prepared_papers import PreparedLine, list_prepared
from app.web.access import for_roles
from app.web.case.forms import storage_here
from app.web.case.forms_flags import key_text
from app.web.case_links import act_address
from app.web.desk import desk_here, write
from app.web.flag_words import flag_name
from app.web.formats import term
from app.web.inspection.blueprint import Page, blueprint
from app.web.inspection.flag_papers import why_closed_on
from app.web.inspection.paper_letters import paper_letter, withdrawal_words
from app.web.inspection.word_files import word_answer
from app.web.language import DEFAULT
from app.web.list_files import every_line, is_file_asked, sent_list
from app.web.paper_sheet import paper_sheet
from app.web.places import list_address, one_more, place_here, place_text

ROWS = 25
MOST_PREPARED = 100
DENSE = 420
READERS = tuple(role for role in Role if role not in {*ADMINISTRATORS, Role.SYSTEM})


@blueprint.get("/papers")
@for_roles(Role.INSPECTOR)
def papers() -> Page:
    """Show what waits for a decision, and the papers of one kind."""
    desk = desk_here()
    kind = _kind_here()

    def read(before: Place | None, limit: int) -> list[PaperLine]:
        return list_papers(desk.district, kind, before=before, limit=limit)

    if is_file_asked():
        lines = every_line(read, lambda one: one.place)
        return sent_list(paper_sheet(f"papers-{kind}"), lines)
    listed, is_more = one_more(read(place_here(), ROWS + 1), ROWS)
    waiting = list_proposed(desk.district, MOST_PREPARED)
    return render_template(
        "inspection/papers.html",
        prepared=list_prepared(desk.district, MOST_PREPARED),
        proposed=[one for one in waiting if one.unit_ground is None],
        on_figures=[one for one in waiting if one.unit_ground is not None],
        prepare_address=_prepare_address,
        why_closed=lambda one: why_closed_on(desk, one.kind, one.reviewed_by_id),
        flag_name=flag_name,
        decide_address=_decide_address,
        listed=listed,
        kind=kind,
        kinds=[
            (term(one), None, list_address("inspection.papers", kind=one), one is kind)
            for one in PaperKind
        ],
        following=_following(listed, "inspection.papers") if is_more else "",
        first=list_address("inspection.papers") if place_here() else "",
    )


@blueprint.get("/circulars")
@for_roles(*READERS)
def circulars() -> Page:
    """Show the circulars of the district, the latest first, to all who work in it."""
    desk = desk_here()
    listed, is_more = one_more(
        list_papers(
            desk.district,
            PaperKind.CIRCULAR,
            state=PaperState.ISSUED,
            before=place_here(),
            limit=ROWS + 1,
        ),
        ROWS,
    )
    return render_template(
        "inspection/circulars.html",
        listed=listed,
        following=_following(listed, "inspection.circulars") if is_more else "",
        first=list_address("inspection.circulars") if place_here() else "",
    )


@blueprint.get("/papers/<string:number>")
@for_roles(*READERS)
def issued_paper(number: str) -> Page:
    """Show one issued paper as it is printed."""
    desk = desk_here()
    paper = read_paper(desk, number)
    letter = paper_letter(desk, paper)
    has_file = bool(paper.evidence) and desk.actor.role is Role.INSPECTOR
    return render_template(
        "inspection/paper.html",
        letter=letter,
        notice=None,
        ground=paper.review_status,
        withdrawn=withdrawal_words(paper),
        withdrawal_address=_withdrawal_address(desk, paper),
        word_address=url_for("inspection.paper_word_file", number=number),
        evidence_address=has_file
        and url_for("inspection.paper_evidence", number=number),
        dense=sum(len(one.text) for one in letter.body) > DENSE,
    )


@blueprint.get("/papers/<string:number>/word-file")
@for_roles(*READERS)
def paper_word_file(number: str) -> Page:
    """Hand a paper out as a Word document, in Chinese."""
    desk = desk_here()
    with force_locale(DEFAULT.code):
        return word_answer(desk, paper_letter(desk, read_paper(desk, number)))


@blueprint.get("/papers/<string:number>/evidence")
@for_roles(Role.INSPECTOR)
def paper_evidence(number: str) -> Page:
    """Hand out the evidence file that is kept with a paper; it is logged."""
    storage, remote = storage_here(), request.remote_addr or ""
    content = write(open_evidence, number, storage, remote)
    return send_file(
        BytesIO(content),
        mimetype="application/zip",
        as_attachment=True,
        download_name=f"{number}.zip",
    )


def _withdrawal_address(desk: Desk, paper: PaperLine) -> str:
    """Where a paper on figures is withdrawn; one on a case falls with its flag."""
    stands = paper.unit_ground is not None and paper.withdrawn_at is None
    if not stands or desk.actor.role is not Role.INSPECTOR:
        return ""
    return url_for("inspection.paper_withdrawal", number=paper.number)


def _kind_here() -> PaperKind:
    try:
        return PaperKind(request.args.get("kind", ""))
    except ValueError:
        return PaperKind.CIRCULAR


def _following(listed: list[PaperLine], endpoint: str) -> str:
    return list_address(endpoint, after=place_text(listed[-1].place))


def _prepare_address(one: PreparedLine) -> str:
    address = act_address(one.ticket_number, COMMANDS[one.kind])
    return f"{address}?flag={key_text(one.key)}"


def _decide_address(one: PaperLine, verb: str) -> str:
    command = Command.TRANSFER_CLUE if verb == "transfer" else Command.REFUSE_CLUE
    return f"{act_address(one.ticket_number, command)}?flag={_key_text(one)}"


def _key_text(one: PaperLine) -> str:
    return key_text(one.key) if one.key is not None else ""
