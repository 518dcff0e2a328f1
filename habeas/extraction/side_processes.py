"""Documents are read by several processes at once, each with a language model of its own.

Reading is by far the longest step of a take-in, and hangs on nothing but the text; so it may happen elsewhere, while
everything that is stored is still stored by one process, report by report.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import MappingProxyType
from typing import TYPE_CHECKING

from habeas.extraction.reading import Proposal, propose_claims
from habeas.model.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future
    from types import TracebackType
    from typing import Self

    from habeas.extraction.reading import Explanation
    from habeas.model import Claim, Document, Extraction, Problem

    _Parts = tuple[tuple[Claim, ...], Extraction, tuple[Problem, ...], str, dict[str, Explanation]]

_MOST_PROCESSES = 64
_AHEAD = 2  # documents that wait at each process, so that none is ever without work


class ProposalPool:
    """So many processes that propose claims; each holds about 220 MB. What they propose is what `propose_claims` does.

    A process gets a text and a language and nothing else. Should one of them die, perhaps for want of memory, what is
    left is read in this process, one document after the other. Threads may share a pool.
    """

    def __init__(self, processes: int) -> None:
        """Nothing is started before the first document.

        Raises:
            InputError: The number makes no sense.
        """
        if not 1 <= processes <= _MOST_PROCESSES:
            raise InputError(f"the number of processes is 1 to {_MOST_PROCESSES}, not {processes}")
        self.processes = processes
        # "spawn": a forked process would take along open casebooks and half-held locks.
        context = multiprocessing.get_context("spawn")
        self._executor = ProcessPoolExecutor(processes, mp_context=context, initializer=_leave_signals)
        self._turn = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes; what waits is not read any more."""
        self._executor.shutdown(cancel_futures=True)

    def propose(self, document: Document, *, language: str = "") -> Proposal:
        """As `propose_claims`, in one of the processes; waits for the proposal."""
        return self._result(self._submit(document, language), document, language)

    def propose_many(self, documents: Iterable[Document]) -> Iterator[Proposal]:
        """Proposals in the order of the documents; no more documents are held than keep the processes busy."""
        waiting: deque[tuple[Future[_Parts] | None, Document]] = deque()
        for document in documents:
            waiting.append((self._submit(document, ""), document))
            if len(waiting) > self.processes * _AHEAD:
                yield self._result(*waiting.popleft(), "")
        while waiting:
            yield self._result(*waiting.popleft(), "")

    def _submit(self, document: Document, language: str) -> Future[_Parts] | None:
        try:
            return self._executor.submit(_propose_parts, document, language)
        except BrokenProcessPool:
            return None

    def _result(self, future: Future[_Parts] | None, document: Document, language: str) -> Proposal:
        if future is not None:
            try:
                claims, extraction, problems, bound, explanations = future.result()
            except BrokenProcessPool:
                pass
            else:
                return Proposal(claims, extraction, problems, bound, MappingProxyType(explanations))
        with self._turn:
            return propose_claims(document, language=language)


def _propose_parts(document: Document, language: str) -> _Parts:
    """The body of the other process. A read-only mapping does not pass between processes, a dictionary does."""
    made = propose_claims(document, language=language)
    return made.claims, made.extraction, made.problems, made.published_bound, dict(made.explanations)


def _leave_signals() -> None:
    """Whoever interrupts the command is answered by the process that was started, not by each of the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
