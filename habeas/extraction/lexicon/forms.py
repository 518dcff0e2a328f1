"""The written forms of English words, from their dictionary form.

The tagger's lemma is not relied upon: a participle that it takes for an adjective would be lost.
"""

from functools import lru_cache

from habeas.packs import load_table

_VOWELS = "aeiou"


@lru_cache(maxsize=4096)
def verb_forms(lemma: str) -> frozenset[str]:
    """Every form of a verb: take, takes, took, taken, taking."""
    table = load_table("en", "forms")
    irregular = table["verbs"].get(lemma)
    if irregular:
        return frozenset((lemma, *irregular))
    if lemma.endswith("e"):
        stem = lemma[:-1]
        return frozenset((lemma, lemma + "s", lemma + "d", stem + "ing"))
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return frozenset((lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"))
    third = lemma + "es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else lemma + "s"
    stem = lemma + lemma[-1] if lemma in table["doubling"]["verbs"] else lemma
    return frozenset((lemma, third, stem + "ed", stem + "ing"))


@lru_cache(maxsize=4096)
def noun_forms(lemma: str) -> frozenset[str]:
    """Singular and plural of a noun or of a noun phrase (its last word)."""
    if lemma.endswith("s"):
        return frozenset((lemma,))
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return frozenset((lemma, lemma[:-1] + "ies"))
    if lemma.endswith(("x", "z", "ch", "sh")):
        return frozenset((lemma, lemma + "es"))
    return frozenset((lemma, lemma + "s"))
