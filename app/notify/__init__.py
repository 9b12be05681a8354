"""The messenger: outbox rows to channels."""
