"""What people read when the rules say no: one table by class, one by code.

A refusal is raised inside, in the words of the field. This door turns its class into
a status and its code into a sentence; a code without a sentence of its own gets that
of its class.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from app.domain import errors
from app.domain.errors import Refusal
from app.domain.permissions import CITIZEN_NAME
from app.domain.terms import Role, Term
from app.web import (
    flag_refusals,
    publication_refusals,
    report_refusals,
    rule_refusals,
    year_refusals,
)
from app.web.formats import moment_text, term


@dataclass(frozen=True)
class Answer:
    """How a class of refusals is answered."""

    status: int
    sentence: LazyString


ANSWERS: Mapping[type[Refusal], Answer] = {
    errors.NotFound: Answer(
        404, lazy_gettext("There is nothing here, or it is not yours to see.")
    ),
    errors.NotPermitted: Answer(
        403, lazy_gettext("Your role may not do this to this case.")
    ),
    errors.NotPossible: Answer(
        409, lazy_gettext("The case does not stand where this could be done.")
    ),
    errors.RuleBroken: Answer(422, lazy_gettext("A rule does not allow this.")),
    errors.FieldMissing: Answer(422, lazy_gettext("This must be filled in.")),
    errors.Stale: Answer(
        409,
        lazy_gettext(
            "Somebody acted on this case after you opened it. Look at what changed, "
            "then decide again. What you typed is kept."
        ),
    ),
    errors.SignInRefused: Answer(
        401, lazy_gettext("Staff number or password is not right.")
    ),
    errors.Refusal: Answer(422, lazy_gettext("This is not possible.")),
}

# Each also stands in brackets behind an act that is closed now: short, no full stop.
SENTENCES: Mapping[str, LazyString] = {
    "block.unknown": lazy_gettext("there is no such text block"),
    "document.not_drawn": lazy_gettext("no picture of this page can be shown"),
    "filter.unknown": lazy_gettext("there is no such saved filter"),
    "filter.too_long": lazy_gettext("this view is too long to be kept"),
    "improvement.unknown": lazy_gettext("there is no such improvement item"),
    "preference.unknown": lazy_gettext("there is no such setting"),
    "block.no_department": lazy_gettext("only a department keeps text blocks"),
    "filter.name": lazy_gettext("give the filter a name"),
    "filter.too_many": lazy_gettext("at most %(most)s filters are kept"),
    "block.too_many": lazy_gettext("at most %(most)s text blocks are kept"),
    "answer.assistants_at_work": lazy_gettext(
        "an assisting department has not answered yet"
    ),
    "answer.result": lazy_gettext("choose the result"),
    "arbitrate.upheld": lazy_gettext("say whether the return is upheld"),
    "assist.answered": lazy_gettext("your department's opinion is given already"),
    "assist.named_already": lazy_gettext("one of them assists already"),
    "assist.nobody": lazy_gettext("choose at least one department"),
    "assist.not_at_work": lazy_gettext("no assisting department is at work"),
    "callback.reached": lazy_gettext("say whether the complainant was reached"),
    "center.unknown": lazy_gettext("there is no such center"),
    "clue.decided": lazy_gettext("it is decided already"),
    "clue.none_proposed": lazy_gettext("no clue package is proposed here"),
    "clue.own_proposal": lazy_gettext(
        "you proposed it: a second person of the inspection office decides"
    ),
    "clock.unknown": lazy_gettext("This case has no such clock."),
    "close.contact_first": lazy_gettext(
        "after a bad rating the complainant must be contacted first"
    ),
    "contact.confidential": lazy_gettext(
        "who complained stays unknown to departments: contact goes through the window"
    ),
    "department.assistant": lazy_gettext("only the lead department does this"),
    "data_request.answered": lazy_gettext("this request is answered already"),
    "data_request.not_yours": lazy_gettext(
        "Requests about personal data belong to the duty leader of the center."
    ),
    "data_request.nothing_corrected": lazy_gettext("say what is right"),
    "data_request.still_needed": lazy_gettext(
        "the case is not archived: what is needed to handle it cannot be deleted yet"
    ),
    "data_request.unknown": lazy_gettext("There is no such request."),
    "department.merged": lazy_gettext(
        "the department %(department)s was merged into %(into)s; take that one"
    ),
    "department.stranger": lazy_gettext("the case is not with this department"),
    "department.unknown": lazy_gettext("there is no such department"),
    "dispatch.assists_itself": lazy_gettext("the lead department cannot assist itself"),
    "district.unknown": lazy_gettext("there is no such district"),
    "document.empty": lazy_gettext("“%(name)s” is empty"),
    "document.infected": lazy_gettext(
        "A virus was found in this document; it is not handed out."
    ),
    "document.kind": lazy_gettext(
        "“%(name)s” is no PDF, JPEG, PNG, DOCX or XLSX file; files with macros are not "
        "taken"
    ),
    "document.not_scanned": lazy_gettext(
        "This document waits for the virus scanner. Please try again in a few minutes."
    ),
    "document.not_yours": lazy_gettext(
        "Documents are added by those who work on the case or answer for it, until it "
        "is archived."
    ),
    "document.ticket_full": lazy_gettext(
        "the documents of one case have at most %(most)s MB together"
    ),
    "document.too_large": lazy_gettext("“%(name)s” is larger than %(most)s MB"),
    "document.too_many": lazy_gettext("at most %(most)s files at a time"),
    "document.unknown": lazy_gettext("There is no such document."),
    "escalation.unknown": lazy_gettext("there is no such escalation"),
    "evidence.inspection_only": lazy_gettext(
        "the inspection office makes evidence files"
    ),
    "extend.already_asked": lazy_gettext("an extension is asked for already"),
    "extend.days": lazy_gettext("at most %(most)s working days"),
    "extend.not_asked": lazy_gettext("no extension was asked for"),
    "extend.not_this_clock": lazy_gettext("this kind of case has no extension"),
    "extend.once": lazy_gettext("an extension is granted only once"),
    "extend.too_late": lazy_gettext(
        "an extension must be asked for before the case is due"
    ),
    "field.missing": lazy_gettext("please fill this in"),
    "field.too_long": lazy_gettext("at most %(most)s characters"),
    "hand_up.already": lazy_gettext("it was handed up already"),
    "hand_up.from_district": lazy_gettext("the district window is the highest level"),
    "improvement.changed": lazy_gettext(
        "somebody else decided on this item before you; look at it again"
    ),
    "improvement.not_proposed": lazy_gettext("the item was decided on already"),
    "improvement.not_taken_up": lazy_gettext("the item is not under way"),
    "improvement.not_yours": lazy_gettext("dispatch decides on improvement items"),
    "interest.case": lazy_gettext(
        "you are named as too near to this case; hand the ruling to somebody else"
    ),
    "interest.department": lazy_gettext(
        "you belong or belonged to %(department)s or declared an interest in it; hand "
        "the ruling to somebody else"
    ),
    "interest.no_judge": lazy_gettext("this person rules on no case"),
    "interest.period": lazy_gettext("it cannot end before it began"),
    "interest.unknown": lazy_gettext("There is no such declaration, or it has ended."),
    "lifecycle.state": lazy_gettext("not possible in the state “%(state)s”"),
    "matter.unknown": lazy_gettext("there is no such matter"),
    "meeting.called_already": lazy_gettext(
        "a joint meeting is called already; record it first"
    ),
    "meeting.in_the_past": lazy_gettext("choose a moment that is still to come"),
    "meeting.too_far": lazy_gettext("choose a moment within a year"),
    "meeting.not_called": lazy_gettext("no joint meeting is called"),
    "merge.itself": lazy_gettext("name another case than this one"),
    "merge.main_ended": lazy_gettext("the main case has ended; link to it instead"),
    "merge.merged_already": lazy_gettext("it was merged into another case"),
    "notice.colour": lazy_gettext("choose the colour of the notice"),
    "notice.colour_unused": lazy_gettext("the rules do not use this colour"),
    "notice.none_open": lazy_gettext("no notice awaits a reply"),
    "password.is_name": lazy_gettext("not the same as the staff number"),
    "password.kinds": lazy_gettext(
        "at least %(least)s kinds of characters: capitals, small letters, digits, signs"
    ),
    "password.old": lazy_gettext("not the old password again"),
    "password.short": lazy_gettext("at least %(least)s characters"),
    "password.wrong": lazy_gettext(
        "the present password is not right, or the account is locked for a while"
    ),
    "password.common": lazy_gettext(
        "one of the passwords everybody tries; choose words of your own"
    ),
    "people.exist": lazy_gettext("the district has accounts already"),
    "permission": lazy_gettext("not for your role (%(role)s)"),
    "permission.no_department": lazy_gettext("your account belongs to no department"),
    "paper.no_evidence": lazy_gettext(
        "The evidence file of this paper is not there any more."
    ),
    "paper.no_ground": lazy_gettext("nothing that is confirmed gives ground for it"),
    "paper.not_confirmed": lazy_gettext(
        "rule on it first: a paper rests on what is confirmed, with no objection open"
    ),
    "paper.decided": lazy_gettext("it is decided already"),
    "paper.no_figures": lazy_gettext("the department had no case in the period"),
    "paper.not_issued": lazy_gettext("it was not issued"),
    "paper.not_shown": lazy_gettext("the figures of the period do not show it"),
    "paper.own_proposal": lazy_gettext(
        "you proposed it yourself; another person of the inspection office decides"
    ),
    "paper.period_runs": lazy_gettext("the period lasts until %(until)s"),
    "paper.own_ruling": lazy_gettext(
        "you confirmed it yourself; another person of the inspection office issues the paper"
    ),
    "paper.there_already": lazy_gettext("there is one on this already"),
    "paper.step": lazy_gettext("“%(step)s” is no ground for this paper"),
    "paper.withdrawn": lazy_gettext("it was withdrawn on %(at)s"),
    "paper.unknown": lazy_gettext("There is no such paper."),
    "raise.already": lazy_gettext("it was raised a level already"),
    "raise.nothing_promised": lazy_gettext("it has no department yet"),
    "reopen.merged": lazy_gettext("it was merged; the main case goes on"),
    "reopen.not_bad": lazy_gettext("only a bad rating or an unsolved case is reopened"),
    "reopen.solved_at_desk": lazy_gettext("it was solved at the desk"),
    "resume.not_suspended": lazy_gettext("it is not suspended"),
    "query.too_many": lazy_gettext(
        "Too many wrong query codes for this number. Try again in %(minutes)s minutes, "
        "or call the window."
    ),
    "query.unknown": lazy_gettext(
        "There is no case with this number and this query code. Both stand on the slip "
        "from the window."
    ),
    "return.after_answer": lazy_gettext("it was answered already"),
    "return.department_limit": lazy_gettext(
        "a department may return it %(most)s time only"
    ),
    "return.designated": lazy_gettext("designated by the arbiter, no further return"),
    "return.ticket_limit": lazy_gettext("a case is returned at most %(most)s times"),
    "return.to_itself": lazy_gettext("propose another department than your own"),
    "reveal.confidential": lazy_gettext(
        "the complainant asked that departments do not learn the name"
    ),
    "review.decided": lazy_gettext("it is decided already"),
    "review.none_open": lazy_gettext("nothing awaits a ruling"),
    "review.not_pending": lazy_gettext("it does not await this any more"),
    "alert.unknown": lazy_gettext("there is no such notice"),
    "notice.unknown": lazy_gettext("there is no such notice"),
    "statement.not_named": lazy_gettext("it names another department"),
    "rating.level": lazy_gettext("say how satisfied you are"),
    "rating.not_now": lazy_gettext(
        "This case cannot be rated now: it was rated already, or it is not that far yet."
    ),
    "rating.why": lazy_gettext("say what is not solved"),
    "revisit.done": lazy_gettext("the revisit is finished"),
    "revisit.rating": lazy_gettext("choose one of the five ratings"),
    "revisit.reached": lazy_gettext("say whether the complainant was reached"),
    "separation.two_powers": lazy_gettext(
        "this person already has an account that does not go with this role; system, "
        "security and audit are never in one hand, nor together with other work"
    ),
    "session.unknown": lazy_gettext("This session has ended already."),
    "second_factor.code": lazy_gettext(
        "not the code that the device shows now; wait for the next one"
    ),
    "second_factor.is_on": lazy_gettext("the second factor is on already"),
    "sign_in.code": lazy_gettext(
        "Not the code of now, used already, or the account is locked. After %(times)s "
        "wrong ones it stays locked for %(minutes)s minutes."
    ),
    "sign_in.nobody": lazy_gettext(
        "The unified identity has no account here, or it is locked or disabled. Ask the "
        "security administrator of your unit."
    ),
    "sign_in.provider": lazy_gettext(
        "The unified sign-in did not succeed. Try again, or use your password."
    ),
    "self_filing.decided": lazy_gettext("the window has decided on it already"),
    "self_filing.notice": lazy_gettext("please read the notice and tick it"),
    "self_filing.too_many": lazy_gettext(
        "At most %(most)s from one place within an hour. Please phone the window."
    ),
    "self_filing.unknown": lazy_gettext("There is nothing with this receipt."),
    "sign_in.refused": lazy_gettext(
        "Staff number or password is not right, or the account is locked. After "
        "%(times)s wrong passwords it stays locked for %(minutes)s minutes."
    ),
    "sign.assistant": lazy_gettext("only the lead department signs"),
    "sign.twice": lazy_gettext("it is signed for already"),
    "suspend.planned_days": lazy_gettext("say how many working days are planned"),
    "suspend.reason": lazy_gettext("choose a lawful reason"),
    "suspend.times": lazy_gettext("for this reason at most %(times)s times"),
    "suspend.too_long": lazy_gettext("for this reason at most %(most)s working days"),
    "transfer.filed_already": lazy_gettext(
        "this 12345 order is filed already as %(number)s"
    ),
    "ticket.changed": lazy_gettext(
        "Somebody acted on this case at the same moment. Look at what changed, then "
        "decide again. What you typed is kept."
    ),
    "ticket.stale": lazy_gettext(
        "After you opened this case, %(actor)s did “%(kind)s” on %(at)s. Look at it, "
        "then decide again. What you typed is kept."
    ),
    "talk.not_yet": lazy_gettext("a talk is recorded after it was held"),
    "talk.too_long_ago": lazy_gettext("the talk lies more than a year back"),
    "template.expression": lazy_gettext(
        "a template names fields, repeats a paragraph for each of “body” or leaves one "
        "out when a field is empty; it may not do more (%(where)s)"
    ),
    "template.macros": lazy_gettext("files with macros are not taken"),
    "template.missing_fields": lazy_gettext("these fields are missing: %(fields)s"),
    "template.not_word": lazy_gettext("this is no Word document (.docx)"),
    "template.not_yours": lazy_gettext("the inspection office keeps the templates"),
    "template.outside": lazy_gettext(
        "the file refers to another file outside of it; save it without links"
    ),
    "template.syntax": lazy_gettext("a mark in braces is not written right: %(why)s"),
    "template.too_large": lazy_gettext("a template has at most %(most)s MB"),
    "template.unknown": lazy_gettext("There is no such template."),
    "template.unknown_fields": lazy_gettext("there are no such fields: %(fields)s"),
    "template.unusable": lazy_gettext(
        "no letter could be made with it; start from the template delivered here"
    ),
    "ticket.unknown": lazy_gettext("There is no such case, or it is not yours to see."),
    "delivery.unknown": lazy_gettext("there is no such delivery"),
    "token.days": lazy_gettext("1 to %(most)s days"),
    "token.scopes": lazy_gettext("choose at least one"),
    "token.too_many": lazy_gettext(
        "At most %(most)s valid tokens for a person. End one first."
    ),
    "token.unknown": lazy_gettext("there is no such token"),
    "user.email": lazy_gettext("this is no e-mail address"),
    "user.name": lazy_gettext("letters, digits, dot, hyphen and underscore only"),
    "user.needs_center": lazy_gettext("choose the center of this role"),
    "user.needs_department": lazy_gettext("choose the department of this role"),
    "user.no_unit": lazy_gettext(
        "this role (%(role)s) belongs to no center or department"
    ),
    "user.own_account": lazy_gettext(
        "Nobody changes the own account here. Ask another security administrator."
    ),
    "user.system_role": lazy_gettext("this role is the timer's own"),
    "user.taken": lazy_gettext(
        "this staff number has an account already; one person has one account"
    ),
    "user.unknown": lazy_gettext("there is no such person"),
    "watch.already": lazy_gettext("it is on the watch-list already"),
    "watch.merged": lazy_gettext("it was merged; the main case is watched"),
    "watch.not_watched": lazy_gettext("it is not on the watch-list"),
    "webhook.ended": lazy_gettext("it was ended"),
    "webhook.https": lazy_gettext("only https leaves for the public network"),
    "webhook.private": lazy_gettext(
        "this address lies inside the network; the system administrator may allow it"
    ),
    "webhook.too_many": lazy_gettext(
        "At most %(most)s open webhooks for a person. End one first."
    ),
    "webhook.two_secrets": lazy_gettext(
        "the secret was changed lately; both sign until %(until)s"
    ),
    "webhook.unknown": lazy_gettext("there is no such webhook"),
    "webhook.url": lazy_gettext(
        "a whole web address, without a password and without #"
    ),
    "verify.passed": lazy_gettext("say whether the verification passed"),
    **flag_refusals.SENTENCES,
    **publication_refusals.SENTENCES,
    **report_refusals.SENTENCES,
    **rule_refusals.SENTENCES,
    **year_refusals.SENTENCES,
}


def status_of(refusal: Refusal) -> int:
    """Return the HTTP status of a refusal."""
    return _answer(type(refusal)).status


def sentence_of(refusal: Refusal) -> str:
    """Return what people read, in the language of the page, with the facts filled in.

    A refusal that does not bring the facts of its sentence gets that of its class.
    """
    facts = {name: _worded(fact) for name, fact in refusal.facts.items()}
    if facts.get("actor") == CITIZEN_NAME:
        facts["actor"] = term(Role.CITIZEN)
    try:
        return str(SENTENCES[refusal.code]) % facts
    except KeyError:
        return str(_answer(type(refusal)).sentence)


def _worded(fact: object) -> object:
    """Word a fact as the pages do: terms by their names, moments with their weekday."""
    match fact:
        case Term():
            return term(fact)
        case datetime():
            return moment_text(fact)
        case _:
            return fact


def _answer(kind: type[Refusal]) -> Answer:
    return next(ANSWERS[ancestor] for ancestor in kind.__mro__ if ancestor in ANSWERS)
