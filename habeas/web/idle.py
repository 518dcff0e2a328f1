"""An encrypted casebook that is served and that nobody uses is closed: the server ends, and its keys with it."""

import threading
import time
from collections.abc import Callable, Iterable
from typing import Any


class IdleWatch:
    """Ends something after a time without any request.

    Args:
        seconds: How long nobody may have asked.
        end: Called once, from a thread of its own.
        clock: Seconds that only grow; for tests.
    """

    def __init__(self, seconds: float, end: Callable[[], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._end, self._clock = seconds, end, clock
        self._used = clock()

    def note_use(self) -> None:
        """Somebody asked for something."""
        self._used = self._clock()

    def is_due(self) -> bool:
        """Whether nobody asked for so long."""
        return self._clock() - self._used >= self._seconds

    def watch(self) -> threading.Thread:
        """Begin to look, until it is due."""
        thread = threading.Thread(target=self._wait, daemon=True)
        thread.start()
        return thread

    def _wait(self) -> None:
        while not self.is_due():
            time.sleep(min(max(self._seconds / 10, 0.01), 5))
        self._end()


def noting_use(application: Any, watches: Iterable[IdleWatch]) -> Callable[..., Any]:
    """The WSGI application; each request is a use of what is watched."""

    def answer(environ: Any, start_response: Any) -> Any:
        for watch in watches:
            watch.note_use()
        return application(environ, start_response)

    return answer
