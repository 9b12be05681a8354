"""The rule file, from text to a RuleSet, with every fault found on the way."""
