"""Phrases of a pack in a sentence: what the search finds is what trying each phrase at each word would find."""

import random

import pytest

from habeas.extraction.grammar.words import ParsedText, Sentence, Word
from habeas.extraction.lexicon.event_patterns import load_patterns
from habeas.extraction.lexicon.phrases import SearchedText, first_place, index_phrases, stands_at
from habeas.model.errors import PackError

FORMS = ("to", "jail", "jails", "for", "10-year", "five-year-old", "-", "year", "old", ",", ".", "Paris", "paris", "a")
ASKED = ("to", "jail", "for", "-year", "-year-old", "-old", "*", "<place>", "-", "a")


def text_of(*sentences):
    """A parsed text of bare words: every word that ends in s is the plural of a noun."""
    words, numbered = [], []
    for number, forms in enumerate(sentences):
        first = len(words)
        for form in forms:
            i, low = len(words), form.lower()
            lemma, pos = (low[:-1], "NOUN") if low.endswith("s") else (low, "VERB")
            words.append(Word(i, i, i + 1, form, low, lemma, pos, "", "", "", False, number))
        numbered.append(Sentence(number, first, len(words), first, len(words), 0))
    return ParsedText("", words, numbered)


def tried_at_each_word(parsed, sentence, phrases, first, last, over):
    for i in range(first, last):
        for phrase in phrases:
            if stands_at(parsed.words, i, phrase, sentence.last) and (over < 0 or i <= over <= i + len(phrase)):
                return i, i + len(phrase) - 1
    return None


def test_the_search_finds_what_trying_each_phrase_at_each_word_finds():
    chance = random.Random(5)
    found = 0
    for _ in range(3_000):
        parsed = text_of(*(chance.choices(FORMS, k=chance.randint(4, 14)) for _ in range(2)))
        sentence = chance.choice(parsed.sentences)
        phrases = [tuple(chance.choices(ASKED, k=chance.randint(1, 3))) for _ in range(chance.randint(1, 5))]
        phrases = [phrase for phrase in phrases if set(phrase) != {"*"}]
        first = chance.randrange(sentence.first, sentence.last)
        last = chance.choice((sentence.last, chance.randint(first, sentence.last)))
        over = chance.choice((-1, -1, first, last))
        table = SearchedText(parsed).table_of(parsed.words[first])
        place = first_place(parsed.words, table, index_phrases(phrases), first, last, over=over)
        assert place == tried_at_each_word(parsed, sentence, phrases, first, last, over)
        found += place is not None
    assert 300 < found < 2_700  # so that both answers are well tried


@pytest.mark.parametrize(
    ("sentence", "phrase", "stands"),
    [
        ("a 10-year sentence", "-year sentence", True),
        ("a 10 - year sentence", "-year sentence", True),
        ("a year sentence", "-year sentence", False),
        ("a five-year-old case", "-year-old case", True),
        ("jailed for long years", "for * years", True),
        ("jailed for , years", "for * years", False),
        ("sent to Paris", "to <place>", True),
        ("sent to paris", "to <place>", False),
        ("sent to jails", "to jail", True),
        ("sent to jail", "to jails", False),
    ],
)
def test_a_phrase_stands_where_its_words_do(sentence, phrase, stands):
    parsed = text_of(sentence.split())
    table = SearchedText(parsed).table_of(parsed.words[0])
    found = first_place(parsed.words, table, index_phrases([tuple(phrase.split())]), 0, len(parsed.words))
    assert (found is not None) == stands


def test_a_phrase_ends_with_its_sentence():
    parsed = text_of(["sent", "to"], ["jail", "."])
    table = SearchedText(parsed).table_of(parsed.words[0])
    assert first_place(parsed.words, table, index_phrases([("to", "jail")]), 0, 4) is None


def test_it_refuses_a_phrase_that_would_be_found_anywhere():
    with pytest.raises(PackError, match="says nothing"):
        index_phrases([("*", "*")])


def test_the_verbs_of_a_row_share_its_phrases():
    patterns = [pattern for rows in load_patterns("en").verbs.values() for pattern in rows if pattern.needs]
    by_entry = {}
    for pattern in patterns:
        by_entry.setdefault((pattern.entry, pattern.needs.phrases), set()).add(id(pattern.needs))
    assert all(len(made) == 1 for made in by_entry.values())
    assert len(by_entry) < len(patterns) / 2
