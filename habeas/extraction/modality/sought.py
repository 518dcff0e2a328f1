"""What a sentence calls a demand, a condition or an aim, or says is made ready: none of it has happened there.

"The release of X is their main demand", "sanctions require her release", "took steps to free X"; and what those who
bargain over it raise, make others wait for or rule out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import is_verb
from habeas.extraction.lexicon.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from habeas.extraction.grammar.words import Word

_DEMANDS, _AIMS = word_list("modality", "demands"), word_list("modality", "aims")
_FREEINGS = word_list("modality", "freeings")
_EQUATING, _HOLDING = word_list("modality", "equating"), word_list("modality", "holding")
_REQUIRING, _READYING = word_list("modality", "requiring"), word_list("modality", "readying")
_WAYS, _AMONG = word_list("modality", "ways"), word_list("modality", "among_demands")
_PRICES, _MAKING, _MATTERS = (word_list("modality", name) for name in ("prices", "making", "matters"))
_NONE, _EXCLUDING, _RAISING = (word_list("modality", name) for name in ("none", "excluding", "raising"))
_AGENDAS, _HINGING = word_list("modality", "agendas"), word_list("modality", "hinging")
_ON, _WEIGHING = word_list("dates", "on"), word_list("modality", "weighing") | word_list("modality", "thinking_of")
_SIDES = ("nsubj", "nsubjpass", "attr", "pobj")


def told_as(head: Word) -> str:
    """How a text that bargains over something vouches for it; empty where it does not."""
    return next((name for name, test in _VIEWS if test(head)), "")


def _is_sought(noun: Word) -> bool:
    """As in "Her release is a condition of the talks", "their demands include his release", "require her release"."""
    first = noun
    while first.dep == "conj" and first.head is not first and first.head.pos == "NOUN":
        first = first.head
    verb = first.head
    if noun.pos != "NOUN":
        return False
    if _is_paid_for(first) or _is_made_an_aim(first):
        return True
    if not is_verb(verb):
        return False
    if first.dep == "dobj" and verb.lemma in _REQUIRING:
        return True
    equated = first.dep in ("nsubj", "attr") and verb.lemma in _EQUATING
    held = first.dep == "dobj" and verb.lemma in _HOLDING
    return (equated or held) and any(_says_so(other, noun) for other in _others(verb, first))


def _others(verb: Word, noun: Word) -> Iterator[Word]:
    """What stands on the other side: "her release is [one of] the demands", "among the demands was her release"."""
    for child in verb.children:
        if child is noun:
            continue
        if child.dep in _SIDES:
            yield child
        if (child.dep == "prep" and child.low in _AMONG) or child.low == "one":
            below = child if child.dep == "prep" else next((of for of in child.children if of.low == "of"), None)
            inner = below.child("pobj") if below is not None else None
            if inner is not None:
                yield inner


def _says_so(other: Word, noun: Word) -> bool:
    return other.lemma in _DEMANDS or (other.lemma in _AIMS and noun.lemma in _FREEINGS)


def _is_paid_for(noun: Word) -> bool:
    """As in "a bargaining chip for the release of X", "the price for her release"."""
    link = noun.head
    return noun.lemma in _FREEINGS and noun.dep == "pobj" and link.low == "for" and link.head.lemma in _PRICES


def _is_made_an_aim(noun: Word) -> bool:
    """As in "made the release of X a priority", where the priority is the object for the parser."""
    above = noun.head if noun.dep in ("nsubj", "nmod", "dobj") else None
    if noun.lemma not in _FREEINGS or above is None:
        return False
    said = above.lemma in _DEMANDS | _AIMS and above.pos == "NOUN" and above.head.lemma in _MAKING
    beside = above.lemma in _MAKING and noun.dep == "dobj"
    return said or (beside and any(c.lemma in _DEMANDS | _AIMS and c.i > noun.i for c in above.children))


def _matter_above(noun: Word) -> Word | None:
    """The sign, hope or question that a noun belongs to: "no sign of her release", "talks on a swap"."""
    link = noun.head
    above = link.head if noun.dep == "pobj" and link.dep == "prep" else None
    return above if above is not None and above.lemma in _MATTERS and noun.lemma in _FREEINGS else None


def _is_ruled_out(noun: Word) -> bool:
    """As in "ruled out her release", "no sign of her release"."""
    verb, matter = noun.head, _matter_above(noun)
    if matter is not None:
        return any(child.low in _NONE for child in matter.children)
    out = verb.lemma in _EXCLUDING or (verb.lemma == "rule" and any(child.low == "out" for child in verb.children))
    return noun.pos == "NOUN" and noun.dep in ("dobj", "nsubjpass") and out


def _is_bargained_over(noun: Word) -> bool:
    """As in "raised the release of X", "the question of her release", "her release was on the agenda"."""
    if noun.pos != "NOUN" or noun.lemma not in _FREEINGS:
        return False
    verb = noun.head
    if _matter_above(noun) is not None:
        return True
    if noun.dep in ("dobj", "nsubjpass") and verb.lemma in _RAISING:
        return True
    on = next((c for c in verb.children if c.dep == "prep" and c.low == "on"), None)
    listed = on.child("pobj") if on is not None and noun.dep == "nsubj" and verb.lemma in _EQUATING else None
    return listed is not None and listed.lemma in _AGENDAS


def _hangs_on(noun: Word) -> bool:
    """As in "the deal hinged on her release", "a condition for lifting sanctions": one thing waits for the other."""
    link = noun.head
    if noun.dep == "pcomp" and link.low == "for" and link.head.lemma in _DEMANDS:
        return True
    return noun.dep == "pobj" and noun.lemma in _FREEINGS and link.low in _ON and link.head.lemma in _HINGING


def _is_made_ready(head: Word) -> bool:
    """As in "are preparing her release", "finalising the procedures to release them", "a first step to free X"."""
    if head.tag == "VBG" and head.dep in ("xcomp", "ccomp") and head.head.lemma in _WEIGHING:
        return True  # "considers releasing them"
    if head.pos == "NOUN":
        return head.dep == "dobj" and head.head.lemma in _READYING and head.head.tag == "VBG"
    if not any(child.low == "to" and child.dep == "aux" for child in head.children):
        return False
    ways = [head.head] if head.dep in ("acl", "relcl") else [c for c in head.head.children if c.dep == "dobj"]
    return head.dep in ("acl", "relcl", "advcl", "xcomp") and any(way.lemma in _WAYS and way.i < head.i for way in ways)


_VIEWS: tuple[tuple[str, Callable[[Word], bool]], ...] = (
    ("demanded", _is_sought),
    ("denied", _is_ruled_out),
    ("planned", _is_made_ready),
    ("possible", _is_bargained_over),
    ("hypothetical", _hangs_on),
)

__all__ = ["told_as"]
