"""Which rows the daily seals cover, and of each row which columns.

What follows from a ticket's entries is proved by folding these again (casework.audit).
Everything else that tells of a case, a ruling, a paper, a publication or of whoever
looked at a name is sealed here, once it no longer changes: a row that is filled in
later is sealed in parts, each when its `filled` column has a value.

What is neither proved nor sealed is named with its reason in docs/evidence.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from app.store.base import Base
from app.store.tables import (
    AccessLogRow,
    AcrossCaseRow,
    AcrossFindingRow,
    CalendarChangeRow,
    CalendarVersionRow,
    ComplaintRow,
    DataRequestRow,
    DocumentRow,
    EscalationRow,
    FindingRow,
    HeartbeatGapRow,
    ImprovementCaseRow,
    ImprovementItemRow,
    ImprovementStepRow,
    InterestRow,
    PaperRow,
    PaperTemplateRow,
    PublicationDraftRow,
    PublicationRow,
    ReportRow,
    RetaliationRow,
    RuleActivationRow,
    RuleDraftRow,
    RuleVersionRow,
    SupervisionNoticeRow,
    TicketLinkRow,
    TicketRow,
    UserRow,
)

Row: TypeAlias = type[Base]
Names: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SealedKind:
    """One kind of sealed row.

    columns: which are sealed, beside the key
    filled:  sealed only once this column has a value; "" for at once
    of:      the table that says whose district it is, and the column that names its
             row; None where the row does, or is of no district
    forgets: may the row go with the personal data of its case? Its key begins with the
             ticket then
    shown:   does it stand in the evidence file of its case?
    """

    name: str
    row: Row
    columns: Names
    key: Names = ("id",)
    filled: str = ""
    of: tuple[Row, str] | None = None
    forgets: bool = False
    shown: bool = False


def _all_but(row: Row, *left_out: str) -> Names:
    """Every column but the key and these."""
    columns = row.__table__.columns
    return tuple(
        c.name for c in columns if not c.primary_key and c.name not in left_out
    )


_TICKET = (TicketRow, "ticket_id")
_STATED = (
    *("district_id", "number", "center_id", "filed_at", "filed_by_id"),
    *("counter_label", "channel", "request_type", "matter_id", "matter_name", "trips"),
    *("original_no", "initial_cause", "handed_by", "agent_authority", "special_care"),
    *("confidential", "filing_key", "external_reference"),
)
# How far a hearing is follows from the entries; by which account it was ruled does not.
_HEARD = (
    *("told_at", "statement_due_at", "stated_at", "ruling_due_at", "ruling", "ground"),
    *("reviewed_by_id", "reviewed_at", "objection_due_at", "objected_at"),
    *("decision_due_at", "decided_by_id", "decided_at", "review_status"),
)
_DECIDED = (
    *("state", "year", "sequence", "number", "at", "recorded_at", "decided_by"),
    *("entry_seq", "evidence"),
)
# What was sealed before there were other grounds, column by column: a kind whose columns
# change would no longer find its older rows as they were sealed.
_RESTS_ON_A_STEP = (
    *("district_id", "ticket_id", "kind", "clock", "cycle", "step"),
    *("department_id", "proposed_by"),
)
_RESTS_ON = ("code", "start_seq", "nth", "unit_ground", "period", "words")
_ITEM = (ImprovementItemRow, "item_id")

# Kinds whose columns are gone since. Their leaves still lie under the seals of their
# days; there is no row any more to compare them with.
RETIRED = frozenset({"retaliation_concluded"})

KINDS: tuple[SealedKind, ...] = (
    # of a case
    SealedKind("tickets", TicketRow, _STATED, shown=True),
    SealedKind(
        "complaints",
        ComplaintRow,
        ("told", "wanted"),
        ("ticket_id",),
        of=_TICKET,
        forgets=True,
        shown=True,
    ),
    SealedKind(
        "documents",
        DocumentRow,
        _all_but(DocumentRow, "ticket_id"),
        ("ticket_id", "id"),
        of=_TICKET,
        forgets=True,
        shown=True,
    ),
    SealedKind(
        "ticket_links",
        TicketLinkRow,
        (),
        ("ticket_id", "other_id"),
        of=_TICKET,
        shown=True,
    ),
    SealedKind(
        "data_requests",
        DataRequestRow,
        ("ticket_id", "reference", "kind", "asked_at", "due_on"),
    ),
    # of flags and papers
    SealedKind(
        "escalations", EscalationRow, _all_but(EscalationRow, *_HEARD), shown=True
    ),
    SealedKind(
        "escalations_ruled",
        EscalationRow,
        ("reviewed_by_id",),
        filled="reviewed_at",
        shown=True,
    ),
    SealedKind(
        "escalations_decided",
        EscalationRow,
        ("decided_by_id",),
        filled="decided_at",
        shown=True,
    ),
    SealedKind("findings", FindingRow, _all_but(FindingRow, *_HEARD), shown=True),
    SealedKind(
        "findings_ruled",
        FindingRow,
        ("reviewed_by_id",),
        filled="reviewed_at",
        shown=True,
    ),
    SealedKind(
        "findings_decided",
        FindingRow,
        ("decided_by_id",),
        filled="decided_at",
        shown=True,
    ),
    SealedKind(
        "supervision_notices",
        SupervisionNoticeRow,
        _all_but(
            SupervisionNoticeRow,
            "replied_at",
            "reply_text",
            "lifted_at",
            "lift_reasons",
        ),
        shown=True,
    ),
    SealedKind("papers", PaperRow, _RESTS_ON_A_STEP, shown=True),
    SealedKind("papers_grounds", PaperRow, _RESTS_ON, shown=True),
    SealedKind("papers_decided", PaperRow, _DECIDED, filled="decided_by", shown=True),
    SealedKind(
        "papers_reasons", PaperRow, ("decision",), filled="decision", shown=True
    ),
    SealedKind(
        "papers_withdrawn",
        PaperRow,
        ("withdrawn_at", "withdrawn_by", "withdrawn_for"),
        filled="withdrawn_at",
        shown=True,
    ),
    SealedKind(
        "retaliation_reports",
        RetaliationRow,
        _all_but(RetaliationRow, "told"),
        shown=True,
    ),
    SealedKind(
        "retaliation_told",
        RetaliationRow,
        ("told",),
        ("ticket_id", "id"),
        forgets=True,
        shown=True,
    ),
    # of patterns
    SealedKind("across_findings", AcrossFindingRow, _all_but(AcrossFindingRow)),
    SealedKind(
        "across_cases",
        AcrossCaseRow,
        ("is_hit",),
        ("finding_id", "ticket_id"),
        of=(AcrossFindingRow, "finding_id"),
    ),
    SealedKind(
        "improvement_items",
        ImprovementItemRow,
        ("district_id", "matter", "cause", "nth", "period", "proposed_at"),
    ),
    SealedKind(
        "improvement_owners",
        ImprovementItemRow,
        ("department_id", "owner", "due_on"),
        filled="due_on",
    ),
    SealedKind(
        "improvement_ends",
        ImprovementItemRow,
        ("state", "outcome", "ended_at"),
        filled="ended_at",
    ),
    SealedKind(
        "improvement_cases", ImprovementCaseRow, (), ("item_id", "ticket_id"), of=_ITEM
    ),
    SealedKind(
        "improvement_steps", ImprovementStepRow, _all_but(ImprovementStepRow), of=_ITEM
    ),
    # of what goes out, and what judges
    SealedKind("publications", PublicationRow, _all_but(PublicationRow)),
    SealedKind(
        "publication_drafts",
        PublicationDraftRow,
        _all_but(PublicationDraftRow, "discarded_at"),
    ),
    SealedKind("reports", ReportRow, _all_but(ReportRow)),
    SealedKind("rule_drafts", RuleDraftRow, _all_but(RuleDraftRow, "discarded_at")),
    SealedKind("rule_activations", RuleActivationRow, _all_but(RuleActivationRow)),
    SealedKind("rule_versions", RuleVersionRow, _all_but(RuleVersionRow), ("hash",)),
    SealedKind(
        "calendar_versions", CalendarVersionRow, _all_but(CalendarVersionRow), ("hash",)
    ),
    SealedKind("calendar_changes", CalendarChangeRow, _all_but(CalendarChangeRow)),
    SealedKind("paper_templates", PaperTemplateRow, _all_but(PaperTemplateRow)),
    # of those who watch
    SealedKind(
        "interests",
        InterestRow,
        _all_but(InterestRow, "until_on"),
        of=(UserRow, "user_id"),
    ),
    SealedKind(
        "interest_ends",
        InterestRow,
        ("until_on",),
        of=(UserRow, "user_id"),
        filled="until_on",
    ),
    SealedKind("access_log", AccessLogRow, _all_but(AccessLogRow)),
    SealedKind("heartbeat_gaps", HeartbeatGapRow, _all_but(HeartbeatGapRow)),
)
