"""What a Word template of an official letter may name, and what it must.

The office changes the template; the words come from the record, by these names.
"""

from __future__ import annotations

from collections.abc import Mapping

# Each an empty text where a letter has no such part. `body` is a list: the paragraphs of
# the text but the last, which is `closing`, so that it can stay with the signature.
FIELDS = (
    *("office", "number", "colour", "colour_line", "title", "addressee", "body"),
    *(
        "closing",
        "attachment",
        "signer",
        "second_signer",
        "day",
        "copies",
        "printed",
        "check",
    ),
)
# Without these no letter would say who demands what of whom, and when.
NEEDED = ("number", "title", "body", "closing", "signer", "day")
LISTS = frozenset({"body"})

SAMPLE: Mapping[str, object] = {
    **{name: name for name in FIELDS if name not in LISTS},
    "body": ["1", "2"],
}
"""Words to try a template with."""
