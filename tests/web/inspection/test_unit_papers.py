"""A talk on a department's quarter, from the page of departments to its withdrawal."""

from tests.casework.test_unit_papers import three_red
from tests.marks import on_sqlite_only
from tests.web.given_desks import visitor

__all__ = ["three_red"]

NOW = "10-09 10:00"
ASKED = "/papers/on-figures?department=SJ&period=2026-Q3&kind=talk&ground=red_notices"
TYPED = {
    "held_at": "2026-10-09T09:00",
    "place": "区政府三楼",
    "attended": "主要负责人",
    "text": "三份红色督办单",
    "pledge": "月底前整改",
}


@on_sqlite_only
def test_one_proposes_another_issues_and_it_is_withdrawn_in_sight(
    app, district, three_red
):
    inspector = visitor(app, district, "ducha", NOW)
    inspector.get("/figures/units?period=2026-09")
    assert "/papers/on-figures?" in inspector.page
    inspector.get(ASKED)
    assert "红色督办单 3 份" in inspector.page
    inspector.follow(inspector.post(ASKED, **TYPED))
    assert "待第二人审定" in inspector.page
    (address,) = {
        part.split('"')[0]
        for part in inspector.page.split('action="')
        if part.startswith("/papers/proposals/")
    }
    inspector.post(address, reasons="同意", act="issue")
    assert "由督查室另一人审定" in inspector.page
    colleague = visitor(app, district, "ducha2", NOW)
    colleague.get(address)
    colleague.follow(colleague.post(address, reasons="同意", act="issue"))
    assert "蓬督谈〔2026〕1号" in colleague.page
    path = "/papers/蓬督谈〔2026〕1号/withdrawal"
    colleague.get(path)
    colleague.follow(colleague.post(path, reasons="一份督办单经复核撤销"))
    assert "本件已于2026年10月9日撤销：一份督办单经复核撤销" in colleague.page
