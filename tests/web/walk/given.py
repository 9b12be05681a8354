"""What the demo does not have and a page shows: made as its people would make it."""

from __future__ import annotations

from io import BytesIO

from app.casework import retaliation, supervision
from app.casework.demo.people import PASSWORD, DemoPerson
from app.casework.query_codes import query_code
from app.domain.finding import FindingKey
from app.domain.terms import FindingCode, Role
from app.scheduler.documents import inspect_documents
from app.store import directory, second_factors
from app.store.reads.people import find_account
from app.store.transaction import transaction
from app.web.furnishing import settings_here
from tests.casework.given_office import act, rows
from tests.casework.given_people import secret
from tests.casework.test_documents import drawn
from tests.casework.test_rulebook import LONGER
from tests.web.walk.register import NOW

WITH_SECOND_FACTOR = "chuangkou2"
# Offered where the figures show it; the page itself says when they do not.
ON_FIGURES = "/papers/on-figures?department=SJ&period=2026-10&kind=circular&ground=worst_of_month"
CITIZEN = {
    "center": "C0",
    "told": "跑了三趟还没有受理。",
    "name": "李某某",
    "phone": "13800004321",
    "agreed": "y",
}


def prepare(visitor, person: DemoPerson | None) -> list[str]:
    """Make it, and return addresses to which paper leads, or a form's answer, and no
    link."""
    if person is None:
        return [_own_case(), _receipt(visitor), _sign_in_code(visitor)]
    role = person.role
    if role is Role.FRONT_DESK and person.center == "C0":
        number = _revisited(visitor)
        _add_document(visitor, number)
        return [f"/cases/{number}", f"/cases/{number}/slip"]
    if role is Role.HANDLER:
        if person.department == "SJ":
            _ask_about_retaliation()
        visitor.get("/text-blocks")
        visitor.post("/text-blocks/ready")
        return [f"/cases/{number}/sign" for number in _unsigned()]
    if role is Role.INSPECTOR:
        _draft_rules(visitor)
        _make_webhook(visitor)
        _draft_publication(visitor)
        return [ON_FIGURES]
    if role is Role.DISTRICT_LEADER:
        _approve_publication(visitor)
    if role is Role.STATISTICIAN:
        _begin_second_factor(visitor)
        return ["/account/second-factor/first-code", "/public/figures/2026-10"]
    return []


def _own_case() -> str:
    """The address in the QR code of a slip."""
    number = rows("tickets", state="verified")[0]["number"]
    code = query_code(secret(), directory.list_districts()[0].code, number)
    return f"/case/{number}?code={code}"


def _receipt(citizen) -> str:
    citizen.get("/write")
    key = citizen.found(r'name="filing_key"[^>]*value="([^"]+)"')
    return citizen.post("/write", filing_key=key, **CITIZEN).headers["Location"]


def _sign_in_code(visitor) -> str:
    """Somebody with a second factor, whose password was right."""
    account = find_account(WITH_SECOND_FACTOR)
    with transaction():
        second_factors.begin(account.id, "JBSWY3DPEHPK3PXP")
        second_factors.confirm(account.id, NOW, [])
    answer = visitor.sign_in(WITH_SECOND_FACTOR, PASSWORD)
    return answer.headers["Location"]


def _revisited(clerk) -> str:
    """A case with which somebody was satisfied, so that it can be closed."""
    for ticket in rows("tickets", state="verified"):
        form = f"/cases/{ticket['number']}/revisit"
        if clerk.get(form).status_code == 200:
            said = {"reached": "yes", "solved": "yes", "rating": "5"}
            assert clerk.post(form, **said).status_code == 302
            return ticket["number"]
    raise LookupError("the demo has no case to revisit at this window")


def _add_document(clerk, number: str) -> None:
    form = f"/cases/{number}/documents"
    clerk.get(form)
    photo = (BytesIO(drawn("PNG", (600, 400))), "现场.png")
    assert clerk.post(form, kind="photo", documents=photo).status_code == 302
    inspect_documents(settings_here(), NOW)


def _unsigned() -> list[str]:
    signed = {row["ticket_id"] for row in rows("ticket_events", kind="signed")}
    held = rows("tickets", state="held")
    return [row["number"] for row in held if row["id"] not in signed]


def _ask_about_retaliation() -> None:
    """The window reports it, the inspection office asks the department."""
    center = directory.list_districts()[0].center_id("C0")
    here = {row["number"] for row in rows("tickets", center_id=center)}
    number = next(one for one in _unsigned() if one in here)
    told = (number, "SJ", "再去办事时被无故拒绝")
    act("clerk", "11-23 09:58", retaliation.report_retaliation, *told)
    reported = rows("ticket_events", kind="retaliation_reported")[-1]
    key = FindingKey(FindingCode.V1, reported["seq"], 1)
    asked = (number, key, "请说明近期的接待情况")
    act("inspector", "11-23 09:59", supervision.request_statement, *asked)


def _draft_rules(inspector) -> None:
    inspector.get("/rules/drafts/new")
    assert inspector.post("/rules/drafts/new", text=LONGER).status_code == 302


def _make_webhook(inspector) -> None:
    inspector.get("/account/webhooks")
    made = inspector.post(
        "/account/webhooks",
        name="大屏",
        url="https://example.org/hook",
        kinds=["filed"],
    )
    assert made.status_code == 200


def _draft_publication(inspector) -> None:
    """The last quarter's; October's is out already."""
    inspector.get("/publications")
    drafted = inspector.post("/publications", period="2026-Q3", reason="")
    assert drafted.status_code == 302


def _approve_publication(leader) -> None:
    leader.get("/publications")
    draft = leader.found(r'href="(/publications/drafts/\d+)"')
    leader.get(draft)
    assert leader.post(f"{draft}/approve").status_code == 302


def _begin_second_factor(statistician) -> None:
    statistician.get("/account/second-factor")
    begun = statistician.post("/account/second-factor", password=PASSWORD)
    assert begun.status_code == 302
