"""The names that a text gives for a group: "five activists: A, B and C", "those held include A", "A was among them"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import ancestors, coordinated, subject_of
from habeas.extraction.lexicon.gazetteer import singular
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.body_names import holder_behind
from habeas.extraction.people.name_rows import first_named_behind
from habeas.extraction.values.counts import number_value, quantity_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from habeas.extraction.grammar.words import Word
    from habeas.extraction.people.name_runs import NameRun
    from habeas.extraction.people.parties import Party
    from habeas.extraction.references.referents import Referents

_INCLUDING, _NAMING = word_list("people", "including"), word_list("people", "naming")
_OTHERS = word_list("people", "others")
_BESIDES, _ADDED = word_list("people", "besides"), word_list("people", "added")
_COLOURS, _IN = word_list("names", "colours"), word_list("names", "in")  # "the Lady in White Ana Testova"
_CAPTIVE, _OF_TITLES = word_list("people", "captive"), word_list("people", "of_titles")
_GROUPS, _MANY = word_list("people", "groups"), word_list("people", "many")
_MOST_BEFORE_NAMES = 45
_MOST_COUNTED = 40
_LOST = ("dep", "npadvmod")
_ENDING = (",", ";", ":", ".")
_MOST_BEFORE_AS = 9  # "identified by their lawyer as"


def named_members(referents: Referents, word: Word, *, wronged: bool, depth: int) -> list[Party]:
    """Everybody whom the text names as what a word for people stands for; empty where it names none.

    Args:
        referents: Of the document.
        word: A noun, number or pronoun that is no name.
        wronged: It stands in the place of the person wronged.
        depth: How many steps led here.
    """
    if word.pos not in ("NOUN", "PROPN", "NUM", "PRON", "ADJ", "VERB", "DET"):
        return []
    run = referents.people.run_of.get(word.i)
    role = run is not None and len(run.words) == 1 and singular(word.low) in referents.gazetteer.role_of
    if run is not None and run.kind != "person" and not role and word.low not in referents.gazetteer.demonyms:
        return []
    return (
        _holder(referents, word)
        or _of_conscience(referents, word)
        or _apposed(referents, word, wronged=wronged, depth=depth)
        or _beside(referents, word, wronged=wronged, depth=depth)
        or _apposed_below(referents, word)
        or _included(referents, word)
        or _told(referents, word, depth)
        or _counted_next(referents, word)
    )


def _holder(referents: Referents, word: Word) -> list[Party]:
    """As in "Chair of the Youth Front Ivan Testov": who is named right behind the body of a post."""
    if word.tag not in ("NN", "NNP"):
        return []
    run = holder_behind(word, referents.parsed, referents.people.run_of, referents.gazetteer)
    return referents.named_row(run.head)[:1] if run is not None and run.head.i in referents.people.by_word else []


def _of_conscience(referents: Referents, word: Word) -> list[Party]:
    """As in "prisoners of conscience A and B", where the parser hangs A on "of"."""
    behind = [other.low for other in referents.parsed.words[word.i + 1 : word.i + 3]]
    if singular(word.low) not in _CAPTIVE or len(behind) < 2 or behind[0] != "of" or behind[1] not in _OF_TITLES:
        return []
    return row_from(referents, word.i + 3, 1)


def identified(referents: Referents, word: Word) -> list[Party]:
    """The names behind "They were identified as"."""
    verb = word.head
    if verb.lemma not in ("identify", "name") or word.dep != "nsubjpass":
        return []
    return names_behind(referents, verb)


def names_behind(referents: Referents, verb: Word) -> list[Party]:
    """The names behind "identified as", "identified by their lawyer as", "named"."""
    for at in range(verb.i + 1, min(verb.i + _MOST_BEFORE_AS, len(referents.parsed.words) - 1)):
        if referents.parsed.words[at].low == "as":
            return row_from(referents, at + 1, 6)
        if referents.parsed.words[at].text in _ENDING:
            break
    return row_from(referents, verb.i + 1, 4)


def row_from(referents: Referents, at: int, most: int) -> list[Party]:
    """The row of names that begins at a word or behind words that describe the first."""
    if at >= len(referents.parsed.words):
        return []
    run = first_named_behind(referents.parsed, at, most, _person_at(referents), referents.gazetteer)
    return referents.named_row(run.head) if run is not None else []


def _person_at(referents: Referents) -> Callable[[int], NameRun | None]:
    def find(number: int) -> NameRun | None:
        run = referents.people.run_of.get(number)
        return run if run is not None and run.kind == "person" and number in referents.people.by_word else None

    return find


def _apposed(referents: Referents, word: Word, *, wronged: bool, depth: int) -> list[Party]:
    """Names in apposition: "a journalist, Roman P.", "two, the aid workers A and B", "hostages, including A and B"."""
    by_word = referents.people.by_word
    found: list[Party] = []
    for child in word.children:
        if child.dep == "appos" and child.i in by_word:
            found.extend(referents.resolve_deeper(child, wronged=wronged, depth=depth))
        elif child.dep == "appos" and child.pos == "NOUN" and singular(child.low) in referents.gazetteer.role_of:
            inside = _apposed(referents, child, wronged=wronged, depth=depth) if depth < 3 else []
            found.extend(
                inside or _beside(referents, child, wronged=wronged, depth=depth) or _last_title(referents, child)
            )
        elif child.dep == "acl" and child.low in ("named", "called", "identified"):
            found.extend(
                party for below in child.children if below.i in by_word for party in referents.named_row(below)
            )
            found.extend(names_behind(referents, child) if not found and child.low == "identified" else ())
        elif child.dep == "relcl" and child.lemma in ("identify", "name") and child.left > word.i:
            found.extend(names_behind(referents, child))
        elif child.dep == "prep" and child.low in ("including", "like", "as") and child.left > word.i:
            row = row_from(referents, child.i + 1, 10)
            found.extend(row)
            for below in child.children if not row else ():
                parties = referents.resolve_deeper(below, wronged=wronged, depth=depth)
                found.extend(party for party in parties if party.person is not None)
    return found


def _last_title(referents: Referents, word: Word) -> list[Party]:
    """The name behind the last of several titles: "scholar, writer and blogger Ana Testova"."""
    if word.tag != "NN" or any(child.dep in ("det", "poss") for child in word.children):
        return []
    for other in coordinated(word)[1:]:
        run = referents.people.run_of.get(other.i)
        if run is not None and other.i in referents.people.by_word:
            before = referents.parsed.words[(run.before or run.words)[0].i - (0 if run.before else 1)]
            return referents.named_row(other) if before.low in referents.gazetteer.role_of else []
    return []


def _beside(referents: Referents, word: Word, *, wronged: bool, depth: int) -> list[Party]:
    """A name right behind the word, which the parser hung elsewhere."""
    words, by_word = referents.parsed.words, referents.people.by_word
    if word.i + 2 >= len(words) or singular(word.low) not in referents.gazetteer.role_of:
        return []
    comma = words[word.i + 1].text == ","
    dressed = words[word.i + 1].low in _IN and words[word.i + 2].low in _COLOURS and word.i + 3 < len(words)
    named = words[word.i + 3] if dressed else words[word.i + 2] if comma else words[word.i + 1]
    run = referents.people.run_of.get(named.i)
    apart = named.sentence != word.sentence and (comma or named.start - word.end != 1)  # else a sentence cut in two
    if named.i not in by_word or apart or run is None or run.words[0] is not named:
        return []
    if comma and word.tag == "NNS":
        row = referents.named_row(run.head)
        return row if len(row) > 1 and run.head.dep not in ("nsubj", "nsubjpass") else []
    apart = word.dep == "conj" and run.head.dep == "appos" and run.head.head is word.head  # "A and another man, B"
    lost = run.head.dep in _LOST and word.child("poss") is not None  # "its chair, X,", hung on the verb
    if named.head is word or word.head is run.head or apart or lost or not comma:
        return referents.resolve_deeper(run.head, wronged=wronged, depth=depth)
    return []


def _apposed_below(referents: Referents, word: Word) -> list[Party]:
    """A name apposed to a noun that belongs to the word: "the director of the website, Arshad M., was sentenced"."""
    if word.tag != "NN" or singular(word.low) not in referents.gazetteer.role_of:
        return []
    words, by_word = referents.parsed.words, referents.people.by_word
    for i in range(word.i + 2, min(word.right + 1, word.i + 14)):
        run = referents.people.run_of.get(i)
        if i in by_word and run is not None and run.words[0].i == i and words[i - 1].text == ",":
            between = words[word.i + 1 : i]
            apposed = run.head.dep == "appos" and run.head.head.i > word.i
            plain = not any(w.pos in ("VERB", "AUX") or w.low in ("and", "who", "that") for w in between)
            return referents.named_row(run.head) if apposed and plain and between[0].low in ("of", "at", "for") else []
    return []


def _included(referents: Referents, word: Word) -> list[Party]:
    """The names behind "including" or "such as", at the end of the clause too, if no other group stands between."""
    if not _is_group(referents, word):
        return []
    words = referents.parsed.words
    last, end = min(referents.parsed.sentence_of(word).last, word.i + _MOST_BEFORE_NAMES), _end_of_group(word)
    for i in range(word.i + 1, last - 1):
        low = words[i].low
        such = low == "such" and words[i + 1].low == "as"
        among = low == "among" and words[i + 1].low in ("them", "those", "whom")
        colon = low in (":", "—", "–", "(") and i - word.i <= 12
        if such or among or colon or low in _INCLUDING:
            if low not in _INCLUDING or words[i].tag in ("VBG", "IN", "RB"):
                row = row_from(referents, i + (2 if such or among else 1), 10)
                if row:
                    return row
            if colon:
                return []
        elif low in (";", ".") or (
            i > end and words[i].tag == "NNS" and words[i].dep != "attr" and _is_group(referents, words[i])
        ):
            return []
    return []


def _end_of_group(word: Word) -> int:
    """The last word of "14 of the activists": what belongs to the group itself is no other group."""
    of = next((child for child in word.children if child.low == "of" and child.dep == "prep"), None)
    below = of.child("pobj") if of is not None else None
    return max(word.i + 1, below.i if below is not None else 0)


def _is_group(referents: Referents, word: Word) -> bool:
    many = word.tag in ("NNS", "CD", "NNPS") or word.low in _MANY
    people = singular(word.low) in referents.gazetteer.role_of or word.low in _GROUPS
    return many and (people or word.tag == "CD")


def _told(referents: Referents, word: Word, depth: int) -> list[Party]:
    """The names in "those arrested include A and B", "A was among those arrested", "one of those held, A, is .."."""
    by_word = referents.people.by_word
    top = word
    if word.dep == "pobj" and word.head.low in ("of", "among"):
        top = word.head.head if word.head.low == "of" else word.head
    for child in top.children if top is not word else ():
        if child.dep == "appos" and child.i in by_word:
            return referents.named_row(child)
    verb = top.head
    if (
        verb.lemma not in _NAMING
        or verb.pos not in ("VERB", "AUX")
        or top.dep not in ("nsubj", "prep", "nsubjpass", "attr")
    ):
        return []
    after = [child for child in verb.children if child.i > verb.i and child.dep in ("dobj", "attr", "nsubj", "oprd")]
    for child in after:
        if child.i in by_word:
            return referents.named_row(child)
        row = row_from(referents, child.left, 8) if top.i < verb.i else []
        if row:
            return row
    inverted = next((child for child in after if word.head.low == "among" and top.i < verb.i), None)
    if inverted is not None:  # "among those freed are two boys, A and B"
        parties = referents.resolve_deeper(inverted, wronged=True, depth=depth)
        return [party for party in parties if party.person is not None]
    if word.head.low == "among" or top.dep == "attr":
        subject = subject_of(verb)
        if subject is not None and subject is not word and subject.i < verb.i:
            parties = referents.resolve_deeper(subject, wronged=True, depth=depth)
            return [party for party in parties if party.person is not None]
    return identified(referents, top)


def _counted_next(referents: Referents, word: Word) -> list[Party]:
    """As in "Five activists were held. A, B and C, and two others .." where the numbers agree."""
    quantity = quantity_at(referents.parsed, word) if word.tag in ("NNS", "CD", "NNPS") else None
    number = quantity.value if quantity is not None and not quantity.qualifier else None
    if number is None or not 2 <= number <= _MOST_COUNTED:
        return []
    words, sentences = referents.parsed.words, referents.parsed.sentences
    for sentence in sentences[word.sentence + 1 : word.sentence + 3]:
        for i in range(sentence.first, sentence.last):
            row = referents.list_of.get(i)
            if row is None:
                continue
            behind = words[row[-1].i + 1 : min(row[-1].i + 6, sentence.last)]
            more = (
                [number_value(w.low) or 0 for w in behind if w.tag == "CD"]
                if any(w.low == "and" for w in behind)
                else []
            )
            return referents.named_row(row[0]) if number in (len(row), len(row) + sum(more[:1])) else []
    return []


def companions(head: Word) -> Iterator[Word]:
    """Those who share what happened: "together with X", "along with her husband", "alongside the doctor Y"."""
    subject = head.child("nsubj", "nsubjpass")
    first = head.i if subject is None or subject.i > head.i else subject.i  # "X, along with two others, was arrested"
    beside = [word for child in head.children for word in (child, *child.children) if word.i > first]
    added = [child for child in head.children if child.dep == "prep"]
    beside.extend(child for child in added if child.low in _BESIDES and child not in beside)
    things = [below for child in added for below in child.children if below.dep == "pobj"]
    beside.extend(below for thing in things for below in thing.children)
    after = {word.i + 1 for word in beside if word.low in ("along", "together")}
    for word in beside:
        below = word.child("pobj")
        if below is None:
            continue
        others = below.low in _OTHERS or any(child.low in _OTHERS for child in below.children)
        if word.low == "to" and word.head.low in _ADDED and word.head.dep == "pobj":
            if subject is not None and word.right + 2 < subject.left:
                continue  # "in addition to X, in September, Y was killed": two occasions
            yield below  # "in addition to X, five villagers were held"
            continue
        together = word.low == "with" and (word.i in after or (others and word.head is head))
        if together or word.low in _BESIDES:  # "arrested with four others, including X"
            yield below


def list_above(word: Word) -> Word | None:
    """The list that "both of whom" takes up."""
    of = next((child for child in word.children if child.low == "of"), None)
    below = of.child("pobj") if of is not None else None
    if below is None or below.low not in ("whom", "which"):
        return None
    for above in ancestors(word, 6):
        if above.dep == "relcl":
            top = above.head
            while top.dep == "conj" and top.head is not top:
                top = top.head
            return top
    return None
