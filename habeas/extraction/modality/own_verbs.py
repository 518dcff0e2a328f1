"""The verbs by which an event stands or falls: its own, those it is joined to, and the light verb above a noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import is_verb
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.modality import occurring

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import Word

_LEADING, _GETTING = word_list("modality", "leading"), word_list("modality", "getting")
_SUBJECTING, _ENSURING = word_list("people", "subjecting"), word_list("modality", "ensuring")


def own_verbs(head: Word, above: Word | None) -> list[Word]:
    """The head, the verbs on which its auxiliaries stand, and the light verb above a noun.

    Args:
        head: Of the trigger.
        above: The verb of its clause, where the head is a noun.
    """
    found = [head]
    word = head
    for _ in range(4):
        if (
            word.dep in ("conj", "xcomp")
            and is_verb(word.head)
            and not any(c.dep in ("aux", "auxpass", "nsubj") for c in word.children if c.low != "to")
            and not (word.dep == "conj" and _has_own_tense(word))
        ):
            word = word.head
            found.append(word)
        elif word.dep == "pcomp" and word.head.low == "by" and is_verb(word.head.head):
            word = word.head.head  # "should show good faith by releasing her"
            found.append(word)
        elif word.dep == "pcomp" and word.head.dep == "prep" and word.head.head.lemma in _LEADING:
            word = word.head.head  # "would result in children being arrested"
            found.append(word)
        elif word.dep == "ccomp" and (
            word.head.lemma in _ENSURING or (word.head.lemma in _GETTING and word.tag == "VBN")
        ):
            word = word.head  # "should ensure that she is released", "failed to get her released"
            found.append(word)
        else:
            break
    clause, noun = above, head
    while noun.dep == "conj" and noun.pos == "NOUN" and noun.head.pos == "NOUN":
        noun = noun.head
    if clause in (None, head) and noun.dep == "dobj" and is_verb(noun.head):
        clause = noun.head  # "could face arrest", whose noun the parser takes for a verb
    governed = noun.head is clause and occurring.is_brought_about(noun)
    if noun.dep == "pobj" and clause is not None and noun.head.head is clause:
        # "would result in their execution", "was reportedly subjected to beatings and denial of care"
        governed = clause.lemma in _LEADING or clause.lemma in _SUBJECTING
    if clause is not None and clause not in found and governed:
        found.append(clause)
    return found


def _has_own_tense(joined: Word) -> bool:
    """As in "will be tried and is held"; but "will be tried and face charges" lies ahead, however it is parsed."""
    modal = any(child.tag == "MD" for child in joined.head.children)
    bare = joined.tag == "VBP" and joined.low == joined.lemma and modal
    return (joined.tag in ("VBZ", "VBP") and not bare) or (joined.tag, joined.head.tag) == ("VBD", "VB")


__all__ = ["own_verbs"]
