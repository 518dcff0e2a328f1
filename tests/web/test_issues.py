"""Issues in the language of a page, and plots whose labels have room in every language."""

import re

import pytest
from django.utils import translation

from habeas.web.issues import issue_in_words, subject_in_words
from habeas.web.overview.numbers import Month
from habeas.web.overview.plots import draw_held, draw_moves


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "Direct talks with the authorities"),
        ("ru", "Прямые переговоры с властями"),
        ("be", "Прамыя перамовы з уладамі"),
    ],
)
def test_an_issue_that_a_pack_knows_stands_in_the_language_of_the_page(language, shown):
    with translation.override(language):
        assert issue_in_words("Direct talks with the authorities") == shown
        assert issue_in_words("a question of the day") == "a question of the day"


def test_what_actors_are_at_odds_over_is_put_in_words_issue_by_issue():
    with translation.override("ru"):
        one = subject_in_words("A Body: Direct talks with the authorities")
        two = subject_in_words("Negotiating the release of prisoners / Direct talks with the authorities")
    assert one == "A Body: Прямые переговоры с властями"
    assert two == "Переговоры об освобождении заключённых / Прямые переговоры с властями"


@pytest.mark.parametrize("draw", [draw_held, draw_moves])
@pytest.mark.parametrize("language", ["en", "be", "ru"])
def test_the_labels_beside_the_lines_of_a_plot_end_within_it(language, draw):
    months = [Month(f"2023-{number:02d}", 1, 0, 1, number) for number in range(1, 13)]
    with translation.override(language):
        svg = draw(months).decode()
    width = float(re.search(r'width="([\d.]+)pt"', svg).group(1))
    labels = re.findall(r'<text[^>]* x="([\d.]+)"[^>]*>([^<]+)</text>', svg)
    beside = [(float(left), text) for left, text in labels if text[0].isalpha()]
    assert len(beside) == 2
    assert all(left + 5.8 * len(text) <= width for left, text in beside), beside
