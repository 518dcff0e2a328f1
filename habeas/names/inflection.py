"""Inflected Cyrillic names to the nominative: "Алеся Бяляцкага" to "Алесь Бяляцкі", by the endings of the packs.

Only a name that cannot be a nominative is changed: its patronymic or given name has an ending that no nominative has,
or its surname has one ("-скага") and its given name allows a case. "Александра Шевченко" may be a woman or a case of
a man's name; it is left.
"""

from functools import lru_cache
from typing import NamedTuple

from habeas.names.tables import load_tables
from habeas.packs import load_table


class Rule(NamedTuple):
    """An ending in some case, that of the nominative, and the sex (m, f)."""

    ending: str
    nominative: str
    sex: str


def to_nominative(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of one name in the nominative; the same words if they may be one already.

    Args:
        words: Clean words (small letters of one script).

    Example:
        >>> to_nominative(("светланы", "тихановской")), to_nominative(("светлана", "петрова"))
        (('светлана', 'тихановская'), ('светлана', 'петрова'))
    """
    if not any(may_be_oblique(word) for word in words):
        return words
    sex = _oblique_sex(words)
    if not sex:
        return words
    return tuple(_nominative_of(word, sex) for word in words)


def other_case(words: tuple[str, ...]) -> tuple[str, ...]:
    """The nominative of a name that may be a woman's or a case of a man's; empty where there is no such doubt.

    Args:
        words: Clean words, as `to_nominative` leaves them.

    Example:
        >>> other_case(("александра", "петрова")), other_case(("вольга", "петрова"))
        (('александр', 'петров'), ())
    """
    nominatives, cases = load_tables().nominatives, _given_cases()
    given = [word for word in words if word in nominatives]
    doubtful = [word for word in given if any(sex == "m" for _, sex in cases.get(word, ()))]
    if len(given) != 1 or doubtful != given or "m" in nominatives[given[0]]:
        return ()
    if any(word.endswith(_ONLY_WOMEN) for word in words):
        return ()
    return tuple(_male_form(word) if word in doubtful else _nominative_of(word, "m") for word in words)


# Patronymics and surnames of these endings settle that the name is a woman's.
_ONLY_WOMEN = ("вна", "ўна", "ична", "ічна", "ая", "яя", "ська", "цька")


def _male_form(word: str) -> str:
    return next(nominative for nominative, sex in _given_cases()[word] if sex == "m")


@lru_cache(maxsize=200_000)
def may_be_oblique(word: str) -> bool:
    """Whether a word has an ending of a case, so that the whole name must be looked at."""
    if word.isascii():
        return False
    return word in _given_cases() or word.endswith((*_only_oblique(), *_patronymic_endings()))


def _oblique_sex(words: tuple[str, ...]) -> str:
    """The sex (m, f) that the cases tell, or empty where the name may be a nominative."""
    for word in words:
        for rule in _rules("patronymics"):
            if word.endswith(rule.ending):
                return rule.sex
    nominatives = load_tables().nominatives
    cases = _given_cases()
    given = [word for word in words if word in nominatives or word in cases]
    if any(word in nominatives and word not in cases for word in given):
        return ""
    for word in given:
        if word not in nominatives:
            sexes = {sex for _, sex in cases[word]}
            return sexes.pop() if len(sexes) == 1 else _surname_sex(words) or "m"
    return _surname_sex(words)


def _surname_sex(words: tuple[str, ...]) -> str:
    for word in words:
        if word.endswith(_only_oblique()):
            return next((rule.sex for rule in _rules("surnames") if word.endswith(rule.ending)), "")
    return ""


def _nominative_of(word: str, sex: str) -> str:
    for rule in _rules("patronymics"):
        if word.endswith(rule.ending):
            return word[: -len(rule.ending)] + rule.nominative
    for nominative, other in _given_cases().get(word, ()):
        if other == sex:
            return nominative
    if word in load_tables().nominatives:
        return word
    for rule in _rules("surnames"):
        if rule.sex == sex and word.endswith(rule.ending) and len(word) - len(rule.ending) >= 2:
            return word[: -len(rule.ending)] + rule.nominative
    return word


@lru_cache(maxsize=2)
def _rules(part: str) -> tuple[Rule, ...]:
    """Rules of a part, longest ending first."""
    rules = (Rule(*row) for row in load_table("cyrillic", "inflection")[part]["rules"])
    return tuple(sorted(rules, key=lambda rule: -len(rule.ending)))


@lru_cache(maxsize=1)
def _only_oblique() -> tuple[str, ...]:
    return tuple(load_table("cyrillic", "inflection")["surnames"]["only_oblique"].split())


@lru_cache(maxsize=1)
def _patronymic_endings() -> tuple[str, ...]:
    return tuple({rule.ending for rule in _rules("patronymics")})


@lru_cache(maxsize=1)
def _given_cases() -> dict[str, tuple[tuple[str, str], ...]]:
    """Case forms of the given names of the packs: (nominative, sex) pairs."""
    table = load_table("cyrillic", "inflection")["given"]
    patterns = {"m": table["male"], "f": table["female"]}
    found: dict[str, set[tuple[str, str]]] = {}
    for form, sexes in load_tables().nominatives.items():
        if form.isascii():
            continue
        for sex in sexes:
            ending, cases = next((row for row in patterns[sex] if form.endswith(row[0])), ("", ""))
            base = form[: len(form) - len(ending)]
            for case in cases.split():
                found.setdefault(base + case, set()).add((form, sex))
    return {form: tuple(sorted(pairs)) for form, pairs in found.items()}
