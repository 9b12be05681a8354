"""The rule file: what holds, what held, drafts, and a draft's way into force."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext, ngettext
from flask_wtf.file import FileField
from markupsafe import Markup
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice

from app.casework import rule_trials as verbs
from app.casework import rulebook
from app.casework.desk import Desk
from app.domain.backtest import Change
from app.domain.errors import NotPossible, Refusal
from app.domain.rule_set import RuleSet
from app.domain.rules.changes import KEEPERS
from app.domain.rules.fault import Fault
from app.domain.rules.file import RuleFileFaults, load_rules
from app.domain.rules.story import tell
from app.domain.rules.text import LARGEST_FILE
from app.domain.rules.words import Words
from app.domain.terms import ClockName, FindingCode, Role, Step
from app.process import offices_here
from app.reports.ladder_picture import ladder_picture
from app.store import rule_files, rule_trials
from app.store.reads.organisation import short_names
from app.store.reads.people import display_name_of
from app.store.rule_files import RuleFile
from app.store.rule_trials import RuleTrial
from app.store.versions import rule_titles
from app.web.access import for_roles
from app.web.desk import desk_here, write
from app.web.formats import term
from app.web.forms import AtMost, Form
from app.web.inspection.blueprint import Page, blueprint
from app.web.language import current_language, in_this_language
from app.web.refusals import sentence_of
from app.web.undoing import flash_undo

_READERS = (*sorted(KEEPERS), Role.DISTRICT_LEADER)
PLACES = 3
_STEPS = {str(step): step for step in Step}
_CLOCKS = {str(name): name for name in ClockName}


class DraftForm(Form):
    """A draft: a file, or the text as it was changed on the page."""

    file = FileField(lazy_gettext("A file instead of the text below"))
    text = TextAreaField(lazy_gettext("Text of the draft"), [AtMost(LARGEST_FILE)])


class ActivationForm(Form):
    """What becomes of running cases."""

    running = RadioField(
        lazy_gettext("Running cases"),
        choices=[
            SelectChoice("keep", lazy_gettext("keep the rules they started under")),
            SelectChoice(
                "take",
                lazy_gettext(
                    "come under the new rules now, each with an entry that says which "
                    "limits moved"
                ),
            ),
        ],
        default="keep",
    )


class NothingToSay(Form):
    """A button that asks nothing."""


@blueprint.get("/rules")
@for_roles(*_READERS)
def rules() -> Page:
    """Show the rules in force, the drafts and the versions before."""
    desk = desk_here()
    files = rule_files.list_rule_files(desk.district)
    return render_template(
        "inspection/rules.html",
        rules=desk.office.rules,
        in_force=_in_force(files),
        drafts=[one for one in files if is_draft(one)],
        past=[one for one in files if one.activated_at is not None],
        on_disk=_on_disk(desk),
        keeps=desk.actor.role in KEEPERS,
        names=display_name_of,
        **_told(desk.office.rules),
    )


@blueprint.route("/rules/drafts/new", methods=["GET", "POST"])
@for_roles(*sorted(KEEPERS))
def draft_rules() -> Page:
    """Change the rules into a draft, or give one in as a file."""
    desk = desk_here()
    form = DraftForm()
    faults: tuple[Fault, ...] = ()
    if request.method == "GET":
        form.text.data = _beginning(desk)
    elif form.accepted():
        raw = _given(form)
        try:
            number = write(rulebook.draft_rules, raw)
        except RuleFileFaults as wrong:
            faults = wrong.faults
            form.text.data = raw.decode("utf-8", "replace")[:LARGEST_FILE]
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect(url_for("inspection.rule_file", draft=number))
    status = 422 if faults else form.status
    page = render_template(
        "inspection/rules_draft.html",
        form=form,
        faults=[_fault_words(fault) for fault in faults],
        lines={fault.line for fault in faults},
    )
    return page, status


@blueprint.get("/rules/drafts/<int:draft>")
@for_roles(*_READERS)
def rule_file(draft: int) -> Page:
    """Show a draft with what it would have changed, or a version as it was."""
    return _file_page(draft, ActivationForm())


@blueprint.post("/rules/drafts/<int:draft>/activate")
@for_roles(*sorted(KEEPERS))
def activate_rules(draft: int) -> Page:
    """Put a draft in force; a second person's act."""
    form = ActivationForm()
    if form.accepted():
        try:
            taken = write(_activate, draft, form.running.data == "take")
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(gettext("The draft is in force."))
            if form.running.data == "take":
                flash(
                    ngettext(
                        "%(num)d running case came under it, %(moved)d with limits "
                        "that moved.",
                        "%(num)d running cases came under it, %(moved)d with limits "
                        "that moved.",
                        taken.cases,
                        moved=taken.moved,
                    )
                )
            return redirect(url_for("inspection.rules"))
    return _file_page(draft, form)


@blueprint.post("/rules/drafts/<int:draft>/trials")
@for_roles(*sorted(KEEPERS))
def try_on_all(draft: int) -> Page:
    """Have a draft tried on every case; or stop that."""
    if not NothingToSay().accepted():
        abort(400)
    stopped = request.form.get("stop", type=int)
    try:
        if stopped is None:
            write(verbs.order_trial, draft)
        else:
            write(verbs.stop_trial, stopped)
    except NotPossible as refusal:
        flash(sentence_of(refusal))
    return redirect(url_for("inspection.rule_file", draft=draft))


@blueprint.post("/rules/drafts/<int:draft>/give-up")
@for_roles(*sorted(KEEPERS))
def give_up_rules(draft: int) -> Page:
    """Give a draft up, or take it back."""
    form = NothingToSay()
    if not form.accepted():
        abort(400)
    if "undo" in request.form:
        write(rulebook.take_back_draft, draft)
        return redirect(url_for("inspection.rule_file", draft=draft))
    write(rulebook.give_up_draft, draft)
    again = url_for("inspection.give_up_rules", draft=draft)
    flash_undo(gettext("The draft was given up."), again)
    return redirect(url_for("inspection.rules"))


def is_draft(file: RuleFile) -> bool:
    """May it still come into force?"""
    return file.activated_at is None and file.discarded_at is None


def _activate(desk: Desk, draft: int, takes_running: bool) -> rulebook.Taken:
    return rulebook.activate_rules(
        desk, offices_here(), draft, takes_running=takes_running
    )


def _file_page(draft: int, form: ActivationForm) -> Page:
    desk = desk_here()
    file = rule_files.get_rule_file(desk.district, draft)
    told = load_rules(file.text)
    latest = rule_trials.latest_trial(desk.district, draft) if is_draft(file) else None
    tried = _tried(desk, file, latest) if is_draft(file) else None
    page = render_template(
        "inspection/rules_file.html",
        file=file,
        rules=told,
        tried=tried,
        trial=latest,
        rows=_rows(desk, tried) if tried else [],
        departments=_departments(desk, tried) if tried else [],
        tickets=_tickets(desk, tried) if tried else [],
        form=form,
        is_own=file.drafted_by == desk.actor.name,
        keeps=desk.actor.role in KEEPERS,
        names=display_name_of,
        give_up=NothingToSay(),
        **_told(told),
    )
    return page, form.status


def _tried(desk: Desk, file: RuleFile, latest: RuleTrial | None) -> rulebook.Tried:
    """On all cases where that was done, or is being done; else on the latest, now."""
    is_of_today = latest and latest.rules_hash == desk.office.rules.version
    if latest and is_of_today and (latest.is_open or latest.is_whole):
        return verbs.tried_so_far(latest)
    return rulebook.try_rules(desk, file.text)


def _in_force(files: list[RuleFile]) -> RuleFile | None:
    activated = [one for one in files if one.activated_at is not None]
    return max(activated, key=lambda one: str(one.activated_at), default=None)


def _on_disk(desk: Desk) -> RuleSet | None:
    """The file on disk, when it says what no rule file of this register ever said."""
    found = offices_here().rules
    if found.version in {desk.office.rules.version, *rule_titles()}:
        return None
    known = rule_files.list_rule_files(desk.district)
    return None if found.version in {one.hash for one in known} else found


def _beginning(desk: Desk) -> str:
    """The text that a new draft begins with: of the file on disk, of another draft or
    version, else of what holds."""
    start = request.args.get("from", "")
    if start == "disk":
        return offices_here().rules_text
    if start.isdecimal():
        return rule_files.get_rule_file(desk.district, int(start)).text
    return desk.office.rules_text


def _given(form: DraftForm) -> bytes:
    """The file, where one was chosen; no more of it than shows that it is too large."""
    if form.file.data:
        raw: bytes = form.file.data.read(LARGEST_FILE + 1)
        return raw
    return (form.text.data or "").encode()


def _told(rules: RuleSet) -> dict[str, Any]:
    """The story and the picture in the language of the page."""
    language = "en" if current_language().code == "en" else "zh"
    chapters = [
        (said(chapter.title), [said(words) for words in chapter.sentences])
        for chapter in tell(rules)
    ]
    drawn = ladder_picture(rules, language)
    picture = in_this_language(drawn, drawn)
    # It escapes what it draws.
    return {"chapters": chapters, "picture": Markup(picture)}  # noqa: S704


def said(words: Words) -> str:
    """A sentence of the rule room in the language of the page."""
    return in_this_language(words.zh, words.en)


def _fault_words(fault: Fault) -> tuple[int, str]:
    return fault.line, in_this_language(fault.told_zh(), fault.told_en())


def _rows(desk: Desk, tried: rulebook.Tried) -> list[dict[str, Any]]:
    """One row for each step or finding: both counts, and where the difference lies."""
    names = short_names(desk.district)
    rows = []
    for name in tried.totals.in_order():
        counted = tried.totals.names[name]
        rows.append(
            {
                "name": name_of(name),
                "active": counted["active"],
                "draft": counted["draft"],
                "moved": counted[Change.MOVED],
                "places": _places(tried, name, names),
                "changed": any(counted[change] for change in Change),
            }
        )
    return rows


def _places(tried: rulebook.Tried, name: str, names: dict[str, str]) -> str:
    """Where most of the changes of a step or finding lie."""
    found = sorted(
        (
            (sum(each.values()), names.get(code or "", gettext("nobody")))
            for (code, what), each in tried.totals.places.items()
            if what == name
        ),
        key=lambda place: (-place[0], place[1]),
    )
    told = [f"{place} {count}" for count, place in found[:PLACES]]
    rest = sum(count for count, _ in found[PLACES:])
    if rest:
        told.append(gettext("others %(num)d", num=rest))
    return gettext(", ").join(told)


def _departments(desk: Desk, tried: rulebook.Tried) -> list[tuple[str, list[int]]]:
    names = short_names(desk.district)
    found = [
        (names.get(code or "", gettext("nobody")), [each[change] for change in Change])
        for code, each in tried.totals.departments.items()
    ]
    return sorted(found, key=lambda row: -sum(row[1]))


def _tickets(desk: Desk, tried: rulebook.Tried) -> list[dict[str, Any]]:
    names = short_names(desk.district)
    return [
        {
            "number": one.ticket,
            "error": one.error,
            "differences": [
                {
                    "change": each.change,
                    "name": name_of(each.name),
                    "clock": term(_CLOCKS[each.clock[0]]) if each.clock else "",
                    "department": names.get(each.department or "", ""),
                    "was": each.was,
                    "at": each.at,
                }
                for each in one.differences
            ],
        }
        for one in tried.tickets
    ]


def name_of(name: str) -> str:
    """A step by its name, a finding by its code and name."""
    if name in _STEPS:
        return term(_STEPS[name])
    return f"{name} {term(FindingCode(name))}" if name in list(FindingCode) else name
