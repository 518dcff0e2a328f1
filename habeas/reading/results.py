"""What reading gives, and what it may cost."""

from dataclasses import dataclass

from habeas.model.records import Document, Metadata
from habeas.model.values import Problem

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. Every limit that is passed is a `ReadingError`, never a hang.

    Attributes:
        file_bytes: Size of the original, in bytes.
        output_bytes: Size of the answer of the reading process, in bytes.
        characters: Length of the text, in code points; two million are some 700 pages, and what the language model can
            still hold in the memory of an ordinary computer.
        cpu_seconds: Processor time for one file, in seconds (not on Windows).
        wall_seconds: Time on the clock for one file, in seconds; everywhere.
        memory_bytes: Address space of the reading process, in bytes (not on Windows).
        files_per_child: After so many files the reading process of a pool is replaced.
    """

    file_bytes: int = 20 * MEGABYTE
    output_bytes: int = 60 * MEGABYTE
    characters: int = 2_000_000
    cpu_seconds: int = 30
    wall_seconds: float = 60.0
    memory_bytes: int = 1 << 30
    files_per_child: int = 250


DEFAULT_LIMITS = Limits()


def too_large(limits: Limits) -> str:
    """What is said of a file above the limit."""
    return f"the file is larger than {limits.file_bytes / MEGABYTE:g} MB; split it, or save its text as a .txt file"


def too_much_text(limits: Limits) -> str:
    """What is said of a text above the limit."""
    return f"there is more text than one report may hold ({limits.characters:,} characters); split it"


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A file that has become a document.

    Attributes:
        document: The exact text, fixed once and for all, under the hash of its original.
        metadata: What the file says about itself; an empty field is unknown.
        problems: What was repaired or guessed on the way.
    """

    document: Document
    metadata: Metadata
    problems: tuple[Problem, ...]
