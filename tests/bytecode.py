"""Templates compiled once for each test worker, not once for each application."""

from jinja2 import BytecodeCache


class Compiled(BytecodeCache):
    """Bytecode kept in memory; Jinja itself compares it with the source."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket) -> None:
        """Fill the bucket with what was kept for its template, if anything."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket) -> None:
        """Keep what Jinja has just compiled."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


COMPILED_TEMPLATES = Compiled()
