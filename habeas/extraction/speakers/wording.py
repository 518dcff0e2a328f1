"""The words by which a speaker is mentioned: a whole name, a pronoun, or a noun phrase without what follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import is_passive, noun_phrase
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.sayings.held import is_charge
from habeas.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from habeas.extraction.drafts import Sheet
    from habeas.extraction.grammar.words import Word

LONGEST_NAME = 90  # characters
_LEAST_LETTERS, _MOST_LETTERS = 3, 8  # of an acronym
_WORDS_BACK = 40
_MOST_PURPOSE = 5  # words
_DASHES = frozenset(("-", "--", "–", "—"))
_OCCASIONS = word_list("sources", "occasions") | word_list("sources", "announcements")
_ACCUSING = word_list("sayings", "accusing")
_CITING = word_list("sayings", "citing")
DESCRIBING = word_list("sources", "taken_up") | word_list("sources", "outlets") | word_list("sources", "describing")
_AFTER_NAMES = word_list("sayings", "after_names")


def _opens_list(child: Word) -> bool:
    """As in "A, B and C said", where the parser takes B and C for another name of A."""
    named = child.dep == "appos" and child.pos == "PROPN"
    return named and any(below.dep == "conj" and below.pos == "PROPN" for below in child.children)


def written_of(sheet: Sheet, word: Word) -> Span:
    """The words by which somebody is mentioned here: the whole name, the pronoun, or the short noun phrase."""
    run = sheet.people.run_of.get(word.i)
    text = sheet.text
    if run is not None and run.kind == "person":
        return Span.of(text, run.start, run.end)
    if word.pos in ("PRON", "VERB"):  # "Poet jailed: report", where the parser takes the report for a verb
        return Span.of(text, word.start, word.end)
    left, right = noun_phrase(word, sheet.parsed)
    words = sheet.parsed.words
    several = any(child.dep == "conj" and child.pos == "PROPN" for child in word.children)
    if words[right].end - words[left].start > (2 * LONGEST_NAME if several else LONGEST_NAME):
        left, right = noun_phrase(word, sheet.parsed, short=True)
    listed = next((c for c in word.children if _opens_list(c)), None)
    if listed is not None and words[listed.right].end - words[left].start <= 2 * LONGEST_NAME:
        right = listed.right
    if run is not None:
        left, right = min(left, run.words[0].i), max(right, run.words[-1].i)
    right = min(right, _name_end(sheet, word, right), *(c.left - 1 for c in word.children if c.dep == "dobj"))
    left = max(left, _behind_dateline(sheet, word, left), _behind_seat(sheet, word, left))
    right = max(right, _end_of_purpose(sheet, word, right))
    right = min(right, _before_charge(word, right))
    left = max(left, _behind_description(sheet, word, left))
    if words[left].low in ("the", "a", "an") and left < word.i:
        left += 1
    if words[right].tag == "POS" and right > left:
        right -= 1
    return Span.of(text, words[left].start, words[right].end)


def _name_end(sheet: Sheet, word: Word, right: int) -> int:
    """The last word of a noun phrase before a bracket, a comma, or "in a statement"."""
    words = sheet.parsed.words
    for at in range(word.i + 1, min(right + 1, word.i + _WORDS_BACK)):
        below = words[at].child("pobj") if words[at].dep == "prep" and words[at].low in ("in", "on") else None
        paper = below is not None and (below.low in _OCCASIONS or below.ent == "DATE")
        if words[at].text in ("(", "[") or paper or (words[at].text == "," and words[at + 1].low in _AFTER_NAMES):
            return at - 1
    return right


def _before_charge(word: Word, right: int) -> int:
    """The last word for who accuses or is accused, where the parser hangs the charge on them.

    As in "accused the poet of treason", "accused by prosecutors of treason".
    """
    above = word.head.head if word.dep == "pobj" and word.head.low == "by" else word.head
    accusing = above.lemma in _ACCUSING and word.dep in ("pobj", "dobj")
    naming = above is not word.head and is_passive(above)  # "described by prosecutors as the ringleader"
    for child in word.children:
        if child.i > word.i and ((accusing and is_charge(child)) or (naming and child.low == "as")):
            return child.left - 1
    return right


def _behind_dateline(sheet: Sheet, word: Word, left: int) -> int:
    """The first word of a noun phrase behind a dash: "NORBURG - Police"."""
    words = sheet.parsed.words
    free = (w.i for w in words[left + 1 : word.i] if w.text in _DASHES and words[w.i - 1].end < w.start)
    return next((at + 1 for at in free if words[at].end < words[at + 1].start), left)


def _behind_seat(sheet: Sheet, word: Word, left: int) -> int:
    """The first word of a name behind where its bearer sits: "the Norburg-based League of Readers"."""
    words = sheet.parsed.words
    for at in range(word.i - 1, left, -1):
        if words[at].low == "based" and words[at - 1].text == "-" and words[at + 1].text[:1].isupper():
            return at + 1
    return left


def _behind_description(sheet: Sheet, word: Word, left: int) -> int:
    """The first word of a name behind what it is: "independent news website Madeup Post"; behind "quoting" too."""
    words = sheet.parsed.words
    if words[left].low in _CITING and left < word.i:
        left += 1
    if word.pos != "PROPN":
        return left
    for at in range(word.i - 1, left - 1, -1):
        if words[at].low in DESCRIBING and words[at].text.islower() and words[at + 1].text[:1].isupper():
            return at + 1
    return left


def _end_of_purpose(sheet: Sheet, word: Word, right: int) -> int:
    """The last word of a name that tells its purpose: "Committee to Protect Journalists"."""
    words, last = sheet.parsed.words, sheet.parsed.sentence_of(word).last
    if right != word.i or word.pos != "PROPN" or right + 3 > last or words[right + 1].low != "to":
        return right
    at = right + 1
    while at + 1 < last and words[at + 1].text[:1].isupper() and at - right <= _MOST_PURPOSE:
        at += 1
    return at if at > right + 2 and words[right + 2].tag in ("VB", "NNP") else right


def whole_name(sheet: Sheet, word: Word) -> Span:
    """The whole noun phrase of an organisation's name, without its article."""
    left, right = noun_phrase(word, sheet.parsed)
    words = sheet.parsed.words
    while left < word.i and words[left].low in ("the", "a"):
        left += 1
    return Span.of(sheet.text, words[left].start, words[right].end)


def initials_of(sheet: Sheet, word: Word) -> str:
    """The first letters of a title, "PRO" of "the Public Relations Officer"; empty where they make no acronym."""
    left, right = noun_phrase(word, sheet.parsed, short=True)
    return initials_of_name(sheet.parsed.words[max(left, word.i - _MOST_LETTERS) : right + 1])


def initials_of_name(words: Sequence[Word]) -> str:
    """The first letters of a name, "HRW" of "Human Rights Watch"; empty where they make no acronym."""
    letters = "".join(w.text[0] for w in words[: 2 * _MOST_LETTERS] if w.text[0].isupper() and w.low != "the")
    return letters if _LEAST_LETTERS <= len(letters) <= _MOST_LETTERS else ""
