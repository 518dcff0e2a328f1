"""What a text says of the report that something happened: that it is false, without proof, unconfirmed, a rumour.

And of whom it did not happen to: nobody, somebody who was not among those to whom it did.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import is_passive, is_verb
from habeas.extraction.lexicon.word_lists import word_list
from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from habeas.extraction.grammar.words import Word

_AMONG, _NOBODY = word_list("modality", "among"), word_list("modality", "nobody")
_NEGATIONS, _CLEAR = word_list("modality", "negations"), word_list("modality", "clear")
_OF_OR_ABOUT = word_list("modality", "of_or_about")
_PREDICATES = frozenset(("acomp", "attr", "oprd"))


@lru_cache(maxsize=1)
def _doubting() -> dict[str, frozenset[str]]:
    table = load_table("en", "modality")["doubting"]
    return {name: frozenset(words) for name, words in table.items()}


def is_called_false(verbs: Iterable[Word]) -> bool:
    """As in "it is not true that he was arrested", "reports that .. are false", "no evidence that he was tortured"."""
    words = _doubting()
    for verb in verbs:
        noun = _report_above(verb) or verb.head
        if _has_clause_of(verb, noun) or _report_above(verb) is not None:
            if noun.low in words["proofs"] and any(child.low == "no" for child in noun.children):
                return True
            if noun.dep in ("dobj", "nsubjpass") and noun.head.lemma in words["dismissing"]:
                return True  # "dismissed the rumours of her arrest", "reports that .. were denied"
            called = noun.dep in ("nsubj", "nsubjpass", "dobj", "oprd")  # "called the reports of her arrest false"
            if called and any(_is_untrue(found) for found in _predicates(noun.head)):
                return True
        if verb.dep == "ccomp" and noun.lemma == "be" and any(_is_untrue(found) for found in _predicates(noun)):
            return True
    return False


def is_unconfirmed(verbs: Iterable[Word]) -> bool:
    """As in "refused to confirm that he was arrested", "have not confirmed the arrest": neither told nor denied."""
    words = _doubting()
    for verb in verbs:
        above = verb.head
        if above is verb or above.lemma not in words["confirming"] or verb.dep not in ("ccomp", "dobj"):
            continue
        if any(child.dep == "neg" for child in above.children):
            return True
        if above.dep == "xcomp" and above.head.lemma in words["withholding"]:
            return True
    return False


def is_only_feared(verb: Word, feared: frozenset[str]) -> bool:
    """As in "there are fears that she was beaten"; what somebody is concerned about may well have happened."""
    noun = verb.head
    if not is_verb(verb) or not _has_clause_of(verb, noun):
        return False
    there = noun.head.child("expl") is not None
    return noun.lemma in feared or (there and noun.lemma in _doubting()["concerns"])


def is_said_so(verbs: Iterable[Word], alleged: Iterable[str]) -> bool:
    """As in "was allegedly beaten", and beside the auxiliary: "guards reportedly have beaten him"."""
    found = [(verb, *(child for child in verb.children if child.dep in ("aux", "auxpass"))) for verb in verbs]
    near = (child for words in found for word in words for child in word.children)
    return any(child.low in alleged for child in near if child.dep in ("advmod", "amod"))


def is_rumoured(verbs: Iterable[Word]) -> bool:
    """As in "rumours that he had been released", "rumours spread that ..", "allegations that she was beaten"."""
    rumours = _doubting()["rumours"]
    for verb in verbs:
        noun = _report_above(verb)
        if (noun is not None or _has_clause_of(verb, verb.head)) and (noun or verb.head).lemma in rumours:
            return True
        told = verb.head.child("nsubj", "nsubjpass") if verb.dep == "ccomp" else None
        if told is not None and told.lemma in rumours:
            return True
    return False


def is_hearsay(verbs: Iterable[Word]) -> bool:
    """As in "is said to have been arrested", "is believed to be held": nobody in particular vouches for it."""
    words = _doubting()
    for verb in verbs:
        told = verb.dep == "xcomp" and verb.head.lemma in words["hearsay"] and is_passive(verb.head)
        # "was supposed to be freed" was to be; "is supposed to have been freed" has been, they say
        to_come = verb.head.lemma in words["meant"] and not any(c.low == "have" for c in verb.children)
        if told and not to_come:
            return True
    return False


def is_unproved(source: Word | None) -> bool:
    """As in "unconfirmed reports say", "according to unverified reports"."""
    return source is not None and any(child.low in _doubting()["unproved"] for child in source.children)


def is_open(verbs: Iterable[Word]) -> bool:
    """As in "it is not clear if he was arrested", "would not say if": asked, and not told."""
    for verb in verbs:
        if not any(child.dep == "mark" and child.low == "if" for child in verb.children):
            continue
        above = verb.head
        told = above.lemma == "be" and any(child.low in _CLEAR for child in above.children)
        if verb.dep == "ccomp" or (verb.dep == "advcl" and told):
            return True
    return False


def is_likely(verbs: Iterable[Word]) -> bool:
    """As in "is likely to be sentenced"."""
    return any(verb.dep == "xcomp" and verb.head.low in _doubting()["likely"] for verb in verbs)


def did_not_quite(verbs: Iterable[Word]) -> bool:
    """As in "was almost arrested"."""
    nearly = _doubting()["nearly"]
    return any(child.low in nearly and child.i == verb.i - 1 for verb in verbs for child in verb.children)


def is_nobody(subject: Word) -> bool:
    """As in "no protester", "not one of them was arrested", but not "no fewer than ten protesters were arrested"."""
    if subject.low in _NOBODY:
        return True
    within = [word for child in subject.children for word in (child, *child.children) if word.i <= subject.i]
    none = any(word.low in _NOBODY or word.low in _NEGATIONS for word in within if word.head is subject)
    return none and not any(word.low in _doubting()["amounts"] for word in within)


def is_told_of_nobody(word: Word, verb: Word) -> bool:
    """As in "no one has been arrested": that is told, though of nobody; but not "so that no one can be arrested"."""
    if any(child.tag == "MD" for child in verb.children):
        return False
    return word.low in _NOBODY or (word.low == "one" and any(child.low in _NOBODY for child in word.children))


def is_left_out(head: Word) -> bool:
    """As in "he was not among those charged", "she is not one of the ten arrested"."""
    link = head.head.head
    if head.dep != "acl" or head.head.dep != "pobj" or link.low not in _AMONG:
        return False
    return any(child.dep == "neg" for word in (link.head, link.head.head) for child in word.children)


def _report_above(head: Word) -> Word | None:
    """The reports in "reports of her arrest", "rumours about the torture of X"."""
    words = _doubting()
    link = head.head
    if head.pos != "NOUN" or head.dep != "pobj" or link.low not in _OF_OR_ABOUT:
        return None
    return link.head if link.head.lemma in words["reports"] | words["rumours"] else None


def _has_clause_of(verb: Word, noun: Word) -> bool:
    """Whether a clause with "that" says what a noun is about."""
    that = any(child.low == "that" and child.dep in ("mark", "advmod") for child in verb.children)
    return verb.dep in ("acl", "ccomp", "relcl") and not is_verb(noun) and that


def _predicates(verb: Word) -> Iterator[Word]:
    """What is said of the subject: "are false", "proved to be false", "turned out to be untrue"."""
    for child in verb.children:
        if child.dep in _PREDICATES:
            yield child
        elif child.dep == "xcomp" and child.lemma == "be":
            yield from (found for found in child.children if found.dep in _PREDICATES)


def _is_untrue(predicate: Word) -> bool:
    words = _doubting()
    if predicate.low in words["untrue"]:
        return not _is_negated(predicate)
    return predicate.low in words["true"] and _is_negated(predicate)


def _is_negated(predicate: Word) -> bool:
    return any(child.dep == "neg" for word in (predicate, predicate.head) for child in word.children)
