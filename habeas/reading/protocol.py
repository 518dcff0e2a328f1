"""What goes to the reading process and what comes back: lengths first, then bytes."""

import struct

import msgspec

from habeas.model.records import Metadata

# Request: length of the file, length of the suggested media type, then both. Reply: length, then msgpack of a Reply.
REQUEST_HEAD = struct.Struct("!QB")
REPLY_HEAD = struct.Struct("!Q")
READY = b"habeas.reading.1\n"


class Reply(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the child made of one file.

    Attributes:
        refused: Why there is no text, in one line; empty where there is.
        leaving: The process ends with this answer, because its memory ran out.
        reader, media_type, text, pages: As in a Document.
        metadata: As the file offers it.
        notes: What was repaired or guessed.
    """

    refused: str = ""
    leaving: bool = False
    reader: str = ""
    media_type: str = ""
    text: str = ""
    pages: tuple[int, ...] = ()
    metadata: Metadata = Metadata()
    notes: tuple[str, ...] = ()
