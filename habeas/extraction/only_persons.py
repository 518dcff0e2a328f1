"""The one person whom a description can mean: "their driver", "the founder of a news site"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.clauses import ancestors
from habeas.extraction.parties import is_bystander
from habeas.extraction.word_lists import word_list

if TYPE_CHECKING:
    from habeas.extraction.people import Somebody
    from habeas.extraction.references import Referents
    from habeas.extraction.words import Word

_AT_ONES_SIDE = word_list("people", "at_ones_side")
_MOST_BEFORE = 12


def find_servant(referents: Referents, word: Word, depth: int) -> Somebody | None:
    """Who "their driver" is, where the document calls just one person so, and not the owner of the word."""
    owner = word.child("poss")
    if owner is None or word.tag != "NN" or word.low not in _AT_ONES_SIDE:
        return None
    known = [person for person in referents.people.persons if word.low in person.nouns]
    if len(known) != 1:
        return None
    owners = [party.person for party in referents.resolve_deeper(owner, wronged=False, depth=depth)]
    return known[0] if known[0] not in owners else None


def find_only_one(referents: Referents, word: Word) -> Somebody | None:
    """As in "X's lawyer cannot reach him. The founder of a news site was jailed": the paragraph names X alone."""
    parsed = referents.parsed
    sentence = parsed.sentence_of(word)
    opens = word.left == sentence.first and word.tag == "NN" and word.dep in ("nsubj", "nsubjpass")
    if not opens or parsed.words[word.left].low != "the" or not sentence.number:
        return None
    titles = [word, *(child for child in word.children if child.dep in ("nmod", "conj"))]  # "the reporter and editor"
    if not {referents.gazetteer.role_of.get(title.low) for title in titles} & {"civic", "prisoner"}:
        return None
    mentions = [
        (person, head)
        for _, person, head in referents.before(word.start, _MOST_BEFORE)
        if parsed.sentences[head.sentence].paragraph == sentence.paragraph
    ]
    named = next(((person, head) for person, head in mentions if head.i in referents.people.by_word), None)
    if named is None or any(person is not named[0] for person, _ in mentions):
        return None
    person, head = named
    told_of = head.sentence == sentence.number - 1 and head.dep in ("nsubj", "nsubjpass", "poss")
    sex = "f" if word.low in referents.gazetteer.female else "m" if word.low in referents.gazetteer.male else ""
    fits = not sex or person.sex in ("", sex)
    return person if told_of and fits and not is_bystander(person) else None


def named_behind(referents: Referents, word: Word, sex: str) -> Somebody | None:
    """As in "After she was arrested, Ana Testova went on hunger strike": the subject of the clause that follows."""
    for above in ancestors(word, 8):
        main = above.head
        if above.dep != "advcl" or main.i < above.i:
            continue
        subject = main.child("nsubj", "nsubjpass")
        person = referents.people.by_word.get(subject.i) if subject is not None and subject.i > word.i else None
        return person if person is not None and person.sex in ("", sex) else None
    return None
