"""Rows that rest on everything are made fresh: at once in a small casebook, behind the pages in a large one."""

import logging
import threading
import time

from django.db import connections

from habeas.model.errors import HabeasError
from habeas.store import worldwide
from habeas.store.worldwide import Freshness

# So many times as long as the last work took, no further one begins: most of the processor is left to the pages.
_REST = 10
_log = logging.getLogger(__name__)
_door = threading.Lock()
_begun: list[threading.Thread] = []
_rest_until = [0.0]


def freshen() -> Freshness:
    """As `habeas.store.worldwide.freshen`; what takes longer than a page may wait is begun behind it.

    Returns:
        What is fresh on this page, and what is being worked on, or will be soon.
    """
    state = worldwide.freshen()
    if state.questions_beside or state.contradictions_beside:
        with _door:
            if not _begun and time.monotonic() >= _rest_until[0]:
                _begun.append(threading.Thread(target=_work, daemon=True))
                _begun[0].start()
    return state


def wait_for_work(seconds: float) -> None:
    """Wait until what was begun has ended, at most so long."""
    for thread in tuple(_begun):
        thread.join(seconds)


def _work() -> None:
    """The body of the thread."""
    begin = time.monotonic()
    try:
        worldwide.freshen_beside()
    except HabeasError as problem:
        _log.warning("questions and contradictions stay as they were: %s", problem)
    finally:
        with _door:
            _rest_until[0] = time.monotonic() + _REST * (time.monotonic() - begin)
            _begun.clear()
        connections.close_all()
