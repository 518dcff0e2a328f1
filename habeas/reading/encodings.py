"""Bytes become characters: what the file declares, then UTF-8, then a guess that is always told."""

import codecs
import re

from charset_normalizer import from_bytes

from habeas.model.errors import ReadingError

# The encodings that a guess may name: those of the languages in which reports of this field are written.
GUESSED = (
    "cp1251",
    "koi8_r",
    "koi8_u",
    "cp866",
    "iso8859_5",
    "cp1252",
    "latin_1",
    "cp1250",
    "cp1254",
    "cp1256",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_kr",
)
# What a page may declare beside these. Others are unknown: their tables are not loaded before files are shut off.
DECLARED = (
    *GUESSED,
    *("utf_16", "utf_16_le", "utf_16_be", "iso8859_2", "iso8859_3", "iso8859_4", "iso8859_6", "iso8859_7", "iso8859_8"),
    *("iso8859_9", "iso8859_10", "iso8859_13", "iso8859_14", "iso8859_15", "iso8859_16", "cp1253", "cp1255", "cp1257"),
    *("cp1258", "cp874", "mac_cyrillic", "mac_roman", "gbk", "gb2312", "big5hkscs", "euc_jp", "iso2022_jp", "koi8_t"),
    *("kz1048", "ptcp154", "cp1125", "cp855", "tis_620", "ascii"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
_CONTROLS = bytes(code for code in range(1, 32) if code not in b"\t\n\v\f\r\x1b")
_BINARY = "this is neither text, HTML nor PDF; take in a file that people can read"


def decode_bytes(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The characters of a text file; no byte-order mark, line ends and NULs as they were.

    Returns:
        The text, and one line for each guess or replacement.

    Raises:
        ReadingError: The bytes are no text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding)
    if is_binary(data):
        wide = _guess_wide(data)
        if wide is None:
            raise ReadingError(_BINARY)
        text, notes = _decode_marked(data, wide)
        return text, (f"the file does not say its encoding; read as {wide.upper()} (a guess)", *notes)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decode_other(data)


def is_binary(data: bytes) -> bool:
    """Whether the bytes hold more control characters than a damaged text would."""
    nuls = data.count(0)
    others = len(data) - nuls
    controls = others - len(data.translate(None, _CONTROLS + b"\0"))
    return controls * 100 > others or nuls * 4 > len(data)


def _decode_marked(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    # `surrogatepass` leaves lone halves to `clean_text`, which counts them.
    try:
        return data.decode(encoding, "surrogatepass"), ()
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return text, (f"some bytes are no {encoding.upper()}; replaced by U+FFFD",)


def _guess_wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of Latin text is NUL, of Cyrillic text 4."""
    head = data[:4096]
    if len(head) < 4:
        return None
    even, odd = head[::2], head[1::2]
    for encoding, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if sum(byte in (0, 4, 5, 0x20) for byte in high) > 0.9 * len(high) and low.count(0) < 0.1 * len(low):
            return encoding
    return None


def _decode_other(data: bytes) -> tuple[str, tuple[str, ...]]:
    declared = _DECLARED.search(data[:4096])
    if declared:
        name = declared[1].decode("ascii")
        text = _decode_declared(data, name)
        if text is not None:
            return text, (f"read in the encoding that the file declares: {name}",)
    damaged = _decode_damaged(data)
    if damaged is not None:
        return damaged
    best = from_bytes(data[:200_000], cp_isolation=list(GUESSED)).best()
    encoding = best.encoding if best is not None else "cp1252"
    text = data.decode(encoding, "replace")
    return text, (
        f"the file does not say its encoding; read as {encoding} (a guess: look whether the letters are right)",
    )


def _decode_declared(data: bytes, name: str) -> str | None:
    try:
        found = codecs.lookup(name)
        # A page that declares UTF-8 and is not is left to the guess, as is a codec that is no character set (rot13).
        if found.name in ("utf-8", "utf-16", "utf-32", "utf-7", "idna", "punycode"):
            return None
        text = data.decode(found.name, "replace")
    except (LookupError, ValueError, OSError):
        return None
    return text if text.count("\ufffd") * 50 <= len(text) else None


def _decode_damaged(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """UTF-8 with some bad bytes: a file that was cut off, or halves of characters. None where it is something else."""
    try:
        return data.decode("utf-8", "surrogatepass"), ()
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(character > "\x7f" for character in text) - bad
    if bad > max(2, good // 10) or (bad <= 2 and good == 0 and not _cut_off(data)):
        return None
    return text, (f"{bad:,} places that are no UTF-8 replaced by U+FFFD",)


def _cut_off(data: bytes) -> bool:
    """Whether the only fault is a last character that is not whole."""
    return any(_is_utf8(data[:-count]) for count in (1, 2, 3))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
