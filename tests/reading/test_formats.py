import pytest

from habeas.model.errors import ReadingError
from habeas.reading.formats import HTML, MARKDOWN, PLAIN, is_pdf, refuse_known_formats, type_of_name, type_of_text


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b"PK\x03\x04" + b"\0" * 26 + b"report.txt", "compressed file; unpack it"),
        (b"PK\x03\x04" + b"\0" * 26 + b"word/document.xml", "office document; open it"),
        (b"PK\x05\x06" + b"\0" * 18, "compressed file; unpack it"),
        (b"\x1f\x8b\x08", "compressed file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office document"),
        (b"{\\rtf1 text}", "office document"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"\0\0\0\x18ftypmp42", "sound or film"),
        (b"\x7fELF", "program"),
        (b"x" * 257 + b"ustar", "compressed file"),
    ],
)
def test_it_refuses_what_is_no_report_and_says_what_to_do(data, advice):
    with pytest.raises(ReadingError, match=advice):
        refuse_known_formats(data)


def test_text_is_not_refused():
    refuse_known_formats("PK is how a pack is called. Суд.".encode())


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n1 0 obj", b"\xef\xbb\xbf%PDF-1.4\n1 0 obj", b"HTTP header\r\n%PDF-1.4\n1 0 obj"]
)
def test_a_pdf_is_known_by_its_mark(data):
    assert is_pdf(data)


@pytest.mark.parametrize(
    "data", [b"A guide to %PDF-1.4 files.", b"%PDF files are called", b"\n%PDF-1.4 is a version.\n", b""]
)
def test_a_text_about_pdf_is_none(data):
    assert not is_pdf(data)


@pytest.mark.parametrize(
    ("text", "suggested", "expected"),
    [
        ("<!DOCTYPE html><p>Text", "", HTML),
        ("\n <html><body>Text</body></html>", PLAIN, HTML),
        ("<!-- saved --><html><p>Text</p></html>", "", HTML),
        ("<div><p>A fragment.</p></div>", "", HTML),
        ("Text first. <p>Then a tag.</p>", HTML, HTML),
        ("Text first. <p>Then a tag.</p>", "", PLAIN),
        ("Text with a < b and c > d.", HTML, PLAIN),
        ("# Heading\n\nText", MARKDOWN, MARKDOWN),
        ("# Heading\n\nText", "", PLAIN),
        ("<p>An opening paragraph without an end", "", PLAIN),
    ],
)
def test_content_decides_and_the_name_only_helps(text, suggested, expected):
    assert type_of_text(text, suggested) == expected


def test_the_name_suggests_a_type_whatever_its_case():
    assert type_of_name("Report.HTM") == HTML
    assert type_of_name("notes.md") == MARKDOWN
    assert type_of_name("report.pdf.txt") == PLAIN
    assert type_of_name("report") == ""
