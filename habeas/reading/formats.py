"""What a file is, by its content. A name only decides what content cannot: Markdown or plain text."""

import re

from habeas.model.errors import ReadingError

PLAIN, MARKDOWN, HTML, PDF = "text/plain", "text/markdown", "text/html", "application/pdf"

_SUFFIXES = (
    (".md", MARKDOWN),
    (".markdown", MARKDOWN),
    (".html", HTML),
    (".htm", HTML),
    (".xhtml", HTML),
    (".txt", PLAIN),
)
_PDF_HEAD = re.compile(rb"(?:^|[\r\n]|\xef\xbb\xbf)[ \t\0]*%PDF-[12]\.\d")
_UNPACK = "a compressed file; unpack it and take in what it holds"
_PICTURE = "a picture; make its text readable first (OCR) and save it as PDF or text"
_OFFICE = "an office document; open it and save it as PDF or as text"
_MEDIA = "a sound or film file; write out what is said and take in the text"
# First bytes of what people do send, and what they can do about it.
_REFUSED = (
    (0, b"\x1f\x8b", _UNPACK),
    (0, b"BZh", _UNPACK),
    (0, b"\xfd7zXZ\0", _UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", _UNPACK),
    (0, b"Rar!\x1a\x07", _UNPACK),
    (0, b"\x28\xb5\x2f\xfd", _UNPACK),
    (257, b"ustar", _UNPACK),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OFFICE),
    (0, b"{\\rtf", _OFFICE),
    (0, b"\x89PNG\r\n", _PICTURE),
    (0, b"\xff\xd8\xff", _PICTURE),
    (0, b"GIF8", _PICTURE),
    (0, b"II*\0", _PICTURE),
    (0, b"MM\0*", _PICTURE),
    (8, b"WEBP", _PICTURE),
    (4, b"ftyp", _MEDIA),
    (0, b"OggS", _MEDIA),
    (0, b"ID3", _MEDIA),
    (8, b"WAVE", _MEDIA),
    (0, b"\x7fELF", "a program, not a report"),
    (0, b"SQLite format 3\0", "a database, not a report"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OFFICE_PARTS = (b"word/", b"xl/", b"ppt/", b"mimetypeapplication/vnd.oasis", b"[Content_Types].xml")
_HTML_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|main|div|p|h[1-6]|table|title|meta|br)\b", re.IGNORECASE
)
_HTML_CLOSING = re.compile(r"</(?:html|body|article|main|div|p|h[1-6]|table)\s*>", re.IGNORECASE)
_HEAD_LENGTH = 4096


def type_of_name(name: str) -> str:
    """The media type that a file name suggests, or an empty string."""
    lowered = name.lower()
    return next((media_type for suffix, media_type in _SUFFIXES if lowered.endswith(suffix)), "")


def is_pdf(data: bytes) -> bool:
    """Whether the file is a PDF: its mark begins a line of the first kilobyte, and objects follow further on."""
    match = _PDF_HEAD.search(data[:1024])
    return data.startswith(b"%PDF-") or (match is not None and b" obj" in data)


def refuse_known_formats(data: bytes) -> None:
    """Refuse what is certainly neither text nor PDF, with what to do instead.

    Raises:
        ReadingError: The file is an archive, an office document, a picture, sound, film or program.
    """
    if data.startswith(_ZIP):
        office = any(part in data[:_HEAD_LENGTH] for part in _OFFICE_PARTS)
        raise ReadingError(f"this is {_OFFICE if office else _UNPACK}")
    for offset, mark, advice in _REFUSED:
        if data[offset : offset + len(mark)] == mark:
            raise ReadingError(f"this is {advice}")


def type_of_text(text: str, suggested: str) -> str:
    """Which of HTML, Markdown and plain text a decoded file is."""
    head = text[:_HEAD_LENGTH].lstrip("\ufeff \t\r\n\f")
    if head.startswith("<") and _HTML_TAG.search(head) and (suggested == HTML or _is_page(head, text)):
        return HTML
    if suggested == HTML and _HTML_TAG.search(text[: 16 * _HEAD_LENGTH]):
        return HTML
    return MARKDOWN if suggested == MARKDOWN else PLAIN


def _is_page(head: str, text: str) -> bool:
    start = head[:200].lower()
    return "<!doctype html" in start or "<html" in head.lower() or _HTML_CLOSING.search(text) is not None
