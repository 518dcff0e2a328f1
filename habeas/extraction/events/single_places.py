"""Who acts, whom a measure strikes, and whom nobody may see: places of people that one verb alone has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import agent_of, ancestors, is_passive, is_verb, patient_of, subject_of
from habeas.extraction.lexicon.gazetteer import singular
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.humans import is_human
from habeas.extraction.references.group_members import row_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.extraction.drafts import Sheet
    from habeas.extraction.events.triggers import Trigger
    from habeas.extraction.grammar.words import Word

_DEALS = frozenset(("clemency", "exchange"))
_SUFFERED = frozenset(("ill_treatment", "isolation", "denial_of_rights", "denial_of_medical_care"))
_MOST_JOINED = 8
_AMOUNTS = word_list("people", "amounts")
_SUBJECTING, _SUFFERING = word_list("people", "subjecting"), word_list("people", "suffering")
_ALLEGATIONS = word_list("people", "allegations")
_WITHIN_DEALS = word_list("people", "within_deals")
_CONTESTING, _RULINGS = word_list("people", "contesting"), word_list("people", "rulings")
_APPEALS = word_list("people", "appeals")
_LODGING, _ACCUSING = word_list("people", "lodging"), word_list("people", "accusing")
_TO_BE_DONE, _MEANT_FOR = word_list("people", "to_be_done"), word_list("people", "meant_for")
_PASSED, _APPLIED = word_list("people", "passed"), word_list("people", "applied")
_AFFAIRS, _LOSING, _TO = (word_list("people", name) for name in ("affairs", "losing", "to"))
_BAILS, _BEHALVES = word_list("people", "bails"), word_list("people", "behalves")
_WITHIN, _CASES, _OF = (word_list("people", name) for name in ("within", "cases", "of"))
_PARTING, _FAMILIES = word_list("people", "parting"), word_list("people", "families")
_VICTIM_ACTS = word_list("people", "victim_acts")
_DAY_LINKS = word_list("sayings", "time_prepositions")
_MOST_OF_DAY = 10  # words between a trigger and the "of" behind its day
_MOST_BEHIND = 9  # words behind a trigger: "has not been able to contact or locate him"

_OF_WHOM = ("them", "whom")
_PRONOUNS = word_list("people", "personal")


def visited(sheet: Sheet, trigger: Trigger) -> Word | None:
    """Whom others may not see or provide for: "doctors were not allowed to see him", ".. to bring him medicine"."""
    for word in sheet.parsed.words[trigger.head.i + 1 : trigger.last + _MOST_BEHIND]:
        named = word.i in sheet.people.by_word or word.low in ("him", "her", "them")
        if word.sentence == trigger.head.sentence and word.dep in ("dobj", "pobj", "dative") and named:
            return word
    return None


def sufferers(noun: Word) -> Iterator[Word]:
    """Who suffers what a noun names: "X was subjected to beatings and torture", "X endured rape"."""
    top = noun
    for _ in range(_MOST_JOINED):
        if top.dep not in ("conj", "appos") or top.head.pos != "NOUN":
            break
        top = top.head
    above = top.head.head if top.dep == "pobj" else top.head
    found: Word | None = None
    if top.dep == "pobj" and above.lemma in _SUBJECTING and is_verb(above):
        found = patient_of(above)
    elif top.dep == "pobj" and above.lemma in _ALLEGATIONS:
        found = above.child("poss")
    elif top.dep == "dobj" and above.lemma in _SUFFERING:
        found = subject_of(above)
    if found is not None:
        yield found


def carried(noun: Word) -> Iterator[Word]:
    """As in "was freed in a prisoner swap", "left prison under an amnesty": who the verb above is about."""
    verb = noun.head.head
    if noun.dep == "pobj" and noun.head.low in _WITHIN_DEALS and is_verb(verb):
        found = patient_of(verb) or subject_of(verb)
        if found is not None:
            yield found.child("poss") or of_whom(found) or found  # "X's term was cut under an amnesty"


def of_whom(noun: Word) -> Word | None:
    """As in "the term of X": X."""
    of = next((child for child in noun.children if child.low in _OF and child.dep == "prep"), None)
    return of.child("pobj") if of is not None else None


def found_about(sheet: Sheet, verb: Word) -> Iterator[Word]:
    """Whom a finding is about: "found that the detention of X was arbitrary", "had violated the rights of X"."""
    told = verb.child("ccomp")
    if told is None:
        return
    for thing in (told.child("nsubjpass"), told.child("dobj"), told.child("nsubj")):
        if thing is None:
            continue
        named = thing.i in sheet.people.by_word and thing.dep == "nsubjpass"
        whose = thing if named else thing.child("poss") or of_whom(thing)
        if whose is not None and (whose.i in sheet.people.by_word or whose.low in _PRONOUNS):
            yield whose
            return


def lawyers_client(sheet: Sheet, word: Word) -> Word:
    """As in "the lawyers of X lodged an appeal", "her lawyer appealed": for whom they do it; else the word itself."""
    if sheet.referents.gazetteer.role_of.get(singular(word.low), "") != "lawyer" or word.i in sheet.people.by_word:
        return word
    return (
        word.child("poss")
        or of_whom(word)
        or next(
            (child.child("pobj") or word for child in word.children if child.low == "for" and child.dep == "prep"), word
        )
    )


def people_of(word: Word) -> Word:
    """Through "a number of", "two of", "members of" to the people: the outer word unless it says nothing by itself."""
    if word.low in _AMOUNTS:
        return of_whom(word) or word
    return word


def hung_behind(sheet: Sheet, trigger: Trigger) -> Iterator[Word]:
    """As in "the death in custody of X": the "of" that hangs on the last word of what happened."""
    for inside in sheet.parsed.words[trigger.head.i + 1 : trigger.last + 1]:
        yield from (child for child in inside.children if child.low in _OF and child.i == trigger.last + 1)
    yield from _behind_day(sheet, trigger)


def _behind_day(sheet: Sheet, trigger: Trigger) -> Iterator[Word]:
    """As in "the arrest, on 3 May 2021, of X": the "of" that the parser hung on the day between the two."""
    words, at = sheet.parsed.words, trigger.last + 1
    last = min(sheet.parsed.sentence_of(trigger.head).last, at + _MOST_OF_DAY)
    at += at < last and words[at].text == ","
    if at >= last or words[at].low not in _DAY_LINKS:
        return
    of = next((word for word in words[at + 2 : last] if word.low in _OF and words[word.i - 1].text == ","), None)
    if of is not None and all(word.text == "," or word.ent in ("DATE", "TIME") for word in words[at + 1 : of.i]):
        yield of


def hung_elsewhere(sheet: Sheet, noun: Word, kind: str) -> Iterator[Word]:
    """Whom a noun tells of where nobody hangs on it: by the verb above it, or by the list behind its colon.

    Args:
        sheet: Of the document.
        noun: The word for what happened.
        kind: Type of the event.
    """
    if kind in _SUFFERED:
        yield from sufferers(noun)
    elif kind in _DEALS:
        yield from carried(noun)
    else:
        yield from parted(noun)
        yield from _listed_behind(sheet, noun)


def _listed_behind(sheet: Sheet, noun: Word) -> Iterator[Word]:
    """As in "The week saw several arrests: the poets A and B, ..": the names behind the colon."""
    words = sheet.parsed.words
    colon = words[noun.i + 1] if noun.i + 1 < len(words) else noun
    if noun.tag == "NNS" and colon.text == ":" and colon.sentence == noun.sentence:
        yield from (party.word for party in row_from(sheet.referents, colon.i + 1, 10))


def parted(noun: Word) -> Iterator[Word]:
    """As in "The trial began of another journalist": whose it is, hung on the verb that parts the two."""
    verb = noun.head
    if noun.dep in ("nsubj", "nsubjpass") and verb.lemma in _PARTING:
        of = next(
            (child for child in verb.children if child.low in _OF and child.dep == "prep" and child.i > verb.i), None
        )
        below = of.child("pobj") if of is not None else None
        if below is not None:
            yield below


def whose_family(word: Word) -> Word:
    """As in "Contact with X's family was cut": X; else the word itself."""
    own = word.child("poss") if word.low in _FAMILIES else None
    return own or word


def is_victims(name: Word, noun: Word) -> bool:
    """As in "the X murder trial": X was murdered, and another is tried."""
    between = [child for child in noun.children if child.dep in ("compound", "nmod") and child.i > name.i]
    return name.head.low in _VICTIM_ACTS or any(child.low in _VICTIM_ACTS for child in between)


def modified_roles(sheet: Sheet, trigger: Trigger) -> Iterator[tuple[str, Word]]:
    """Whom a participle describes, where the name stands with it: "the slain reporter Ana Testova"."""
    noun = trigger.head.head
    if noun.dep in ("compound", "nmod") and noun.head.i > noun.i:
        noun = noun.head  # "the slain reporter" stands as one word with the name
    beside = (noun, *(child for child in noun.children if child.dep == "appos" and child.i > noun.i))
    named = next((word for word in beside if word.i in sheet.people.by_word), None)
    if named is None and noun.tag == "NNS" and noun.child("nummod") is not None:
        named = noun  # "two missing reporters, A and B"
    if named is not None:
        yield "person", named


def people_beside(sheet: Sheet, verb: Word, thing: Word) -> Word:
    """Who it is told of, where the grammar gives a thing.

    As in "X was held on charges which alarmed many and was sentenced": the parser goes on with the charges.
    """
    if thing is verb.head:
        return people_above(sheet, verb, thing)
    first = verb
    while first.dep == "conj" and is_verb(first.head):
        first = first.head
    if first is verb or first.dep not in ("relcl", "acl") or first.head is not thing or verb.child("auxpass") is None:
        return thing
    for above in ancestors(thing, _MOST_BEHIND):
        found = patient_of(above) if is_verb(above) and is_passive(above) else None
        if found is not None and is_human(sheet, found):
            return found
    return thing


def people_above(sheet: Sheet, verb: Word, thing: Word) -> Word:
    """As in "leaders of protests in the region, who were jailed": "who" asks for people, whatever stands nearest."""
    who = next((child for child in verb.children if child.low == "who"), None)
    if who is None:
        return thing
    words = sheet.parsed.words
    before = words[who.i - 2] if words[who.i - 1].text == "," else words[who.i - 1]
    if before.pos in ("NOUN", "PROPN") and is_human(sheet, before):
        return before
    for above in ancestors(thing, 8):
        if is_verb(above):
            break
        if above.pos in ("NOUN", "PROPN") and is_human(sheet, above):
            return above
    return thing


def through_arrest(word: Word | None) -> Word | None:
    """As in "a warrant for the arrest of X", "for X's arrest": X, behind what is to be done; any other word itself."""
    if word is None or word.lemma not in _TO_BE_DONE:
        return word
    of = next((child for child in word.children if child.low in _OF and child.dep == "prep"), None)
    return word.child("poss") or (of.child("pobj") if of is not None else None) or word


def meant_for(sheet: Sheet, thing: Word, verb: Word) -> Iterator[Word]:
    """As in "set bail for X", "the sentence handed down to X"."""
    if thing.lemma not in _MEANT_FOR:
        return
    passed = [child for child in thing.children if child.dep == "acl" and child.lemma in _PASSED]
    inside = [
        below for child in thing.children if child.low in _OF for below in child.children
    ]  # "measure of restraint"
    for top in (thing, *inside, *passed, verb):
        for child in top.children:
            below = child.child("pobj") if child.dep in ("prep", "dative") and child.low in _APPLIED else None
            if below is not None and is_human(sheet, below):
                yield below
                return


def own_bail(sheet: Sheet, verb: Word) -> Iterator[Word]:
    """As in "X posted bail", "X secured bail": who gets it for nobody else."""
    thing, subject = verb.child("dobj"), subject_of(verb)
    if thing is not None and thing.low in _BAILS and subject is not None and subject.i in sheet.people.by_word:
        yield subject


def named_before(sheet: Sheet, verb: Word) -> Word | None:
    """As in "refused Ana Testova bail", where the parser reads the name and the thing as one noun."""
    thing = verb.child("dobj", "ccomp")
    if thing is None or (thing.pos != "NOUN" and thing.dep != "dobj"):
        return None
    before = [
        child for child in thing.children if child.dep in ("compound", "nmod") and child.i in sheet.people.by_word
    ]
    return before[-1] if before else None


def in_whose_case(noun: Word) -> Word:
    """As in "the hearing in the case of X": the case, whose the hearing is; else the noun itself."""
    return _below(noun, _WITHIN, _CASES)


def appealed(noun: Word) -> Word:
    """As in "an appeal against the acquittal of X": the ruling, whose the appeal is; else the noun itself."""
    return _below(noun, _CONTESTING, _RULINGS)


def _below(noun: Word, links: frozenset[str], things: frozenset[str]) -> Word:
    """The first of the things that one of the prepositions hangs on a noun; else the noun itself."""
    for child in noun.children:
        below = child.child("pobj") if child.dep == "prep" and child.low in links else None
        if below is not None and below.low in things:
            return below
    return noun


def settle_appeal(sheet: Sheet, noun: Word, found: list[tuple[str, Word]]) -> list[tuple[str, Word]]:
    """Whose ruling an appeal is about: its bringer's, but not that of "the victim's parents" or the prosecutors.

    Args:
        sheet: Of the document.
        noun: What was ruled on; anything but an appeal is left as it is.
        found: The roles that its prepositions give.
    """
    if noun.low not in _APPEALS:
        return found
    for child in noun.children if not found else ():
        agent = agent_of(child) if child.dep == "acl" and child.lemma in _LODGING else None
        if agent is not None and is_human(sheet, agent):
            found = [("person", agent)]  # "the appeal lodged by X"
    return [(role, word) for role, word in found if not _is_for_others(sheet, word)]


def _is_for_others(sheet: Sheet, word: Word) -> bool:
    role = sheet.referents.gazetteer.role_of.get(singular(word.low), "")
    return word.low in _ACCUSING or (role in ("relative", "official") and word.i not in sheet.people.by_word)


def agent_roles(_sheet: Sheet, trigger: Trigger) -> Iterator[tuple[str, Word]]:
    """Who did it, as in "was met by the envoy"; and for whom: "raised the case of X"."""
    agent = agent_of(trigger.head)
    if agent is not None:
        yield "agent", agent
    thing = trigger.head.child("dobj")
    for child in thing.children if thing is not None and thing.low in _CASES else ():
        below = (
            child.child("pobj") if child.low in _OF and child.dep == "prep" else child if child.dep == "poss" else None
        )
        if below is not None:
            yield "person", below
    for child in trigger.head.children:
        below = child.child("pobj") if child.dep == "prep" and child.i > trigger.head.i else None
        if below is not None and below.low in _BEHALVES:  # "intervened on behalf of X"
            of = next((word for word in below.children if word.low in _OF and word.dep == "prep"), None)
            whose = below.child("poss") or (of.child("pobj") if of is not None else None)
            if whose is not None:
                yield "person", whose


def sanctioned_roles(_sheet: Sheet, trigger: Trigger) -> Iterator[tuple[str, Word]]:
    """Whom a measure strikes: "imposed sanctions on X"."""
    head = trigger.head
    for word in [head, *head.children, *(c for child in head.children for c in child.children)]:
        if word.dep == "prep" and word.low in ("on", "against"):
            below = word.child("pobj")
            if below is not None:
                yield "person", below


def _whose_affair(thing: Word) -> Word | None:
    """As in "the station's licence", "the closure of the club", "access to the website", "the party registration"."""
    own = thing.child("poss")
    for child in thing.children if own is None else ():
        if child.dep == "prep" and child.low in (_TO if thing.low == "access" else _OF):
            own = child.child("pobj")
    return own or thing.child("compound", "nmod")


def organisation_roles(_sheet: Sheet, trigger: Trigger) -> Iterator[tuple[str, Word]]:
    """Which body was closed, banned or ceased its work."""
    patient = patient_of(trigger.head) if trigger.pattern.lemma not in _LOSING else subject_of(trigger.head)
    if patient is not None and patient.low in _AFFAIRS and trigger.pattern.needs_organisation:
        patient = _whose_affair(patient)
    if patient is not None and patient.low in _AMOUNTS and patient.low != "all":  # "shut down a number of churches"
        of = next((child for child in patient.children if child.low in _OF and child.dep == "prep"), None)
        patient = (of.child("pobj") if of is not None else None) or patient
    if patient is not None:
        yield "organisation", patient


def whole_of(sheet: Sheet, word: Word) -> Word:
    """As in "20 people, four of them minors, who were held": those whom the part in between is a part of."""
    counted = [child for child in word.children if child.tag == "CD" and child.i < word.i]
    inside = [below.child("pobj") for child in counted for below in child.children if below.dep == "prep"]
    if not any(noun is not None and noun.low in _OF_WHOM for noun in inside):
        return word
    before = sheet.parsed.words[max(0, word.left - 2) : word.left]
    whole = before[0] if len(before) > 1 and before[1].text == "," else word
    return whole if whole.tag in ("NNS", "CD") and is_human(sheet, whole) else word


def whom_asked_for(verb: Word) -> Word | None:
    """As in "asked the court to jail X for nine years": to whom it is to be done."""
    deed = verb.child("xcomp", "ccomp")
    return deed.child("dobj", "nsubjpass") if deed is not None and is_verb(deed) else None
