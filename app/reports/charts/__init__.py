"""Charts: numbers in, a picture and the table behind it out.

columns: counts by period or class; lines: rates over time with their intervals; bars:
a share of each of several things; ranges: rates of several things with their intervals;
interval: a rate in a cell of a table. A chart draws itself as wide as it is shown, so
that its letters keep their size on a phone; it knows no language, no page and no style
but the names of its looks.
"""

from app.reports.charts.bars import bars
from app.reports.charts.chart import Cell, Chart, Row, Series
from app.reports.charts.columns import columns
from app.reports.charts.intervals import interval
from app.reports.charts.lines import lines
from app.reports.charts.looks import Look
from app.reports.charts.pieces import Piece, pieces
from app.reports.charts.ranges import Beside, ranges

__all__ = [
    "Beside",
    "Cell",
    "Chart",
    "Look",
    "Piece",
    "Row",
    "Series",
    "bars",
    "columns",
    "interval",
    "lines",
    "pieces",
    "ranges",
]
