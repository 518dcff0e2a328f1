"""PDF to text with a page map, by pdfium. Lines of print become paragraphs again, so that sentences can be read."""

import re
from collections.abc import Iterator, Sequence
from ctypes import c_double, c_ushort
from itertools import pairwise

import pypdfium2
from pypdfium2 import raw

from habeas.model.errors import ReadingError
from habeas.model.records import Metadata
from habeas.reading.cleaning import clean_text
from habeas.reading.formats import PDF
from habeas.reading.metadata import tidy, tidy_language
from habeas.reading.pdf_running import Line, drop_running
from habeas.reading.protocol import Reply

_HYPHEN = "\ufffe"  # pdfium's mark for a hyphen at the end of a line, with the line break already gone
_BROKEN_WORD = re.compile(rf"(\w+(?:-\w+)*){_HYPHEN}\s*(\w*)")
_SPACES = re.compile(r"[ \t\r\f]+")  # in print, spaces and their widths are the reader's guess
_WORD = re.compile(r"\w+(?:-\w+)*")
_SENTENCE_END = (".", "!", "?", "…", ":", ".”", ".»", ".)", "?”", "!”", ".’", '."')
_REFUSALS = (
    (4, "the PDF is encrypted; open it with its password, save it without one and take that in"),
    (5, "the PDF is protected in a way that cannot be read; save it without protection and take that in"),
)
_BROKEN = "the PDF is damaged or cut off; fetch it again, or open it and save it anew"
_NO_TEXT = "the PDF holds pictures and no text (a scan?); run OCR over it and take in the result"


def read_pdf(data: bytes) -> Reply:
    """The text of a PDF.

    Raises:
        ReadingError: It is encrypted, damaged, cut off or without text.
    """
    if b"%%EOF" not in data[-2048:]:
        # pdfium would mend what it can and leave out the rest without a word.
        raise ReadingError(_BROKEN)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadingError(dict(_REFUSALS).get(error.err_code or 0, _BROKEN)) from None
    with document:
        if len(document) == 0:
            raise ReadingError(_BROKEN)
        pages, notes = _read_pages(document)
        metadata = _read_metadata(document)
    if not any(pages):
        raise ReadingError(_NO_TEXT)
    text, starts = _bind_pages(_mend_words(pages))
    empty = [number for number, page in enumerate(pages, 1) if not page]
    if empty:
        notes.append(f"{len(empty)} of {len(pages)} pages have no text (pictures?): page {_few(empty)}")
    return Reply(reader="pdf.2", media_type=PDF, text=text, pages=starts, metadata=metadata, notes=tuple(notes))


def _read_pages(document: pypdfium2.PdfDocument) -> tuple[list[str], list[str]]:
    pages: list[list[Line]] = []
    heights: list[float] = []
    failed: list[int] = []
    for index in range(len(document)):
        try:
            page = document[index]
            text_page = page.get_textpage()
            height = page.get_height()
            pages.append(list(_lines_of(text_page, text_page.get_text_range(errors="surrogatepass"))))
            text_page.close()
            page.close()
        except (pypdfium2.PdfiumError, AssertionError):  # the library asserts that pdfium keeps its word
            failed.append(index + 1)
            pages, height = [*pages[:index], []], 0.0
        heights.append(height)
    lines, dropped = drop_running(pages, heights)
    texts: list[str] = []
    notes = [f"{dropped} repeats of page heads and feet are left out of the text"] if dropped else []
    for number, page_lines in enumerate(lines, 1):
        text, changed = clean_text(_join_lines(page_lines))
        notes.extend(f"page {number}: {note}" for note in changed)
        texts.append(text)
    if failed:
        notes.append(f"{len(failed)} of {len(document)} pages cannot be read: page {_few(failed)}")
    return texts, notes


def _lines_of(text_page: pypdfium2.PdfTextPage, text: str) -> Iterator[Line]:
    position = 0
    for line in text.split("\n"):
        units = len(line) + sum(character > "\uffff" for character in line)
        body = line.strip()
        if body:
            lead = len(line) - len(line.lstrip())
            first = raw.FPDFText_GetCharIndexFromTextIndex(text_page, position + lead)
            last = raw.FPDFText_GetCharIndexFromTextIndex(text_page, position + len(line.rstrip()) - 1)
            left, _, base = _box(text_page, first)
            _, right, last_base = _box(text_page, last)
            yield Line(_SPACES.sub(" ", body), left, right, base, last_base, raw.FPDFText_GetFontSize(text_page, first))
        position += units + 1


def _box(text_page: pypdfium2.PdfTextPage, index: int) -> tuple[float, float, float]:
    """Left, right and base line of a character; zeros where pdfium does not know."""
    x, y = c_double(), c_double()
    raw.FPDFText_GetCharOrigin(text_page, index, x, y)
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    raw.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
    return left.value, right.value, y.value


def _join_lines(lines: Sequence[Line]) -> str:
    if not lines:
        return ""
    steps = [one.last_y - other.top_y for one, other in pairwise(lines)]
    down = sorted(step for step in steps if step > 0.5 * lines[0].size)
    # Gaps between paragraphs are wider than the pitch, and on a page of short paragraphs they are not rare.
    pitch = down[len(down) // 3] if down else 0.0
    parts = [lines[0].text]
    for (one, other), step, width in zip(pairwise(lines), steps, _widths(lines, steps), strict=True):
        parts.append(_between(one, other, step, pitch, width))
        parts.append(other.text)
    return "".join(parts)


def _widths(lines: Sequence[Line], steps: Sequence[float]) -> Iterator[tuple[float, float]]:
    """For each line but the last, the left and right edge of its column; a step upwards begins a new one."""
    starts = [0, *(index + 1 for index, step in enumerate(steps) if step < 0), len(lines)]
    for start, end in pairwise(starts):
        column = lines[start:end]
        edges = min(line.left for line in column), max(line.right for line in column)
        yield from (edges for _ in range(start, min(end, len(lines) - 1)))


def _between(one: Line, other: Line, step: float, pitch: float, width: tuple[float, float]) -> str:
    """What stands between two lines: a space, a line break, or the gap between paragraphs."""
    left, right = width
    ended = one.text.endswith(_SENTENCE_END)
    filled = (one.right - left) / (right - left) if right > left else 1.0
    if abs(one.size - other.size) > 0.15 * max(one.size, other.size):
        return "\n\n"
    if step > 1.35 * pitch > 0 or (ended and other.left > one.left + 0.8 * max(other.size, 1.0)):
        return "\n\n"
    if step < 0:  # the next column
        return "\n\n" if ended else " "
    if ended and filled < 0.8:
        return "\n\n"
    return "\n" if filled < 0.6 else " "


def _mend_words(pages: Sequence[str]) -> list[str]:
    """Join words that a line end has cut, keeping a hyphen that belongs to the word."""
    if not any(_HYPHEN in page for page in pages):
        return list(pages)
    known = {word for page in pages for word in _WORD.findall(page.lower())}

    def mend(match: re.Match[str]) -> str:
        one, other = match.groups()
        if not other:
            return f"{one}-"
        joined, hyphened = one + other, f"{one}-{other}"
        if joined.lower() not in known and (hyphened.lower() in known or not other[0].islower()):
            return hyphened
        return joined

    return [_BROKEN_WORD.sub(mend, page).replace(_HYPHEN, "-") for page in pages]


def _bind_pages(pages: Sequence[str]) -> tuple[str, tuple[int, ...]]:
    """One text, and where each page starts in it."""
    text, starts = "", []
    parts: list[str] = []
    length = 0
    for page in pages:
        if page and length:
            text = parts[-1]
            gap = "\n" if not text.endswith(_SENTENCE_END) and page[0].islower() else "\n\n"
            parts.append(gap)
            length += len(gap)
        starts.append(length)
        if page:
            parts.append(page)
            length += len(page)
    return "".join(parts), tuple(starts)


def _read_metadata(document: pypdfium2.PdfDocument) -> Metadata:
    try:
        info = document.get_metadata_dict(skip_empty=True)
    except (pypdfium2.PdfiumError, UnicodeDecodeError):
        info = {}
    # The day on which the file was made is not the day of publication: published stays unknown.
    return Metadata(
        title=tidy(info.get("Title", "")), author=tidy(info.get("Author", "")), language=_language(document)
    )


def _language(document: pypdfium2.PdfDocument) -> str:
    size = raw.FPDFCatalog_GetLanguage(document, None, 0)
    if not 2 < size <= 80:
        return ""
    buffer = (c_ushort * (size // 2))()
    raw.FPDFCatalog_GetLanguage(document, buffer, size)
    return tidy_language(bytes(buffer)[: size - 2].decode("utf-16-le", "replace"))


def _few(numbers: Sequence[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:10])
    return shown if len(numbers) <= 10 else f"{shown} .."
