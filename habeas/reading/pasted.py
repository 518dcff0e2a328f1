"""Text that comes without a file: pasted from somewhere, or written down as a note."""

from typing import Literal

from habeas.model.canonical import hash_bytes
from habeas.model.errors import ReadingError
from habeas.model.records import Document
from habeas.model.values import Problem
from habeas.reading.cleaning import clean_text
from habeas.reading.formats import PLAIN
from habeas.reading.heads import read_head
from habeas.reading.results import DEFAULT_LIMITS, Limits, ReadResult, too_large, too_much_text


def read_text(
    text: str,
    *,
    reader: Literal["paste.1", "note.1"] = "paste.1",
    name: str = "pasted text",
    limits: Limits = DEFAULT_LIMITS,
) -> ReadResult:
    """A document of text that a person entered.

    Its original is the UTF-8 bytes of the cleaned text (`document.text.encode()`), so that the same words pasted on two
    systems are one document. Needs no process of its own: there is nothing to parse.

    Args:
        text: As entered.
        reader: `paste.1` for somebody else's words, `note.1` for a note of one's own.
        name: What problems are to call it.
        limits: Only `file_bytes` and `characters` count here.

    Raises:
        ReadingError: There is no text, or too much.
    """
    cleaned, changes = clean_text(text)
    if not cleaned.strip():
        raise ReadingError(f"{name}: there is no text; paste or write some")
    original = cleaned.encode()
    if len(original) > limits.file_bytes:
        raise ReadingError(f"{name}: {too_large(limits)}")
    if len(cleaned) > limits.characters:
        raise ReadingError(f"{name}: {too_much_text(limits)}")
    document = Document(file_sha256=hash_bytes(original), reader=reader, media_type=PLAIN, text=cleaned)
    problems = tuple(Problem(where=name, message=change) for change in changes)
    return ReadResult(document=document, metadata=read_head(cleaned, PLAIN), problems=problems)
