"""The two roots of everything that is stored, and the smallest values they share."""

from typing import Self

import msgspec


class Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Part of a record. Frozen for ever: no field may be renamed, removed, or have its default changed."""


class Record(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="record"
):
    """Stored for ever under the hash of its canonical bytes; its tag (`claim.1`) names its shape."""


class Span(Value, frozen=True):
    """Words of a document: `document.text[start:end] == text`, in Unicode code points, end exclusive."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        """Refuse what cannot be a place in a text."""
        if self.start < 0 or self.end - self.start != len(self.text):
            message = f"a span of {len(self.text)} characters cannot stand at {self.start}-{self.end}"
            raise ValueError(message)

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Self:
        """The span of `text[start:end]`."""
        return cls(start=start, end=end, text=text[start:end])

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Bad data, met on the way, that travels with the result instead of stopping it.

    Attributes:
        where: The file, pass or table, in words.
        message: One line: what is wrong, what was kept.
        record_id: The record concerned, if there is one.
    """

    where: str
    message: str
    record_id: str = ""
