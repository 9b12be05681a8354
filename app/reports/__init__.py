"""The figures: query, measure, table."""
