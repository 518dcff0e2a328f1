import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.model.errors import ReadingError
from habeas.reading.encodings import decode_bytes

RUSSIAN = "12 января суд Примерского района приговорил Ивана Примерова к четырём годам колонии по статье 342 кодекса."
BELARUSIAN = "Суд Прыкладнага раёна асудзіў Івана Прыкладава на чатыры гады калоніі ўзмоцненага рэжыму."
ENGLISH = "The court’s ruling — “four years” — was read on January 12 in the city’s court."
GERMAN = "Das Gericht verurteilte die Aktivistin zu fünf Jahren Haft; ihre Angehörigen hörten es später."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_or_without_its_mark_is_read_without_a_word(encoding):
    assert decode_bytes(RUSSIAN.encode(encoding)) == (RUSSIAN, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [RUSSIAN, ENGLISH])
def test_utf_16_without_its_mark_is_guessed_and_told(encoding, text):
    decoded, notes = decode_bytes(text.encode(encoding))
    assert decoded == text
    assert encoding.upper() in notes[0]
    assert "guess" in notes[0]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "iso8859_5"),
        (BELARUSIAN, "cp1251"),
        (ENGLISH, "cp1252"),
        (GERMAN, "latin_1"),
    ],
)
def test_an_older_encoding_is_guessed_right_and_told(text, encoding):
    decoded, notes = decode_bytes(text.encode(encoding))
    assert decoded == text
    assert len(notes) == 1
    assert "guess" in notes[0]


def test_what_a_page_declares_goes_before_a_guess():
    page = f'<html><head><meta charset="windows-1251"></head><body><p>{BELARUSIAN}</p></body></html>'
    decoded, notes = decode_bytes(page.encode("cp1251"))
    assert decoded == page
    assert notes == ("read in the encoding that the file declares: windows-1251",)


def test_a_page_that_declares_nonsense_is_guessed():
    page = f'<html><head><meta charset="rot13"></head><body><p>{RUSSIAN}</p></body></html>'
    decoded, notes = decode_bytes(page.encode("cp1251"))
    assert decoded == page
    assert "guess" in notes[0]


def test_a_text_that_is_cut_inside_a_letter_stays_utf_8():
    decoded, notes = decode_bytes(RUSSIAN.encode()[:42])
    assert decoded.startswith("12 января суд")
    assert decoded.endswith("\ufffd")
    assert notes == ("1 places that are no UTF-8 replaced by U+FFFD",)


def test_halves_of_characters_in_utf_8_are_left_to_the_cleaning():
    assert decode_bytes("Минск ".encode() + b"\xed\xa0\x80") == ("Минск \ud800", ())


@pytest.mark.parametrize("data", [b"\x01\x02\x03\x04" * 50, bytes(range(256)) * 4, b"\0" * 100, b"\0\x01\x02" * 500])
def test_bytes_that_are_no_text_are_refused(data):
    with pytest.raises(ReadingError, match="neither text, HTML nor PDF"):
        decode_bytes(data)


def test_a_few_nul_bytes_do_not_make_a_text_binary():
    assert decode_bytes(b"The court\0 sat.")[0] == "The court\0 sat."


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=2000))
def test_any_bytes_give_text_or_a_refusal(data):
    try:
        text, _ = decode_bytes(data)
    except ReadingError:
        return
    assert isinstance(text, str)
