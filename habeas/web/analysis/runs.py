"""Runs: a question that takes long is answered behind the pages, one at a time, and its answer is kept in memory.

A run is named by a digest of its question's settings and of the state of the casebook, so asking again finds it.
Nothing of it is written to the disk; a restart forgets it, and so does a seal.
"""

import hashlib
import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import connections

from habeas.analysis.answers import Question
from habeas.model.errors import HabeasError
from habeas.store.models import Tombstone
from habeas.web.casebook import served_casebook
from habeas.web.kept import state_of_casebook

MOST_KEPT = 24
MOST_WAITING = 4
KINDS = ("totals", "releases", "trends")
Prepare = Callable[[], tuple[Question, str]]  # the question, and the digest of the claims that it rests on
Compute = Callable[[Question], dict[str, Any]]


class BusyError(HabeasError):
    """So many runs wait already that no further one is taken."""


@dataclass(slots=True)
class Run:
    """One question and, once it is there, its answer.

    Attributes:
        run_id: 64 hex digits.
        kind: A word of `KINDS`.
        asked: The settings, as the form had them.
        newest, sealed: The state of the casebook for which it answers: its newest record, how many ids are sealed.
        state: waiting, running, done or failed.
        answer: Plain values; empty until it is done.
        message: Why it failed.
        record_set: Digest of the ids of the claims that it rests on.
        started, took: Moment on the process's own clock, and seconds.
    """

    run_id: str
    kind: str
    asked: Mapping[str, Any]
    newest: int
    sealed: int
    state: str = "waiting"
    answer: dict[str, Any] = field(default_factory=dict)
    message: str = ""
    record_set: str = ""
    started: float = 0.0
    took: float = 0.0

    @property
    def is_open(self) -> bool:
        """It is not answered yet."""
        return self.state in ("waiting", "running")


_runs: dict[str, Run] = {}
_door = threading.Lock()
_one_at_a_time = threading.Semaphore(1)


def start_run(kind: str, asked: Mapping[str, Any], prepare: Prepare, compute: Compute | None = None) -> Run:
    """Start a run, or find the one that answers this question for this state of the casebook.

    Args:
        kind: totals, releases or trends.
        asked: The settings, plain values.
        prepare: Reads what the question needs; called behind the page.
        compute: What answers it; a process of its own where None.

    Raises:
        BusyError: Too many wait.
    """
    newest, sealed = state_of_casebook()
    run_id = _name(kind, asked, newest, sealed)
    with _door:
        known = _runs.get(run_id)
        if known is not None and known.state != "failed":
            return known
        if sum(run.is_open for run in _runs.values()) >= MOST_WAITING:
            raise BusyError("too many runs are waiting")
        run = Run(run_id, kind, asked, newest, sealed, started=time.monotonic())
        for old in [one for one in _runs.values() if not one.is_open][: max(0, len(_runs) - MOST_KEPT + 1)]:
            _runs.pop(old.run_id, None)
        _runs[run_id] = run
    threading.Thread(target=_work, args=(run, prepare, compute), daemon=True).start()
    return run


def find_run(run_id: str) -> Run | None:
    """A run that is kept; none once something of the casebook was sealed since, and then nothing of it is kept."""
    run = _runs.get(run_id)
    if run is not None and run.sealed != Tombstone.objects.count():
        forget_runs()
        return None
    return run


def list_runs() -> list[Run]:
    """Those that are kept, the newest first."""
    return sorted(_runs.values(), key=lambda run: -run.started)


def forget_runs() -> None:
    """Keep nothing."""
    with _door:
        _runs.clear()


def _name(kind: str, asked: Mapping[str, Any], newest: int, sealed: int) -> str:
    state = [kind, asked, newest, sealed, str(settings.DATABASES["default"]["NAME"]), served_casebook().casebook_id]
    return hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()


def _work(run: Run, prepare: Prepare, compute: Compute | None) -> None:
    """The body of the thread behind a run."""
    with _one_at_a_time:
        run.state = "running"
        try:
            question, run.record_set = prepare()
            run.answer = (compute or _compute_apart)(question)
            run.state = "done"
        except HabeasError as problem:
            run.message, run.state = str(problem), "failed"
        except Exception:  # a fault of ours must not leave a run that never ends; nobody else would hear of it
            run.message, run.state = "", "failed"
            raise
        finally:
            run.took = time.monotonic() - run.started
            connections.close_all()


def _compute_apart(question: Question) -> dict[str, Any]:
    from habeas.analysis.apart import answer_apart  # noqa: PLC0415 - what it needs loads when somebody asks

    return answer_apart(question)
