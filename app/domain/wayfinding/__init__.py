"""Which matter somebody means, and which department it belongs to: told from words."""
