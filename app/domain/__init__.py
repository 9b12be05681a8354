"""The rules of the window: pure values and functions, standard library only.

Nothing in this room reads a clock, a file, a database or a request. Time, calendar,
rules and facts are handed in; what comes out is a value or a raised refusal.
"""
