"""Numbers and sentences of an answer as the language of the page writes them."""

from collections.abc import Iterable

from django.utils.formats import number_format

from habeas.web.analysis.sentences import in_words


def each(sentences: Iterable[str]) -> list[str]:
    """Sentences of the analysis room in the language of the page."""
    return [in_words(sentence) for sentence in sentences]


def people(number: float) -> str:
    """A whole number of people as the language writes it: 12,595."""
    return str(number_format(round(number), use_l10n=True, force_grouping=True))


def few(number: float) -> str:
    """A number of people, one to four of them not told apart."""
    return "1-4" if 0 < number < 5 else people(number)


def tenths(number: float | None) -> str:
    """With one decimal where it has any; empty for none."""
    if number is None:
        return ""
    return str(number_format(round(number, 1), 0 if round(number, 1) == round(number) else 1))


def probability(p: float | None) -> str:
    """A probability to three digits; empty for none."""
    if p is None:
        return ""
    return f"< {number_format(0.001, 3)}" if p < 0.001 else number_format(p, 3)
