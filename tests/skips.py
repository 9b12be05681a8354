"""Nothing is skipped silently.

The last lines of a test run say what did not run and why. With CI=true a skip is a
failure.
"""

import os

import pytest

REFUSED = "did not run, and CI=true"
IS_CI = os.environ.get("CI", "").lower() in ("1", "true")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    """Turn a skipped test into a failed one under CI."""
    return _failed_if_skipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report():
    """Turn a skipped test file into a failed one under CI."""
    return _failed_if_skipped((yield))


def _failed_if_skipped(report):
    if IS_CI and report.skipped:
        why = (
            f"expected failure: {report.wasxfail}"
            if hasattr(report, "wasxfail")
            else ""
        )
        report.outcome = "failed"
        report.longrepr = f"{REFUSED}: {why or _reason(report)}"
        report.__dict__.pop("wasxfail", None)
    return report


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter):
    """List what did not run, with the reason."""
    stats = terminalreporter.stats
    idle = [(report.nodeid, _reason(report)) for report in stats.get("skipped", [])]
    idle += [
        (report.nodeid, f"expected failure: {report.wasxfail}")
        for report in stats.get("xfailed", [])
    ]
    idle += [(item.nodeid, "deselected") for item in stats.get("deselected", [])]
    idle += [
        (report.nodeid, report.longrepr)
        for report in [*stats.get("failed", []), *stats.get("error", [])]
        if str(report.longrepr).startswith(REFUSED)
    ]
    if idle:
        terminalreporter.section("did not run")
        for nodeid, reason in idle:
            terminalreporter.write_line(f"{nodeid}: {reason}")
    else:
        terminalreporter.write_line("Everything that was collected ran.")


def _reason(report) -> str:
    if isinstance(report.longrepr, tuple):
        return report.longrepr[2].removeprefix("Skipped: ")
    return str(report.longrepr)
