"""The form of the new-case page, in the order of the conversation."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from typing import Any
from uuid import uuid4

from flask_babel import gettext, lazy_gettext, pgettext
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation, ValidationError

from app.casework.filing import LONGEST_NAME, LONGEST_TEXT, Complaint
from app.domain.rule_set import RuleSet
from app.domain.terms import (
    AgentAuthority,
    Channel,
    ComplainantKind,
    ExclusionCode,
    RequestType,
    Term,
    TicketClass,
)
from app.store.reads.organisation import Department
from app.web.formats import term, working_days
from app.web.forms import LONGEST_LINE, AtMost, Form, Required

AGENT = "agent"
# A citizen's own filing has its own list: it is filed from there.
AT_THE_DESK = (Channel.WINDOW, Channel.HOTLINE, Channel.LEADER)
CARE = ("elderly", "disabled", "interpreter")
_MOBILE = 11
_LANDLINE = range(10, 13)


class Way(StrEnum):
    """Where the conversation leads: the value of the button that ends it."""

    DISPATCH = "file"
    SOLVE = "solve"
    REFUSE = "refuse"


class OnlyFor:
    """The validators after it are asked only when the conversation leads there."""

    def __init__(self, *ways: Way) -> None:
        self.ways = ways

    def __call__(self, form: NewCaseForm, field: Field) -> None:
        if form.chosen_way not in self.ways:
            raise StopValidation


class OneOf:
    """One code of a table; what a page cannot have sent is refused, not obeyed."""

    def __init__(self, terms: type[Term]) -> None:
        self.terms = terms

    def __call__(self, form: Form, field: Field) -> None:
        if field.data not in list(self.terms):
            raise StopValidation(gettext("Choose one from the list"))


class Telephone:
    """A mobile number of 11 digits, or a landline with its area code."""

    def __call__(self, form: Form, field: Field) -> None:
        digits = field.data or ""
        if not digits.isascii() or not digits.isdigit():
            raise StopValidation(gettext("Digits only"))
        if digits.startswith("0") and len(digits) in _LANDLINE:
            return
        if len(digits) != _MOBILE:
            raise StopValidation(
                gettext(
                    "%(given)d digits given, %(count)d needed",
                    given=len(digits),
                    count=_MOBILE,
                )
            )


def tidy_phone(typed: str | None) -> str | None:
    """Return a number as typed on any keyboard: usual digits, no blanks or hyphens."""
    if typed is None:
        return None
    usual = unicodedata.normalize("NFKC", typed)
    return "".join(sign for sign in usual if sign not in " -—–()").removeprefix("+86")


def tidy_count(typed: str | None) -> str | None:
    """Return a small number in usual digits."""
    return None if typed is None else unicodedata.normalize("NFKC", typed).strip()


class NewCaseForm(Form):
    """What is asked and told at the window.

    The hidden fields remember what the page has proposed, so that a change by the
    officer is told from a proposal that nobody touched.
    """

    filing_key = HiddenField()
    self_filing = HiddenField()
    way = HiddenField()
    matter_code = HiddenField()
    matter_words = HiddenField()
    proposed_department = HiddenField()
    proposed_class = HiddenField()
    seen_same = HiddenField()

    text = TextAreaField(
        lazy_gettext("What has happened"),
        [Required(lazy_gettext("Take down what happened")), AtMost(LONGEST_TEXT)],
    )
    request_type = SelectField(
        lazy_gettext("Kind of complaint"),
        [Required(lazy_gettext("Choose the kind")), OneOf(RequestType)],
        validate_choice=False,
    )
    trips = StringField(lazy_gettext("Trips made"), filters=[tidy_count])
    original_no = StringField(
        lazy_gettext("Original application no."), [AtMost(LONGEST_LINE)]
    )
    channel = SelectField(
        lazy_gettext("Came by"), [OneOf(Channel)], validate_choice=False
    )
    transfer_no = StringField(
        lazy_gettext("12345 order no."), [AtMost(LONGEST_LINE)], filters=[tidy_count]
    )
    handed_by = StringField(lazy_gettext("Handed over by"), [AtMost(LONGEST_NAME)])
    matter = StringField(
        lazy_gettext("Which matter"),
        [
            OnlyFor(Way.DISPATCH, Way.SOLVE),
            Required(
                lazy_gettext("Say which matter it is, or describe it in a few words")
            ),
            AtMost(LONGEST_LINE),
        ],
    )
    ticket_class = SelectField(
        lazy_gettext("Class of limit"),
        [OneOf(TicketClass)],
        validate_choice=False,
    )
    department = SelectField(
        lazy_gettext("Responsible department"),
        [
            OnlyFor(Way.DISPATCH),
            Required(lazy_gettext("Choose the responsible department")),
        ],
        validate_choice=False,
    )
    why = StringField(
        lazy_gettext("Why this department"),
        [OnlyFor(Way.DISPATCH), AtMost(LONGEST_LINE)],
    )
    assisting = SelectMultipleField(
        lazy_gettext("Assisting departments"), validate_choice=False
    )
    name = StringField(
        lazy_gettext("Name"),
        [Required(lazy_gettext("Ask for the name")), AtMost(LONGEST_NAME)],
    )
    phone = StringField(
        lazy_gettext("Telephone"),
        [Required(lazy_gettext("Ask for a telephone number")), Telephone()],
        filters=[tidy_phone],
    )
    kind = RadioField(lazy_gettext("Capacity"), validate_choice=False)
    agent_name = StringField(lazy_gettext("Acting person"), [AtMost(LONGEST_NAME)])
    agent_authority = SelectField(lazy_gettext("What allows it"), validate_choice=False)
    elderly = BooleanField(lazy_gettext("Elderly"))
    disabled = BooleanField(lazy_gettext("Disabled"))
    interpreter = BooleanField(lazy_gettext("Sign language"))
    confidential = BooleanField(lazy_gettext("Hide from the department"))

    solved = TextAreaField(
        lazy_gettext("What was done"),
        [
            OnlyFor(Way.SOLVE),
            Required(lazy_gettext("Say in a sentence what was done")),
            AtMost(LONGEST_TEXT),
        ],
    )
    exclusion = RadioField(
        lazy_gettext("Why it is not taken"),
        [
            OnlyFor(Way.REFUSE),
            Required(lazy_gettext("Choose a reason")),
            OneOf(ExclusionCode),
        ],
        validate_choice=False,
    )
    reasons = TextAreaField(
        lazy_gettext("Reason told to the person"),
        [
            OnlyFor(Way.REFUSE),
            Required(lazy_gettext("Write a sentence the person can read")),
            AtMost(LONGEST_TEXT),
        ],
    )
    redirect = TextAreaField(
        lazy_gettext("Where to go instead"),
        [
            OnlyFor(Way.REFUSE),
            Required(lazy_gettext("Say where the person should go")),
            AtMost(LONGEST_TEXT),
        ],
    )

    # Was a department proposed that nobody has seen yet? Then it is shown before filing.
    is_unseen = False
    # Was the matter that the page showed dropped by other words?
    is_dropped = False

    def __init__(
        self, departments: Sequence[Department], rules: RuleSet, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        choose = [SelectChoice(value="", label=pgettext("select", "Choose"))]
        self.request_type.choices = choose + [_choice(one) for one in RequestType]
        self.ticket_class.choices = [_class_choice(one, rules) for one in TicketClass]
        self.department.choices = choose + [_unit(one, one.name) for one in departments]
        self.assisting.choices = [_unit(one, one.short_name) for one in departments]
        self.channel.choices = [_choice(one) for one in AT_THE_DESK]
        self.agent_authority.choices = choose + [_choice(o) for o in AgentAuthority]
        self.exclusion.choices = [_choice(one) for one in ExclusionCode]
        agent = SelectChoice(value=AGENT, label=pgettext("complainant", "Agent"))
        self.kind.choices = [*(_choice(one) for one in ComplainantKind), agent]
        self._fill_in_beginnings()

    @property
    def chosen_way(self) -> Way:
        """Where the conversation leads, as far as it was said."""
        return Way(self.way.data) if self.way.data in list(Way) else Way.DISPATCH

    def show_first(self) -> None:
        """Say that the proposed department has to be looked at before filing."""
        told = gettext("Proposed from what was taken down: look at it, then file")
        self.department.errors = [told]

    def show_same_first(self, numbers: Sequence[str]) -> None:
        """Say that the person has the same matter under way, before it is filed again."""
        told = gettext(
            "The same telephone has this matter under way: %(numbers)s, shown beside. "
            "Add to that case; or, if it is another thing, file once more.",
            numbers=gettext(", ").join(numbers),
        )
        self.phone.errors = [told]

    @property
    def left_by_citizen(self) -> int | None:
        """Id of the self-filing that this form files; None for what is told here."""
        given = self.self_filing.data or ""
        return (
            int(given) if given.isascii() and given.isdigit() and given != "0" else None
        )

    @property
    def is_changed(self) -> bool:
        """Was another department chosen than the proposed one?"""
        proposed = self.proposed_department.data
        return bool(proposed) and self.department.data != proposed

    def validate_trips(self, field: StringField) -> None:
        digits = field.data or ""
        if digits and not (digits.isascii() and digits.isdigit() and len(digits) < 3):
            raise ValidationError(gettext("A number from 0 to 99"))

    def validate_why(self, field: StringField) -> None:
        if self.chosen_way is Way.DISPATCH and self.is_changed and not field.data:
            raise ValidationError(
                gettext("Say in a few words why not the proposed one")
            )

    def validate_agent_name(self, field: StringField) -> None:
        if self.kind.data == AGENT and not field.data:
            raise ValidationError(gettext("Ask for the name of who acts"))

    def validate_agent_authority(self, field: SelectField) -> None:
        if self.kind.data == AGENT and field.data not in list(AgentAuthority):
            raise ValidationError(gettext("Say what allows it"))

    def validate_transfer_no(self, field: StringField) -> None:
        if self.channel.data == Channel.HOTLINE and not field.data:
            raise ValidationError(gettext("Give the number of the 12345 order"))

    def validate_handed_by(self, field: StringField) -> None:
        if self.channel.data == Channel.LEADER and not field.data:
            raise ValidationError(gettext("Say who handed it over"))

    def complaint(self) -> Complaint:
        """Return what was taken down, once the form was accepted."""
        return Complaint(
            text=self.text.data,
            ticket_class=TicketClass(self.ticket_class.data),
            request_type=RequestType(self.request_type.data),
            matter_code=self.matter_code.data or None,
            matter_name=self._matter_name(),
            trips=int(self.trips.data) if self.trips.data else None,
            original_no=self.original_no.data or "",
            kind=self._kind(),
            name=self.name.data,
            phone=self.phone.data,
            agent_name=self.agent_name.data or "",
            agent_authority=self._authority(),
            channel=Channel.QR if self.left_by_citizen else Channel(self.channel.data),
            external_reference=self._only_for(Channel.HOTLINE, self.transfer_no.data)
            or None,
            handed_by=self._only_for(Channel.LEADER, self.handed_by.data),
            special_care=tuple(one for one in CARE if self[one].data),
            confidential=self.confidential.data,
            filing_key=self.filing_key.data or None,
        )

    def _authority(self) -> AgentAuthority | None:
        given = self.agent_authority.data
        if not self.agent_name.data or given not in list(AgentAuthority):
            return None
        return AgentAuthority(given)

    def _only_for(self, channel: Channel, typed: str | None) -> str:
        return typed or "" if self.channel.data == channel else ""

    def _matter_name(self) -> str:
        """Return what was typed; a refused case may have no matter at all."""
        if self.matter.data:
            return str(self.matter.data)
        if self.chosen_way is Way.REFUSE and self.exclusion.data in list(ExclusionCode):
            return ExclusionCode(self.exclusion.data).zh
        return ""

    def _kind(self) -> ComplainantKind:
        is_firm = self.kind.data == ComplainantKind.ENTERPRISE
        return ComplainantKind.ENTERPRISE if is_firm else ComplainantKind.INDIVIDUAL

    def _fill_in_beginnings(self) -> None:
        """A page shown for the first time, or sent without a field, has these."""
        self.filing_key.data = _key(self.filing_key.data)
        self.way.data = self.chosen_way.value
        self.channel.data = self.channel.data or Channel.WINDOW.value
        self.kind.data = self.kind.data or ComplainantKind.INDIVIDUAL.value
        self.ticket_class.data = self.ticket_class.data or TicketClass.GENERAL.value


def _key(sent: str | None) -> str:
    """Keep the key of a form that was shown; make one for a new form."""
    return sent if sent and len(sent) <= 64 else uuid4().hex


def _choice(code: Term) -> SelectChoice:
    return SelectChoice(value=code.value, label=term(code))


def _class_choice(code: TicketClass, rules: RuleSet) -> SelectChoice:
    limit = rules.classes[code].limit_working_days
    told = working_days(limit) if limit else gettext("the same day")
    return SelectChoice(value=code.value, label=f"{term(code)} · {told}")


def _unit(one: Department, name: str) -> SelectChoice:
    return SelectChoice(value=one.code, label=name)
