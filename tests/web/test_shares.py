"""The bar "held by whom"."""

from app.web.shares import holder_sums, stacked

SHARES = [
    ("公安", 0.5, "other"),
    ("自然", 4, "lead"),
    ("补正", 2, "held"),
    ("自然", 6, "lead"),
]


def test_the_pieces_fill_the_picture():
    bars = stacked(SHARES, 340)

    assert bars[0].x == 0
    assert round(bars[-1].x + bars[-1].width) == 340


def test_a_holder_is_summed_and_the_longest_is_marked():
    sums = holder_sums(SHARES)

    assert [(each.name, each.days, each.most) for each in sums] == [
        ("公安", 0.5, False),
        ("自然", 10, True),
        ("补正", 2, False),
    ]


def test_nothing_held_draws_nothing():
    assert stacked([], 340) == []
    assert stacked([("公安", 0, "other")], 340) == []
    assert holder_sums([]) == []
