"""Bytes to text by the reader of their format. Runs inside the reading process only."""

import msgspec

from habeas.model.errors import ReadingError
from habeas.reading.cleaning import clean_text
from habeas.reading.encodings import decode_bytes
from habeas.reading.formats import HTML, MARKDOWN, is_pdf, refuse_known_formats, type_of_text
from habeas.reading.html_reader import read_html
from habeas.reading.pdf_reader import read_pdf
from habeas.reading.protocol import Reply

_TEXT_READERS = ((MARKDOWN, "markdown.1"), ("text/plain", "text.1"))


def read_data(data: bytes, suggested: str = "") -> Reply:
    """The text of a file.

    Args:
        data: The whole file.
        suggested: The media type that its name suggests, or an empty string; content goes before it.

    Raises:
        ReadingError: The file is of no kind that can be read, or holds no text.
    """
    if is_pdf(data):
        return read_pdf(data)
    refuse_known_formats(data)
    decoded, guesses = decode_bytes(data)
    text, changes = clean_text(decoded)
    if not text.strip():
        raise ReadingError("the file holds no text; fetch the original again")
    media_type = type_of_text(text, suggested)
    if media_type == HTML:
        reply = read_html(text)
        return msgspec.structs.replace(reply, notes=(*guesses, *changes, *reply.notes))
    return Reply(reader=dict(_TEXT_READERS)[media_type], media_type=media_type, text=text, notes=(*guesses, *changes))
