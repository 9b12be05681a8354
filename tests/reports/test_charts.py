"""Charts: where marks stand, what their table says, what no picture may hold."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports.charts import (
    Beside,
    Look,
    Series,
    bars,
    columns,
    lines,
    pieces,
    ranges,
)
from app.reports.charts.chart import NARROW, WIDE
from app.reports.charts.scale import Scale, every, ticks
from app.web.charts import drawn

MONTHS = ["9月", "10月", "11月"]
SPACE = "{http://www.w3.org/2000/svg}"


def marks(picture, tag):
    """The elements of a picture, by name."""
    root = ET.fromstring(picture)  # noqa: S314 - drawn by ourselves
    return root.findall(f".//{SPACE}{tag}") or root.findall(f".//{tag}")


def words(picture):
    return [mark.text for mark in marks(picture, "text")]


def number(mark, name):
    return float(mark.get(name))


def a_trend(**changed):
    filed = Series("登记", [4, 8, 2], addresses=["/a", "/b", "/c"])
    closed = Series("办结", [2, None, 0], Look.KEPT)
    return columns("走势", "登记4、8、2件", MONTHS, [filed, closed], **changed)


def test_a_column_is_as_high_as_its_number_and_stands_on_the_ground():
    four, eight, two = [
        mark
        for mark in marks(a_trend().file(), "rect")
        if mark.get("fill") == "#6b93bf"
    ][1:]

    assert number(eight, "height") == pytest.approx(2 * number(four, "height"), abs=0.2)
    assert number(four, "height") == pytest.approx(2 * number(two, "height"), abs=0.2)
    feet = {round(number(m, "y") + number(m, "height"), 0) for m in (four, eight, two)}
    assert len(feet) == 1


def test_the_table_behind_has_every_number_with_its_list():
    chart = a_trend(corner="月份")

    assert chart.heads == ("月份", "登记", "办结")
    assert [row.head for row in chart.rows] == MONTHS
    assert [cell.words for cell in chart.rows[1].cells] == ["8", "—"]
    assert [cell.address for cell in chart.rows[1].cells] == ["/b", ""]


def test_a_period_that_still_runs_looks_different():
    dark = [
        mark
        for mark in marks(a_trend(now=True).file(), "rect")
        if mark.get("fill") == "#0b4a8c"
    ]

    assert len(dark) == 1


def test_a_line_is_broken_where_there_is_no_value():
    rate = Series("按时率", [50.0, 60.0, None, 70.0, 80.0, 90.0], Look.NOW)
    chart = lines("按时率", "由50%到90%", list("123456"), [rate], bounds=(0, 100))

    first, second = marks(chart.file(), "polyline")
    assert len(first.get("points").split()) == 2
    assert len(second.get("points").split()) == 3
    assert "90" in words(chart.file())


def test_intervals_are_a_ground_behind_the_line_and_stand_in_the_table():
    between = [(40.0, 70.0), None, (60.0, 100.0)]
    rate = Series("按时率", [50.0, 60.0, 90.0], Look.NOW, between=between)
    chart = lines("按时率", "", MONTHS, [rate], bounds=(0, 100))

    assert len(marks(chart.file(), "polygon")) == 1
    assert chart.rows[0].cells[0].words == "50 (40–70)"
    assert chart.rows[1].cells[0].words == "60"


def test_last_values_of_several_lines_do_not_lie_on_each_other():
    several = [Series(name, [5, 7], Look.NOW) for name in "甲乙丙"]
    picture = lines("", "", ["1", "2"], several).file()

    ends = sorted(
        number(mark, "y") for mark in marks(picture, "text") if mark.get("font-weight")
    )
    assert len(ends) == 3
    assert all(after - before >= 14 for before, after in pairwise(ends))


def test_a_long_name_stands_above_its_bar_on_a_phone():
    name = "材料缺、证明无处开具的情形"
    chart = bars("原因", "", [name, "其他"], Series("件", [3, 1]))

    on_desk, on_phone = chart.file(), chart.file(NARROW)
    assert min(number(m, "x") for m in marks(on_desk, "rect")) > 100
    assert {number(m, "x") for m in marks(on_phone, "rect")} == {0}


def test_every_word_is_escaped():
    evil = "<script>\"'&"
    chart = bars(evil, evil, [evil], Series(evil, [1]))

    picture = str(drawn(chart, "x"))
    assert "<script" not in picture
    assert words(chart.file()) == [evil, "1"]


def test_a_picture_on_a_page_keeps_to_the_content_policy_and_is_told_in_words():
    picture = str(drawn(a_trend(), "trend"))

    assert not re.search(r"\sstyle=|<style|\son\w+=|fill=", picture)
    root = ET.fromstring(picture)  # noqa: S314 - drawn by ourselves
    told = {child.get("id"): child.text for child in root}
    assert root.get("role") == "img"
    assert told[root.get("aria-labelledby")] == "走势"
    assert told[root.get("aria-describedby")] == "登记4、8、2件"


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_labels_that_would_meet_are_left_out_and_the_last_is_there(width):
    months = [f"2026年{month}月" for month in range(1, 13)]
    picture = columns("", "", months, [Series("件", range(12))]).file(width)

    shown = [word for word in words(picture) if word.endswith("月")]
    assert shown[-1] == "2026年12月"
    assert len(shown) < 12


@pytest.mark.parametrize("values", [[], [None], [0], [0, None, 0]])
def test_nothing_to_show_is_drawn_too(values):
    labels = [str(place) for place in range(len(values))]
    for draw in (columns, lines):
        assert marks(draw("", "", labels, [Series("件", values)]).file(), "line")
    bars("", "", labels, Series("件", values)).file()


@pytest.mark.parametrize("wrong", [-1, float("nan"), float("inf")])
def test_what_is_no_count_is_refused(wrong):
    with pytest.raises(ValueError, match="from zero upward"):
        Series("件", [wrong])


def test_a_row_that_has_not_one_value_for_each_label_is_refused():
    with pytest.raises(ValueError, match="one value for each label"):
        columns("", "", MONTHS, [Series("件", [1])])
    with pytest.raises(ValueError, match="as long as its values"):
        Series("件", [1, 2], addresses=["/a"])


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 0, [0, 1]),
        (0, 1, [0, 1]),
        (0, 5, [0, 1, 2, 3, 4, 5]),
        (0, 6, [0, 2, 4, 6]),
        (0, 55, [0, 20, 40, 60]),
        (50, 100, [50, 60, 70, 80, 90, 100]),
        (47, 100, [40, 60, 80, 100]),
        (0, 1000, [0, 200, 400, 600, 800, 1000]),
    ],
)
def test_the_axis_has_round_values(low, high, expected):
    assert ticks(low, high) == expected


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_axis_spans_all_values_with_few_marks(low, more):
    marks = ticks(low, low + more)

    assert marks[0] <= low
    assert marks[-1] >= low + more
    assert 2 <= len(marks) <= 7


@given(st.floats(0, 100))
def test_a_higher_value_stands_higher(value):
    scale = Scale(0, 100, 186, 20)

    assert 20 <= scale(value) <= 186
    assert scale(100) == 20
    assert scale(120) == 20


def test_labels_that_fit_are_all_shown():
    assert every([20, 22], room=30) == 1
    assert every([20, 22], room=29) == 2
    assert every([], room=10) == 1


def test_the_parts_of_a_bar_fill_it_in_order():
    parts = pieces([(Look.LATE, 1), (Look.SOON, 0), (Look.KEPT, 3)], most=4, width=400)

    assert [part.look for part in parts] == ["f-late", "f-ok"]
    assert [(part.x, part.width) for part in parts] == [(0, 99), (100, 299)]
    assert pieces([], most=0) == []


def some_rates(names=("公安", "民政"), **changed):
    rates = Series("按时率", [0.5, 1.0], between=[(0.25, 0.75), None])
    told = ["50% 2/4", "100% 1/1"]
    return ranges("按时率", "由50%到100%", names, [rates], told=told, **changed)


def test_a_rate_stands_in_the_middle_of_its_even_interval():
    bands = [
        mark
        for mark in marks(some_rates().svg("x"), "rect")
        if mark.get("class") == "f-act-2"
    ]
    half, high = marks(some_rates().svg("x"), "circle")

    (band,) = bands
    middle = number(band, "x") + number(band, "width") / 2
    assert number(half, "cx") == pytest.approx(middle, abs=0.2)
    assert number(high, "cx") > number(half, "cx")
    assert number(high, "cy") > number(half, "cy")


def test_each_row_tells_its_name_and_its_counts():
    said = words(some_rates(beside=Beside("合计", 0.6)).svg("x"))

    assert {"公安", "50% 2/4", "民政", "100% 1/1", "合计 0.6"} <= set(said)


def test_long_names_stand_above_their_rows():
    names = ["自然资源局蓬江分局不动产登记中心", "民政"]
    short, tall = (some_rates(given).draw(NARROW) for given in (("甲", "乙"), names))

    assert tall.height > short.height
    assert all(
        float(mark.get("x")) <= NARROW
        for mark in marks(some_rates(names).svg("x", NARROW), "text")
    )


def test_the_second_rate_of_a_row_has_another_shape():
    own = Series("本部门", [0.5])
    others = Series("其他", [0.25], Look.HELD)
    drawn = ranges("退回", "高于其他", ["公安"], [own, others], told=["50%"])

    strokes = [
        mark
        for mark in marks(drawn.svg("x"), "rect")
        if mark.get("class") == "f-held" and number(mark, "height") == 10
    ]
    assert len(marks(drawn.svg("x"), "circle")) == 2  # in the key and in the row
    assert len(strokes) == 2
    assert drawn.heads == ("", "本部门", "其他")
