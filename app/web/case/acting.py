"""One view for each act: shape, verb, redirect; or the form again, nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext

from app.casework.desk import Desk
from app.casework.documents import add_documents
from app.casework.looking import Shown, look
from app.domain.errors import NotPossible, Refusal, Stale
from app.domain.lifecycle import COMMAND_OF, is_possible
from app.domain.offers import ABOUT_FLAGS
from app.domain.permissions import SYSTEM_NAME, require
from app.domain.returns import is_late
from app.domain.terms import Command, EntryKind, PaperKind
from app.domain.whose_turn import Side
from app.store import register
from app.store.reads.papers import list_papers_of
from app.store.register import Held
from app.web.access import for_roles
from app.web.addresses import local_address
from app.web.case import telling
from app.web.case.acts import FORMS, meaning_of
from app.web.case.blocks import BLOCK, chosen_block, may_offer, offered, put_in
from app.web.case.blueprint import Page, blueprint, roles_for
from app.web.case.buttons import act_word
from app.web.case.effects import effect
from app.web.case.forms import About, ActForm, storage_here
from app.web.case.forms_window import RefuseForm
from app.web.case.names import names_of
from app.web.case.show import top_of
from app.web.case.turns import next_moment
from app.web.comfort.legal_terms import terms_beside
from app.web.desk import desk_here, write
from app.web.forms import clean_text
from app.web.refusals import sentence_of

C, K = Command, EntryKind

# Who is waited for after an act, whoever else may have something more pressing to do.
_WAITED_FOR = {C.REQUEST_EXTENSION: Side.ARBITER}
# The acts that issue a paper with a number of its own.
_ISSUES = {
    C.ISSUE_CIRCULAR: PaperKind.CIRCULAR,
    C.RECORD_TALK: PaperKind.TALK,
    C.TRANSFER_CLUE: PaperKind.CLUE,
}

LOOK = "look"  # the button that shows the consequences and does nothing
_ENTRIES_SHOWN = 4


def act_page(command: Command, number: str) -> Page:
    """Do an act on a case, or show its form."""
    desk = desk_here()
    shown = look(desk, number)
    form = FORMS[command]()
    about = About(desk, shown, names_of(desk), desk.office.departments)
    if request.method == "POST" and _is_done_already(command, shown, about, form):
        return _done(command, shown.held, form, about)
    require(desk.actor, shown.standing, command)
    form.prepare(about)
    block = chosen_block(desk)
    if block is not None:
        put_in(form, block)
    if LOOK in request.form or block is not None:
        return _form_page(command, form, about)
    if form.accepted():
        try:
            held = write(perform, number, form)
        except Refusal as refusal:
            again = look(desk, number)
            if _is_done_already(command, again, about, form):
                return _done(command, again.held, form, about)
            is_stale = isinstance(refusal, Stale)  # the page shows who did what
            form.refuse(Stale("ticket.stale") if is_stale else refusal)
            return _form_page(command, form, about, refusal)
        return _done(command, held, form, about)
    if request.method == "GET":
        _begin(form, shown)
    return _form_page(command, form, about)


def perform(desk: Desk, number: str, form: ActForm) -> Held:
    """Do the act and keep the files that came with it, in one transaction."""
    uploads = form.uploads()
    held = form.do(desk, number)
    if uploads:
        seq = _entry_of(desk, held)
        add_documents(desk, number, uploads, storage_here(), form.files_are, seq)
    return held


def _entry_of(desk: Desk, held: Held) -> int | None:
    """The entry that the act just wrote; steps that it brought come after it."""
    latest = register.entries_after(held, held.entry_count - _ENTRIES_SHOWN)
    own = [entry.seq for entry in latest if entry.actor == desk.actor.name]
    return own[-1] if own else None


def _begin(form: ActForm, shown: Shown) -> None:
    form.seen.data = shown.entry_count
    form.back.data = _came_from(shown.number)


def _came_from(number: str) -> str:
    """The page of ours that led here; the case when there is none."""
    asked = local_address(request.args.get("back", ""))
    if asked:
        return asked
    before = urlsplit(request.referrer or "")
    path = f"{before.path}?{before.query}" if before.query else before.path
    is_ours = before.netloc == request.host and before.path != request.path
    return local_address(path) if is_ours and path else _case(number)


def _case(number: str) -> str:
    return url_for("case.show", number=number)


def _done(command: Command, held: Held, form: ActForm, about: About) -> Page:
    window = about.shown.page.line.center_name
    told = gettext(
        "%(number)s: %(act)s is recorded.", number=held.number, act=act_word(command)
    )
    moment, waited_for = about.shown.moment, _WAITED_FOR.get(command)
    following = next_moment(held.facts, moment, about.names, window, waited_for)
    flash(" ".join(filter(None, (told, _paper_number(command, held), following))))
    back = local_address(form.back.data or "") or _came_from(held.number)
    return redirect(back)


def _paper_number(command: Command, held: Held) -> str:
    """The number that the paper got; empty for an act that issues none."""
    kind = _ISSUES.get(command)
    if kind is None:
        return ""
    written = [one for one in list_papers_of(held.ticket_id) if one.kind is kind]
    return (written[-1].number if written else None) or ""


def _is_done_already(
    command: Command, shown: Shown, about: About, form: ActForm
) -> bool:
    """Was the same form sent twice? Then its first sending is what changed since."""
    seen = form.seen.data
    if seen is None or LOOK in request.form or BLOCK in request.form:
        return False
    since = [
        entry
        for entry in shown.page.entries
        if entry.seq > seen and entry.actor != SYSTEM_NAME
    ]
    if len(since) != 1 or since[0].actor != about.desk.actor.name:
        return False
    text = str(since[0].payload.get("text") or "")
    typed = {clean_text(value) for value in request.form.values()}
    return command in _commands_of(since[0].kind) and (not text or text in typed)


def _commands_of(kind: EntryKind) -> tuple[Command | None, ...]:
    """The commands that write such an entry."""
    return _OTHERS.get(kind) or (COMMAND_OF.get(kind),)


_OTHERS: Mapping[EntryKind, tuple[Command, ...]] = {
    K.CLOSED: (C.CLOSE, C.REFUSE, C.SOLVE_AT_DESK, C.CONCLUDE),
    K.STATEMENT_REQUESTED: (C.REQUEST_STATEMENT,),
    K.STATEMENT_GIVEN: (C.GIVE_STATEMENT,),
    K.ESCALATION_CONFIRMED: (C.CONFIRM_ESCALATION,),
    K.ESCALATION_DISMISSED: (C.DISMISS_ESCALATION,),
    K.DOWNGRADED: (C.DOWNGRADE,),
    K.OBJECTED: (C.OBJECT,),
    K.OBJECTION_DECIDED: (C.DECIDE_OBJECTION,),
    K.CIRCULAR_ISSUED: (C.ISSUE_CIRCULAR,),
    K.TALK_RECORDED: (C.RECORD_TALK,),
    K.CLUE_PROPOSED: (C.PROPOSE_CLUE,),
    K.CLUE_TRANSFERRED: (C.TRANSFER_CLUE,),
    K.CLUE_REFUSED: (C.REFUSE_CLUE,),
    K.REPEAT_LINKED: (C.LINK,),
    K.RETALIATION_REPORTED: (C.REPORT_RETALIATION,),
}


def _form_page(
    command: Command, form: ActForm, about: About, refusal: Refusal | None = None
) -> Page:
    """The form with what it is about, what it would do, and what changed since."""
    seen = form.seen.data
    if isinstance(refusal, Stale):
        about = _looked_again(form, about)
    if isinstance(form, RefuseForm) and LOOK in request.form:
        form.fill_in()
    shown = about.shown
    rows = telling.rows(shown, about.names)
    changed = [row for row in rows if seen is not None and row.seq > seen]
    page = render_template(
        "case/act.html",
        **top_of(about.desk, shown, about.names),
        form=form,
        command=command,
        word=act_word(command),
        meaning=meaning_of(
            command,
            shown.moment.rules,
            about.desk.office.practice,
            shown.facts.ticket_class,
        ),
        foreseen=foreseen(form, about),
        closed=closed_reason(shown, command),
        changed=changed[::-1] if isinstance(refusal, Stale) else [],
        rows=rows[::-1][:_ENTRIES_SHOWN],
        back=form.back.data or _case(shown.number),
        look=LOOK if command in (C.SUSPEND, C.REFUSE, C.DISPATCH) else "",
        blocks=offered(about.desk, command),
        legal=terms_beside(command),
        may_keep_blocks=may_offer(about.desk, command),
        late_return=_is_late_return(command, shown),
    )
    return page, form.status


def _looked_again(form: ActForm, about: About) -> About:
    """The case as it is now; the next sending counts as one that has seen it."""
    shown = look(about.desk, about.shown.number)
    again = About(about.desk, shown, about.names, about.departments)
    form.seen.data, form.seen.raw_data = shown.entry_count, None
    return again


def foreseen(form: ActForm, about: About) -> list[tuple[str, str]]:
    """What each way of doing it would do to the clocks: (way, consequence).

    Asked from the rule itself; nothing is written.
    """
    shown, told = about.shown, []
    for label, rule in form.tries(about):
        try:
            after = rule(shown.facts, shown.moment).facts
        except Refusal as refusal:
            told.append((label, sentence_of(refusal)))
            continue
        words = effect(shown.facts, after, shown.moment.calendar, about.names)
        told.append((label, words or gettext("no clock moves")))
    return told


def closed_reason(shown: Shown, command: Command) -> str:
    """Why the act is not possible now; empty when it is."""
    for offer in shown.offers:
        if offer.command is command:
            return sentence_of(offer.closed) if offer.closed is not None else ""
    state = shown.facts.state
    if command in ABOUT_FLAGS and is_possible(state, command):
        return sentence_of(NotPossible("review.none_open"))
    return sentence_of(NotPossible("lifecycle.state", state=state, command=command))


def _is_late_return(command: Command, shown: Shown) -> bool:
    return command is C.RETURN and is_late(shown.facts, shown.moment)


def _view(command: Command) -> Callable[[str], Page]:
    @for_roles(*roles_for(command))
    def view(number: str) -> Page:
        return act_page(command, number)

    view.__name__ = command.value
    view.__doc__ = f"{command.en}."
    return view


for _command in FORMS:
    blueprint.add_url_rule(
        f"/cases/<string:number>/{_command.replace('_', '-')}",
        _command.value,
        _view(_command),
        methods=["GET", "POST"],
    )
