"""Backups: a copy of everything the register is made of, taken while it is at work.

One file: a gzipped tar with the rows, the documents, the office's own files and, last, a
manifest with the hash of each part and the figures of the register. `taking` makes it,
`archive` reads and checks it, `restoring` puts it into an empty register; `rows_sqlite`
and `rows_postgresql` know how rows leave and enter their database.
"""
