"""Daily, monthly, quarterly and yearly reports: made once, kept, shown on a page, as a
workbook and as a document.

shape: what a report is; facts: what it is made from; the others: its sections, and how
it is dressed. Made in the two languages of the catalogues; files in the office's alone.
Contents: docs/rules.md, section 13.5.
"""
