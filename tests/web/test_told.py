import re

import pytest
from django.utils import translation

from habeas.model.dates import canonical_date
from habeas.model.errors import DateError, ReadingError
from habeas.names import explain
from habeas.names.explaining import _OTHER_SENTENCES, _SENTENCES
from habeas.reading import formats, pdf_reader, process
from habeas.reading.pasted import read_text
from habeas.reading.results import DEFAULT_LIMITS, too_large, too_much_text
from habeas.web.told import is_told, told

FILLED = {"part": "Given name", "a": "Ales", "b": "Alexander", "noun": "name"}


def sentences_of_names():
    return [pattern.format(**FILLED) for pattern in (*_SENTENCES.values(), *_OTHER_SENTENCES.values())]


def refusals():
    yield from (f"this is {advice}" for advice in {row[2] for row in formats._REFUSED})
    yield from (line for _code, line in pdf_reader._REFUSALS)
    yield from (pdf_reader._BROKEN, pdf_reader._NO_TEXT, process._BROKEN_DOWN, process._TOO_SLOW)
    yield from (too_large(DEFAULT_LIMITS), too_much_text(DEFAULT_LIMITS))
    for text in ("", " \n"):
        with pytest.raises(ReadingError) as raised:
            read_text(text)
        yield str(raised.value)


@pytest.mark.parametrize("language", ["be", "ru"])
def test_every_explanation_of_names_and_refusal_of_a_file_comes_in_the_language_of_the_page(language):
    with translation.override(language):
        for sentence in (*sentences_of_names(), *refusals()):
            assert is_told(sentence), sentence
            words = told(sentence)
            assert words != sentence
            assert re.search("[а-яіў]", words), words
            if "Alexander" in sentence:
                assert "Alexander" in words


def test_the_explanation_of_two_real_spellings_is_worded_part_by_part():
    with translation.override("ru"):
        for part in explain("Ales Bialiatski", "Александр Беляцкий").parts:
            assert told(part.sentence) != part.sentence


@pytest.mark.parametrize("text", ["yesterday", "2023-02-30", "2023-13", "2023-05-01/2022-01-01"])
def test_a_date_that_cannot_be_read_is_refused_in_the_language_of_the_page(text):
    with pytest.raises(DateError) as raised, translation.override("be"):
        canonical_date(text)
    with translation.override("be"):
        words = told(str(raised.value))
    assert words != str(raised.value)
    assert repr(text)[1:5] in words


def test_in_english_and_for_what_is_not_known_nothing_changes():
    with translation.override("en"):
        for sentence in (*sentences_of_names(), *refusals()):
            assert told(sentence) == sentence
    with translation.override("ru"):
        assert told("a sentence of nobody") == "a sentence of nobody"


def test_the_name_of_a_file_stays_before_its_refusal():
    with translation.override("ru"):
        words = told("report.pdf: the file is empty; fetch the original again")
    assert words.startswith("report.pdf: ")
    assert "empty" not in words


def test_taking_in_an_empty_file_is_refused_in_words_that_its_reader_knows(world, as_):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = as_("alice")
    client.post("/language/", {"language": "ru"})
    page = client.post("/reports/take-in/", {"reports": SimpleUploadedFile("a.pdf", b"%PDF-1.4 broken")})
    assert "PDF повреждён" in page.content.decode()
    page = client.post("/reports/take-in/", {"text": "Words.", "published": "2023-02-30"})
    assert "нет такого дня" in page.content.decode()
