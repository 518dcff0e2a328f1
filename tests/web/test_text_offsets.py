import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.model import Span
from habeas.model.errors import InputError
from habeas.web.text_offsets import code_points_of, span_from_browser, span_of_words, utf16_units_of

TEXT = "Śviatłana 🕊 и Наталля 𝒜 — held"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.data())
def test_every_place_between_characters_comes_back_from_the_browser(text, data):
    place = data.draw(st.integers(0, len(text)))
    units = len(text[:place].encode("utf-16-le")) // 2
    assert utf16_units_of(text, place) == units
    assert code_points_of(text, units) == place


def test_characters_outside_the_first_plane_count_twice_in_the_browser():
    dove = TEXT.index("🕊")
    assert code_points_of(TEXT, dove + 2) == dove + 1


@pytest.mark.parametrize("units", [-1, len(TEXT) + 3])
def test_a_place_outside_the_text_is_refused(units):
    with pytest.raises(InputError):
        code_points_of(TEXT, units)


def test_a_place_inside_a_surrogate_pair_is_refused():
    with pytest.raises(InputError, match="cuts a character"):
        code_points_of(TEXT, TEXT.index("🕊") + 1)


def test_a_selection_becomes_a_span_without_the_spaces_at_its_ends():
    start = utf16_units_of(TEXT, TEXT.index(" Наталля"))
    span = span_from_browser(TEXT, start, start + 9, " Наталля ")
    assert span == Span(start=TEXT.index("Наталля"), end=TEXT.index("Наталля") + 7, text="Наталля")


@pytest.mark.parametrize(("start", "end", "words"), [(0, 0, ""), (0, 4, "Svia"), (9, 10, " ")])
def test_an_empty_or_foreign_selection_is_refused(start, end, words):
    with pytest.raises(InputError):
        span_from_browser(TEXT, start, end, words)


def test_typed_words_are_found_at_the_nearest_place():
    text = "He was held. She\nwas held in Minsk."
    assert span_of_words(text, "was held", 25).start == 17
    assert span_of_words(text, "She was held", 0).text == "She\nwas held"
    assert span_of_words(text, "was released", 0) is None
    assert span_of_words(text, "  ", 0) is None
