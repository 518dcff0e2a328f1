import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.reading.cleaning import clean_text, is_clean

ANY_TEXT = st.text(st.characters(codec=None, categories=None))  # surrogates included


def test_it_turns_every_line_end_into_lf_and_says_so():
    text, notes = clean_text("one\r\ntwo\rthree\nfour")
    assert text == "one\ntwo\nthree\nfour"
    assert notes == ("line ends of another system (CR) changed to LF",)


def test_it_removes_nul_and_says_how_many():
    assert clean_text("Mi\0nsk\0") == ("Minsk", ("2 NUL characters removed",))


def test_it_replaces_lone_surrogates_and_says_how_many():
    assert clean_text("a\ud800b") == ("a\ufffdb", ("1 half character (lone surrogates) replaced by U+FFFD",))


def test_it_joins_halves_that_belong_together_without_a_word():
    assert clean_text("\ud83d\ude00") == ("\U0001f600", ())


def test_it_leaves_composed_and_decomposed_letters_as_they_are():
    decomposed = unicodedata.normalize("NFD", "Ў й é")
    assert clean_text(decomposed) == (decomposed, ())
    assert clean_text(" two  spaces\t\u00a0 \u2028") == (" two  spaces\t\u00a0 \u2028", ())


@settings(deadline=None, max_examples=300)
@given(ANY_TEXT)
def test_any_text_becomes_clean_and_cleaning_again_changes_nothing(text):
    cleaned, _ = clean_text(text)
    assert is_clean(cleaned)
    assert clean_text(cleaned) == (cleaned, ())
    assert cleaned.encode().decode() == cleaned


@settings(deadline=None, max_examples=300)
@given(st.text())
def test_text_without_faults_keeps_every_offset(text):
    if is_clean(text):
        assert clean_text(text) == (text, ())
    else:
        assert clean_text(text)[1]
