"""The invented people of the demo. They exist in the demo only; all share one password."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.terms import Role

PASSWORD = "Bancheng-2026"  # noqa: S105 - public on purpose: the demo prints it


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One demo account. center, department: codes."""

    username: str
    name: str
    role: Role
    center: str | None = None
    department: str | None = None


_SURNAMES = "陈李黄梁林何谢罗邓冯曾彭蔡潘袁于董余苏叶吕魏蒋田杜丁沈姜范江"
_HANDLERS = "志明慧敏国强丽华建军晓燕文辉秀英伟东春梅"

DISTRICT_PEOPLE = (
    DemoPerson("diaodu", "吴敏仪", Role.DISPATCHER),
    DemoPerson("ducha", "赵正平", Role.INSPECTOR),
    DemoPerson("ducha2", "钱守一", Role.INSPECTOR),
    DemoPerson("lingdao", "郑国栋", Role.DISTRICT_LEADER),
    DemoPerson("tongji", "孙淑芬", Role.STATISTICIAN),
    DemoPerson("xitong", "周启航", Role.SYSTEM_ADMINISTRATOR),
    DemoPerson("anquan", "马思远", Role.SECURITY_ADMINISTRATOR),
    DemoPerson("shenji", "胡静怡", Role.AUDIT_ADMINISTRATOR),
)
SHOWN = ("chuangkou", "chuangkou1", "sj", "ga", "diaodu", "ducha", "lingdao", "anquan")


def demo_people(centers: list[str], departments: list[str]) -> list[DemoPerson]:
    """A front desk at each center, three people in each department, the district's."""
    people = [*DISTRICT_PEOPLE, *_window_people(centers)]
    for position, code in enumerate(departments):
        people += _department_people(position, code)
    return people


def _window_people(centers: list[str]) -> list[DemoPerson]:
    people = []
    for position, center in enumerate(centers):
        number = "" if position == 0 else str(position)
        desk, chief = _name(position, 3), _name(position + 9, 5)
        people += [
            DemoPerson(f"chuangkou{number}", desk, Role.FRONT_DESK, center),
            DemoPerson(f"zhiban{number}", chief, Role.CENTER_LEADER, center),
        ]
    return people


def _department_people(position: int, code: str) -> list[DemoPerson]:
    own = code.lower()
    roles = (
        (own, Role.HANDLER),
        (f"{own}.daibiao", Role.CHIEF_REPRESENTATIVE),
        (f"{own}.fenguan", Role.DEPUTY_LEADER),
    )
    return [
        DemoPerson(username, _name(position + step, 7 * step), role, None, code)
        for step, (username, role) in enumerate(roles)
    ]


def _name(position: int, turn: int) -> str:
    """An invented name: a surname and two signs, different for each place."""
    surname = _SURNAMES[(position * 7 + turn) % len(_SURNAMES)]
    first = (position * 2 + turn) % (len(_HANDLERS) - 1)
    return surname + _HANDLERS[first : first + 2]
