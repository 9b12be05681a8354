"""The words of the field, each with its official Chinese and its English name.

Source of the code tables: docs/rules.md, section "Code tables". Members stand in
alphabetical order unless the order is meaning; the docstring then says so.
Values are stable: they stand in the database, in the API and in the rule file.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A code with a Chinese (`zh`) and an English (`en`) name."""

    zh: str
    en: str

    def __new__(cls, value: object, zh: str = "", en: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = str(value)
        member.zh = zh
        member.en = en
        return member


class TicketClass(Term):
    """Difficulty of a case; sets the finish limit. Order: rising limit."""

    SIMPLE = "simple", "简单", "Simple"
    GENERAL = "general", "一般", "General"
    CANNOT_BE_DONE = "cannot_be_done", "不能办", "Cannot be done"
    OBSTRUCTION = "obstruction", "不给办", "Alleged obstruction"
    COMPLEX = "complex", "复杂", "Complex"
    SPECIAL = "special", "特殊", "Special"
    DIFFICULT = "difficult", "疑难", "Difficult"


class State(Term):
    """Where a ticket stands. Order: the course of its life."""

    FILED = "filed", "已登记", "Filed"
    HELD = "held", "办理中", "In progress"
    SUSPENDED = "suspended", "挂起", "Suspended"
    RETURNED = "returned", "退单仲裁", "Returned, under arbitration"
    ANSWERED = "answered", "待核查", "Answered, to be verified"
    VERIFIED = "verified", "待回访", "Verified, to be revisited"
    REVISITED = "revisited", "待办结", "Revisited"
    CLOSED = "closed", "已办结", "Closed"
    WITHDRAWN = "withdrawn", "反映人撤回", "Withdrawn"
    ARCHIVED = "archived", "已归档", "Archived"


class EntryKind(Term):
    """What a timeline entry says happened. The first block moves clocks (an act);
    the second is written by time; the third is procedure around the ticket."""

    FILED = "filed", "登记", "Filed"
    DISPATCHED = "dispatched", "派单", "Dispatched"
    SIGNED = "signed", "签收", "Signed for"
    CONTACTED = "contacted", "联系反映人", "Complainant contacted"
    PROGRESSED = "progressed", "进展", "Progress noted"
    SUSPENDED = "suspended", "挂起", "Suspended"
    RESUMED = "resumed", "恢复计时", "Resumed"
    EXTENDED = "extended", "延期", "Extended"
    RETURNED = "returned", "退单", "Returned"
    ARBITRATED = "arbitrated", "仲裁", "Arbitrated"
    ANSWERED = "answered", "答复", "Answered"
    VERIFIED = "verified", "核查", "Verified"
    REVISITED = "revisited", "回访", "Revisited"
    CLOSED = "closed", "办结", "Closed"
    REOPENED = "reopened", "退回重办", "Reopened"
    WITHDRAWN = "withdrawn", "撤回", "Withdrawn"
    ARCHIVED = "archived", "归档", "Archived"
    NOTICE_REPLIED = "notice_replied", "回复督办单", "Supervision notice answered"
    NOTICE_ISSUED = "notice_issued", "发督办单", "Supervision notice issued"

    AUTO_SIGNED = "auto_signed", "自动签收", "Signed automatically"
    AUTO_RESUMED = "auto_resumed", "自动恢复计时", "Resumed automatically"
    ESCALATED = "escalated", "升级", "Escalated"

    EXTENSION_REQUESTED = "extension_requested", "申请延期", "Extension requested"
    EXTENSION_REFUSED = "extension_refused", "延期不予批准", "Extension refused"
    HANDED_UP = "handed_up", "上交区窗口", "Handed up to the district window"
    CALENDAR_CHANGED = "calendar_changed", "日历更新", "Calendar changed"
    ASSISTANT_ADDED = "assistant_added", "增加会办", "Assistant added"
    ASSISTANT_RELEASED = "assistant_released", "免除会办", "Assistant released"
    LEVEL_RAISED = "level_raised", "提级", "Raised a level by hand"
    MEETING_CALLED = "meeting_called", "召集联席会议", "Joint meeting called"
    MEETING_HELD = "meeting_held", "联席会议纪要", "Joint meeting held"
    WATCHED = "watched", "列入政策待变", "Put on the policy watch-list"
    CALLED_BACK = "called_back", "政策变化回告", "Called back after a policy change"
    UNWATCHED = "unwatched", "移出政策待变", "Taken off the policy watch-list"
    MERGED = "merged", "并入主件", "Merged into another ticket"
    DUPLICATE_JOINED = "duplicate_joined", "并入重复件", "A duplicate joined"
    REPEAT_LINKED = "repeat_linked", "关联前件", "Linked to an earlier ticket"
    RULES_CHANGED = "rules_changed", "规则更新", "Rules changed"
    NOTICE_LIFTED = "notice_lifted", "解除督办单", "Supervision notice lifted"
    STATEMENT_REQUESTED = "statement_requested", "要求说明", "Statement requested"
    STATEMENT_GIVEN = "statement_given", "部门说明", "Statement given"
    ESCALATION_CONFIRMED = "escalation_confirmed", "认定成立", "Escalation confirmed"
    ESCALATION_DISMISSED = "escalation_dismissed", "认定不成立", "Escalation dismissed"
    DOWNGRADED = "downgraded", "从轻认定", "Downgraded to a reminder"
    OBJECTED = "objected", "提出异议", "Objected"
    OBJECTION_DECIDED = "objection_decided", "异议复核", "Objection decided"
    CIRCULAR_ISSUED = "circular_issued", "通报", "Circular issued"
    TALK_RECORDED = "talk_recorded", "约谈", "Talk recorded"
    CLUE_PROPOSED = "clue_proposed", "提请移送线索", "Clue package proposed"
    CLUE_TRANSFERRED = "clue_transferred", "移送线索", "Clue package handed over"
    CLUE_REFUSED = "clue_refused", "不予移送线索", "Clue package not handed over"
    PAPER_WITHDRAWN = "paper_withdrawn", "撤销文书", "Paper withdrawn"
    RETALIATION_REPORTED = (
        "retaliation_reported",
        "反映打击报复",
        "Retaliation reported",
    )
    RETALIATION_CONCLUDED = (
        "retaliation_concluded",
        "打击报复核查结论",
        "Concluded on retaliation",
    )


class ClockName(Term):
    """A limit that runs on a ticket. Order: as clocks are listed in answers."""

    SIGN = "sign", "签收", "Sign"
    CONTACT = "contact", "首次联系", "First contact"
    RETURN = "return", "退单", "Return window"
    ARBITRATION = "arbitration", "仲裁", "Arbitration"
    FINISH = "finish", "办结", "Finish"
    HOLD = "hold", "在手", "Hold"
    ASSIST = "assist", "会办", "Assist"
    VERIFY = "verify", "核查", "Verify"
    REVISIT = "revisit", "回访", "Revisit"
    REDO = "redo", "重办", "Redo"
    NOTICE_REPLY = "notice_reply", "督办回复", "Notice reply"
    RATING_CONTACT = "rating_contact", "差评联系", "Contact after a bad rating"


class Step(Term):
    """A step of the ladder. Order: rising."""

    YELLOW = "yellow", "黄灯提醒", "Yellow light"
    URGE = "urge", "红灯催办", "Red light, written urge"
    BLUE = "blue", "蓝色督办单", "Blue notice"
    ORANGE = "orange", "橙色督办单", "Orange notice"
    RED = "red", "红色督办单", "Red notice and circular"
    RAISED = "raised", "提级约谈", "Raised a level"
    CLUE = "clue", "线索移送", "Clue package"


class Colour(Term):
    """Colour of a supervision notice (督办单). Order: rising."""

    BLUE = "blue", "蓝色", "Blue"
    ORANGE = "orange", "橙色", "Orange"
    RED = "red", "红色", "Red"


class SuspensionReason(Term):
    """A special procedure or outside wait for which a clock may be suspended."""

    APPRAISAL = "appraisal", "鉴定", "Appraisal"
    AUCTION = "auction", "拍卖", "Auction"
    CORRECTION = "correction", "补正材料", "Correction of materials"
    EXPERT_REVIEW = "expert_review", "专家评审", "Expert review"
    HEARING = "hearing", "听证", "Hearing"
    INSPECTION_TESTING = "inspection_testing", "检验检测", "Inspection and testing"
    JUDICIAL = "judicial", "司法程序", "Judicial procedure"
    QUARANTINE = "quarantine", "检疫", "Quarantine"
    TENDER = "tender", "招标", "Tender"
    UPPER_LEVEL = "upper_level", "上级批复", "Reply of an upper level"


class ResultCode(Term):
    """How the department's answer ends the case (结果代码)."""

    R1 = "R1", "已办成", "Done"
    R2 = "R2", "部分办成", "Partly done"
    R3 = "R3", "已指引/已代办", "Guided or done on behalf"
    R4 = "R4", "不能办·已解释", "Cannot be done, explained"
    R5 = "R5", "政策待变·已登记", "Waiting for a policy change, recorded"
    R6 = "R6", "转法定渠道", "Sent to the statutory channel"
    R7 = "R7", "反映人撤回", "Withdrawn by the complainant"
    R8 = "R8", "无法联系", "Could not be reached"
    R9 = "R9", "反映不实", "Not as reported"


class CauseCode(Term):
    """Why it could not be done (原因代码); initial at the desk, final at verification."""

    C11 = "C11", "法律法规禁止", "Forbidden by law"
    C12 = "C12", "政策已调整/衔接期", "Policy changed or in transition"
    C13 = "C13", "不符合条件", "Conditions not met"
    C14 = "C14", "超出本级权限", "Beyond this level's authority"
    C15 = "C15", "本地尚未开通", "Not offered here yet"
    C21 = "C21", "材料缺失/证明无处开", "Material missing, nobody issues it"
    C22 = "C22", "历史遗留", "Left over from the past"
    C23 = "C23", "跨部门职责不清", "Unclear between departments"
    C24 = "C24", "跨区域/跨层级", "Across regions or levels"
    C25 = "C25", "系统/数据不通", "Systems or data not connected"
    C26 = "C26", "标准/指南不一致", "Standards or guides differ"
    C27 = "C27", "新业态无依据", "New business, no rule"
    C28 = "C28", "特殊程序过长", "Special procedure too long"
    C29 = "C29", "中介/第三方", "Intermediary or third party"
    C31 = "C31", "应受理不受理", "Not accepted though due"
    C32 = "C32", "超时未办", "Past the limit"
    C33 = "C33", "推诿退件", "Passed on"
    C34 = "C34", "多次补正/未一次告知", "Repeated corrections, not told at once"
    C35 = "C35", "增设条件/索要额外材料", "Extra conditions or materials"
    C36 = "C36", "态度生硬", "Bad attitude"
    C37 = "C37", "指定中介/吃拿卡要", "Forced intermediary or extortion"
    C38 = "C38", "虚假办结", "False closing"
    C41 = "C41", "申请人不了解流程", "Procedure not known"
    C42 = "C42", "不会用线上系统", "Online system not mastered"
    C43 = "C43", "特殊人群不便", "Special needs"
    C90 = "C90", "其他", "Other"


class Grade(Term):
    """The quarterly grade of a department (季度考核等次). Order: falling."""

    EXCELLENT = "excellent", "优秀", "Excellent"
    GOOD = "good", "良好", "Good"
    PASSED = "passed", "合格", "Passed"
    FAILED = "failed", "不合格", "Failed"


class PeriodKind(Term):
    """How long a span figures and reports are about (统计周期). Order: rising."""

    DAY = "day", "日", "Day"
    MONTH = "month", "月", "Month"
    QUARTER = "quarter", "季度", "Quarter"
    YEAR = "year", "年度", "Year"


class Pattern(Term):
    """A habit that only many cases show (行为规律); it accuses nobody. Order: from the
    dispatch to the closing."""

    BOUNCE = "bounce", "退单", "Returned"
    SILENT_ASSISTANT = "silent_assistant", "会办沉默", "Assistant silent"
    EXTENSION = "extension", "申请延期", "Extension asked for"
    SUSPENSION = "suspension", "挂起停表", "Suspended"
    OFF_REGISTER = (
        "off_register",
        "清单外特殊程序",
        "Special procedure off the register",
    )
    LAST_MINUTE = "last_minute", "踩线答复", "Answered at the last minute"
    SAME_ANSWER = "same_answer", "雷同答复", "Same answer again"
    FALSE_CLOSING = "false_closing", "核查为虚假办结", "Found closed falsely"
    SENT_BACK = "sent_back", "退回重做", "Sent back to be done again"


class Comparison(Term):
    """How a department's share stands to that of the others (比较结论). Order: as in
    the key."""

    ABOVE = "above", "高于其他部门", "Above the others"
    BELOW = "below", "低于其他部门", "Below the others"
    ALIKE = "alike", "未见差别", "No difference shown"
    TOO_FEW = "too_few", "件数不足，不作比较", "Too few to compare"


class ProcedureFault(Term):
    """What the register of special procedures has against a suspension (特殊程序问题).
    Order: the gravest first."""

    NOT_LISTED = "not_listed", "事项清单中没有", "Not on the register for this matter"
    TOO_LONG = "too_long", "超过清单规定的天数", "Longer than the register allows"
    NO_NOTICE = "no_notice", "没有书面通知文号", "No number of a written notice"


class ImprovementState(Term):
    """How far an improvement item is (改进事项状态). Order: its course."""

    PROPOSED = "proposed", "待研判", "Proposed"
    TAKEN_UP = "taken_up", "改进中", "Taken up"
    DONE = "done", "已完成", "Done"
    DECLINED = "declined", "不列入", "Not taken up"


class ImprovementStep(Term):
    """What happened to an improvement item (改进事项记录). Order: its course."""

    PROPOSED = "proposed", "系统提出", "Proposed by the system"
    REPEATED = "repeated", "再次发生", "Happened again"
    TAKEN_UP = "taken_up", "列入改进", "Taken up"
    NOTED = "noted", "改进措施", "Step noted"
    DONE = "done", "完成", "Done"
    DECLINED = "declined", "不列入", "Not taken up"


class ImprovementOutcome(Term):
    """What was changed for all cases of a class (改进结果). Order: as on the form."""

    GUIDE = "guide", "修订办事指南或者标准", "Guide or standard revised"
    PROCEDURE = "procedure", "优化办理流程", "Procedure improved"
    SYSTEMS = "systems", "打通系统或者数据", "Systems or data connected"
    AGREEMENT = "agreement", "建立部门协同办法", "Departments agreed on a way"
    POLICY = "policy", "提请调整政策", "Change of policy asked for"
    STAFF = "staff", "培训或者增配人员", "Staff trained or added"
    NOTHING = "nothing", "查明无须改动", "Found that nothing is to change"


class ReportScope(Term):
    """Whom a report is about (报告范围). Order: falling."""

    DISTRICT = "district", "全区", "District"
    CENTER = "center", "中心/窗口", "Service center"
    DEPARTMENT = "department", "部门", "Department"


class ExclusionCode(Term):
    """Why a complaint is out of scope (不予受理情形)."""

    X1 = "X1", "诉讼/仲裁", "Lawsuit or arbitration"
    X2 = "X2", "行政复议/裁决", "Administrative reconsideration"
    X3 = "X3", "信访在办", "Petition under way"
    X4 = "X4", "纪检举报", "Report to the discipline body"
    X5 = "X5", "政府信息公开", "Information disclosure"
    X6 = "X6", "民事纠纷", "Private dispute"
    X7 = "X7", "紧急求助(110/119/120/122)", "Emergency"
    X8 = "X8", "非本区事权", "Not this district's matter"
    X9 = "X9", "重复且无新事实", "Repeated without new facts"
    X10 = "X10", "涉密", "State secret"
    X11 = "X11", "与法律政策不符的要求", "Contrary to law or policy"
    X12 = "X12", "非政务服务", "Not a government service"


class RequestType(Term):
    """What went wrong, in the complainant's view (诉求类型). Order: as on the form."""

    NOT_ACCEPTED = "not_accepted", "未受理", "Not accepted"
    NOT_APPROVED = "not_approved", "未审批", "Not approved"
    LATE = "late", "逾期未办", "Late"
    MANY_TRIPS = "many_trips", "多次跑动", "Many trips"
    ATTITUDE = "attitude", "服务作风", "Attitude"
    RESULT_DISPUTED = "result_disputed", "对结果有异议", "Result disputed"
    DONE_ELSEWHERE = "done_elsewhere", "他地可办本地不可办", "Done elsewhere, not here"
    SPECIAL_NEED = "special_need", "提速/上门/延时", "Faster, at home, after hours"
    OTHER = "other", "其他", "Other"


class Channel(Term):
    """How the case came in (受理渠道). Order: the most frequent first."""

    WINDOW = "window", "窗口", "Window"
    QR = "qr", "扫码自助", "Self-filed by QR code"
    HOTLINE = "hotline", "12345转办", "Transferred from 12345"
    LEADER = "leader", "领导交办", "Assigned by a leader"


class AgentAuthority(Term):
    """How somebody who files for another shows that they may (授权依据). Order: as on
    the form."""

    WRITTEN = "written", "书面委托", "Written authorisation"
    STATUTORY = "statutory", "法定代表人或者监护人", "By law"
    FAMILY = "family", "近亲属代为反映", "Close relative"


class PaperKind(Term):
    """A paper that follows from what was confirmed (文书种类). Order: rising."""

    CIRCULAR = "circular", "通报", "Circular"
    TALK = "talk", "约谈记录", "Talk record"
    CLUE = "clue_package", "线索移送函", "Clue package"


class UnitGround(Term):
    """What a department's figures of a finished period show (通报约谈事由).

    Order: rising.
    """

    WORST_OF_MONTH = "worst_of_month", "当月认定问题最多", "Most flags of the month"
    FAILED_QUARTER = "failed_quarter", "季度评价不合格", "Failed the quarter"
    RED_NOTICES = "red_notices", "季度红色督办单超限", "Red notices of the quarter"
    WORST_RUNNING = (
        "worst_running",
        "连续多月认定问题最多",
        "Most flags, months running",
    )


class LetterKind(Term):
    """An official letter with a Word template of its own (公文模板). Order: as listed."""

    NOTICE = "supervision_notice", "督办单", "Supervision notice"
    CIRCULAR = "circular", "通报", "Circular"
    TALK = "talk_record", "约谈记录", "Talk record"
    CLUE = "clue_letter", "线索移送函", "Clue letter"


class PaperState(Term):
    """How far a paper is (文书状态). Order: its course."""

    PROPOSED = "proposed", "待第二人审定", "Awaits a second person"
    ISSUED = "issued", "已制发", "Issued"
    REFUSED = "not_issued", "不予移送", "Not handed over"


class DocumentKind(Term):
    """What a document is to the case (材料类型). Order: as on the form."""

    EVIDENCE = "evidence", "证明材料", "Evidence"
    APPLICATION = "application", "申请材料", "Application papers"
    IDENTITY = "identity", "身份证明", "Proof of identity"
    PHOTO = "photo", "现场照片", "Photograph"
    NOTICE = "notice", "告知书、通知书", "Written notice"
    REPLY = "reply", "答复文书", "Written answer"
    STATEMENT = "statement", "情况说明", "Statement"
    EVIDENCE_FILE = "evidence_file", "证据卷", "Evidence file"
    OTHER = "other_document", "其他材料", "Other document"


class DataRequestKind(Term):
    """What a person asks about the own data (个人信息请求). Order: as on the form."""

    ACCESS = "access", "查阅、复制", "See or copy"
    CORRECT = "correct", "更正、补充", "Correct"
    DELETE = "delete", "删除", "Delete"


class DataRequestOutcome(Term):
    """What was decided on it (处理结果). Order: as on the form."""

    GRANTED = "granted", "同意", "Granted"
    REFUSED = "refused", "不同意", "Refused"


class ScanState(Term):
    """What the virus scanner said of a file (查毒结果). Order: as it is found out."""

    UNSCANNED = "unscanned", "未查毒", "Not scanned yet"
    CLEAN = "clean", "未发现病毒", "Clean"
    INFECTED = "infected", "发现病毒", "Infected"
    FAILED = "failed", "查毒未完成", "Scan failed"


class ComplainantKind(Term):
    """Who complains (反映人类型). Order: the most frequent first."""

    INDIVIDUAL = "individual", "个人", "Individual"
    ENTERPRISE = "enterprise", "企业", "Enterprise"


class Role(Term):
    """What somebody is here to do. One officer holds one role.

    Order: the way of a ticket, then those who keep the house, then who has no account.
    """

    FRONT_DESK = "front_desk", "窗口专员", "Front-desk officer"
    CENTER_LEADER = "center_leader", "中心值班长", "Center duty leader"
    DISPATCHER = "dispatcher", "区政数局调度", "Dispatcher and arbiter"
    CHIEF_REPRESENTATIVE = "chief_representative", "首席代表", "Chief representative"
    HANDLER = "handler", "承办人", "Handler"
    DEPUTY_LEADER = "deputy_leader", "部门分管领导", "Department's deputy leader"
    INSPECTOR = "inspector", "督查员", "Inspector"
    DISTRICT_LEADER = "district_leader", "区分管领导", "District leader"
    SYSTEM_ADMINISTRATOR = "system_administrator", "系统管理员", "System administrator"
    SECURITY_ADMINISTRATOR = (
        "security_administrator",
        "安全管理员",
        "Security administrator",
    )
    AUDIT_ADMINISTRATOR = "audit_administrator", "审计管理员", "Audit administrator"
    STATISTICIAN = "statistician", "只读统计", "Read-only statistics"
    CITIZEN = "citizen", "反映人本人", "The complainant"
    SYSTEM = "system", "系统", "The system"


class Relation(Term):
    """How somebody stands to a ticket. Order: nearest first."""

    COMPLAINANT = "complainant", "本人", "Whose case it is"
    HOLDER = "holder", "承办", "Of the department that holds it"
    ASSISTANT = "assistant", "会办", "Of an assisting department"
    FORMER = "former", "曾承办", "Of a department that returned it"
    NAMED = "named", "被反映", "Of a department that reported retaliation names"
    OWN_CENTER = "own_center", "本中心", "Of the center that filed it"
    HANDED_TO = "handed_to", "上级窗口", "Of the district window it was handed up to"
    DISTRICT = "district", "本区", "Of the same district"


class Unsolved(Term):
    """Why the complainant says that it is not solved (未解决的原因). Order: as asked."""

    NOT_DONE = "not_done", "没有办成", "It was not done"
    PARTLY = "partly", "只办了一部分", "Only part of it was done"
    UNTRUE = "untrue", "说办好了，其实没有", "It is said to be done, and is not"
    NO_CONTACT = "no_contact", "没有人联系过我", "Nobody has called me"
    PASSED_ON = "passed_on", "又让我去找别的部门", "I was sent to another department"
    ASKED_MORE = "asked_more", "又要我补别的材料", "More papers were asked for"
    DISAGREE = "disagree", "不同意说的理由", "I do not agree with the reasons"


class ReviewStatus(Term):
    """How far the inspection office is with an escalation or a finding. Order: its
    course. Whether a ruling is final is computed, not a status."""

    PENDING = "pending", "待核", "To be reviewed"
    STATEMENT = "statement", "待说明", "Statement asked for"
    HEARD = "heard", "已说明", "Statement given"
    CONFIRMED = "confirmed", "成立", "Confirmed"
    DOWNGRADED = "downgraded", "从轻（提醒）", "Downgraded to a reminder"
    DISMISSED = "dismissed", "不成立", "Dismissed"
    OBJECTED = "objected", "异议中", "Under objection"
    REVOKED = "revoked", "已撤销", "Revoked"


class Ground(Term):
    """Why a flag is dismissed, downgraded or revoked (不认定、从轻、撤销的理由).

    Order: the facts first, then the exemptions as the rules list them.
    """

    FACTS = "facts", "事实不成立", "The facts do not bear it out"
    FORCE_MAJEURE = "force_majeure", "不可抗力", "Force majeure"
    FALSE_MATERIAL = (
        "false_material",
        "反映人隐瞒事实或者材料虚假",
        "Facts hidden or material false",
    )
    UPPER_LEVEL = "upper_level_approval", "须经上级批准", "Needed an upper level"
    LAW_OR_POLICY = "law_or_policy", "法律政策障碍", "Blocked by law or policy"
    SELF_CORRECTED = (
        "self_corrected",
        "告知前已自行纠正",
        "Corrected before it was told",
    )
    LIGHT = "light", "情节轻微、未造成影响", "Slight, and without effect"


class FindingCode(Term):
    """What a history suggests, and V1, what somebody reports; a person confirms.

    Order: that of the rules.
    """

    N1 = "N1", "拒收", "Not signed for"
    N2 = "N2", "零动作", "Nothing done"
    N3 = "N3", "应办不办", "Not done though due"
    N4 = "N4", "不复函", "Notice not answered"
    N5 = "N5", "不协同", "Assistant silent"
    N6 = "N6", "虚假办结", "Closed falsely"
    M1 = "M1", "逾期", "Finished late"
    M2 = "M2", "环节超时", "Step late"
    M4 = "M4", "反复延期", "Extended again or too late"
    M5 = "M5", "滥用特殊程序", "Special procedure abused"
    T1 = "T1", "退单被驳回", "Return rejected"
    T2 = "T2", "违规退回", "Returned against the rules"
    T3 = "T3", "多次补正", "Corrections asked for again or late"
    Q1 = "Q1", "差评不改", "Bad rating ignored"
    V1 = "V1", "打击报复", "Retaliation"


class AcrossCode(Term):
    """What only several cases show (跨工单疑点). Order: that of the rules."""

    M3 = "M3", "踩线办结", "Closed at the last minute"
    PERSON_AGAIN = "person_again", "同一人同一事项反复", "Same person and matter again"
    CLASS_AGAIN = "class_again", "同一事项同一原因反复", "Same matter and cause again"


class LinkKind(Term):
    """Why two tickets belong together. Order: as they are listed."""

    DUPLICATE = "duplicate", "重复件", "Duplicate"
    REPEAT = "repeat", "再次反映", "Reported again"


class SelfFilingState(Term):
    """How far a window is with what a citizen wrote. Order: its course."""

    TO_CHECK = "to_check", "待核对", "To be checked"
    FILED = "filed", "已登记", "Filed"
    REFUSED = "refused", "不予受理", "Not taken"


class Verdict(Term):
    """Who answers for what went wrong (责任认定), said at archiving. Order: as printed."""

    NOBODY = "nobody", "无责任", "Nobody"
    INACTION = "inaction", "不作为", "Inaction"
    DELAY = "delay", "慢作为", "Delay"
    PASSING_ON = "passing_on", "推诿", "Passing on"
    FALSE_CLOSING = "false_closing", "虚假办结", "False closing"
    RULES = "rules", "制度或者流程问题", "Rules or procedure"
    COMPLAINANT = "complainant", "反映人自身原因", "The complainant's own part"


class Command(Term):
    """What can be done to a ticket. Order: the course of its life."""

    VIEW = "view", "查看", "Look at"
    REVEAL = "reveal", "查看全名电话", "See name and telephone"
    FILE = "file", "登记", "File"
    REFUSE = "refuse", "不予受理", "Refuse as out of scope"
    SOLVE_AT_DESK = "solve_at_desk", "当场办成", "Solve at the desk"
    CONCLUDE = "conclude", "督查办结", "Conclude as the inspection office"
    DISPATCH = "dispatch", "派单", "Dispatch"
    HAND_UP = "hand_up", "上交区窗口", "Hand up"
    ADD_ASSISTANT = "add_assistant", "增加会办", "Name a further assistant"
    RELEASE_ASSISTANT = "release_assistant", "免除会办", "Release an assistant"
    MERGE = "merge", "并入主件", "Merge into another ticket"
    LINK = "link", "关联前件", "Link to an earlier ticket"
    SIGN = "sign", "签收", "Sign"
    CONTACT = "contact", "首次联系", "Record a contact"
    PROGRESS = "progress", "记进展", "Add progress"
    SUSPEND = "suspend", "挂起", "Suspend"
    RESUME = "resume", "恢复计时", "Resume"
    REQUEST_EXTENSION = "request_extension", "申请延期", "Ask for an extension"
    GRANT_EXTENSION = "grant_extension", "批准延期", "Grant the extension"
    REFUSE_EXTENSION = "refuse_extension", "不批准延期", "Refuse the extension"
    RETURN = "return", "退单", "Return"
    ARBITRATE = "arbitrate", "仲裁", "Arbitrate"
    ANSWER = "answer", "答复", "Answer"
    RAISE_LEVEL = "raise_level", "提级", "Raise a level"
    CALL_MEETING = "call_meeting", "召集联席会议", "Call a joint meeting"
    HOLD_MEETING = "hold_meeting", "记会议纪要", "Record the joint meeting"
    VERIFY = "verify", "核查", "Verify"
    REVISIT = "revisit", "回访", "Record a revisit"
    CLOSE = "close", "办结", "Close"
    REOPEN = "reopen", "退回重办", "Reopen"
    WITHDRAW = "withdraw", "撤回", "Withdraw"
    WATCH = "watch", "列入政策待变", "Put on the policy watch-list"
    CALL_BACK = "call_back", "政策变化回告", "Call back after a policy change"
    UNWATCH = "unwatch", "移出政策待变", "Take off the watch-list"
    ARCHIVE = "archive", "归档", "Archive"
    REPLY_NOTICE = "reply_notice", "回复督办单", "Reply to a supervision notice"
    ISSUE_NOTICE = "issue_notice", "发督办单", "Issue a supervision notice"
    LIFT_NOTICE = "lift_notice", "解除督办单", "Lift a supervision notice"
    REQUEST_STATEMENT = "request_statement", "要求说明", "Ask for a statement"
    GIVE_STATEMENT = "give_statement", "提交说明", "Give a statement"
    CONFIRM_ESCALATION = "confirm_escalation", "认定成立", "Confirm"
    DOWNGRADE = "downgrade", "从轻认定", "Downgrade to a reminder"
    DISMISS_ESCALATION = "dismiss_escalation", "认定不成立", "Dismiss"
    OBJECT = "object", "提出异议", "Object"
    DECIDE_OBJECTION = "decide_objection", "异议复核", "Decide on the objection"
    ISSUE_CIRCULAR = "issue_circular", "发通报", "Issue a circular"
    RECORD_TALK = "record_talk", "记约谈", "Record a talk"
    PROPOSE_CLUE = "propose_clue", "提请移送线索", "Propose a clue package"
    TRANSFER_CLUE = "transfer_clue", "批准移送线索", "Hand a clue package over"
    REFUSE_CLUE = "refuse_clue", "不予移送线索", "Hand no clue package over"
    REPORT_RETALIATION = "report_retaliation", "反映打击报复", "Report retaliation"
    SWEEP = "sweep", "巡查", "Sweep"
