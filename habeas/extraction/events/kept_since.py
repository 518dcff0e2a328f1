"""Who is kept since a day that stands with no verb: "X, in custody since 5 May", "X (in prison since 2019)"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import is_verb
from habeas.extraction.people.humans import is_human

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.extraction.drafts import Sheet
    from habeas.extraction.events.triggers import Trigger
    from habeas.extraction.grammar.words import Word

_BESIDE = ("appos", "nummod", "npadvmod")
_MOST_ABOVE = 3


def kept_since_roles(sheet: Sheet, trigger: Trigger) -> Iterator[tuple[str, Word]]:
    """The person beside whom, or before whose verb, the place of custody stands.

    A place that hangs on a verb before it is told by that verb ("has been in custody since").

    Args:
        sheet: Of the document.
        trigger: Of "in custody", "behind bars".
    """
    link = trigger.head.head
    if trigger.head.dep != "pobj" or link.dep != "prep":
        return
    word = link.head
    for _ in range(_MOST_ABOVE):
        if is_human(sheet, word) or word.dep not in _BESIDE or is_verb(word.head):
            break
        word = word.head  # "X, 34 (in custody since 5 May)"
    if is_verb(word):
        subject = word.child("nsubj", "nsubjpass") if link.i < word.i else None
        beside = subject is not None and (link.i < subject.i or sheet.parsed.words[link.i - 1].text == ",")
        word = subject if subject is not None and beside else word
    if not is_verb(word) and is_human(sheet, word):
        yield "person", word


__all__ = ["kept_since_roles"]
