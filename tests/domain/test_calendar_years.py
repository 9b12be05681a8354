"""A year from CSV, JSON or the text of the notice; and every way to get it wrong.

The texts of 2025 and 2026 follow the wording of 国办发明电〔2024〕12号 and 〔2025〕7号.
"""

import json

import pytest

from app.domain.calendar.year_fault import YearFault
from app.domain.calendar.years import LONGEST, read_year
from tests.domain.calendars import holidays_file, on

NOTICES = {
    2025: """国务院办公厅关于2025年部分节假日安排的通知
国办发明电〔2024〕12号
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。
国务院办公厅
2024年11月12日
""",
    2026: """国务院办公厅关于2026年部分节假日安排的通知
国办发明电〔2025〕7号
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
国务院办公厅
2025年11月4日
""",
}


@pytest.mark.parametrize("year", sorted(NOTICES))
def test_the_text_of_a_notice_gives_the_year_as_the_district_has_it(year):
    found, kept = read_year(NOTICES[year]), holidays_file()[str(year)]

    assert found.as_entry() == {**kept, "notice": None}
    assert not found.looks_incomplete


@pytest.mark.parametrize("year", range(2019, 2028))
def test_a_year_goes_out_as_json_and_csv_and_comes_back_the_same(year):
    entry = holidays_file()[str(year)]
    told = [f"{day},放假" for day in entry["rest"]]
    told += [f"{day},上班" for day in entry["work"]]

    from_json = read_year(json.dumps({str(year): entry}, ensure_ascii=False))
    from_csv = read_year("日期,安排\r\n" + "\r\n".join(told))

    assert from_json.year == from_csv.year == year
    assert from_json.rest == from_csv.rest
    assert from_json.work == from_csv.work
    assert [day.isoformat() for day in from_json.rest] == entry["rest"]


def test_a_part_of_a_notice_needs_the_year_and_says_that_it_looks_incomplete():
    text = "10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。"

    found = read_year(text, 2026)

    assert (found.rest[0], found.rest[-1]) == (on("2026-10-01"), on("2026-10-07"))
    assert found.work == (on("2026-09-20"), on("2026-10-10"))
    assert found.looks_incomplete


def test_days_of_the_december_before_belong_to_the_year():
    """国办发明电〔2022〕16号: 2022年12月31日至2023年1月2日放假调休."""
    text = (
        "关于2023年部分节假日安排的通知 2022年12月31日至2023年1月2日放假调休，共3天。"
    )

    assert [day.isoformat() for day in read_year(text).rest] == [
        "2022-12-31",
        "2023-01-01",
        "2023-01-02",
    ]


def test_a_weekend_that_joins_a_holiday_is_off_as_well():
    """国办发明电〔2018〕15号: 清明节 4月5日放假，与周末连休."""
    found = read_year("2019年4月5日（周五）放假，与周末连休。")

    assert found.rest == (on("2019-04-05"), on("2019-04-06"), on("2019-04-07"))


def test_spreadsheets_of_chinese_desks_are_read():
    told = "日期，安排\n2027年2月5日,放假\n2027/2/20,上班\n".encode("gb18030")

    assert read_year(told).work == (on("2027-02-20"),)


def test_another_year_is_another_version_and_order_is_none():
    a = read_year('{"year": 2027, "rest": ["2027-10-01", "2027-01-01"]}')
    b = read_year('{"year": 2027, "rest": ["2027-01-01", "2027-10-01"]}')
    c = read_year('{"year": 2027, "rest": ["2027-01-01"]}')

    assert a == b
    assert a.version == b.version != c.version


FAULTS = [
    ("", "year.empty"),
    ("  \n", "year.empty"),
    ("x" * (LONGEST + 1), "year.too_large"),
    (b"\xff" * (4 * LONGEST + 1), "year.too_large"),
    (b"\xff\xff\xff", "year.encoding"),
    ("通知", "year.unknown"),
    ("2026年", "year.no_days"),
    ("2026年2月30日放假。", "year.no_such_day"),
    ("2026年10月1日（周五）放假。", "year.weekday"),
    ("2026年10月1日至7日放假，共8天。", "year.count"),
    ("2026年10月7日至1日放假。", "year.range"),
    ("2026年1日放假。", "year.no_month"),
    ("2026年10月1日。", "year.nothing_said"),
    ("2026年：10月1日", "year.nothing_said"),
    ("2026年10月1日放假。2026年10月1日上班。", "year.both"),
    ("2026年10月1日放假。2026年10月12日上班。", "year.works_anyway"),
    ("{", "year.json"),
    ("[" * 100_000, "year.json"),
    ("[]", "year.shape"),
    ("{}", "year.one_only"),
    ('{"2026": 5}', "year.shape"),
    ('{"2026": {}, "2027": {}}', "year.one_only"),
    ('{"2026": {"rest": "2026-01-01"}}', "year.shape"),
    ('{"2026": {"rest": [5]}}', "year.no_such_day"),
    ('{"2026": {"rest": ["2026-02-30"]}}', "year.no_such_day"),
    ('{"2026": {"rest": ["2025-02-01"]}}', "year.other_year"),
    ('{"1999": {"rest": ["1999-02-01"]}}', "year.range_of_years"),
    ('{"rest": ["2026-01-01"]}', "year.unknown"),
    ('{"2026": {"rest": ["2026-01-01"], "number": 7}}', "year.shape"),
    ("date,kind\n2026-13-01,rest", "year.no_such_day"),
    ("date,kind\n2026-10-01,maybe", "year.kind"),
    ("date,kind\n2026-10-01", "year.line"),
    ("date,kind\n2026-10-01,rest\n2027-10-01,rest", "year.several"),
]


@pytest.mark.parametrize(("given", "code"), FAULTS, ids=lambda value: str(value)[:24])
def test_what_makes_no_sense_is_refused_with_its_reason(given, code):
    with pytest.raises(YearFault) as fault:
        read_year(given)

    assert fault.value.code == code


def test_a_year_that_contradicts_the_one_asked_for_is_refused():
    with pytest.raises(YearFault, match=r"year\.several"):
        read_year(NOTICES[2026], 2027)


def test_a_fault_names_its_line():
    with pytest.raises(YearFault) as fault:
        read_year(NOTICES[2026].replace("4月4日（周六）", "4月4日（周五）"))

    assert fault.value.facts["line"] == 5
    assert "4月4日" in str(fault.value.facts["text"])
