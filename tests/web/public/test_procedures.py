"""Special procedures of a matter, as the district's file names them."""

import pytest

from app.web.public.procedures import Procedure, procedures


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("", []),
        ("公示:7;现场核查:10", [Procedure("公示", 7), Procedure("现场核查", 10)]),
        ("专家评审", [Procedure("专家评审", 0)]),
        ("听证:很久; ", [Procedure("听证", 0)]),
    ],
)
def test_special_procedures_are_read_as_written(told, expected):
    assert procedures(told) == expected
