"""Whom "he" and "she" name: the last fitting person, subjects and main persons first; nobody where a stranger fits."""

from __future__ import annotations

from bisect import bisect_left
from operator import itemgetter
from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import FINITE, ancestors
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.bracketed import name_before_bracket
from habeas.extraction.people.parties import is_bystander
from habeas.extraction.references.only_persons import named_behind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.extraction.grammar.words import Word
    from habeas.extraction.people.persons import Somebody
    from habeas.extraction.references.referents import Referents

SINGULAR = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_MAKING, _RELATIVE = word_list("people", "making"), word_list("people", "relative")
_TOWARDS = word_list("people", "towards")
_BYSTANDERS = frozenset(("official", "lawyer", "relative", "other"))
_LEAST = -5.0  # a pronoun whose best person scores no more points to nobody known
_SURER = 1.5  # points by which a name of unknown sex goes behind one of the right sex in its sentence
_POINTS = itemgetter(0)


def _is_own_word(referents: Referents, word: Word, person: Somebody) -> bool:
    """As in '"They beat him", X said': nobody speaks of himself as "him"."""
    if word.i not in referents.quoted.inside:
        return False
    tellers = referents.quoted.tellers.get(referents.parsed.sentence_of(word).paragraph, [])
    return any(referents.people.by_word.get(teller.i) is person for teller in tellers[:8])


def singular_pronoun(referents: Referents, word: Word, sex: str, *, wronged: bool) -> Somebody | None:
    """The person of whom "he" or "she" speaks: the last fitting one, subjects and main persons first."""
    return _before_bracket(referents, word, sex) or _last_fitting(referents, word, sex, wronged=wronged)


def _last_fitting(referents: Referents, word: Word, sex: str, *, wronged: bool) -> Somebody | None:
    teller = _teller(word) if wronged else None
    found = list(_candidates(referents, word, sex, teller, wronged=wronged))
    best = max(found, key=_POINTS, default=None)
    known = (one for one in found if one[1].sex and one[2].i in referents.people.by_word)
    sure = max(known, key=_POINTS, default=None)
    if best is not None and sure is not None and _is_surer(referents, best, sure):
        best = sure
    stranger = _stranger(referents, word, sex, teller)
    if best is None and stranger is None:
        return _of_entry(referents, word, sex) or named_behind(referents, word, sex)
    if best is None or best[0] <= _LEAST or (stranger is not None and stranger > best[0]):
        return None
    return best[1]


def _candidates(
    referents: Referents, word: Word, sex: str, teller: Word | None, *, wronged: bool
) -> Iterator[tuple[float, Somebody, Word]]:
    """The last persons named or taken up before a pronoun whom it may mean, each with its points."""
    sentence = referents.parsed.sentence_of(word)
    doer: Somebody | None = None
    for _, person, head in referents.before(word.start, 30):
        away = sentence.number - head.sentence
        acts = away == 0 and head.dep in ("nsubj", "nsubjpass") and _is_done_to(word, head.head)
        if acts and head.head.tag in FINITE:
            doer = person  # "X arrested him", "X filed a case against him": him is not X
        unfit = acts or person is doer or (person.sex and person.sex != sex)
        if away > 6 or unfit or _is_nobody_for(referents, word, person, head):
            continue
        paragraphs = sentence.paragraph - referents.parsed.sentences[head.sentence].paragraph
        if paragraphs > 4:
            break
        score = (0.7 if away == 0 else -1.2 * away) - 0.35 * paragraphs
        score += 0.5 if away == 0 and head.pos == "PRON" and head.low in SINGULAR else 0.0
        score += _salience(head) + (0.3 if person.sex == sex else 0.0) + 0.1 * min(3, person.wronged)
        score += 0.1 * min(4, len(person.mentions))
        if referents.list_of.get(head.i, [head])[0] is not head:
            score -= 0.4  # "identified as A, B and C. He .."
        if wronged:
            if is_bystander(person) and not _binds(referents, head, word):
                told = head.pos != "PRON" and head.head.low not in referents.gazetteer.speech_verbs
                if away != 1 or paragraphs or not told:
                    continue  # an official speaks or acts; only the subject of the sentence before is told of
                score -= 0.0 if head.dep in ("nsubj", "nsubjpass") else 3.0
            score += _as_wronged(person, head, teller)
        yield score, person, head


def _is_done_to(word: Word, verb: Word) -> bool:
    """Whether a pronoun is the object of a verb, or stands behind "against" or "to" below the verb or its object."""
    if word.dep in ("dobj", "dative"):
        return word.head is verb
    link = word.head
    if word.dep != "pobj" or link.low not in _TOWARDS:
        return False
    return link.head is verb or (link.head.dep == "dobj" and link.head.head is verb)


def _as_wronged(person: Somebody, head: Word, teller: Word | None) -> float:
    score = 0.4 if person.wronged else 0.0
    if head is teller and head.low in _RELATIVE:
        return score + 1.0  # "X, who says she was beaten"
    if head is teller and not person.wronged:
        return -1.5 if person.roles and person.roles <= _BYSTANDERS else -0.3
    return score


def _is_surer(referents: Referents, best: tuple[float, Somebody, Word], sure: tuple[float, Somebody, Word]) -> bool:
    """As in "Zorvan Testov met Ana Madeup before she was held": beside a woman, seldom one of unknown sex."""
    named = not best[1].sex and not best[1].wronged and best[2].i in referents.people.by_word
    beside = best[2].sentence == sure[2].sentence and best[2].head is not sure[2]
    return named and beside and best[0] - sure[0] <= _SURER


def _before_bracket(referents: Referents, word: Word, sex: str) -> Somebody | None:
    """As in "A, B (his second conviction) and C": the one named right before the bracket."""
    run = name_before_bracket(referents.parsed, referents.people, word)
    person = referents.people.by_word[run.head.i] if run is not None else None
    last = referents.people.before(word.start, 1)
    return person if person is not None and person.sex in ("", sex) and last[0][1] is person else None


def _is_nobody_for(referents: Referents, word: Word, person: Somebody, head: Word) -> bool:
    return _is_own_word(referents, word, person) or _is_maker(referents, head)


def _is_maker(referents: Referents, head: Word) -> bool:
    """As in "Prepared by X": who made the report is not the one of whom its first pronoun tells."""
    run = referents.people.run_of.get(head.i)
    first = (run.before or run.words)[0].i if run is not None else head.i
    told = [word.low for word in referents.parsed.words[max(0, first - 2) : first]]
    return told[-1:] == ["by"] and told[0] in _MAKING


def _of_entry(referents: Referents, word: Word, sex: str) -> Somebody | None:
    """As in "Health: he is ill", many lines below the name of the one whom the case sheet is about."""
    owners = referents.people.owners(word.start)
    person = referents.people.by_word.get(owners[0].i) if len(owners) == 1 else None
    return person if person is not None and person.sex in ("", sex) else None


def _binds(referents: Referents, head: Word, word: Word) -> bool:
    """As in "The general was a client of ours when he was jailed": the clause around names nobody else."""
    if head.dep not in ("nsubj", "nsubjpass") or head.i > word.i:
        return False
    if not any(above.dep == "advcl" and above.head is head.head for above in ancestors(word, 4)):
        return False
    near = referents.people.before(word.start, 4)
    return all(mention[1] is near[0][1] for mention in near if mention[2].sentence == word.sentence)


def _stranger(referents: Referents, word: Word, sex: str, teller: Word | None) -> float | None:
    """How well somebody unnamed fits a pronoun: "a columnist was stopped. He was held"; None where nobody is."""
    sentence = referents.parsed.sentence_of(word)
    at = bisect_left(referents.strangers, word.start, key=lambda stranger: stranger.start)
    best: float | None = None
    for head in referents.strangers[max(0, at - 4) : at]:
        away = sentence.number - head.sentence
        other = referents.gazetteer.male if sex == "f" else referents.gazetteer.female
        if away > 1 or head.low in other or not (_is_new(head) or head is teller):
            continue
        leads = away == 0 and head.dep in ("nsubj", "nsubjpass")  # "a woman was able to say that she was held"
        score = (0.7 if away == 0 else -1.2) + _salience(head) + (0.6 if head is teller else 0.0)
        score += 0.6 if leads and head.low in referents.gazetteer.male | referents.gazetteer.female else 0.0
        best = score if best is None else max(best, score)
    return best


def _is_new(word: Word) -> bool:
    return any(child.low in ("a", "an", "one", "another") for child in word.children)


def _salience(head: Word) -> float:
    if head.dep == "appos" and head.head.pos == "NOUN":
        head = head.head  # "the group's envoy, X, was arrested"
    if head.dep in ("nsubj", "nsubjpass"):
        return 1.0
    return 0.4 if head.dep in ("dobj", "conj", "appos") else -0.4 if head.dep in ("poss", "compound") else 0.0


def _teller(word: Word) -> Word | None:
    """Who tells what a pronoun stands in: X in "X said that he was arrested"."""
    for above in (word, *ancestors(word, 8)):
        if above.dep == "ccomp":
            return above.head.child("nsubj")
    return None
