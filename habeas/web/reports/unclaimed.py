"""Sentences that name somebody and in which nothing was proposed: faintly marked, for the eye of a reviewer.

A light rule, so that a page view loads no language model: a sentence ends at a full stop that does not follow an
initial or a short word with a capital, and at an empty line; it names somebody where a given name that the packs know
stands before another word with a capital, or where it holds a surname of somebody in the claims of the report. What
the rule overlooks stays unmarked, and what it marks wrongly costs a glance: nothing is derived from it.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from habeas.model import Claim, Document, mentions_of, record_id
from habeas.names.inflection import to_nominative
from habeas.names.scripts import clean_word
from habeas.names.tables import load_tables
from habeas.names.words import word_of

Place = tuple[int, int]  # of the text: code points, end exclusive

_END = re.compile(r"(?:[.!?…]+[\"'”’»)\]]*(?=\s)|\n[^\S\n]*\n)")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SHORTEST_SURNAME = 4
_CASE_ENDING = 2  # letters that a case may change at the end of a surname


def unclaimed_sentences(
    document: Document, claims: Iterable[Claim], taken: Iterable[Place], hidden: Iterable[Place] = ()
) -> list[Place]:
    """The sentences that name somebody and touch no claim.

    Args:
        document: The report.
        claims: Its claims; the people in them are known by their surnames.
        taken: Where claims stand, decided or not.
        hidden: What is withheld from the one who reads.
    """
    stems = {stem for claim in claims for mention in mentions_of(claim) for stem in _stems(mention.label)}
    edges = [*taken, *hidden]
    found = []
    for start, end, names_somebody in _sentences(record_id(document), document.text):
        if any(first < end and start < last for first, last in edges):
            continue
        if names_somebody or (stems and _holds(document.text[start:end], stems)):
            found.append((start, end))
    return found


@lru_cache(maxsize=64)
def _sentences(document_id: str, text: str) -> tuple[tuple[int, int, bool], ...]:  # noqa: ARG001 - the shorter key
    """Every sentence, and whether a full name that the packs know stands in it."""
    return tuple((start, end, _has_full_name(text[start:end])) for start, end in cut_sentences(text))


def cut_sentences(text: str) -> Iterator[Place]:
    """Cut a text into sentences, without the white space between them.

    Example:
        >>> text = "A. Sample was held. Mr. Model left.  Why?"
        >>> [text[start:end] for start, end in cut_sentences(text)]
        ['A. Sample was held.', 'Mr. Model left.', 'Why?']
    """
    start = 0
    for match in _END.finditer(text):
        if match.group() == "." and _is_abbreviation(text, match.start()):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[Place]:
    words = text[start:end]
    if words.strip():
        yield start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _is_abbreviation(text: str, stop: int) -> bool:
    """An initial, "Mr", "г", "ул": a short word before a full stop that ends no sentence."""
    first = stop
    while first > 0 and text[first - 1].isalpha():
        first -= 1
    word = text[first:stop]
    if not word:
        return False  # a number ends a sentence more often than not
    if word.islower():
        return len(word) == 1 or (len(word) == 2 and not word.isascii())
    return len(word) == 1 or (len(word) <= 3 and not word.isupper())


def _has_full_name(sentence: str) -> bool:
    words = list(_WORD.finditer(sentence))
    for one, other in pairwise(words):
        if one.group()[0].isupper() and other.group()[0].isupper() and sentence[one.end() : other.start()] == " ":
            pair = (clean_word(one.group()), clean_word(other.group()))
            if word_of(pair[0]).given or to_nominative(pair)[0] in load_tables().nominatives:
                return True
    return False


def _stems(name: str) -> Iterator[str]:
    """The surname without what a case may change; nothing for "the activist"."""
    last = name.rsplit(maxsplit=1)[-1] if name.split() else ""
    if last[:1].isupper() and len(last) >= _SHORTEST_SURNAME:
        yield last if last.isascii() or len(last) <= _SHORTEST_SURNAME else last[:-_CASE_ENDING]


def _holds(sentence: str, stems: set[str]) -> bool:
    words = [match.group() for match in _WORD.finditer(sentence)]
    return any(
        word == stem or (not stem.isascii() and word.startswith(stem) and len(word) <= len(stem) + 4)
        for word in words
        if word[0].isupper()
        for stem in stems
    )
