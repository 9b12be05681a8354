"""The timer: one more officer."""
