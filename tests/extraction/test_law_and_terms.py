"""Laws and terms as they are worded: which number, which code, how long, and what is only a bound."""

import pytest

from habeas.extraction.values.legal import find_articles
from habeas.extraction.values.terms import find_term


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("sentenced to two years and six months in prison", (2, 6, 0)),
        ("sentenced to 2.5 years in prison", (2, 6, 0)),
        ("a two-and-a-half-year sentence", (2, 6, 0)),
        ("sentenced to a year and a half", (1, 6, 0)),
        ("sentenced to thirty-five years in prison", (35, 0, 0)),
        ("sentenced to 8 1/2 years in prison", (8, 6, 0)),
        ("sentenced to 3½ years in prison", (3, 6, 0)),
        ("handed two more years in prison", (2, 0, 0)),
        ("reduced from seven years to five years in prison", (5, 0, 0)),
        ("an eight-year, six-month sentence", (8, 6, 0)),
        ("27 years and three months' imprisonment", (27, 3, 0)),
        ("jailed for 18 months", (0, 18, 0)),
        ("15 days in jail", (0, 0, 15)),
        ("five years' house arrest", (5, 0, 0)),
    ],
)
def test_a_length_is_read_whole(text, length):
    term = find_term(text, 0, len(text))
    assert (term.years, term.months, term.days) == length


@pytest.mark.parametrize(
    "text", ["sentenced to up to 20 years in prison", "at least six years in prison", "more than ten years in jail"]
)
def test_a_bound_keeps_its_words_and_no_number(text):
    term = find_term(text, 0, len(text))
    assert term.quote.text.endswith(("prison", "jail"))
    assert (term.years, term.months, term.days) == (0, 0, 0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sentences of between two and three years", "between two and three years"),
        ("terms ranging from seven years to 21 years in prison", "ranging from seven years to 21 years in prison"),
        ("sentenced to five to seven years in jail", "five to seven years in jail"),
        ("faces 5-7 years in prison", "5-7 years in prison"),
    ],
)
def test_a_range_keeps_its_words_and_no_number(text, words):
    term = find_term(text, 0, len(text))
    assert term.quote.text == words
    assert (term.years, term.months, term.days) == (0, 0, 0)


@pytest.mark.parametrize("text", ["a 20-year-old student", "two years ago", "two years later", "200 hours of talks"])
def test_an_age_or_a_stretch_of_time_is_no_term(text):
    assert find_term(text, 0, len(text)) is None


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("five years' house arrest", "house_arrest", "five years' house arrest"),
        ("200 hours of community service", "community_service", "200 hours of community service"),
        ("a fine of one million francs", "fine", "one million francs"),
        ("fined Rs 10,000", "fine", "Rs 10,000"),
        ("sentenced to 74 lashes", "flogging", "74 lashes"),
        ("sentenced to two years of hard labour", "imprisonment", "two years of hard labour"),
    ],
)
def test_a_measure_has_its_kind_and_its_words(text, kind, words):
    term = find_term(text, 0, len(text))
    assert (term.kind, term.quote.text) == (kind, words)


@pytest.mark.parametrize(
    ("text", "articles", "law"),
    [
        ("under Section 124A of the Indian Penal Code", ["124A"], "Indian Penal Code"),
        ("under Sections 153A, 295A and 505 of the IPC", ["153A", "295A", "505"], "IPC"),
        ("under penal code article 263", ["263"], "penal code"),
        ("under articles 70 and 198 of the penal code", ["70", "198"], "penal code"),
        ("Article 22 of Law No. 48/2018", ["22"], "Law No. 48/2018"),
        ("Article 314/2 of the Turkish Penal Code", ["314/2"], "Turkish Penal Code"),
        ("Section 21 (1)(b) of the Communications Act 2003", ["21(1)(b)"], "Communications Act 2003"),
        ("under Article 342, 12 people were held", ["342"], None),
    ],
)
def test_articles_have_their_numbers_and_their_law(text, articles, law):
    found = find_articles(text)
    assert [reference.article for reference in found] == articles
    assert {reference.law.text if reference.law else None for reference in found} == {law}


def test_a_part_stands_before_or_behind_its_article():
    assert [reference.part for reference in find_articles("Part 2 of Article 289 and Article 342, Part 1")] == [
        "2",
        "1",
    ]
