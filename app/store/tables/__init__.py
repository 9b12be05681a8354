"""The tables, one file for each family. Only the register imports them."""

from app.store.tables.api import ApiAnswerRow, ApiCountRow, ApiTokenRow
from app.store.tables.calendar_changes import CalendarChangeRow
from app.store.tables.data_requests import DataRequestRow
from app.store.tables.escalations import EscalationRow, SupervisionNoticeRow
from app.store.tables.findings import FindingRow
from app.store.tables.findings_across import AcrossCaseRow, AcrossFindingRow
from app.store.tables.improvements import (
    ImprovementCaseRow,
    ImprovementItemRow,
    ImprovementStepRow,
)
from app.store.tables.interests import InterestRow
from app.store.tables.notices import NoticeReadRow, NoticeRow
from app.store.tables.organisation import (
    CounterRow,
    DepartmentRow,
    DistrictRow,
    MatterRow,
    ServiceCenterRow,
)
from app.store.tables.own_desk import PreferenceRow, SavedFilterRow
from app.store.tables.paper_templates import PaperTemplateRow
from app.store.tables.papers import PaperRow
from app.store.tables.people import AccessLogRow, UserRow
from app.store.tables.publications import PublicationDraftRow, PublicationRow
from app.store.tables.reports import ReportRow, ReportRunRow
from app.store.tables.retaliation import RetaliationRow
from app.store.tables.routing import RoutingChoiceRow
from app.store.tables.rule_files import RuleActivationRow, RuleDraftRow
from app.store.tables.rule_trials import RuleTrialRow
from app.store.tables.seals import SealedRow, SealRow, SealSpanRow
from app.store.tables.second_factors import RecoveryCodeRow, SecondFactorRow
from app.store.tables.self_filings import SelfFilingRow
from app.store.tables.sessions import SessionRow
from app.store.tables.text_blocks import TextBlockRow
from app.store.tables.tickets import (
    ComplainantRow,
    ComplaintRow,
    DocumentFileRow,
    DocumentRow,
    TicketLinkRow,
    TicketRow,
)
from app.store.tables.timeline import ClockRow, EntryRow
from app.store.tables.timer import HeartbeatGapRow, HeartbeatRow, TimerLeaseRow
from app.store.tables.versions import CalendarVersionRow, RuleVersionRow
from app.store.tables.webhooks import WebhookDeliveryRow, WebhookRow

__all__ = [
    "AccessLogRow",
    "AcrossCaseRow",
    "AcrossFindingRow",
    "ApiAnswerRow",
    "ApiCountRow",
    "ApiTokenRow",
    "CalendarChangeRow",
    "CalendarVersionRow",
    "ClockRow",
    "ComplainantRow",
    "ComplaintRow",
    "CounterRow",
    "DataRequestRow",
    "DepartmentRow",
    "DistrictRow",
    "DocumentFileRow",
    "DocumentRow",
    "EntryRow",
    "EscalationRow",
    "FindingRow",
    "HeartbeatGapRow",
    "HeartbeatRow",
    "ImprovementCaseRow",
    "ImprovementItemRow",
    "ImprovementStepRow",
    "InterestRow",
    "MatterRow",
    "NoticeReadRow",
    "NoticeRow",
    "PaperRow",
    "PaperTemplateRow",
    "PreferenceRow",
    "PublicationDraftRow",
    "PublicationRow",
    "RecoveryCodeRow",
    "ReportRow",
    "ReportRunRow",
    "RetaliationRow",
    "RoutingChoiceRow",
    "RuleActivationRow",
    "RuleDraftRow",
    "RuleTrialRow",
    "RuleVersionRow",
    "SavedFilterRow",
    "SealRow",
    "SealSpanRow",
    "SealedRow",
    "SecondFactorRow",
    "SelfFilingRow",
    "ServiceCenterRow",
    "SessionRow",
    "SupervisionNoticeRow",
    "TextBlockRow",
    "TicketLinkRow",
    "TicketRow",
    "TimerLeaseRow",
    "UserRow",
    "WebhookDeliveryRow",
    "WebhookRow",
]

ALL = __all__
