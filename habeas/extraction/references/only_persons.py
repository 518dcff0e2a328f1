"""The one person whom a description can mean: "their driver", "the founder of a news site"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import ancestors
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.parties import is_bystander

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.people.persons import Somebody
    from habeas.extraction.references.referents import Referents

_AT_ONES_SIDE = word_list("people", "at_ones_side")
_MOST_BEFORE = 12
_LONGEST = 40  # sentences of a paragraph
_HEAD = 5  # paragraphs in which a by-line stands


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
        if above.dep not in ("advcl", "prep") or main.i < above.i:
            continue  # also "Following her arrest, Ana Testova went .."
        subject = main.child("nsubj", "nsubjpass")
        person = referents.people.by_word.get(subject.i) if subject is not None and subject.i > word.i else None
        return person if person is not None and person.sex in ("", sex) else None
    return None


def find_narrator(referents: Referents, word: Word) -> Somebody | None:
    """Who "I" is outside quotation marks: the one before the colon of the paragraph, else the author who opens so."""
    parsed = referents.parsed
    paragraph = parsed.sentence_of(word).paragraph
    opening = parsed.sentence_of(word)
    for _ in range(_LONGEST):
        if not opening.number or parsed.sentences[opening.number - 1].paragraph != paragraph:
            break
        opening = parsed.sentences[opening.number - 1]
    label = parsed.words[opening.first : min(opening.first + _MOST_BEFORE, word.i)]
    colon = next((item.i for item in label if item.text == ":"), None)
    if colon is not None and label[0].i in referents.people.by_word:
        title = parsed.words[opening.first : colon]
        return None if any(item.pos in ("VERB", "AUX") for item in title) else referents.people.by_word[label[0].i]
    authors = {
        id(person): person
        for start, person, head in referents.people.mentions[:_MOST_BEFORE]
        if parsed.sentence_of(head).paragraph < _HEAD and _is_by_line(referents, start, head)
    }
    return next(iter(authors.values())) if len(authors) == 1 and _opens_so(referents) else None


def _opens_so(referents: Referents) -> bool:
    """Whether a text speaks of "I" in its own words from the beginning on."""
    for word in referents.parsed.words:
        if referents.parsed.sentence_of(word).paragraph >= _HEAD:
            return False
        if word.low == "i" and word.tag == "PRP" and word.i not in referents.quoted.inside:
            return True
    return False


def _is_by_line(referents: Referents, start: int, head: Word) -> bool:
    text, run = referents.parsed.text, referents.people.run_of[head.i]
    line = text[text.rfind("\n", 0, start) + 1 : start].strip().lower()
    return line == "by" and text[run.end :].lstrip(" ")[:1] == "\n"
