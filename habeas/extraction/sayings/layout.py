"""Words given to somebody by the layout alone: a signature behind a dash, a name before a colon, a shared post."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import FINITE
from habeas.extraction.lexicon.gazetteer import load_gazetteer, singular
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.sayings.paper_makers import DOCUMENTS
from habeas.extraction.sayings.search import Saying

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.extraction.grammar.words import Word
    from habeas.extraction.sayings.search import Search

# “..” — Anna Madeup, former prisoner
_SIGNED = re.compile(r"[ \t\n]{0,3}(?P<dash>[—–―]|--?)\s?(?P<name>[^\W\d_a-z][^\n—–―:“”\"]{2,80})(?=\n|\Z)")
# — Example Watch (@example) May 5, 2021
_POSTED = re.compile(r"^(?P<dash>[—–―]|--?)\s?(?P<name>[^\W\d_][^\n@()]{1,60}?)\s?\(@\w{1,30}\)", re.MULTILINE)
# ANNA MADEUP: I was never told why.
# .. are held. pic.example.org/abc — Example Watch (@example) May 5, 2021
_POSTED_INLINE = re.compile(r"[ \t](?P<dash>[—–―])\s?(?P<name>[^\W\d_][^\n@()—–]{1,60}?)\s?\(@\w{1,30}\)")
_LINK = re.compile(r"(?<!\s)\s*(?:https?://|pic\.)\S{1,80}\s*\Z")
_SPOKEN = re.compile(r"^[“\"]?(?P<name>[A-Z][A-Z.'’ -]{1,40}[A-Z])(?P<dash>:)[ \t]+(?=\S)", re.MULTILINE)
# Anna Madeup: They never told me.
_TURN = re.compile(
    r"^[“\"]?(?P<name>[A-Z][\w.’'-]{0,30}(?:[ ][A-Z][\w.’'-]{0,30}){1,4})(?P<dash>:)[ \t]+(?P<said>[^\n]{2,2000})",
    re.MULTILINE,
)
# Anna Madeup: free them all (a headline)
_HEADED = re.compile(r"\A\s{0,3}(?P<name>[^\W\d_][^\n:“”\"?!.]{1,60})(?P<dash>:)[ \t]+(?=\S)")
# Norland jails five: report (a headline)
_HEADED_BEHIND = re.compile(
    r"\A\s{0,3}(?P<claim>[^\n:“”\"?]{20,160})(?P<dash>:)[ \t]+(?P<name>[^\n:“”\"?!.]{2,50})(?=\n|\Z)"
)
_MOST_POST = 600  # characters of a post
_MOST_BEHIND = 40  # characters
_MOST_NAME = 8  # words of a name with its description
_NOTICES = word_list("sayings", "notices")
_WATCHDOGS = word_list("sources", "watchdogs")
_BODIES, _RIGHTS = word_list("sources", "taken_up"), word_list("sources", "rights")
_SPEAKING = word_list("sources", "anonymous") | word_list("sources", "bodies") | word_list("sources", "heads")


def layout_sayings(search: Search) -> Iterator[Saying]:
    """Every attribution that the layout makes; in time linear in the length of the text."""
    for quotation in search.quotations:
        found = _SIGNED.match(search.parsed.text, quotation.outer_end)
        if found is not None and quotation.words >= _MOST_NAME:
            saying = _saying(search, found, (quotation.start, quotation.end), "direct")
            if saying is not None:
                yield saying
    for found in _POSTED.finditer(search.parsed.text):
        place = _paragraph_before(search, found.start())
        saying = _saying(search, found, place, "direct") if place is not None else None
        if saying is not None:
            yield saying
    for found in _POSTED_INLINE.finditer(search.parsed.text):
        place = _line_before(search, found.start())
        saying = _saying(search, found, place, "direct") if place is not None else None
        if saying is not None:
            yield saying
    turns = list(_SPOKEN.finditer(search.parsed.text))
    names = Counter(found.group("name") for found in turns)
    for found in turns if len(turns) > 1 else ():  # a single name in capitals is a dateline: "BERLIN: The ministry .."
        name = found.group("name")
        if " " not in name and names[name] == 1 and not _is_known(name.lower()):
            continue  # "SHAME: ..", "VIDEO: .."
        saying = _saying(search, found, _line_behind(search, found.end()), "direct")
        if saying is not None:
            yield saying
    yield from _answers(search)
    yield from _headlines(search)


def _answers(search: Search) -> Iterator[Saying]:
    """As in "Example Weekly: Were you beaten?" over "Anna Madeup: Twice.": whoever is asked, answers."""
    found = list(_TURN.finditer(search.parsed.text))
    asking = [turn.group("name") for turn in found if turn.group("said").rstrip('”" ').endswith("?")]
    answering: set[str] = set()
    for before, turn in pairwise(found):
        asked = before.group("name") in asking and before.end() + 2 >= turn.start()
        if asked and turn.group("name") not in asking:
            answering.add(turn.group("name"))
    for turn in found:
        if turn.group("name") in answering:
            saying = _saying(search, turn, search.trim(*turn.span("said")), "direct")
            if saying is not None:
                yield saying


def _headlines(search: Search) -> Iterator[Saying]:
    """As in "Lawyer: poet beaten in jail", "Poet beaten in jail: lawyer"."""
    headed = _HEADED.match(search.parsed.text)
    if headed is not None and (not headed.group("name").isupper() or headed.group("name").lower() in _WATCHDOGS):
        saying = _saying(search, headed, _line_behind(search, headed.end()), "indirect")
        told = saying is not None and _is_heard(search, saying, headed.end())
        if saying is not None and saying.source is not None and (told or _may_speak(saying.source)):
            if not _is_described(search, headed.end()):
                yield saying
            return
    behind = _HEADED_BEHIND.match(search.parsed.text)
    if behind is not None:
        saying = _saying(search, behind, behind.span("claim"), "indirect")
        if saying is not None and saying.source is not None and _may_close(search, behind, saying.source):
            yield saying


def _is_heard(search: Search, saying: Saying, place: int) -> bool:
    """As in "Freed reporters: “We will go on”", with nothing behind the speech: people of any kind speak in marks."""
    quotation = search.quotation_at(place)
    source = saying.source
    if source is None or quotation is None or quotation.outer_end < saying.contents[0][1]:
        return False
    said = any(w.tag in FINITE or w.tag == "MD" for w in search.parsed.words_in(quotation.start, quotation.end))
    return said and bool({source.low, singular(source.low)} & {*load_gazetteer().role_of})  # no title of a book


def _is_described(search: Search, place: int) -> bool:
    """As in "Ana Testova: poet, was jailed in May": a profile says what she is, and she says nothing."""
    behind = search.parsed.words_in(place, place + _MOST_BEHIND)
    role = load_gazetteer().role_of.get(behind[0].low, "") if behind else ""
    return bool(role) and len(behind) > 1 and behind[0].text.islower() and behind[1].low in (",", "and", "–", "(")


def _saying(search: Search, found: re.Match[str], content: tuple[int, int], mode: str) -> Saying | None:
    words = [w for w in search.parsed.words_in(*found.span("name")) if w.pos != "SPACE"]
    if any(word.tag in ("VBD", "VBZ", "VBP", "VBN", "MD") for word in words):
        return None
    while words and words[-1].pos == "PUNCT":
        words.pop()  # "— Anna Madeup."
    if not words or words[0].low in _NOTICES or len(words) > _MOST_NAME * 2 or content[1] - content[0] < _MOST_NAME:
        return None
    name = _head_of(words)
    dash = next(iter(search.parsed.words_in(*found.span("dash"))), None)
    return Saying(dash, found.span("dash"), name, [content], "report", mode, "layout", found.group("dash"), "quote")


def _head_of(words: list[Word]) -> Word:
    """The last word of the name with which a signature begins: what stands before a comma or a preposition."""
    for number, word in enumerate(words):
        if number and (word.text in (",", "(", ";") or word.pos == "ADP"):
            return words[number - 1]
    return words[-1]


def _is_known(low: str) -> bool:
    """Whether a word says what somebody is: "JUDGE:"."""
    return low in _SPEAKING or low in load_gazetteer().role_of


def _may_speak(word: Word) -> bool:
    """A country before a colon ("Belarus: Writer jailed") is what a headline is about and says nothing."""
    named = word.pos == "PROPN" and (word.low in _BODIES or any(c.low in _RIGHTS for c in word.children))
    return word.ent == "PERSON" or word.low in _SPEAKING or _is_watchdog(word) or named


def _may_close(search: Search, headed: re.Match[str], word: Word) -> bool:
    """Who may stand behind the colon of a headline: "Poet beaten in jail: lawyer", and not "The man of the year: X"."""
    told = any(w.tag.startswith("VB") for w in search.parsed.words_in(*headed.span("claim")))
    return told and (word.low in _SPEAKING or word.low in DOCUMENTS or _is_watchdog(word))


def _is_watchdog(word: Word) -> bool:
    """Whether an organisation is meant that reports on people in custody: "UN: Free the poet"."""
    return word.pos in ("PROPN", "NOUN") and word.low in _WATCHDOGS


def _paragraph_before(search: Search, place: int) -> tuple[int, int] | None:
    text = search.parsed.text
    end = len(text[max(0, place - 40) : place].rstrip()) + max(0, place - 40)
    start = text.rfind("\n", max(0, end - _MOST_POST), end) + 1
    whole = start > 0 or end <= _MOST_POST
    return search.trim(start, end) if whole and end - start > _MOST_NAME else None


def _line_before(search: Search, place: int) -> tuple[int, int] | None:
    """The words of a post before its signature in the same line, without the link at their end."""
    text = search.parsed.text
    start = text.rfind("\n", max(0, place - _MOST_POST), place) + 1
    link = _LINK.search(text, max(start, place - 200), place)
    end = link.start() if link is not None else place
    return search.trim(start, end) if (start or place <= _MOST_POST) and end - start > _MOST_NAME else None


def _line_behind(search: Search, place: int) -> tuple[int, int]:
    end = search.parsed.text.find("\n", place, place + 2_000)
    return search.trim(place, end if end > 0 else min(len(search.parsed.text), place + 2_000))
