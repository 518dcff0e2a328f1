"""Which words stand between quotation marks, and whose they are: "I" there is the speaker, "he" is somebody else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import ParsedText, Word
    from habeas.extraction.lexicon.gazetteer import Gazetteer


@dataclass(slots=True)
class QuotedWords:
    """The words of a text that stand between quotation marks, paragraph by paragraph.

    Attributes:
        inside: Numbers of the quoted words.
        tellers: Number of a paragraph to the subjects of its verbs of saying outside the marks.
    """

    inside: set[int] = field(default_factory=set)
    tellers: dict[int, list[Word]] = field(default_factory=dict)


def find_quoted_words(parsed: ParsedText, gazetteer: Gazetteer) -> QuotedWords:
    """Follow the quotation marks of each paragraph once; linear in the length of the text."""
    found = QuotedWords()
    paragraph, is_open = -1, False
    for sentence in parsed.sentences:
        if sentence.paragraph != paragraph:
            paragraph, is_open = sentence.paragraph, False
        for word in parsed.words[sentence.first : sentence.last]:
            if word.text == '"':
                is_open = not is_open
            elif is_open:
                found.inside.add(word.i)
            elif word.dep == "nsubj" and word.head.low in gazetteer.speech_verbs:
                found.tellers.setdefault(paragraph, []).append(word)
    return found
