"""What a test measured and wants to say: its lines stand at the end of the run."""

import pytest

TOLD = "told"


@pytest.fixture
def tell(record_property):
    """Say a line at the end of the run, from whichever worker it comes."""
    return lambda line: record_property(TOLD, line)


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter):
    """Write the lines of the tests that passed."""
    lines = [
        value
        for report in terminalreporter.stats.get("passed", [])
        for name, value in getattr(report, "user_properties", ())
        if name == TOLD
    ]
    if lines:
        terminalreporter.section("measured")
        for line in lines:
            terminalreporter.write_line(line)
