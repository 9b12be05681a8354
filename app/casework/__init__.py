"""The verbs: one function for each thing done to a ticket."""
