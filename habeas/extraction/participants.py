"""Who takes part in an event: the person wronged, who acts, and on whose behalf, by the grammar of the trigger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.clauses import (
    agent_of,
    ancestors,
    is_passive,
    is_verb,
    nominal_children,
    patient_of,
    subject_of,
    verb_above,
)
from habeas.extraction.cut_off_subjects import cut_off_subject, found_guilty
from habeas.extraction.drafts import EventDraft, Role, Sheet
from habeas.extraction.gazetteer import singular
from habeas.extraction.group_members import companions
from habeas.extraction.parties import Party
from habeas.extraction.pattern_demands import is_met
from habeas.extraction.single_places import agent_roles, organisation_roles, sanctioned_roles, visited
from habeas.extraction.word_lists import word_list
from habeas.model import event_type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from habeas.extraction.triggers import Trigger
    from habeas.extraction.words import Word

_GIVE = word_list("people", "give")
_HUMAN = word_list("people", "human")
_AT_LARGE = word_list("people", "at_large")
_SERVANTS = word_list("people", "servants")
_SEIZED = frozenset(("detention", "charge", "verdict", "release"))


def find_participants(sheet: Sheet, trigger: Trigger) -> EventDraft | None:
    """The event of a trigger with those who take part; None where the pattern's demands are not met."""
    head = trigger.head
    verb = head if is_verb(head) and trigger.pattern.kind == "verb" else verb_above(head)
    draft = EventDraft(trigger, verb)
    if _is_prevented(head):
        return None
    finder = _noun_roles if trigger.pattern.kind == "noun" else _FINDERS[trigger.pattern.who]
    if trigger.pattern.kind == "label":
        finder = _label_roles
    asked = 0
    for role, word in finder(sheet, trigger):
        asked += role == "person" and word.pos in ("NOUN", "PROPN") and singular(word.low) not in _AT_LARGE
        _add(sheet, draft, role, word)
    if draft.persons("person") and trigger.pattern.kind == "verb":
        for word in companions(trigger.head):
            if is_human(sheet, word):
                _add(sheet, draft, "person", word)
    opens = event_type(trigger.pattern.event_type)
    if (
        asked
        and trigger.pattern.who in ("object", "subject")
        and not draft.roles
        and opens is not None
        and opens.opens_case
    ):
        return None  # what is released, seized or sentenced here is a thing
    _add_actors(sheet, draft)
    return draft if is_met(sheet, draft) else None


def _is_prevented(head: Word) -> bool:
    """As in "banned from leaving the country": it did not happen, and the ban is an event of its own."""
    return head.dep == "pcomp" and head.head.low == "from" and is_verb(head.head.head)


def _add(sheet: Sheet, draft: EventDraft, role: str, word: Word) -> None:
    parties = sheet.referents.resolve(word, wronged=role == "person")
    if _is_told_of_one(draft.trigger.head, word):
        parties = [party for party in parties if party.word is word]
    for party in parties:
        if party.person is None and not is_human(sheet, party.word):
            if role == "person" and party.word.low not in _SERVANTS:
                continue
            if role in ("agent", "counterpart"):
                draft.roles.append(Role("body" if role == "agent" else role, party))
                continue
        if any(other.party.person is party.person and party.person is not None for other in draft.roles):
            continue
        draft.roles.append(Role(role, party))
        if party.person is None and role == "person" and draft.counted is None:
            draft.counted = party.word


def _is_told_of_one(head: Word, word: Word) -> bool:
    """As in "A and B, who was later freed": a relative clause in the singular is about the last of a row."""
    return (
        head.dep == "relcl" and head.head is word and any(child.low in ("was", "is", "has") for child in head.children)
    )


def is_human(sheet: Sheet, word: Word) -> bool:
    """Whether a word names people: a person, a pronoun for people, or a noun for what people are."""
    if word.i in sheet.people.by_word or word.low in _HUMAN:
        return True
    if word.low in _PERSONAL:
        return True
    run = sheet.people.run_of.get(word.i)
    if run is not None and run.kind == "organisation":
        return False
    low = singular(word.low)
    role_of = sheet.referents.gazetteer.role_of
    if low in role_of or word.low in role_of:
        return word.low not in _AT_LARGE
    if word.low in sheet.referents.gazetteer.demonyms or low in sheet.referents.gazetteer.demonyms:
        return word.pos in ("NOUN", "PROPN")
    if word.pos == "NUM":
        return word.ent not in ("MONEY", "PERCENT", "DATE", "TIME")
    return (
        low.endswith(_HUMAN_ENDINGS)
        and word.tag in ("NNS", "NN")
        and word.ent == ""
        and low not in _AT_LARGE
        and low not in _THINGS
    )


_THINGS, _AMOUNTS = word_list("people", "things"), word_list("people", "amounts")
_PERSONAL = word_list("people", "personal")
_HUMAN_ENDINGS = tuple(sorted(word_list("people", "human_endings")))


# -- where the person wronged stands -----------------------------------------------------------------------------------
def _object_roles(sheet: Sheet, trigger: Trigger) -> Iterator[tuple[str, Word]]:
    patient = patient_of(trigger.head)
    if patient is None and trigger.pattern.needs_captive:
        patient = subject_of(trigger.head)
    if patient is None and trigger.head.child("nsubj") is not None and trigger.head.lemma in ("remain", "be", "spend"):
        patient = trigger.head.child("nsubj")
    if patient is None:
        patient = found_guilty(trigger.head) or cut_off_subject(sheet, trigger.head)
    if patient is None:
        return
    patient = _whose(patient)
    if patient.dep == "dobj" and not is_human(sheet, patient):  # "arrested Daily News editor X", cut into two objects
        others = [child for child in trigger.head.children if child.dep == "dobj" and is_human(sheet, child)]
        patient = others[-1] if others else patient
    if not is_human(sheet, patient) and trigger.head.dep == "relcl" and patient is trigger.head.head:
        patient = _people_above(sheet, trigger.head, patient)
    if not is_human(sheet, patient) and patient.dep in ("dobj", "nsubjpass") and trigger.pattern.needs:
        receiver = _receiver(sheet, trigger.head)
        if receiver is not None:
            yield "person", receiver
            return
    yield "person", patient


def _people_above(sheet: Sheet, verb: Word, thing: Word) -> Word:
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


def _receiver(sheet: Sheet, verb: Word) -> Word | None:
    """To whom, where the object is a thing: "denied bail to the editors"."""
    for child in verb.children:
        if child.dep in ("dative", "iobj") and is_human(sheet, child):
            return child
        below = child.child("pobj") if child.dep in ("prep", "dative") and child.low in ("to", "for") else None
        if below is not None and is_human(sheet, below):
            return below
    thing = verb.child("dobj")
    for child in thing.children if thing is not None else ():
        below = child.child("pobj") if child.dep == "prep" and child.low in ("to", "for", "of") else None
        if below is not None and is_human(sheet, below):
            return below
    return None


def _whose(word: Word) -> Word:
    """Through "a number of", "two of", "members of" to the people: the outer word unless it says nothing by itself."""
    if word.low in _AMOUNTS:
        of = next((child for child in word.children if child.low == "of"), None)
        below = of.child("pobj") if of is not None else None
        return below or word
    return word


def _subject_roles(sheet: Sheet, trigger: Trigger) -> Iterator[tuple[str, Word]]:
    subject = subject_of(trigger.head)
    unseen = visited(sheet, trigger) if trigger.pattern.negative else None
    if unseen is not None:
        yield "person", unseen
        return
    if subject is not None and (is_human(sheet, subject) or not trigger.pattern.negative):
        yield "person", subject
        return
    for word in sheet.parsed.words[trigger.head.i + 1 : trigger.head.i + 9]:
        if word.sentence != trigger.head.sentence:
            return
        if word.dep in ("pobj", "dobj") and is_human(sheet, word):
            yield "person", word
            return


def _light_roles(sheet: Sheet, trigger: Trigger) -> Iterator[tuple[str, Word]]:
    head = trigger.head
    gives = head.lemma in _GIVE
    if gives and not is_passive(head):
        for child in head.children:
            if child.dep in ("dative", "iobj") and child.low not in ("to", "for"):
                yield "person", child
                return
            if child.low in ("to", "on", "against", "for") and child.dep in ("prep", "dative"):
                below = child.child("pobj")
                if below is not None and is_human(sheet, below):
                    yield "person", below
                    return
        thing = head.child("dobj")
        if thing is not None and is_human(sheet, thing):
            yield "person", thing
        elif thing is not None:
            yield from _of_noun(sheet, thing, ("of", "for", "against", "on", "to"))
        return
    patient = patient_of(head) if is_passive(head) else subject_of(head)
    if patient is not None and is_human(sheet, patient):
        yield "person", patient
        return
    for child in head.children:
        if child.low in ("to", "on", "against", "for") and child.dep in ("prep", "dative"):
            below = child.child("pobj")
            if below is not None and is_human(sheet, below):
                yield "person", below
                return
    if patient is not None:
        yield from _of_noun(sheet, patient, ("of", "for", "against", "on"))


def _against_roles(sheet: Sheet, trigger: Trigger) -> Iterator[tuple[str, Word]]:
    head = trigger.head
    sentence = sheet.parsed.sentence_of(head)
    for word in sheet.parsed.words[max(sentence.first, head.i - 10) : min(sentence.last, head.i + 16)]:
        if word.low in ("against", "into") and word.dep == "prep":
            below = word.child("pobj")
            if below is not None and (is_human(sheet, below) or sheet.people.run_of.get(below.i)):
                yield "person", below
                return
    patient = patient_of(head)
    if patient is not None and patient.child("poss") is not None:
        yield "person", patient.child("poss")  # type: ignore[misc]


def _owner_roles(sheet: Sheet, trigger: Trigger) -> Iterator[tuple[str, Word]]:
    patient = patient_of(trigger.head)
    if patient is None:
        below = next(
            (c.child("pobj") for c in trigger.head.children if c.dep == "prep" and c.low in ("from", "of", "into")),
            None,
        )
        patient = below
    if patient is None:
        return
    if is_human(sheet, patient) and patient.i in sheet.people.by_word:
        yield "person", patient
        return
    found = list(_of_noun(sheet, patient, ("of", "against", "from", "by")))
    for child in trigger.head.children if not found else ():
        below = child.child("pobj") if child.dep == "prep" and child.low in ("against", "of", "on", "from") else None
        owner = below.child("poss") if below is not None and not is_human(sheet, below) else below
        if owner is not None and is_human(sheet, owner):
            found.append(("person", owner))
    yield from found


def _of_noun(sheet: Sheet, noun: Word, prepositions: tuple[str, ...]) -> Iterator[tuple[str, Word]]:
    """Whose a thing is: "X's home", "his phone", "the sentences against the three"."""
    own = noun.child("poss")
    if own is not None and (is_human(sheet, own)):
        yield "person", own
        return
    for child in noun.children:
        if child.dep == "prep" and child.low in prepositions:
            below = child.child("pobj")
            if below is not None and is_human(sheet, below):
                yield "person", below
                return
            if below is not None and below.child("poss") is not None:
                own = below.child("poss")
                if own is not None and is_human(sheet, own):
                    yield "person", own
                    return


_FINDERS: dict[str, Callable[[Sheet, Trigger], Iterator[tuple[str, Word]]]] = {
    "object": _object_roles,
    "subject": _subject_roles,
    "light": _light_roles,
    "against": _against_roles,
    "owner": _owner_roles,
    "agent": agent_roles,
    "sanctioned": sanctioned_roles,
    "organisation": organisation_roles,
    "none": lambda _sheet, _trigger: iter(()),
}


def _noun_roles(sheet: Sheet, trigger: Trigger) -> Iterator[tuple[str, Word]]:
    """As in "The arrest of X", "X's arrest", "the X arrest", "a request by Y"."""
    head = trigger.head
    pattern = trigger.pattern
    role = "agent" if pattern.agents else "organisation" if pattern.who == "organisation" else "person"
    if pattern.who == "owner":
        yield from _of_noun(sheet, head, pattern.of)
        return
    near = nominal_children(head)
    own = next((child for child in near if child.dep == "poss"), None)
    if own is not None and (is_human(sheet, own) or pattern.agents):
        yield role, own
    for child in near:
        below = child.child("pobj") if child.dep in ("prep", "agent") else None
        if below is not None and child.low in pattern.of:
            place = sheet.people.run_of.get(below.i)
            if not (place is not None and place.kind == "place" and child.low in ("in", "at")):
                if pattern.agents and child.low in ("with", "between"):
                    yield "counterpart", below
                else:
                    yield role, _whose(below)
        elif below is not None and child.low == "by" and not pattern.agents:
            yield "agent", below
        elif child.dep in ("compound", "nmod") and child.i in sheet.people.by_word and own is None:
            yield role, child


def _label_roles(sheet: Sheet, trigger: Trigger) -> Iterator[tuple[str, Word]]:
    """The person whose file a field belongs to: the last one named before it."""
    before = sheet.people.before(trigger.start, 1)
    if before:
        yield "person", before[0][2]


def _add_actors(sheet: Sheet, draft: EventDraft) -> None:
    """The court, police or official who acts, where the clause names one."""
    pattern = draft.trigger.pattern
    if pattern.kind != "verb" or pattern.who in ("subject", "agent") or draft.verb is None:
        return
    agent = agent_of(draft.trigger.head)
    if agent is None or any(role.party.word is agent for role in draft.roles):
        return
    if agent.pos in ("NOUN", "PROPN"):
        person = sheet.people.by_word.get(agent.i)
        if person is not None and any(role.party.person is person for role in draft.roles):
            return
        draft.roles.append(Role("agent" if person else "body", Party(agent, person)))
