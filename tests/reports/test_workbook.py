"""Tables as workbooks: nothing is cut when a program takes the file at its word."""

import pytest

from app.reports.workbook import HIGHEST, LINE, height


@pytest.mark.parametrize(
    ("row", "widths", "expected"),
    [
        (("", None), (8, 8), LINE),
        ((1234567890123,), (6,), LINE),
        (("一二三",), (6,), LINE),
        (("一二三四",), (7,), 2 * LINE),
        (("abcdefg",), (7,), LINE),
        (("abcdefgh",), (7,), 2 * LINE),
        (("一\n\n二",), (20,), 3 * LINE),
        (("短", "延期（工作日）"), (8, 8), 2 * LINE),
        (("长" * 5000,), (10,), HIGHEST),
    ],
)
def test_a_row_is_as_high_as_its_longest_cell(row, widths, expected):
    assert height(row, widths) == expected
