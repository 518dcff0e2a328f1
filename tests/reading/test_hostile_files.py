"""Whatever a file holds: a document that keeps its promises, or one line that names the file. Never a hang or crash."""

import random
import zipfile
import zlib
from io import BytesIO

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from reading.pdf_files import make_lines, make_pdf

from habeas.model.checks import check_record
from habeas.model.errors import ReadingError
from habeas.reading import Limits, ReadingPool
from habeas.reading.cleaning import is_clean
from habeas.reading.encodings import GUESSED

FUZZ = settings(
    deadline=None, max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
PDF = make_pdf([make_lines("A court sat.\nIt gave a rul-\ning."), make_lines("Page two.")], info={"Title": "T"})
PAGE = b"<!doctype html><html><head><title>T</title></head><body><article><p>A court sat.</p><q>x</q></article></body>"


def _read(pool, data, name):
    try:
        result = pool.read_bytes(data, name)
    except ReadingError as error:
        message = str(error)
    else:
        message = ""
    if message:
        assert "\n" not in message
        assert message.startswith(f"{name}: ")
        return
    assert result.document.text.strip()
    assert is_clean(result.document.text)
    assert check_record(result.document) == ()


@FUZZ
@given(st.binary(max_size=3000), st.sampled_from(["a.txt", "a.html", "a.pdf", "a.md", "a"]))
@example(b"%PDF-1.4", "a.pdf")
@example(b"<html", "a.html")
@example(b"<!--", "a.html")
@example(b"\xff\xfe", "a.txt")
@example(b"\xff\xfe\x00\xd8", "a.txt")
def test_random_bytes(pool, data, name):
    _read(pool, data, name)


@FUZZ
@given(st.data())
def test_a_page_or_pdf_with_random_wounds(pool, data):
    base, name = data.draw(st.sampled_from([(PDF, "a.pdf"), (PAGE, "a.html")]))
    wounded = bytearray(base)
    for _ in range(data.draw(st.integers(1, 12))):
        position = data.draw(st.integers(0, len(wounded) - 1))
        wounded[position : position + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=20))
        if not wounded:
            return
    _read(pool, bytes(wounded), name)


@FUZZ
@given(st.text(st.sampled_from("<>/pq divscript\"'=&;! -abc\n"), max_size=400))
def test_soup_of_tags(pool, soup):
    _read(pool, f"<html><body>{soup}".encode(), "a.html")


@FUZZ
@given(st.text(min_size=1))
def test_any_text_comes_out_as_it_went_in(pool, text):
    if (
        not is_clean(text)
        or not text.strip()
        or text.startswith("\ufeff")
        or text.lstrip().startswith(("<", "%PDF", "{\\rtf"))
    ):
        return
    try:
        result = pool.read_bytes(text.encode(), "a.txt")
    except ReadingError:
        assert any(ord(character) < 32 for character in text) or text.startswith(("PK", "BZh", "GIF8", "ID3", "OggS"))
        return
    assert result.document.text == text
    assert result.problems == ()


def test_a_bomb_in_a_zip_is_refused_unopened(pool):
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", b"\0" * 30_000_000)
    with pytest.raises(ReadingError, match="a compressed file; unpack it"):
        pool.read_bytes(packed.getvalue(), "bomb.txt")


def test_a_bomb_in_a_pdf_is_stopped():
    line = b"BT /F1 11 Tf 1 0 0 1 72 700 Tm <2122232425> Tj ET\n"
    bomb = make_pdf([[(72.0, 700.0, "abcde")]], content=line * 6_000_000)
    assert len(bomb) < 2_000_000
    with ReadingPool(Limits(cpu_seconds=2, wall_seconds=20, memory_bytes=300_000_000)) as small:
        with pytest.raises(ReadingError):
            small.read_bytes(bomb, "bomb.pdf")
        assert small.read_bytes(b"A good report.", "good.txt").document.text == "A good report."


def test_a_page_of_a_million_tags_is_read_or_stopped():
    with ReadingPool(Limits(cpu_seconds=3, wall_seconds=20, memory_bytes=400_000_000)) as small:
        _read(small, b"<html><body>" + b"<p><b>x</b></p>" * 1_000_000, "many.html")
        assert small.read_bytes(b"A good report.", "good.txt").document.text == "A good report."


def test_a_stream_in_a_pdf_that_never_ends_is_stopped():
    broken = zlib.compress(b"q " * 1000)[:-6]
    data = make_pdf([make_lines("A court sat.")]).replace(b"endstream", b"endstrea", 1) + broken
    with ReadingPool(Limits(cpu_seconds=2, wall_seconds=20)) as small:
        _read(small, data, "endless.pdf")


def test_scripts_of_a_page_do_not_reach_the_document(pool):
    body = b"<p>" + b"A court of an invented town sat on Monday and heard the case. " * 6 + b"</p>"
    page = b"<html><body><script>steal('cookie')</script>" + body + b"<img src=x onerror=steal()></body></html>"
    assert "steal" not in pool.read_bytes(page, "a.html").document.text


def test_nul_bytes_and_halves_are_repaired_and_told(pool):
    result = pool.read_bytes(b"The court\0 sat " + b"\xed\xa0\x80 on.\r\n", "a.txt")
    assert result.document.text == "The court sat \ufffd on.\n"
    assert [problem.where for problem in result.problems] == ["a.txt"] * 3


def test_a_guessed_encoding_is_told_with_the_name_of_the_file(pool):
    result = pool.read_bytes("Суд приговорил Ивана Примерова к четырём годам колонии.".encode("koi8_r"), "old.txt")
    assert result.document.text.startswith("Суд приговорил")
    assert result.problems[0].where == "old.txt"
    assert "koi8_r" in result.problems[0].message


def test_markdown_is_kept_as_written(pool):
    text = "# Heading\n\n*Words* with [a link](https://example.org).\n\n- item  \n"
    document = pool.read_bytes(text.encode(), "note.md").document
    assert (document.text, document.media_type, document.reader) == (text, "text/markdown", "markdown.1")


def test_content_goes_before_the_name(pool):
    assert pool.read_bytes(PDF, "a.txt").document.media_type == "application/pdf"
    assert pool.read_bytes(PAGE, "a.txt").document.media_type == "text/html"


def test_reading_twice_gives_the_same_record(pool):
    for data, name in ((PDF, "a.pdf"), (PAGE, "a.html"), ("Суд".encode(), "a.txt")):
        assert pool.read_bytes(data, name).document == pool.read_bytes(data, "another name").document


def test_nothing_is_imported_late_whatever_the_encoding(pool):
    """After the process is shut off from files, a late import would show as an OSError."""
    source = random.Random(7)
    declared = (
        "iso-8859-1",
        "windows-1252",
        "x-mac-roman",
        "cp037",
        "hz",
        "utf-7",
        "mbcs",
        "unknown-8bit",
        "ebcdic-cp-be",
    )
    for name in (*GUESSED, *declared):
        page = f'<html><head><meta charset="{name}"></head><body><p>Caf\u00e9. Суд.</p></body></html>'.encode(
            "cp1251", "replace"
        )
        noise = bytes(source.randrange(128, 256) for _ in range(40))
        for data in (page, page + noise, noise + b" and some words of plain text beside the noise " * 3):
            try:
                pool.read_bytes(data, "a.html")
            except ReadingError as error:
                message = str(error)
            else:
                message = ""
            assert "OSError" not in message


def test_more_text_than_a_report_may_hold_is_refused_and_the_most_is_read(pool):
    most = pool.limits.characters
    assert len(pool.read_bytes(b"x" * most, "most.txt").document.text) == most
    with pytest.raises(ReadingError, match=r"^more.txt: there is more text than one report may hold \(2,000,000"):
        pool.read_bytes(b"x" * (most + 1), "more.txt")
