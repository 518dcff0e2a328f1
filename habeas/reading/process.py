"""The parent's side of one reading process: starts it, feeds it, watches the clock, trusts nothing that it says."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from os import environ
from typing import IO

import msgspec

from habeas.model.errors import ReadingError
from habeas.reading.cleaning import is_clean
from habeas.reading.formats import HTML, MARKDOWN, PDF, PLAIN
from habeas.reading.protocol import READY, REPLY_HEAD, REQUEST_HEAD, Reply
from habeas.reading.results import Limits

# Isolated: no variables, no folder of the user, nothing from where we stand is on its path.
_COMMAND = (sys.executable, "-I", "-m", "habeas.reading.child")
_START_SECONDS = 60.0
_CPU_SIGNAL = -getattr(signal, "SIGXCPU", 1000)  # as a return code; no such signal on Windows
# Windows cannot load its own libraries without the first two; some Pythons find theirs by the others.
_KEPT_ENVIRONMENT = ("SYSTEMROOT", "WINDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_READERS = (("text.1", PLAIN), ("markdown.1", MARKDOWN), ("html.1", HTML), ("pdf.2", PDF))
_BROKEN_DOWN = "the reader broke down over this file; open it and save it anew, or save its text as a .txt file"
_TOO_SLOW = "reading takes longer than one report may; split the file, or save its text as a .txt file"
_NOT_STARTED = "the reading process does not start; run `habeas verify`, or install habeas anew"


class BrokenDownError(ReadingError):
    """The process ended without an answer. In a fresh process the same file may be read."""


class ReadingProcess:
    """One limited process. After an error, or once `spent`, it is ended and never asked again."""

    def __init__(self, limits: Limits) -> None:
        """Start it and wait until it has given up its rights.

        Raises:
            ReadingError: It does not start.
        """
        self.limits = limits
        self.files = 0
        self.spent = False
        self._expired = False
        try:
            self._child = subprocess.Popen(
                [*_COMMAND, json.dumps(asdict(limits))],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={name: environ[name] for name in _KEPT_ENVIRONMENT if name in environ},
                cwd=sys.prefix,  # not the folder we stand in: it may be the casebook's
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError:
            raise ReadingError(_NOT_STARTED) from None
        if self._within(_START_SECONDS, lambda _, source: source.read(len(READY))) != READY:
            self.end()
            raise ReadingError(_NOT_STARTED)

    @property
    def process_id(self) -> int:
        """Its number in the operating system."""
        return self._child.pid

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return not self.spent and self._child.poll() is None

    def ask(self, data: bytes, suggested: str) -> Reply:
        """What it makes of a file.

        Raises:
            BrokenDownError: It died.
            ReadingError: It refuses the file, passed a limit, or answers what no reader answers.
        """
        self.files += 1
        body = self._within(
            self.limits.wall_seconds, lambda sink, source: _converse(sink, source, data, suggested, self.limits)
        )
        reply = _decode(body, self.limits)
        if reply is None or reply.leaving:
            self.end()
        if reply is None:
            slow = self._expired or self._child.returncode == _CPU_SIGNAL
            raise ReadingError(_TOO_SLOW) if slow else BrokenDownError(_BROKEN_DOWN)
        if reply.refused:
            raise BrokenDownError(reply.refused) if reply.leaving else ReadingError(reply.refused)
        return reply

    def end(self) -> None:
        """Kill it, wherever it stands."""
        self.spent = True
        self._child.kill()
        for stream in (self._child.stdin, self._child.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        self._child.wait()

    def _within(self, seconds: float, act: Callable[[IO[bytes], IO[bytes]], bytes]) -> bytes:
        """What the act gives, or nothing if the process dies or the time runs out meanwhile."""
        sink, source = self._child.stdin, self._child.stdout
        if sink is None or source is None:
            return b""
        timer = threading.Timer(seconds, self._expire)
        timer.daemon = True  # Ctrl-C may come at any instruction, also before it can be cancelled: nobody waits for it
        try:
            timer.start()
            return act(sink, source)
        except OSError:  # a broken pipe
            return b""
        except BaseException:  # Ctrl-C: what comes back next would be the answer to this question
            self.end()
            raise
        finally:
            timer.cancel()
            if timer.is_alive():
                timer.join()

    def _expire(self) -> None:
        self._expired = True
        self._child.kill()


def _converse(sink: IO[bytes], source: IO[bytes], data: bytes, suggested: str, limits: Limits) -> bytes:
    name = suggested.encode("ascii")
    sink.write(REQUEST_HEAD.pack(len(data), len(name)) + name)
    sink.write(data)
    sink.flush()
    head = source.read(REPLY_HEAD.size)
    if len(head) < REPLY_HEAD.size:
        return b""
    (length,) = REPLY_HEAD.unpack(head)
    body = source.read(length) if length <= limits.output_bytes else b""
    return body if len(body) == length else b""


def _decode(body: bytes, limits: Limits) -> Reply | None:
    """The reply, or None where no honest reader would answer so."""
    try:
        reply = msgspec.msgpack.decode(body, type=Reply)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    if reply.refused:
        return reply
    pages = list(reply.pages)
    honest = (
        (reply.reader, reply.media_type) in _READERS
        and is_clean(reply.text)
        and bool(reply.text.strip())
        and len(reply.text) <= limits.characters
        and pages == sorted(pages)
        and (not pages or 0 <= pages[0] <= pages[-1] <= len(reply.text))
    )
    return reply if honest else None
