"""Answering a question in a process of its own: it may take minutes, pages answer meanwhile, and it can be stopped."""

from __future__ import annotations

import multiprocessing
import os
from typing import TYPE_CHECKING, Any

from habeas.analysis.answers import answer
from habeas.analysis.errors import AnalysisError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from habeas.analysis.answers import Question

LONGEST = 900.0  # seconds: 16 lists of a whole country take a tenth of it
_LESS_URGENT = 10


class StoppedError(AnalysisError):
    """The computation ended without an answer; the message says why."""


def answer_apart(question: Question, *, seconds: float = LONGEST) -> dict[str, Any]:
    """Answer a question in another process, which gets the question and nothing else.

    Args:
        question: plain values.
        seconds: after which it is stopped.

    Raises:
        AnalysisError: the question makes no sense, it took too long, or the process died.
    """
    # "spawn": a process forked from a server would take its connections and half-held locks along.
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_answer_into, args=(question, sender), daemon=True)
    process.start()
    sender.close()
    try:
        if not receiver.poll(seconds):
            raise StoppedError(f"It took longer than {seconds:,.0f} seconds and was stopped.")
        done, found = receiver.recv()
    except EOFError:
        raise StoppedError("The computation died, perhaps for want of memory.") from None
    finally:
        process.terminate()
        process.join(5)
        receiver.close()
    if not done:
        raise StoppedError(found)
    answered: dict[str, Any] = found
    return answered


def _answer_into(question: Question, sender: Connection) -> None:
    """The body of the other process."""
    os.nice(_LESS_URGENT)
    try:
        sender.send((True, answer(question)))
    except AnalysisError as problem:
        sender.send((False, str(problem)))
    finally:
        sender.close()
