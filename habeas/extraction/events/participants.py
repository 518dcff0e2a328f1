"""Who takes part in an event: the person wronged, who acts, and on whose behalf, by the grammar of the trigger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.drafts import EventDraft, Role, Sheet
from habeas.extraction.events.cut_off_subjects import (
    apposed_to_thing,
    bearer_of,
    cut_off_object,
    cut_off_subject,
    found_guilty,
    left_out_persons,
    named_behind_comma,
    named_just_before,
    named_next,
    several_behind,
)
from habeas.extraction.events.field_persons import label_roles, profiled
from habeas.extraction.events.kept_since import kept_since_roles
from habeas.extraction.events.pattern_demands import is_met
from habeas.extraction.events.receivers import receiver_of
from habeas.extraction.events.single_places import (
    agent_roles,
    appealed,
    found_about,
    hung_behind,
    hung_elsewhere,
    in_whose_case,
    is_victims,
    lawyers_client,
    meant_for,
    modified_roles,
    named_before,
    of_whom,
    organisation_roles,
    own_bail,
    people_beside,
    people_of,
    sanctioned_roles,
    settle_appeal,
    through_arrest,
    visited,
    whole_of,
    whom_asked_for,
    whose_family,
)
from habeas.extraction.grammar.clauses import (
    OBJECTS,
    agent_of,
    is_passive,
    is_verb,
    nominal_children,
    patient_of,
    subject_of,
    verb_above,
)
from habeas.extraction.lexicon.gazetteer import singular
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.modality.doubted import is_told_of_nobody
from habeas.extraction.people.bracketed import is_told_of_one, told_in_bracket
from habeas.extraction.people.humans import is_human
from habeas.extraction.people.parties import Party
from habeas.extraction.references.group_members import companions
from habeas.model import event_type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from habeas.extraction.events.triggers import Trigger
    from habeas.extraction.grammar.words import Word

_GIVE, _ASKING = word_list("people", "give"), word_list("events", "asking")
_AT_LARGE, _SERVANTS = word_list("people", "at_large"), word_list("people", "servants")
_AGAINST, _APPEALS = word_list("people", "against"), word_list("people", "appeals")
_PERSONAL, _PASSED, _AIMING, _LIMBS = (word_list("people", name) for name in ("personal", "passed", "aiming", "limbs"))
_SUFFERED = word_list("people", "suffered_by_a_person")
_SEARCHED_AT, _CONTACTS = word_list("people", "searched_at"), word_list("people", "contacts")
_RULED = frozenset(("charge", "court_hearing", "verdict", "appeal_ruling"))


def find_participants(sheet: Sheet, trigger: Trigger) -> EventDraft | None:
    """The event of a trigger with those who take part; None where the pattern's demands are not met."""
    head = trigger.head
    verb = head if is_verb(head) and trigger.pattern.kind == "verb" else verb_above(head)
    draft = EventDraft(trigger, verb)
    if _is_prevented(head):
        return None
    named = trigger.pattern.kind == "noun" and trigger.pattern.who != "bearer"
    finder = _noun_roles if named else _FINDERS[trigger.pattern.who]
    if trigger.pattern.kind == "label":
        finder = label_roles
    asked = 0
    bracketed = told_in_bracket(sheet, head, trigger.pattern.who) if trigger.pattern.kind == "verb" else None
    for role, word in finder(sheet, trigger) if bracketed is None else [("person", bracketed)]:
        thing = word.pos in ("NOUN", "PROPN") and singular(word.low) not in _AT_LARGE and not is_human(sheet, word)
        asked += role == "person" and thing and not is_told_of_nobody(word, head)
        for meant in profiled(sheet, word) if role == "person" else (word,):
            _add(sheet, draft, role, meant)
    if not draft.roles and finder is _noun_roles:
        for word in hung_elsewhere(sheet, head, trigger.pattern.event_type):
            _add(sheet, draft, "person", word)
    if any(role.role == "person" for role in draft.roles) and trigger.pattern.kind == "verb":
        for word in companions(trigger.head):
            if is_human(sheet, word):
                _add(sheet, draft, "person", word)
    if trigger.pattern.kind == "verb" and not draft.persons("person"):
        for word in left_out_persons(sheet, head):
            _add(sheet, draft, "person", word)
    opens = event_type(trigger.pattern.event_type)
    of_things = asked and trigger.pattern.who in ("object", "subject") and not draft.roles
    if of_things and opens is not None and opens.opens_case:
        return None  # what is released, seized or sentenced here is a thing
    _add_actors(sheet, draft)
    return draft if is_met(sheet, draft) else None


def _is_prevented(head: Word) -> bool:
    """As in "banned from leaving the country": it did not happen, and the ban is an event of its own."""
    return head.dep == "pcomp" and head.head.low == "from" and is_verb(head.head.head)


def _add(sheet: Sheet, draft: EventDraft, role: str, word: Word) -> None:
    parties = sheet.referents.resolve(word, wronged=role == "person")
    if is_told_of_one(sheet, draft.trigger.head, word):
        parties = [party for party in parties if party.word is word] or parties  # "her brother X, who was held"
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


# -- where the person wronged stands -----------------------------------------------------------------------------------
def _object_roles(sheet: Sheet, trigger: Trigger) -> Iterator[tuple[str, Word]]:
    several = several_behind(sheet, trigger.head)
    if several:
        yield from (("person", word) for word in several)
        return
    patient = named_just_before(sheet, trigger.head) or patient_of(trigger.head)
    if patient is None and trigger.pattern.needs_captive:
        patient = subject_of(trigger.head)
    if patient is None or (patient.dep in OBJECTS and patient.head is trigger.head and not is_human(sheet, patient)):
        patient = bearer_of(trigger.head) or patient
    if patient is None:
        patient = found_guilty(trigger.head) or cut_off_subject(sheet, trigger.head)
    if patient is None:
        patient = cut_off_object(sheet, trigger.head, is_human)
    if patient is None:
        return
    patient = whole_of(sheet, people_of(apposed_to_thing(sheet, patient)))
    if patient.dep == "dobj" and patient.head is not trigger.head and not is_human(sheet, patient):
        against = next((child.child("pobj") for child in patient.children if child.low in _AGAINST), None)
        patient = against or patient  # "release and drop the charges against X"
    if patient.dep == "dobj" and not is_human(sheet, patient):  # "arrested Daily News editor X", cut into two objects
        others = [child for child in trigger.head.children if child.dep == "dobj" and is_human(sheet, child)]
        patient = others[-1] if others else patient
    if not is_human(sheet, patient):
        patient = people_beside(sheet, trigger.head, patient)
    if not is_human(sheet, patient) and trigger.head.dep == "acl" and patient is trigger.head.head:
        near = sheet.parsed.words[trigger.head.i - 1]  # "the release of a reporter held there", hung on the release
        patient = near if near.i > patient.i and near.pos in ("NOUN", "PROPN") and is_human(sheet, near) else patient
    taken = trigger.pattern.event_type == "detention" and patient.i > trigger.head.i  # "took away the phones of X"
    if not is_human(sheet, patient) and patient.dep in ("dobj", "nsubjpass") and trigger.pattern.needs and not taken:
        receiver = receiver_of(sheet, trigger.head)
        if receiver is not None:
            yield "person", receiver
            return
    yield "person", named_behind_comma(sheet, patient)


def _subject_roles(sheet: Sheet, trigger: Trigger) -> Iterator[tuple[str, Word]]:
    subject = subject_of(trigger.head)
    unseen = visited(sheet, trigger) if trigger.pattern.negative else None
    if unseen is not None:
        yield "person", unseen
        return
    if subject is not None and subject is trigger.head.head and not is_human(sheet, subject):
        subject = people_beside(sheet, trigger.head, subject)  # "X, an icon of the movement, who spent years in jail"
    if subject is not None and (is_human(sheet, subject) or not trigger.pattern.negative):
        yield "person", lawyers_client(sheet, subject) if trigger.pattern.event_type == "appeal_filed" else subject
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
                below = through_arrest(child.child("pobj"))
                if below is not None and is_human(sheet, below):
                    yield "person", below
                    return
        thing = head.child("dobj")
        named = named_before(sheet, head)
        if named is not None:
            yield "person", named
        elif thing is not None and is_human(sheet, thing):
            yield "person", thing
        elif thing is not None:
            found = list(_of_noun(sheet, thing, ("of", "for", "against", "on", "to"))) or _in_case(sheet, thing, head)
            yield from found or [("person", word) for word in own_bail(sheet, head)]
        return
    asks = head.lemma in _ASKING and not is_passive(head)  # who asks for a sentence is not the one to serve it
    patient = whom_asked_for(head) if asks else patient_of(head) if is_passive(head) else subject_of(head)
    if patient is not None and is_human(sheet, patient):
        yield "person", patient
        return
    thing = head.child("dobj") if asks else None
    within = [below for child in head.children if asks and child.dep == "prep" for below in child.children]
    deeper = [below for word in within if word.dep == "pobj" for below in word.children]  # "years in a colony for X"
    for child in (*head.children, *(thing.children if thing is not None else ()), *deeper):
        if child.low in ("to", "on", "against", "for") and child.dep in ("prep", "dative"):
            below = through_arrest(child.child("pobj"))
            if below is not None and is_human(sheet, below):
                yield "person", below
                return
    if patient is not None:
        yield from _of_noun(sheet, patient, ("of", "for", "against", "on"))


def _in_case(sheet: Sheet, ruling: Word, verb: Word) -> list[tuple[str, Word]]:
    """As in "delivered a verdict in the case of X", wherever the case hangs."""
    cases = [(word, in_whose_case(word)) for word in (ruling, verb)]
    case = next((case for word, case in cases if case is not word), None)
    return list(_of_noun(sheet, case, ("of", "against"))) if case is not None else []


def _against_roles(sheet: Sheet, trigger: Trigger) -> Iterator[tuple[str, Word]]:
    head = trigger.head
    sentence = sheet.parsed.sentence_of(head)
    for word in sheet.parsed.words[max(sentence.first, head.i - 10) : min(sentence.last, head.i + 16)]:
        aimed = word.low == "at" and word.head.lemma in _AIMING  # "the charges levelled at X"
        if word.dep == "prep" and (aimed or word.low in ("against", "into")):
            below = word.child("pobj")
            if below is not None and (is_human(sheet, below) or sheet.people.run_of.get(below.i)):
                yield "person", below
                return
    patient = patient_of(head)
    if patient is not None and patient.child("poss") is not None:
        yield "person", patient.child("poss")  # type: ignore[misc]


def _owner_roles(sheet: Sheet, trigger: Trigger) -> Iterator[tuple[str, Word]]:
    if trigger.pattern.event_type == "international_finding":
        yield from (("person", word) for word in found_about(sheet, trigger.head))
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
    links = ("of", "against", "from", "by", "for" if patient.lemma in _APPEALS | _SUFFERED else "of")
    found = settle_appeal(sheet, patient, list(_of_noun(sheet, appealed(patient), links)))
    if not found and in_whose_case(patient) is not patient:
        found = list(_of_noun(sheet, in_whose_case(patient), ("of", "against")))
    for child in (*patient.children, *trigger.head.children) if not found else ():
        below = child.child("pobj") if child.dep == "prep" and child.low in _SEARCHED_AT else None
        if below is not None and not found:
            found = list(_of_noun(sheet, below, ("of",)))  # "a search at the home of X"
    for child in trigger.head.children if not found else ():
        below = child.child("pobj") if child.dep == "prep" and child.low in ("against", "of", "on", "from") else None
        owner = below.child("poss") if below is not None and not is_human(sheet, below) else below
        if owner is not None and is_human(sheet, owner):
            found.append(("person", owner))
    if not found and patient.lemma in _CONTACTS:
        found = [(role, whose_family(word)) for role, word in _of_noun(sheet, patient, ("with", "to"))]
    yield from found or [("person", word) for word in meant_for(sheet, patient, trigger.head)]


def _of_noun(sheet: Sheet, noun: Word, prepositions: tuple[str, ...]) -> Iterator[tuple[str, Word]]:
    """Whose a thing is: "X's home", "his phone", "the sentences against the three"."""
    own = noun.child("poss")
    if own is not None and is_human(sheet, own) and not _is_doer(sheet, noun, prepositions):
        yield "person", own
        return
    for child in noun.children:
        if child.dep == "prep" and child.low in prepositions:
            below = through_arrest(child.child("pobj"))
            if below is not None and is_human(sheet, below):
                yield "person", below
                return
            own = below.child("poss") or of_whom(below) if below is not None else None  # "a search of the home of X"
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
    "bearer": kept_since_roles,
    "modified": modified_roles,
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
    near = [*nominal_children(head), *hung_behind(sheet, trigger)]
    for passed in [child for child in head.children if child.dep == "acl" and child.lemma in _PASSED]:
        near.extend(child for child in passed.children if child.dep in ("prep", "agent"))  # "a warrant issued for X"
    own = next((child for child in near if child.dep == "poss"), None)
    if own is not None and (is_human(sheet, own) or pattern.agents):
        yield ("agent" if _is_doer(sheet, head, pattern.of) else role), own
    for child in near:
        below = child.child("pobj") if child.dep in ("prep", "agent") else None
        if below is not None and child.low in pattern.of:
            place = sheet.people.run_of.get(below.i)
            if not (place is not None and place.kind == "place" and child.low in ("in", "at")):
                if pattern.agents and child.low in ("with", "between"):
                    yield "counterpart", below
                else:
                    yield role, named_next(sheet, through_arrest(people_of(below)) or below)
        elif below is not None and child.low == "by" and not pattern.agents:
            yield "agent", below
        elif child.dep in ("compound", "nmod") and child.i in sheet.people.by_word and own is None:
            yield from () if pattern.event_type in _RULED and is_victims(child, head) else ((role, child),)


def _is_doer(sheet: Sheet, noun: Word, prepositions: tuple[str, ...]) -> bool:
    """As in "the president's pardon of the two": whose it is does it, where it says to whom it is done."""
    for child in noun.children:
        below = child.child("pobj") if child.dep == "prep" and child.low in prepositions else None
        if below is not None and below.low not in _PERSONAL and is_human(sheet, people_of(below)):
            return True
    return False


def _add_actors(sheet: Sheet, draft: EventDraft) -> None:
    """The court, police or official who acts, where the clause names one."""
    pattern = draft.trigger.pattern
    if pattern.kind != "verb" or pattern.who in ("subject", "agent") or draft.verb is None:
        return
    agent = agent_of(draft.trigger.head)
    if agent is None or agent.low in _LIMBS or any(role.party.word is agent for role in draft.roles):
        return
    if agent.pos in ("NOUN", "PROPN"):
        person = sheet.people.by_word.get(agent.i)
        if person is not None and any(role.party.person is person for role in draft.roles):
            return
        draft.roles.append(Role("agent" if person else "body", Party(agent, person)))


__all__ = ["find_participants"]
