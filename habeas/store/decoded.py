"""Records that this process has decoded: a record's id is the hash of its content, so what was decoded stays right."""

from collections import OrderedDict
from threading import Lock

from habeas.model import AnyRecord

_MOST_BYTES = 48_000_000  # of canonical bytes; decoded they take about three times as much


class DecodedRecords:
    """The most recently used records, up to a number of bytes. Threads may share it."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most = most_bytes
        self._held = 0
        self._records: OrderedDict[str, tuple[AnyRecord, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, record_id: str) -> AnyRecord | None:
        """A record decoded before, or None."""
        with self._lock:
            entry = self._records.get(record_id)
            if entry is None:
                return None
            self._records.move_to_end(record_id)
            return entry[0]

    def put(self, record_id: str, record: AnyRecord, size: int) -> None:
        """Keep a record of so many bytes; the least recently used go."""
        with self._lock:
            if record_id in self._records or size > self._most // 8:
                return
            self._records[record_id] = (record, size)
            self._held += size
            while self._held > self._most:
                _, (_, gone) = self._records.popitem(last=False)
                self._held -= gone

    def clear(self) -> None:
        """Forget all: what was sealed must not stay in memory."""
        with self._lock:
            self._records.clear()
            self._held = 0


DECODED = DecodedRecords()
