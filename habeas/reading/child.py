"""The reading process: bytes in by standard input, text out by standard output, and nothing else.

It is started by `habeas.reading.process` as `python -I -m habeas.reading.child LIMITS`. Everything it needs is imported
and used once on harmless input; then it gives up the right to open files and connections, to write files and to grow,
and only then sees the first byte of a stranger's file. `resource` is absent on Windows: there only the clock limits it.
"""

import os
import signal
import sys
from importlib import import_module
from typing import BinaryIO

import msgspec

from habeas.model.errors import ReadingError
from habeas.reading.encodings import DECLARED
from habeas.reading.protocol import READY, REPLY_HEAD, REQUEST_HEAD, Reply
from habeas.reading.readers import read_data
from habeas.reading.results import Limits, too_much_text

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

_TOO_MUCH_MEMORY = "the file needs more memory than one report may; split it, or save its text as a .txt file"


def main() -> int:
    """Answer requests until standard input ends."""
    # Ctrl-C reaches the whole group of processes; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limits = msgspec.json.decode(sys.argv[1].encode(), type=Limits)
    source, sink = _take_streams()
    _warm_up()
    _lock_down(limits)
    sink.write(READY)
    sink.flush()
    out_of_memory = _pack(Reply(refused=_TOO_MUCH_MEMORY, leaving=True))
    while head := source.read(REQUEST_HEAD.size):
        length, name_length = REQUEST_HEAD.unpack(head)
        try:
            suggested = source.read(name_length).decode("ascii")
            data = source.read(length)
            _allow_cpu(limits)
            answer = _answer(data, suggested, limits)
        except MemoryError:
            sink.write(out_of_memory)
            sink.flush()
            return 1
        sink.write(answer)
        sink.flush()
    return 0


def _take_streams() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and a private copy of standard output: what a library prints must not mix with the answers."""
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return sys.stdin.buffer, sink


def _answer(data: bytes, suggested: str, limits: Limits) -> bytes:
    try:
        reply = read_data(data, suggested)
        packed = _pack(reply)
    except ReadingError as error:
        return _pack(Reply(refused=str(error)))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  a stranger's file may break a library in any way; it must not end the take-in
        name = type(error).__name__
        return _pack(Reply(refused=f"the file cannot be read ({name}); open it and save it anew, or as text"))
    if len(reply.text) > limits.characters or len(packed) > limits.output_bytes:
        return _pack(Reply(refused=too_much_text(limits)))
    return packed


def _pack(reply: Reply) -> bytes:
    body = msgspec.msgpack.encode(reply)
    return REPLY_HEAD.pack(len(body)) + body


def _warm_up() -> None:
    """Use every reader once, so that whatever they import late is here before files can no longer be opened."""
    for encoding in (*DECLARED, "utf_8_sig", "utf_32_le", "utf_32_be"):
        import_module(f"encodings.{encoding}")
    for data, suggested in _WARM_UP:
        try:
            read_data(data, suggested)
        except ReadingError:
            continue


def _lock_down(limits: Limits) -> None:
    if resource is None:
        return
    for name, value in (
        ("RLIMIT_CORE", 0),
        ("RLIMIT_FSIZE", 0),  # no file can grow
        ("RLIMIT_NOFILE", 0),  # no file, socket or pipe can be opened any more
        ("RLIMIT_NPROC", 0),  # no process can be started (this one does not bind root)
        ("RLIMIT_AS", limits.memory_bytes),
        ("RLIMIT_CPU", (limits.cpu_seconds + 1) * limits.files_per_child),
    ):
        which = getattr(resource, name, None)
        if which is None:
            continue
        try:
            resource.setrlimit(which, (value, value))
        except (ValueError, OSError):  # macOS refuses some; the clock still holds
            continue


def _allow_cpu(limits: Limits) -> None:
    """Give the next file its processor time, counted from now."""
    if resource is None:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(usage.ru_utime + usage.ru_stime) + 1 + limits.cpu_seconds
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard < 0 else min(soft, hard), hard))


_SENTENCE = (
    "Суд в Минске вынес приговор, и об этом сообщили родные. A court gave its ruling and the family told of it. "
)
_PAGE = (
    "<!doctype html><html lang=en><head><title>A page</title><script type='application/ld+json'>{}</script></head>"
    f"<body><nav><a href='/'>Home</a></nav><article><h1>A title</h1><p>{_SENTENCE * 4}</p><p><q>One</q><br>two</p>"
    "<ul><li>three</ul><table><tr><td>four<td>five</table></article></body></html>"
)
_PDF_PAGE = b"""%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Count 1 /Kids [3 0 R] >>
endobj
3 0 obj
<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>
endobj
4 0 obj
<< /Length 62 >>
stream
BT /F1 12 Tf 20 150 Td (A line of text) Tj 0 -14 Td (and) Tj ET
endstream
endobj
5 0 obj
<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>
endobj
trailer
<< /Size 6 /Root 1 0 R >>
startxref
0
%%EOF
"""
_WARM_UP = (
    (_SENTENCE.encode(), ""),
    (_SENTENCE.encode("cp1251"), ""),
    (_PAGE.encode(), "text/html"),
    (b"<html><body><p>Short.</p></body></html>", ""),
    (b"%PDF-1.4\ncut off", ""),
    (_PDF_PAGE, ""),
)


if __name__ == "__main__":
    sys.exit(main())
