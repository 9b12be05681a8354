"""The figures and pictures: query, measure, table, chart."""
