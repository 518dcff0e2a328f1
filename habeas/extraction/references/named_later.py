"""Who is named only later: "An activist was charged. Ana Testova has been ..", "They held lawyers. These include A"."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import FINITE, is_verb
from habeas.extraction.lexicon.gazetteer import singular
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.parties import Party
from habeas.extraction.references.described_persons import is_of_another_body
from habeas.extraction.references.group_members import names_behind, row_from
from habeas.extraction.references.wronged_groups import VICTIMS
from habeas.extraction.values.counts import quantity_at

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import Sentence, Word
    from habeas.extraction.people.persons import Somebody
    from habeas.extraction.references.referents import Referents

_ITEM = re.compile(r"[ \t]{0,9}(?:\(?\d{1,3}[.)]\)?|[•*·▪◦●–—-])[ \t]")
_TAKING_UP = word_list("people", "taking_up")
_LISTING, _INCLUDING = word_list("people", "listing"), word_list("people", "including")
_IDENTIFYING = word_list("people", "identifying")
_ORDINALS = word_list("sayings", "bare_ordinals")
_MOST_PARAGRAPHS = 5  # what belongs to the head of a report: headline, caption, dateline, lead
_MOST_SENTENCES = 8
_NEXT = 2  # sentences
_MOST_APART = 24
_FEWEST = 3  # that just two are named may be chance
_VICTIM_ACTS = word_list("people", "victim_acts")
_MOST_COUNTED = 12
_MOST_BEFORE_AMONG = 24
_MOST_LINES = 60
_MOST_WORDS = 12  # of a line whose name is not known to be one


def named_later(referents: Referents, word: Word) -> list[Party]:
    """The names that a text gives only behind a word for somebody wronged; empty where it does not do so plainly.

    Args:
        referents: Of the document; whom something happened to must be counted already.
        word: A noun in the place of the person wronged, without a name so far.
    """
    low = singular(word.low)
    if word.low == "following":
        return _listed_below(referents, word)
    done = _those_done_to(referents, word)
    if done:
        return done
    if word.tag == "CD":
        of = next((child for child in word.children if child.low == "of"), None)
        below = of.child("pobj") if of is not None else None
        people = below is not None and singular(below.low) in referents.gazetteer.role_of
        return _listed_next(referents, word) if people else []
    if low not in referents.gazetteer.role_of and low not in ("man", "woman"):
        return []
    if word.tag in ("NNS", "NNPS"):
        return _listed_below(referents, word) or _listed_next(referents, word) or _counted_later(referents, word)
    identified = _identified_next(referents, word) if word.tag == "NN" and _is_new(word) else []
    if identified:
        return identified
    if word.tag in ("NN", "NNP") and _is_in_head(referents, word) and not _is_one_of_several(word):
        person = _first_wronged(referents, word) if _is_new(word) else _first_told_of(referents, word)
        return [Party(word, person)] if person is not None else []
    return []


def _suffered_so(word: Word, person: Somebody) -> bool:
    """Whether to a person happened what happens to the word: who is held for a murder is not who was murdered."""
    above = word.head.head if word.dep == "pobj" and word.head.low == "of" else word.head
    victim = above.lemma in _VICTIM_ACTS or above.low in _VICTIM_ACTS
    return bool(person.suffered & VICTIMS) if victim else bool(person.suffered - VICTIMS)


def _first_told_of(referents: Referents, word: Word) -> Somebody | None:
    """As in "The former minister's arrest was illegal" at the head of a text, before anybody is named."""
    mentions = referents.people.mentions
    if not referents.is_definite(word) or (mentions and mentions[0][0] < word.start):
        return None
    person = _first_wronged(referents, word)
    return person if person is not None and singular(word.low) in person.nouns else None


def _is_in_head(referents: Referents, word: Word) -> bool:
    return referents.parsed.sentence_of(word).paragraph < _MOST_PARAGRAPHS


def _is_one_of_several(word: Word) -> bool:
    """As in "five people, including a surgeon and a musician": a report names its own person otherwise."""
    beside = word.dep == "conj" or any(child.dep == "conj" for child in word.children)
    return beside or (word.dep == "pobj" and word.head.low in _INCLUDING)


def _is_new(word: Word) -> bool:
    """Introduced here: "a lawyer", in a headline also without an article; "second man" tells of one more."""
    if any(child.low in _ORDINALS for child in word.children):
        return False
    marks = {child.low for child in word.children if child.dep in ("det", "poss", "nummod")}
    return not marks or bool(marks & {"a", "an", "one"})


def _first_wronged(referents: Referents, word: Word) -> Somebody | None:
    """The first person named behind a word, where something happened to this person and to no other named near it."""
    mentions = referents.people.mentions
    at = bisect_right(mentions, word.start, key=lambda mention: mention[0])
    earlier = {id(person) for _, person, head in mentions[max(0, at - 30) : at] if _is_told(referents, head)}
    near: list[Somebody] = []
    for _, person, head in mentions[at : at + 12]:
        if head.sentence > word.sentence + _MOST_SENTENCES or _is_other_news(referents, word, head):
            break
        known = id(person) in earlier or person in near
        if person.wronged and not known and _suffered_so(word, person):
            near.append(person)
    near = [p for p in near if _fits(referents, word, p) and not is_of_another_body(referents, word, p)]
    alike = [person for person in near if _is_alike(referents, word, person)] or near
    if len(alike) < 2 or _stands_apart(word, alike):
        return alike[0] if alike else None
    return alike[0] if alike[1].wronged < alike[0].wronged else None


def _is_other_news(referents: Referents, word: Word, head: Word) -> bool:
    """Whether the item of a list or the heading of a day ends between: what stands behind is about somebody else."""
    if any(word.start < start < head.start for start, _ in referents.day_lines):
        return True
    text = referents.parsed.text
    line = text.rfind("\n", 0, word.start) + 1
    return _ITEM.match(text, line) is not None and text.find("\n", word.start, head.start) >= 0


def _is_alike(referents: Referents, word: Word, person: Somebody) -> bool:
    """Whether the text calls a person by the noun or by one of its class."""
    noun = singular(word.low)
    return noun in person.nouns or referents.gazetteer.role_of.get(noun) in person.roles


def _stands_apart(word: Word, persons: list[Somebody]) -> bool:
    """Whether the first person is named in the next two sentences, and the second one well behind that."""
    first, second = (
        next((head.sentence for start, head in person.mentions if start > word.start), word.sentence)
        for person in persons[:2]
    )
    return first - word.sentence <= _NEXT and second - first >= _NEXT


def _is_told(referents: Referents, head: Word) -> bool:
    """Whether a name stands in a sentence of its own, and in no caption or by-line."""
    sentence = referents.parsed.sentence_of(head)
    return any(word.tag in FINITE for word in referents.parsed.words[sentence.first : sentence.last])


def _fits(referents: Referents, word: Word, person: Somebody) -> bool:
    """Whether what the text calls a person does not speak against a noun: its class and its sex."""
    gazetteer = referents.gazetteer
    sex = "f" if word.low in gazetteer.female else "m" if word.low in gazetteer.male else ""
    if sex and person.sex not in ("", sex):
        return False
    noun = singular(word.low)
    role = gazetteer.role_of.get(noun, "")
    if role == "official" and role not in person.roles:
        return False
    return noun in person.nouns or not person.roles or role in person.roles or noun in ("man", "woman")


def _counted_later(referents: Referents, word: Word) -> list[Party]:
    """As in "Three reporters held": a row of just so many names further down, of whom each was wronged."""
    quantity = quantity_at(referents.parsed, word) if _is_in_head(referents, word) else None
    number = quantity.value if quantity is not None and not quantity.qualifier else None
    if number is None or not 2 <= number <= _MOST_COUNTED:
        return []
    mentions = referents.people.mentions
    at = bisect_right(mentions, word.start, key=lambda mention: mention[0])
    for _, _, head in mentions[at : at + 20]:
        if head.sentence > word.sentence + _MOST_SENTENCES:
            break
        row = referents.list_of.get(head.i, [])
        if len(row) == number and row[0] is head:
            parties = referents.named_row(head)
            wronged = all(party.person is not None and party.person.wronged for party in parties)
            return [Party(word, party.person) for party in parties] if wronged else []
    return _all_wronged(referents, word, number)


def _all_wronged(referents: Referents, word: Word, number: int) -> list[Party]:
    """As in "Three people were charged", where just three are named so, in sentences of their own further on."""
    persons = [person for person in referents.people.persons if person.mentions and _suffered_so(word, person)]
    if number < _FEWEST or len(persons) != number or any(person.mentions[0][0] < word.start for person in persons):
        return []
    apart = persons[-1].mentions[0][1].sentence - word.sentence
    alike = all(_fits(referents, word, person) for person in persons)
    return [Party(word, person) for person in persons] if alike and apart <= _MOST_APART else []


def _identified_next(referents: Referents, word: Word) -> list[Party]:
    """As in "Police held a man. Media identified him as X", "He was named as X": the one person named so."""
    sentences = referents.parsed.sentences[word.sentence + 1 : word.sentence + 1 + _NEXT]
    for sentence in sentences:
        for verb in referents.parsed.words[sentence.first : sentence.last]:
            whom = verb.child("dobj", "nsubjpass") if verb.lemma in _IDENTIFYING and is_verb(verb) else None
            if whom is None or not (whom.tag == "PRP" or (whom.tag == "NN" and referents.is_definite(whom))):
                continue
            named = names_behind(referents, verb)
            return [Party(word, named[0].person)] if len(named) == 1 else []
    return []


def _listed_next(referents: Referents, word: Word) -> list[Party]:
    """As in "Police held several lawyers. These included A and B": the next sentence takes the group up."""
    sentences = referents.parsed.sentences
    if word.sentence + 1 >= len(sentences):
        return []
    following = sentences[word.sentence + 1]
    words = referents.parsed.words[following.first : min(following.last, following.first + 6)]
    among = _among_them(referents, following)
    if among or not words or words[0].low not in _TAKING_UP:
        return among
    verb = next((w for w in words[1:] if w.low in _LISTING), None)
    if verb is None or any(w.pos == "VERB" for w in words[1 : words.index(verb)]):
        return []
    return [Party(word, party.person) for party in row_from(referents, verb.i + 1, 8)]


def _those_done_to(referents: Referents, word: Word) -> list[Party]:
    """As in "It sanctioned four operatives", with "Those sanctioned include A and B" further down."""
    if word.tag not in ("NNS", "CD") or not is_verb(word.head):
        return []
    for those in referents.taken_up:
        done, verb = those.child("acl"), those.head
        if those.i < word.i or done is None or done.lemma != word.head.lemma or verb.low not in _LISTING:
            continue
        parties = row_from(referents, verb.i + 1, 8)
        quantity = quantity_at(referents.parsed, word)
        most = quantity.value if quantity is not None and quantity.value is not None else _MOST_COUNTED
        return [Party(word, party.person) for party in parties] if 1 < len(parties) <= most else []
    return []


def _among_them(referents: Referents, sentence: Sentence) -> list[Party]:
    """As in "The writer X was among them": the persons of its subject."""
    for word in referents.parsed.words[sentence.first : min(sentence.last, sentence.first + _MOST_BEFORE_AMONG)]:
        if word.low == "among" and word.head.lemma == "be":
            below, subject = word.child("pobj"), word.head.child("nsubj")
            if below is not None and below.low in ("them", "those") and not below.children and subject is not None:
                parties = referents.resolve_deeper(subject, wronged=False, depth=2)
                return [party for party in parties if party.person is not None]
    return []


def _listed_below(referents: Referents, word: Word) -> list[Party]:
    """As in "They arrested the following:", with a name at the head of each line below."""
    parsed = referents.parsed
    sentence = parsed.sentence_of(word)
    tail = [item for item in parsed.words[max(word.i, sentence.last - 3) : sentence.last] if item.pos != "SPACE"]
    if not tail or tail[-1].text != ":" or sentence.last - word.i > _MOST_BEFORE_AMONG:
        return []
    found: list[Party] = []
    paragraph, is_read = sentence.paragraph, True
    for line in parsed.sentences[sentence.number + 1 : sentence.number + 1 + _MOST_LINES]:
        if line.paragraph != paragraph:
            paragraph, is_read = line.paragraph, False
        if is_read:
            continue  # a further sentence of a line
        opening = parsed.words[line.first : min(line.last, line.first + 6)]
        if not any(item.text.isalpha() for item in opening):
            continue  # the number of a line
        is_read = True
        named = next((item for item in opening if item.i in referents.people.by_word), None)
        lead = opening[: opening.index(named)] if named is not None else opening[:2]
        if any(item.text.islower() for item in lead) or (named is None and line.last - line.first > _MOST_WORDS):
            break
        if named is not None:
            found.append(Party(named, referents.people.by_word[named.i]))
    return found if len(found) > 1 else []
