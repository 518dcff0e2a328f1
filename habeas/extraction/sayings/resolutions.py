"""The paragraphs of a resolution: "The Assembly of Norland, .. 2. Calls on the state to free X; 3. Deplores it"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.sayings.mistaken import held_behind
from habeas.extraction.sayings.search import Saying
from habeas.extraction.sayings.speech import mode_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.extraction.grammar.words import Word
    from habeas.extraction.sayings.search import Search

# A line of its own, before all that the body has regard to: "The European Parliament,".
_HEAD = re.compile(r"^The (?P<body>[A-Z][^\n,;:.]{2,80}),[ \t]{0,4}$", re.MULTILINE)
_PARAGRAPH = re.compile(
    r"^[ \t]{0,8}(?:\(?\d{1,3}[.)]?[ \t]{1,4}|[-–—•*][ \t]{1,4})?(?P<first>[A-Z][a-z]{2,20}\b[^\n]{4,4000})",
    re.MULTILINE,
)
_LEAST = 2  # paragraphs of a resolution that say something
_MOST_BEFORE = 3  # words before the verb: "Strongly", "Once again"
_OWN = word_list("sayings", "own")


def resolution_sayings(search: Search, found: list[Saying]) -> Iterator[Saying]:
    """What a body says in the paragraphs of its resolution, which name it no more.

    Args:
        search: The text.
        found: What is known; where such a paragraph tells of "its" concern the body is noted as who speaks.
    """
    head = _HEAD.search(search.parsed.text)
    if head is None:
        return
    named = search.parsed.words_in(*head.span("body"))
    inside = {word.i for word in named}
    body = next((word for word in named if word.head is word or word.head.i not in inside), named[-1])
    said = [
        saying
        for paragraph in _PARAGRAPH.finditer(search.parsed.text, head.end())
        for piece in _pieces(search.parsed.words_in(*paragraph.span("first")))
        if (saying := _of_piece(search, piece, body)) is not None
    ]
    if len(said) < _LEAST:
        return
    known = {saying.cue.i: saying for saying in found if saying.cue is not None}
    for saying in found:
        if saying.source is None or (saying.source.low in _OWN and saying.source.start > head.end()):
            saying.source = body if saying.cue is not None and saying.cue.start > head.end() else saying.source
    spans = [saying.cue_range for saying in known.values() if saying.cue_range is not None]
    for saying in said:
        cue = saying.cue
        if cue is not None and not any(start <= cue.start < end for start, end in spans):
            yield saying


def _pieces(words: list[Word]) -> Iterator[list[Word]]:
    """The clauses between semicolons: "condemns the arrest of X; demands his release"."""
    piece: list[Word] = []
    for word in words:
        if word.text == ";":
            yield piece
            piece = []
        else:
            piece.append(word)
    yield piece


def _of_piece(search: Search, piece: list[Word], body: Word) -> Saying | None:
    """The saying of a clause that opens with its verb, and adverbs before it at most."""
    for number, word in enumerate(piece[: _MOST_BEFORE + 1]):
        cue = search.cues.verbs.get(word.low)
        if cue is None or word.low == cue.lemma or not word.low.endswith("s") or number + 2 >= len(piece):
            if word.pos in ("ADV", "CCONJ", "SPACE", "PUNCT") or word.tag.startswith("RB"):
                continue
            return None
        after, words = piece[number + 1], search.parsed.words
        held = ("clause", after.i + 1) if after.low == "that" and cue.takes("clause") else held_behind(cue, after)
        if held is None:
            return None
        form, left = held
        content = search.between(words[left].i, piece[-1].i)
        manner = cue.manner(after.low if form == "preposition" else form)
        mode = mode_of(search, content)
        return Saying(word, (word.start, word.end), body, [content], manner, mode, "resolution", cue.lemma, form)
    return None
