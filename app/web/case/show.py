"""The case page itself, the ledger of one clock, and the file on paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import render_template, request
from flask_babel import gettext

from app.casework.desk import Desk
from app.casework.documents import may_add
from app.casework.looking import (
    Shown,
    is_hidden_from,
    look,
    visible_documents,
)
from app.domain import clock_days
from app.domain.account import account
from app.domain.errors import NotFound
from app.domain.facts import Clock
from app.domain.notices import WINDOW_ROLES
from app.domain.permissions import may
from app.domain.terms import ClockName, Command, Role
from app.web.access import for_roles
from app.web.case import ledgers, others, panel, telling
from app.web.case.blueprint import Page, blueprint, roles_for
from app.web.case.buttons import buttons_of, closed_of
from app.web.case.document_lines import document_lines
from app.web.case.letters import letters_of
from app.web.case.names import Names, clock_title, names_of
from app.web.case.turns import standing_still, whose_turns
from app.web.desk import desk_here
from app.web.finding_lines import ToldFinding, told_findings
from app.web.formats import short_day, term, working_days

JUDGES = frozenset({Role.INSPECTOR, Role.DISTRICT_LEADER})
LOOKERS = roles_for(Command.VIEW)
LEDGERS = tuple(name for name in ClockName if name is not ClockName.HOLD)


@blueprint.get("/cases/<string:number>")
@for_roles(*LOOKERS)
def show(number: str) -> Page:
    """Show a case."""
    desk = desk_here()
    shown = look(desk, number)
    names = names_of(desk)
    told = telling.rows(shown, names)
    wanted = request.args.get("only", "")
    return render_template(
        "case/show.html",
        **top_of(desk, shown, names),
        rows=telling.only(reversed(told), wanted),
        only=wanted,
        holders=panel.holders(shown, names),
        people=panel.people(desk, shown),
        may_reveal=_may_reveal(desk, shown),
        documents=document_lines(desk, shown),
        withheld=len(shown.page.documents) - len(visible_documents(desk, shown)),
        may_add=may_add(desk, shown),
        assistants=panel.assistants(shown, names),
        linked=others.linked(desk, shown),
        improvements=others.improvements(desk, shown),
        related=others.related(desk, shown),
        came_back=others.came_back(desk, shown),
        is_window=desk.actor.role in WINDOW_ROLES,
        findings=_findings(desk, shown, names),
        letters=letters_of(desk, shown),
        buttons=buttons_of(shown),
        closed=closed_of(shown),
    )


@blueprint.get("/cases/<string:number>/clocks/<string:name>/<int:cycle>")
@for_roles(*LOOKERS)
def ledger(number: str, name: str, cycle: int) -> Page:
    """Explain the due moment of one clock, day by day or hour by hour."""
    desk = desk_here()
    shown = look(desk, number)
    clock = _clock(shown, name, cycle)
    names = names_of(desk)
    calendar = shown.moment.calendar
    told = account(clock, shown.facts, shown.moment)
    return render_template(
        "case/ledger.html",
        shown=shown,
        line=shown.page.line,
        clock=clock,
        title=clock_title(clock, names),
        civil_days=told.days,
        by_days=clock_days.counts_days(clock),
        notes=ledgers.notes_on(clock, shown, names, told.days),
        counted=ledgers.counted(told.days, clock, calendar),
        stretches=ledgers.stretch_lines(told.stretches, calendar),
        numbers=ledgers.notice_numbers(clock, calendar),
        rules=shown.moment.rules,
        calendar=calendar,
    )


@blueprint.get("/cases/<string:number>/file")
@for_roles(*LOOKERS)
def file(number: str) -> Page:
    """Show the whole file, for printing."""
    desk = desk_here()
    shown = look(desk, number)
    names = names_of(desk)
    top = top_of(desk, shown, names)
    promise = shown.facts.promise
    days = clock_days.days_of(promise, shown.facts, shown.moment) if promise else ()
    return render_template(
        "case/file.html",
        **top,
        rows=telling.rows(shown, names),
        hashes={entry.seq: entry.hash for entry in shown.page.entries},
        people=panel.people(desk, shown),
        documents=document_lines(desk, shown),
        civil_days=days,
        notes=ledgers.notes_on(promise, shown, names, days) if promise else {},
        rules=shown.moment.rules,
        calendar=shown.moment.calendar,
    )


def top_of(desk: Desk, shown: Shown, names: Names) -> Mapping[str, Any]:
    """What the head of every page of a case says, and its clocks."""
    page, facts = shown.page, shown.facts
    clocks = panel.clocks(desk, shown, names)
    promise = panel.promise_of(clocks)
    light, word = panel.headline(promise, shown)
    limit = shown.moment.rules.classes[facts.ticket_class].limit_working_days
    kind = term(facts.ticket_class)
    filed = gettext(
        "%(center)s, filed %(day)s",
        center=f"{page.line.center_name} {page.counter_label}".strip(),
        day=short_day(page.line.filed_at),
    )
    return {
        "shown": shown,
        "page": page,
        "line": page.line,
        "facts": facts,
        "names": names,
        "clocks": clocks,
        "promise": promise,
        "light": light,
        "light_word": word,
        "head_facts": [
            f"{kind} · {working_days(limit)}" if limit else kind,
            filed,
            term(facts.state),
        ],
        "tags": list(_tags(shown)),
        "turns": whose_turns(facts, shown.moment, names, page.line.center_name),
        "still": standing_still(facts),
    }


def _tags(shown: Shown) -> list[str]:
    line, facts = shown.page.line, shown.facts
    given = {
        gettext("Special needs"): line.special_care,
        gettext("Confidential"): line.confidential,
        gettext("Handed up"): facts.handed_up,
        gettext("Policy watch-list"): facts.watched,
        gettext("Joint meeting called"): facts.meeting_called,
        gettext("Merged"): facts.merged,
        gettext("Redo %(num)d", num=facts.redo_cycle): facts.redo_cycle > 0,
        gettext("Provisional date"): line.provisional,
    }
    return [word for word, is_so in given.items() if is_so]


def _findings(desk: Desk, shown: Shown, names: Names) -> list[ToldFinding]:
    """What the history suggests, for those who judge it; others are told by them."""
    if desk.actor.role not in JUDGES:
        return []
    page = shown.page
    return told_findings(
        desk.office, page.held, page.findings, shown.history, names, desk.now
    )


def _may_reveal(desk: Desk, shown: Shown) -> bool:
    if is_hidden_from(desk, shown):
        return False
    return may(desk.actor, shown.standing, Command.REVEAL)


def _clock(shown: Shown, name: str, cycle: int) -> Clock:
    """The clock of an address. raises: NotFound clock.unknown"""
    for clock in shown.facts.clocks:
        if clock.key == (name, cycle) and clock.name in LEDGERS:
            return clock
    raise NotFound("clock.unknown", number=shown.number)
