"""What people typed never runs in a spreadsheet."""

import pytest

from app.reports.cells import csv_text, harmless


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@x", "\t=1", "=1"])
def test_a_formula_is_marked_as_text(typed):
    assert harmless(typed) == f"'{typed}"


@pytest.mark.parametrize("typed", ["", "区市监局", "a=1", "3-5"])
def test_other_words_stay_as_they_are(typed):
    assert harmless(typed) == typed


def test_numbers_stay_numbers():
    assert csv_text([["=a", -1, 0.5, None]]) == "\ufeff'=a,-1,0.5,\r\n"
