"""What citizens of the demo left online: to check, refused with reasons, filed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from app.casework import filing, self_filings
from app.casework.demo.case import Act
from app.casework.demo.staff import Staff
from app.casework.filing import Complaint
from app.casework.self_filings import Left
from app.domain.terms import Channel, RequestType, TicketClass
from app.store.self_filings import find_by_receipt

CENTER, OFFICER = "C0", "chuangkou"
REMOTE = "203.0.113.8"  # an address of documentation


@dataclass(frozen=True, slots=True)
class Written:
    """One filing. days: working days before today on which it was left."""

    days: int
    clock: str
    name: str
    phone: str
    matter: str
    told: str


REFUSED = Written(
    4,
    "19:42",
    "韦立新",
    "19900002001",
    "",
    "楼上装修漏水，邻居不肯赔，物业也不管，请你们让他赔钱。",
)
REASONS = (
    "邻里损害赔偿属民事纠纷，不在本窗口受理范围。可先请社区人民调解委员会调解，"
    "调解不成的，向人民法院起诉；物业服务问题可向区住房和城乡建设部门反映。"
)
FILED = Written(
    3,
    "20:15",
    "莫秋云",
    "19900002002",
    "老年人优待证",
    "给母亲办老年人优待证，跑了两次，一次说照片不行，一次说系统里查不到户口，"
    "没有人说清楚到底要怎么办。",
)
TO_CHECK = (
    Written(
        1,
        "12:36",
        "贺小满",
        "19900002003",
        "个体工商户注销",
        "店早就不开了，去注销说有一笔旧的未申报，去另一个窗口又说已经清了，来回三次。",
    ),
    Written(
        1,
        "21:08",
        "龙桂芳",
        "19900002004",
        "",
        "女儿转学，学校说要先有居住证，派出所说房东要到场，房东在外地回不来。",
    ),
)


def self_filing_acts(staff: Staff, today: date) -> Iterator[Act]:
    """Everything left and checked. today: the working day the demo is loaded on"""
    acts = _Acts(staff, today)
    yield acts.act(REFUSED.days, REFUSED.clock, lambda now: acts.leave(REFUSED, now))
    yield acts.act(REFUSED.days - 1, "09:20", acts.refuse)
    yield acts.act(FILED.days, FILED.clock, lambda now: acts.leave(FILED, now))
    yield acts.act(FILED.days - 1, "09:40", acts.file)
    for one in TO_CHECK:
        yield acts.act(one.days, one.clock, lambda now, one=one: acts.leave(one, now))  # type: ignore[misc]


class _Acts:
    """What is done with them; remembers the receipts."""

    def __init__(self, staff: Staff, today: date) -> None:
        self.staff, self.today = staff, today
        self.calendar = staff.office.calendar(CENTER)
        self.receipts: dict[str, str] = {}

    def act(self, days: int, clock: str, do: Callable[[datetime], None]) -> Act:
        """At that hour, so many working days before today."""
        day = self.calendar.add_working_days(self.today, -days) if days else self.today
        at = datetime.combine(day, time.fromisoformat(clock), self.calendar.zone)
        return Act(at, lambda: do(at))

    def leave(self, one: Written, now: datetime) -> None:
        """As the citizen sends the form."""
        left = Left(
            center=CENTER,
            name=one.name,
            phone=one.phone,
            matter=one.matter,
            told=one.told,
            agreed=True,
            filing_key=f"demo-{one.phone}",
        )
        receipt = self_filings.leave(self.staff.district[0], left, now, REMOTE)
        self.receipts[one.phone] = receipt

    def refuse(self, now: datetime) -> None:
        """The officer refuses one, with all reasons."""
        desk = self.staff.desk(OFFICER, now)
        self_filings.refuse_self_filing(desk, self._id(REFUSED), REASONS)

    def file(self, now: datetime) -> None:
        """The officer files one, as the form of a new case does."""
        desk = self.staff.desk(OFFICER, now)
        held = filing.file_ticket(
            desk,
            Complaint(
                text=FILED.told,
                ticket_class=TicketClass.COMPLEX,
                request_type=RequestType.MANY_TRIPS,
                channel=Channel.QR,
                matter_name=FILED.matter,
                name=FILED.name,
                phone=FILED.phone,
                filing_key="demo-self-filed",
            ),
        )
        self_filings.became(desk, self._id(FILED), held)
        first = self.staff.router.propose(FILED.told)[0]
        filing.dispatch_ticket(desk, held.number, first.department)

    def _id(self, one: Written) -> int:
        found = find_by_receipt(self.receipts[one.phone])
        assert found is not None  # noqa: S101 - left a moment ago in this play
        return found.id
