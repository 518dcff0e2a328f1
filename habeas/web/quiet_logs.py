"""What the server writes when a page breaks: where, and which kind of error; never its words, which may be a report's.

Python prints the message of an error that nobody handles, and Django hands such errors on. A message may hold a name.
"""

import logging
import sys
import traceback
from types import TracebackType

_Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class QuietFormatter(logging.Formatter):
    """Names the kind of an error and the places it came through; not its message, nor the lines of the program."""

    def format(self, record: logging.LogRecord) -> str:
        """The record, without what another formatter has made of its error."""
        known, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = known

    def formatException(self, ei: _Caught) -> str:  # noqa: N802 - the name is Python's
        """The error in one line for each place, the innermost last."""
        kind, error, trace = ei
        if kind is None or error is None:
            return ""
        places = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        causes: list[str] = []
        below = error.__cause__ or error.__context__
        while below is not None and len(causes) < 8:
            causes.append(f"  after {type(below).__name__}")
            below = below.__cause__ or below.__context__
        return "\n".join([kind.__name__, *causes, *places])

    def formatStack(self, stack_info: str) -> str:  # noqa: N802 - the name is Python's
        """Nothing: a stack is printed with the lines of the program."""
        return "" if stack_info else stack_info


def keep_words_out_of_logs() -> None:
    """Let everything that is logged and that nothing else takes go to stderr without the words of errors."""
    root = logging.getLogger()
    if any(isinstance(handler.formatter, QuietFormatter) for handler in root.handlers):
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(QuietFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
