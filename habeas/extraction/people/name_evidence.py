"""What stands around a name in one place for and against a person: titles, ages, verbs, what it hangs on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.lexicon.gazetteer import Gazetteer, singular
from habeas.extraction.lexicon.word_lists import word_list

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import ParsedText, Word
    from habeas.extraction.people.name_runs import NameRun

_OWNED = word_list("people", "owned_by_a_person")
_SUFFERED, _HELD_OVER = word_list("people", "suffered_by_a_person"), word_list("people", "held_over_a_person")
_OF, _PERSONAL_VERBS = word_list("people", "of_the_sufferer"), word_list("people", "personal_verbs")
_AMONG, _THEM = word_list("people", "among"), word_list("people", "those_told_of")
_PAPERS = word_list("names", "papers")
_BUILDINGS = word_list("people", "buildings")
_ARTICLES = word_list("counts", "articles")
_SETTLEMENTS = word_list("names", "settlements")
_NAMING, _TELLING = word_list("names", "naming"), word_list("names", "telling")


def evidence(run: NameRun, gazetteer: Gazetteer, parsed: ParsedText) -> float:
    """What stands around a name for a person."""
    score = 0.0
    if any(names_human(word.low, gazetteer) for word in run.before):
        score += 2.0
    first, last = run.words[0], run.words[-1]
    before = parsed.words[first.i - 1] if first.i else None
    if before is not None and before.sentence == first.sentence:
        if names_human(before.low, gazetteer):
            score += (2.0 if before.text.islower() else 1.0) - 0.5 * (len(run.words) == 1)
        if before.low in _NAMING or _is_among_them(run, before, parsed, gazetteer):
            score += 2.0
        if before.text == "-old" or before.low == "old" or _is_holder(run, before, parsed, gazetteer):
            score += 2.0
    head = run.head
    above = head.head
    if above.low in gazetteer.wronged_verbs and head.dep in ("nsubjpass", "dobj"):
        score += 2.0 if len(run.words) > 1 else 1.5
    elif len(run.words) > 1 and head.dep in ("nsubj", "nsubjpass") and _is_personal(above, gazetteer):
        score += 0.5
    elif head.dep == "poss" and above.pos == "NOUN" and _is_own(above.low, gazetteer):
        score += 1.5
    elif head.dep == "pobj" and above.low in _OF and len(run.words) > 1:
        score += 2.0 if above.head.lemma in _SUFFERED else 1.5 if above.head.lemma in _HELD_OVER else 0.0
    opens = len(run.words) == 1 and first.i == parsed.sentence_of(first).first and not _is_described(run, gazetteer)
    return score if opens else score + _behind(last, gazetteer, parsed)  # "Recently, a journalist .."


def _is_among_them(run: NameRun, before: Word, parsed: ParsedText, gazetteer: Gazetteer) -> bool:
    """As in "several students, among them X, were held": one of the people before."""
    told = before.low in _THEM and before.i > 0 and parsed.words[before.i - 1].low in _AMONG
    whole = run.head.head
    return told and run.head.dep == "appos" and (names_human(whole.low, gazetteer) or whole.tag == "CD")


def _is_personal(verb: Word, gazetteer: Gazetteer) -> bool:
    """As in "X said", "X married": what persons do."""
    return verb.low in gazetteer.speech_verbs or verb.lemma in _PERSONAL_VERBS


def _is_described(run: NameRun, gazetteer: Gazetteer) -> bool:
    """As in "Testov, a farmer who ..": a name, not "Recently, a journalist .."."""
    told = (child for child in run.head.children if child.dep == "appos" and child.pos == "NOUN")
    return run.head.tag == "NNP" and any(names_human(child.low, gazetteer) for child in told)


def _is_holder(run: NameRun, before: Word, parsed: ParsedText, gazetteer: Gazetteer) -> bool:
    """As in "the envoy for the rights of readers, X, said", "his successor, X, was held": set beside a post or noun."""
    post, last = run.head.head, run.words[-1].i
    behind = parsed.words[last + 1].text if last + 1 < len(parsed.words) else "."
    apposed = run.head.dep == "appos" and post.i < before.i and post.tag in ("NN", "NNP")
    described = apposed and post.low in gazetteer.role_of and post.low not in gazetteer.organisation_words
    return described and before.text == "," and behind in (",", ".") and len(run.words) > 1


def _behind(last: Word, gazetteer: Gazetteer, parsed: ParsedText) -> float:
    """What stands behind a name for a person: an age, "a journalist", "who"."""
    following = [word for word in parsed.words[last.i + 1 : last.i + 8] if word.sentence == last.sentence]
    if len(following) < 3 or following[0].text not in (",", "(", "–", "—", "-"):
        return 0.0
    score = 0.0
    if following[1].text.isdigit() and len(following[1].text) == 2 and following[2].text in (",", ")"):
        score += 2.0
    opening = following[1].low in _TELLING
    if opening or following[1].pos in ("ADJ", "NOUN"):
        named = any(word.low == "who" or names_human(word.low, gazetteer) for word in following[1:6])
        score += 2.0 if named and opening else 1.0 if named else 0.0
    return score


def counter_evidence(run: NameRun, gazetteer: Gazetteer, parsed: ParsedText) -> float:
    """What stands around a name against a person, 0 or less."""
    first, last = run.words[0], run.words[-1]
    before = parsed.words[first.i - 1] if first.i else None
    score = 0.0
    if before is not None and before.sentence == first.sentence and not run.before:
        of_noun = run.head.dep in ("compound", "poss", "nmod", "amod")
        if before.low == "the" and not of_noun:
            score -= 1.5
        if before.low in _ARTICLES and len(run.words) == 1 and not of_noun:
            score -= 3.0  # "a Londoner", "a Muscovite"
        of_what = parsed.words[before.i - 1].low if before.low == "of" and before.i else ""
        score -= 3.0 if of_what in _SETTLEMENTS else 0.0  # "the town of Kagara"
        if before.text.islower() and before.pos == "NOUN" and _is_house(before.low, gazetteer):
            score -= 2.0 if run.head.head is before or before.head is run.head else 0.0
        if before.text == "," and first.i > 1:
            noun = parsed.words[first.i - 2]
            inside = (run.head.dep == "appos" and run.head.head is noun) or _is_set_off(run, parsed, gazetteer)
            score -= 2.0 if inside and noun.text.islower() and _is_house(noun.low, gazetteer) else 0.0
    following = [word for word in parsed.words[last.i + 1 : last.i + 9] if word.sentence == last.sentence]
    above = run.head.head
    if len(run.words) == 1 and run.head.dep == "compound" and above.text.islower() and _is_house(above.low, gazetteer):
        score -= 1.0  # "the Nineveh juvenile court"
    if following and following[0].text in (",", "(", "–", "—", "-") and _is_dateline(run, parsed):
        score -= 3.0
    given = len(run.words) > 1 and run.words[0].low in gazetteer.given
    if following and following[0].text.islower() and following[0].low in _BUILDINGS and not given:
        score -= 2.0  # "the Nevin prison"
    if following and following[0].text.islower() and following[0].low in _PAPERS:
        score -= 9.0  # "the Free People newspaper"
    if len(following) > 2 and following[0].text == "," and following[1].low in ("a", "an", "the", "another"):
        apposed = (word for word in following[2:] if word.pos == "NOUN" and word.dep == "appos")
        score -= 2.0 if any(_is_house(word.low, gazetteer) for word in apposed) else 0.0
    return score


def _is_set_off(run: NameRun, parsed: ParsedText, gazetteer: Gazetteer) -> bool:
    """As in "according to a rights project, X, many were held", with nobody who could be X before it."""
    first, last = run.words[0], run.words[-1]
    behind = parsed.words[last.i + 1] if last.i + 1 < len(parsed.words) else None
    if behind is None or behind.text != ",":
        return False
    lead = [word for word in parsed.words[max(0, first.i - 8) : first.i] if word.sentence == first.sentence]
    return not any(names_human(word.low, gazetteer) and word.low not in gazetteer.organisation_words for word in lead)


def _is_dateline(run: NameRun, parsed: ParsedText) -> bool:
    """As in "CORPUS CHRISTI, Texas -": capitals at the start of a sentence that goes on in small letters."""
    sentence = parsed.sentence_of(run.words[0])
    if run.words[0].i != sentence.first or not all(word.text.isupper() for word in run.words):
        return False
    return any(word.text.islower() for word in parsed.words[sentence.first : sentence.last])


def names_human(low: str, gazetteer: Gazetteer) -> bool:
    """Whether a word in lower case says what somebody is or goes before a name."""
    one = singular(low)
    return low in gazetteer.titles or low in gazetteer.role_of or one in gazetteer.role_of


def _is_house(low: str, gazetteer: Gazetteer) -> bool:
    if singular(low) in gazetteer.role_of:
        return False  # "two journalists, A and B": part of many a house's name, but here people
    return low in gazetteer.organisation_words or singular(low) in gazetteer.organisation_words


def _is_own(low: str, gazetteer: Gazetteer) -> bool:
    """Whether a noun is a person's own: a relative, a lawyer, the arrest, the trial, the cell."""
    return low in _OWNED or gazetteer.role_of.get(singular(low)) in ("relative", "lawyer")
