"""To whom something is given or denied: "denied bail to the editors", "denied the editors access"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.events.single_places import named_before
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.humans import is_human

if TYPE_CHECKING:
    from habeas.extraction.drafts import Sheet
    from habeas.extraction.grammar.words import Word

_APPROACHES = word_list("people", "approaches")


def receiver_of(sheet: Sheet, verb: Word) -> Word | None:
    """To whom, where the object is a thing: "denied bail to the editors"."""
    for child in verb.children:
        if child.dep in ("dative", "iobj") and is_human(sheet, child):
            return child
        below = child.child("pobj") if child.dep in ("prep", "dative") and child.low in ("to", "for") else None
        if below is not None and is_human(sheet, below):
            return below
    thing = verb.child("dobj")
    before = named_before(sheet, verb)
    if before is not None:
        return before
    for child in thing.children if thing is not None and thing.low not in _APPROACHES else ():
        below = child.child("pobj") if child.dep == "prep" and child.low in ("to", "for", "of") else None
        if below is not None and is_human(sheet, below):
            return below
    return None


__all__ = ["receiver_of"]
