"""Files become documents: one after the other through a limited process that is replaced whenever it must be."""

import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from habeas.model.canonical import hash_bytes
from habeas.model.errors import ReadingError
from habeas.model.records import Document
from habeas.model.values import Problem
from habeas.reading.files import load_file, show_name
from habeas.reading.formats import type_of_name
from habeas.reading.heads import read_head
from habeas.reading.metadata import fill, tidy, tidy_metadata
from habeas.reading.process import BrokenDownError, ReadingProcess
from habeas.reading.protocol import Reply
from habeas.reading.results import DEFAULT_LIMITS, Limits, ReadResult, too_large


class ReadingPool:
    """One limited reading process for many files.

    The process is replaced after a crash, after a limit was passed, and after `files_per_child` files. Every file has
    the same guarantees as if it were read alone. Threads may share a pool: they take turns.
    """

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        """Nothing is started before the first file."""
        self.limits = limits
        self._process: ReadingProcess | None = None
        self._turn = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process. The pool may be used again."""
        with self._turn:
            self._replace()

    def read(self, path: Path) -> ReadResult:
        """Read one file.

        Raises:
            ReadingError: The file cannot become a document; one line that names it and says what to do.
        """
        return self.read_bytes(load_file(path, self.limits), path.name)

    def read_bytes(self, data: bytes, name: str) -> ReadResult:
        """Read the content of a file that is in memory already; `name` is shown, and its ending is a hint.

        Raises:
            ReadingError: As in `read`.
        """
        shown = show_name(name)
        if not data:
            raise ReadingError(f"{shown}: the file is empty; fetch the original again")
        if len(data) > self.limits.file_bytes:
            raise ReadingError(f"{shown}: {too_large(self.limits)}")
        try:
            with self._turn:
                reply = self._ask(data, type_of_name(name))
        except ReadingError as error:
            raise ReadingError(f"{shown}: {tidy(str(error))}") from None
        document = Document(
            file_sha256=hash_bytes(data),
            reader=reply.reader,
            media_type=reply.media_type,
            text=reply.text,
            pages=reply.pages,
        )
        metadata = fill(tidy_metadata(reply.metadata), read_head(reply.text, reply.media_type))
        problems = tuple(Problem(where=shown, message=tidy(note)) for note in reply.notes)
        return ReadResult(document=document, metadata=metadata, problems=problems)

    def _ask(self, data: bytes, suggested: str) -> Reply:
        process = self._process
        if process is not None and (not process.alive or process.files >= self.limits.files_per_child):
            self._replace()
            process = None
        fresh = process is None
        if process is None:
            process = self._process = ReadingProcess(self.limits)
        try:
            return process.ask(data, suggested)
        except BrokenDownError:
            if fresh:
                raise
        # What earlier files left behind in the process must not be held against this one.
        self._replace()
        self._process = ReadingProcess(self.limits)
        return self._process.ask(data, suggested)

    def _replace(self) -> None:
        if self._process is not None:
            self._process.end()
        self._process = None


def read_document(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> ReadResult:
    """Read one file in a limited process of its own; for many files use a `ReadingPool`.

    Returns:
        The document, what the file says about itself, and what was repaired or guessed.

    Raises:
        ReadingError: The file cannot become a document; one line that names it and says what to do.
    """
    with ReadingPool(limits) as pool:
        return pool.read(path)
