"""The messenger: rows of the outbox become mails.

Notices are rows written with the decision that gave rise to them. Here they are
worded and sent, after that decision was committed and outside any transaction.
"""
