"""PDF files written byte by byte for the tests: plain, Cyrillic, encrypted, scanned, hostile."""

import hashlib
import zlib
from collections.abc import Sequence

_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_FILE_ID = bytes(range(16))
Line = tuple[float, float, str]  # x and y in points, text


def make_pdf(
    pages: Sequence[Sequence[Line]],
    *,
    info: dict[str, str] | None = None,
    password: bytes | None = None,
    content: bytes | None = None,
    size: int = 11,
) -> bytes:
    """A PDF with these lines on its pages, in one simple font that can carry any 200 characters."""
    letters = sorted({character for page in pages for _, _, text in page for character in text})
    codes = {character: 33 + index for index, character in enumerate(letters)}
    assert len(codes) < 220
    streams = [content if content is not None else _content(page, codes, size) for page in pages]
    return _assemble(streams, _to_unicode(codes), info or {}, password)


def make_lines(text: str, *, top: float = 760, pitch: float = 14, gap: float = 12) -> list[Line]:
    """Lines of a text one below the other; an empty line is a paragraph's gap."""
    lines, y = [], top
    for line in text.split("\n"):
        if not line:
            y -= gap
            continue
        lines.append((72.0, y, line))
        y -= pitch
    return lines


def _content(page: Sequence[Line], codes: dict[str, int], size: int) -> bytes:
    parts = [b"BT /F1 %d Tf" % size]
    for x, y, text in page:
        coded = bytes(codes[character] for character in text).hex().encode()
        parts.append(b"1 0 0 1 %.2f %.2f Tm <%s> Tj" % (x, y, coded))
    return b"\n".join([*parts, b"ET"])


def _to_unicode(codes: dict[str, int]) -> bytes:
    rows = "\n".join(
        f"<{code:02x}> <{character.encode('utf-16-be').hex()}>"
        for character, code in sorted(codes.items(), key=lambda x: x[1])
    )
    chunks = rows.split("\n")
    blocks = "".join(
        f"{len(chunks[i : i + 100])} beginbfchar\n" + "\n".join(chunks[i : i + 100]) + "\nendbfchar\n"
        for i in range(0, len(chunks), 100)
    )
    head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
    space = "1 begincodespacerange <00> <ff> endcodespacerange\n"
    return (head + space + blocks + "endcmap end end").encode()


def _assemble(streams: list[bytes], cmap: bytes, info: dict[str, str], password: bytes | None) -> bytes:
    key = _encryption_key(password) if password is not None else None
    bodies: list[bytes] = []

    def add(body: bytes) -> int:
        bodies.append(body)
        return len(bodies)

    def stream(number: int, data: bytes) -> bytes:
        data = zlib.compress(data)
        if key is not None:
            data = _rc4(_object_key(key, number), data)
        return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(data), data)

    count = len(streams)
    first = 5  # 1 catalogue, 2 pages, 3 font, 4 cmap, then page and content in turn
    kids = b" ".join(b"%d 0 R" % (first + 2 * index) for index in range(count))
    add(b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>")
    add(b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids))
    widths = b" ".join([b"500"] * 223)
    add(
        b"<< /Type /Font /Subtype /TrueType /BaseFont /Courier /FirstChar 33 /LastChar 255 /Widths [%s] "
        b"/ToUnicode 4 0 R /Encoding /WinAnsiEncoding >>" % widths
    )
    add(stream(4, cmap))
    for index, content in enumerate(streams):
        add(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (first + 2 * index + 1)
        )
        add(stream(first + 2 * index + 1, content))
    trailer = [b"/Root 1 0 R", b"/ID [<%s> <%s>]" % (_FILE_ID.hex().encode(), _FILE_ID.hex().encode())]
    if info:
        fields = b" ".join(
            b"/%s <feff%s>" % (name.encode(), text.encode("utf-16-be").hex().encode()) for name, text in info.items()
        )
        trailer.append(b"/Info %d 0 R" % add(b"<< %s >>" % fields))
    if key is not None:
        owner, user = _owner_entry(password or b""), _rc4(key, _PAD)
        entry = b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -44 /O <%s> /U <%s> >>"
        trailer.append(b"/Encrypt %d 0 R" % add(entry % (owner.hex().encode(), user.hex().encode())))
    return _write(bodies, trailer)


def _write(bodies: list[bytes], trailer: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, b" ".join(trailer), start)
    return bytes(out)


# The standard security handler, revision 2 (RC4, 40 bits), as the PDF reference describes it.
def _encryption_key(password: bytes) -> bytes:
    padded = (password + _PAD)[:32]
    return hashlib.md5(padded + _owner_entry(password) + (-44 & 0xFFFFFFFF).to_bytes(4, "little") + _FILE_ID).digest()[
        :5
    ]


def _owner_entry(password: bytes) -> bytes:
    padded = (password + _PAD)[:32]
    return _rc4(hashlib.md5((b"owner" + _PAD)[:32]).digest()[:5], padded)


def _object_key(key: bytes, number: int) -> bytes:
    return hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
