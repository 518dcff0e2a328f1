import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.model import Span
from habeas.publishing.redaction import BLANK, blank_quote, blank_spans, mentions_elsewhere

TEXT = "Test Person was held at Cell 7."


def test_hidden_words_are_blanked_and_offsets_stay():
    blanked = blank_spans(TEXT, [(0, 11)])
    assert blanked == f"{BLANK * 4} {BLANK * 6} was held at Cell 7."
    assert len(blanked) == len(TEXT)


def test_a_part_of_a_document_is_blanked_by_the_documents_own_offsets():
    assert blank_spans("Cell 7", [(24, 28), (900, 950)], offset=24) == f"{BLANK * 4} 7"


def test_a_quote_of_which_nothing_is_left_is_not_shown_at_all():
    assert blank_quote(Span.of(TEXT, 0, 11), [(0, 11)]) == ""
    assert blank_quote(Span.of(TEXT, 0, 15), [(0, 11)]).endswith("was")


def test_a_hidden_name_is_found_where_no_claim_marks_it_but_not_inside_other_words():
    found = mentions_elsewhere("PERSON, personal, Person's; Person", ["Person"])
    assert found == ((0, 6), (18, 24), (28, 34))


def test_letters_that_fold_to_two_do_not_shift_what_is_found():
    text = "Straße und Testmann"
    ((start, end),) = mentions_elsewhere(text, ["Testmann"])
    assert text[start:end] == "Testmann"


@given(
    st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=4), st.integers(0, 9)
)
def test_nothing_hidden_is_left_and_nothing_else_is_touched(text, hidden, offset):
    blanked = blank_spans(text, hidden, offset)
    assert len(blanked) == len(text)
    for index, (before, after) in enumerate(zip(text, blanked, strict=True)):
        covered = any(start <= index + offset < end for start, end in hidden)
        assert after == (BLANK if covered and not before.isspace() else before)


@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_name_blanks_nothing(name):
    assert mentions_elsewhere(TEXT, [name]) == ()


@pytest.mark.parametrize("name", ["Olga Testova", "Olga\nTestova"])
def test_a_hidden_name_is_found_where_the_page_breaks_it(name):
    assert mentions_elsewhere("Olga\nTestova and Olga Testova", [name]) == ((0, 12), (17, 29))
    assert mentions_elsewhere("X: Olga \t\n\xa0 Testova\n\n.", [name]) == ((3, 19),)
