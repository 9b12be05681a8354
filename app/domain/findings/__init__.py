"""What a history suggests: one file for each family of tests, and when to look again."""
