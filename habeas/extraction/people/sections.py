"""Where a text turns to another case: a bullet, a heading, or a lead of a few words before its first sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import FINITE

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import ParsedText, Sentence

_BULLET = re.compile(r"\n[ \t]*(?:[•*·▪◦●–—-][ \t]|\(?\d{1,3}[.)]\)?[ \t])")
_TERMINAL = ".!?:;…\"”’')]"
_MARK = 6  # characters of a bullet or number with its space
_MOST_WORDS = 24  # of a lead: "Fresh charges against the poet Ana Testova."


def turns_between(parsed: ParsedText, before: Sentence, after: Sentence) -> bool:
    """Whether another case begins between two sentences, or with the second one.

    Args:
        parsed: The text.
        before: The sentence that stands first.
        after: A later one, at most a few sentences on.
    """
    if before.paragraph >= after.paragraph:
        return False
    if _BULLET.search(parsed.text, max(0, before.end - 1), after.start + _MARK) is not None:
        return True
    if parsed.text[before.start : before.end].rstrip()[-1:] not in _TERMINAL:
        return False  # a title: what stands below goes on with it
    between = parsed.sentences[before.number + 1 : after.number + 1]
    return any(_is_lead(parsed, sentence) for sentence in between)


def _is_lead(parsed: ParsedText, sentence: Sentence) -> bool:
    """Whether a sentence without a verb of its own opens a paragraph, over the sentences that tell of the case."""
    opens = not sentence.number or parsed.sentences[sentence.number - 1].paragraph != sentence.paragraph
    words = [word for word in parsed.words[sentence.first : sentence.last] if word.pos != "SPACE"]
    if not opens or not words or len(words) > _MOST_WORDS or any(word.tag in FINITE for word in words):
        return False
    ends = words[-1].text[-1:] in _TERMINAL
    after = parsed.sentences[sentence.number + 1] if sentence.number + 1 < len(parsed.sentences) else None
    return after is not None and (not ends or after.paragraph == sentence.paragraph)


__all__ = ["turns_between"]
