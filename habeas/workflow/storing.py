"""Records of our own on their way to the one door."""

from collections.abc import Iterable

from habeas.model import Record, encode_record
from habeas.store.append import AppendResult, append_records


def store_records(records: Iterable[Record], moment: str) -> AppendResult:
    """Append records as their canonical bytes; part of the transaction of the act that makes them."""
    return append_records([encode_record(record) for record in records], added_at=moment)
