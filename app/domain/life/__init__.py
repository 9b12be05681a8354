"""What each act does to a ticket: one file for each part of its way."""
