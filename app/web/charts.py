"""Charts on pages: the filter that puts a picture into a template.

`{{ chart|drawn('trend') }}` beside macros/charts.html, which adds the table behind it.
"""

from __future__ import annotations

from flask import Flask
from markupsafe import Markup

from app.reports.charts import Chart
from app.reports.charts.chart import NARROW, WIDE


def drawn(chart: Chart, name: str, *, narrow: bool = False) -> Markup:
    """The picture as part of a page. name: distinct on it; narrow: for a phone"""
    picture = chart.svg(name, NARROW if narrow else WIDE)
    return Markup(picture)  # noqa: S704 - every word in it is escaped by shapes


def init_charts(app: Flask) -> None:
    """Teach the templates to draw."""
    app.jinja_env.filters["drawn"] = drawn
