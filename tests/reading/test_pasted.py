import hashlib

import pytest

from habeas.model.errors import ReadingError
from habeas.reading import Limits, read_text


def test_pasted_text_is_a_document_under_the_hash_of_its_bytes():
    result = read_text("A title\r\n\r\nText.")
    assert result.document.text == "A title\n\nText."
    assert result.document.file_sha256 == hashlib.sha256(b"A title\n\nText.").hexdigest()
    assert result.document.reader == "paste.1"
    assert result.metadata.title == "A title"
    assert len(result.problems) == 1


def test_the_same_words_from_two_systems_are_one_document():
    assert read_text("One\r\ntwo").document == read_text("One\ntwo").document


def test_a_note_is_told_from_a_paste():
    assert read_text("Seen by the gate.", reader="note.1").document.reader == "note.1"


@pytest.mark.parametrize("text", ["", " \n\t", "\0\0"])
def test_nothing_is_refused(text):
    with pytest.raises(ReadingError, match="there is no text"):
        read_text(text)


def test_too_much_is_refused():
    with pytest.raises(ReadingError, match=r"larger than 0\.001 MB"):
        read_text("Минск" * 200, limits=Limits(file_bytes=1000))
