"""Which drafts of events are told: those that name an occasion, each occasion once in its clause, and no mere state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.events.takings import is_of_no_state
from habeas.extraction.grammar.clauses import is_passive
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.modality.undone_events import (
    is_act,
    is_allowed,
    is_conditional,
    is_forced,
    is_habit,
    is_kept_on,
    is_natural,
    is_plotted,
    is_title_of_offence,
)
from habeas.extraction.values.counts import quantity_at

if TYPE_CHECKING:
    from habeas.extraction.drafts import EventDraft, Sheet
    from habeas.extraction.grammar.words import Word

_CUSTODY = ("detention", "verdict", "remand", "charge", "administrative_arrest", "court_hearing")
_MANY_TAKINGS = 2
_KEEPING = word_list("events", "keeping")
_TAKING = word_list("events", "taking")
_PRESENT = word_list("events", "present")
_ONE = word_list("events", "one_person")
_LAWS, _LAYING_DOWN = word_list("events", "laws"), word_list("events", "laying_down")
_EVERY = word_list("events", "every")
_ANYBODY = word_list("events", "anybody")
_THOSE = word_list("events", "those")
_LASTING = word_list("events", "lasting_verbs")
_PUNISHED_FOR, _LISTING = word_list("events", "punished_for"), word_list("events", "listing")
_AMONG = word_list("events", "among")
_TODAY = word_list("events", "today")
_OF, _DOZENS = word_list("people", "of"), word_list("events", "dozens")
_CUSTODY_PLACES = word_list("events", "custody_places")
# A noun tells of these again and again: "his arrest", "the trial".
_RETOLD = ("detention", "remand", "verdict", "court_hearing", "charge", "release", "enforced_disappearance")
_NOT_DONE = ("demanded", "denied", "hypothetical", "planned", "possible")
_LONGEST_TITLE = 160
_STATES = ("detention", "remand", "house_arrest")
_TOLD_IN_TWO = ("verdict", "detention", "charge", "release", "summons", "killing")
_CLEARING, _APART = word_list("events", "clearing_verbs"), word_list("events", "apart")


def sift_events(sheet: Sheet) -> list[EventDraft]:
    """The drafts of a sheet that become claims, in order."""
    freed_by_kidnappers = _is_about_kidnapping(sheet)
    freed = {id(role.party.word) for draft in sheet.events if draft.event_type == "release" for role in draft.roles}
    kept = [
        draft
        for draft in sheet.events
        if not (freed_by_kidnappers and draft.event_type == "release")
        and not is_of_no_state(draft)
        and not is_state(draft)
        and not is_plotted(sheet, draft)
        and not is_forced(draft)
        and not is_natural(draft)
        and not is_habit(draft)
        and not is_allowed(draft)
        and not is_kept_on(draft)
        and not is_title_of_offence(sheet, draft.trigger.head)
        and not (draft.trigger.head.dep == "acl" and id(draft.trigger.head.head) in freed and _is_plain(draft))
        and _is_worth(sheet, draft)
    ]
    return _without_retold(_joined_once(_each_once(kept)), _end_of_title(sheet.text))


def _end_of_title(text: str) -> int:
    """Where the first line ends, if it is a title: what it tells of, the report below tells of more fully."""
    end = text.find("\n")
    line = text[: max(end, 0)].rstrip()
    return end if 0 < len(line) <= _LONGEST_TITLE and line[-1].isalnum() else 0


def _without_retold(drafts: list[EventDraft], title: int) -> list[EventDraft]:
    """As in "X was jailed in May. .. Britain condemned X's imprisonment": a noun that adds nothing to what was told."""
    told: set[tuple[str, int]] = set()
    kept = []
    for draft in drafts:
        persons = [(draft.event_type, id(party.person)) for party in draft.persons("person")]
        bare = draft.date is None and draft.term is None and draft.place is None and not draft.legal
        noun = draft.trigger.pattern.kind == "noun" and draft.event_type in _RETOLD
        if noun and bare and draft.modality != "demanded" and persons and told.issuperset(persons):
            continue
        if draft.trigger.start >= title and draft.modality not in _NOT_DONE:
            told.update(persons)
        kept.append(draft)
    return kept


def is_state(draft: EventDraft) -> bool:
    """As in "is being held in a colony", without a day, a term or a law: evidence at a date, no event."""
    trigger = draft.trigger
    if draft.event_type not in _STATES or trigger.pattern.kind != "verb":
        return False
    lemma = trigger.pattern.lemma
    if lemma not in _KEEPING and (lemma not in _TAKING or any(c.low == "being" for c in trigger.head.children)):
        return False
    dated = draft.date is not None and draft.date.expression.wording.text.lower() not in _TODAY
    if dated or draft.term is not None or draft.legal:
        return False
    head = trigger.head
    if head.low in _PRESENT or (head.dep == "xcomp" and head.head.lemma in _LASTING):
        return True
    helpers = {child.low for child in head.children if child.dep in ("aux", "auxpass")}
    if lemma in _KEEPING and "been" in helpers | {head.low} and helpers & {"has", "have", "'ve"}:
        return True
    if head.dep == "acl" and lemma in _KEEPING and not helpers:
        return True  # "bail for the editors held on charges of sedition"
    return is_passive(head) and bool(helpers & _PRESENT)


def _measured(noun: Word) -> Word | None:
    """As in "was given 30 days of arrest by the court": the preposition or the days that hang on the verb."""
    days = noun.head.head if noun.dep == "pobj" and noun.head.low == "of" else None
    if days is None or days.child("nummod") is None:
        return None
    return days.head if days.dep == "pobj" and days.head.dep == "prep" else days if days.dep == "dobj" else None


def _each_once(drafts: list[EventDraft]) -> list[EventDraft]:
    """As in "His trial started": the noun and its verb tell of one occasion; the one that names more stays."""
    by_head = {draft.trigger.head.i: draft for draft in drafts}
    dropped: set[int] = set()
    for draft in drafts:
        noun = draft.trigger.head
        measured = _measured(noun)
        other = by_head.get((measured or noun).head.i)
        if other is None or other is draft or other.event_type != draft.event_type:
            continue
        nominal = measured is not None or (draft.trigger.pattern.kind == "noun" and noun.dep in ("nsubj", "nsubjpass"))
        nominal = nominal or noun.dep == "dobj"  # whatever the parser takes it for: "could face arrest"
        nominal = nominal or _is_joined(draft, other) or _is_put_off_twice(draft)
        passed = noun.dep == "acl" and other.trigger.pattern.kind == "noun"  # "a trial scheduled for May"
        if not nominal and not passed and noun.dep != "xcomp":  # "was ordered to serve eight years" is one sentence
            continue
        if not other.roles and draft.roles:
            other.roles.extend(draft.roles)
        if passed:
            other.legal.extend(() if other.legal else draft.legal)
            other.term = other.term or draft.term
        dropped.add(id(draft))
    return [draft for draft in drafts if id(draft) not in dropped]


def _joined_once(drafts: list[EventDraft]) -> list[EventDraft]:
    """As in "was convicted of incitement and sentenced to two years": two verbs for one thing done to the same."""
    by_head = {draft.trigger.head.i: draft for draft in drafts}
    dropped: set[int] = set()
    for draft in drafts:
        verb = draft.trigger.head
        first = by_head.get(verb.head.i) if verb.dep == "conj" else None
        if first is None or id(first) in dropped or not _is_one_occasion(first, draft):
            continue
        kept, other = (first, draft) if first.term is not None or draft.term is None else (draft, first)
        if kept.date is None:
            kept.date, kept.until, kept.date_fit = other.date, other.until, other.date_fit
        kept.legal.extend(each for each in other.legal if each not in kept.legal)
        kept.place = kept.place or other.place
        known = {id(role.party.person) for role in kept.roles if role.party.person is not None}
        kept.roles.extend(role for role in other.roles if role.role != "person" and id(role.party.person) not in known)
        by_head[verb.i] = by_head[first.trigger.head.i] = kept
        dropped.add(id(other))
    return [draft for draft in drafts if id(draft) not in dropped]


def _is_one_occasion(first: EventDraft, draft: EventDraft) -> bool:
    """Whether two joined verbs tell of one thing done to the same persons, and none says "later", "again" or "but"."""
    types = (first.event_type, draft.event_type)
    verbs = first.trigger.pattern.kind == draft.trigger.pattern.kind == "verb"
    if types[0] != types[1] or types[0] not in _TOLD_IN_TWO or not verbs or first.modality != draft.modality:
        return False
    heads = (first.trigger.head, draft.trigger.head)
    if heads[0].lemma == heads[1].lemma or (heads[0].lemma in _CLEARING) != (heads[1].lemma in _CLEARING):
        return False
    persons = [{id(party.person) for party in each.persons("person")} for each in (first, draft)]
    counts = [sum(role.role == "person" for role in each.roles) for each in (first, draft)]
    if counts[0] != counts[1]:
        return False  # "convicted X and two others and jailed X": the others are told of by the first alone
    dates = [each.date.expression if each.date is not None else None for each in (first, draft)]
    if not persons[0] or persons[0] != persons[1] or (None not in dates and dates[0] != dates[1]):
        return False
    if first.term is not None and draft.term is not None and first.term != draft.term:
        return False
    if dates[0] is None and dates[1] is not None and draft.trigger.pattern.lemma in _KEEPING:
        return False  # "was arrested and remained in custody as of 5 May": the day of the state alone
    beside = (*heads[0].children, *heads[1].children)
    return not any(child.low in _APART and child.dep in ("advmod", "cc") for child in beside)


def _is_joined(draft: EventDraft, other: EventDraft) -> bool:
    """As in "her allegations of mistreatment and torture": two nouns for what was done to the same persons."""
    nouns = draft.trigger.pattern.kind == other.trigger.pattern.kind == "noun" and draft.trigger.head.dep == "conj"
    persons = [{id(party.person) for party in each.persons("person")} for each in (draft, other)]
    return nouns and is_act(draft) and draft.date is None and bool(persons[1]) and persons[0] <= persons[1]


def _is_put_off_twice(draft: EventDraft) -> bool:
    """As in "hearings were delayed or cancelled": two verbs for what did not take place."""
    return draft.event_type == "court_hearing" and draft.modality == "denied" and draft.trigger.head.dep == "conj"


def _is_about_kidnapping(sheet: Sheet) -> bool:
    """Whether a text tells of kidnapping and of no custody at all: its releases are then no authority's."""
    takings = [draft.trigger.pattern.taking for draft in sheet.events]
    custody = any(draft.event_type in _CUSTODY and not draft.trigger.pattern.taking for draft in sheet.events)
    return not custody and sum(takings) >= _MANY_TAKINGS


def _is_worth(sheet: Sheet, draft: EventDraft) -> bool:
    """Whether an event names an occasion: somebody, a number, a day, a law or a term; verbs of custody always do."""
    pattern = draft.trigger.pattern
    if pattern.only_modality and draft.modality not in pattern.only_modality:
        return False
    if draft.trigger.start in sheet.captions or is_conditional(
        draft.trigger.head, exile=draft.event_type == "forced_exile"
    ):
        return False
    named = bool(draft.persons("person", "agent", "organisation"))
    grouped = any(role.role == "person" and _is_counted(sheet, role.party.word) for role in draft.roles)
    if not draft.roles and draft.date is None and draft.modality == "planned" and _is_aim(draft.trigger.head):
        return False
    if not named and draft.date is None and _narrows(draft.trigger.head) and not grouped:
        return False
    if not named and not grouped and _is_provided(sheet, draft):
        return False
    if pattern.kind == "label":
        return draft.date is not None or named
    if pattern.weak:
        if named or grouped or _has_own_day(draft):
            return True
        if any(role.role == "person" and _is_owner(role.party.word) for role in draft.roles):
            return True  # "his arrest" is one occasion, whoever he is
        if any(role.role == "person" and _is_one(role.party.word) for role in draft.roles):
            return True
        return (
            any(not _is_generic(role.party.word) for role in draft.roles)
            and (pattern.agents or draft.event_type == "release")
        ) or (bool(draft.roles) and draft.modality == "demanded" and draft.event_type == "release")
    one = any(
        role.role == "person" and (_is_owner(role.party.word) or _is_one(role.party.word)) for role in draft.roles
    )
    return not (draft.modality == "hypothetical" and not named and not one and draft.date is None)


def _is_provided(sheet: Sheet, draft: EventDraft) -> bool:
    """As in "the law requires that a person arrested be brought before a judge": a rule, and nothing that happened."""
    sayings = (sheet.sayings[number] for number in draft.sayings)
    return any(s.source is not None and s.source.lemma in _LAWS and s.lemma in _LAYING_DOWN for s in sayings)


def _is_counted(sheet: Sheet, word: Word) -> bool:
    """As in "ten critics", "dozens of critics"."""
    above = word.head.head if word.dep == "pobj" and word.head.low in _OF else word
    return quantity_at(sheet.parsed, word) is not None or word.low in _DOZENS or above.low in _DOZENS


def _is_owner(word: Word) -> bool:
    return word.low in _ONE or word.tag == "PRP$"


def _is_aim(head: Word) -> bool:
    """As in "the places to be searched": what is to be done there, and by nobody named."""
    return head.dep in ("acl", "relcl")


def _is_one(word: Word) -> bool:
    """As in "the detention of a Norland journalist": one person, though unnamed."""
    before = [child for child in word.children if child.i < word.i]
    told = bool(before) and not any(child.low in _EVERY for child in before)
    return word.tag == "NN" and word.pos == "NOUN" and told and word.low not in _ANYBODY


def _narrows(head: Word) -> bool:
    """As in "free all journalists held for their work": it says whom something else is about."""
    if head.tag != "VBN":
        return False
    bare = head.dep == "ccomp" and head.child("aux", "auxpass") is None  # the parser's "release [all journalists held]"
    narrowing = head.dep == "acl" or (head.dep == "relcl" and is_passive(head))
    noun = head.head if narrowing else head.child("nsubj", "nsubjpass") if bare else None
    if noun is None:
        return False
    listed = noun.head.lemma in _LISTING or noun.head.low in _AMONG  # "those arrested include A and B"
    anybody = noun.low in _THOSE or any(child.low in _THOSE and child.dep == "det" for child in noun.children)
    return anybody and not listed


def _is_generic(word: Word) -> bool:
    """A bare plural, as in "rules on the release of prisoners"."""
    return word.tag == "NNS" and not any(
        child.dep in ("det", "nummod", "poss", "amod", "relcl", "acl", "compound") for child in word.children
    )


def _has_own_day(draft: EventDraft) -> bool:
    """A noun without a person tells of an occasion where a day hangs on it; a plural noun only where directly."""
    if draft.date is None:
        return False
    return draft.date_fit >= 4.0 or draft.trigger.head.tag == "NN"


def _is_plain(draft: EventDraft) -> bool:
    """As in "called for the release of the 80 detained there": who is held is said with whom to free, and no more."""
    bare = draft.date is None and draft.term is None and not draft.legal and draft.place is None
    if not bare or draft.event_type not in _STATES or draft.persons("person"):
        return False
    for child in draft.trigger.head.children:
        below = child.child("pobj") if child.dep in ("prep", "agent") else None
        kept = below is not None and (below.low in _CUSTODY_PLACES or child.low in _PUNISHED_FOR)
        if below is not None and not kept:
            return False  # "detained in a wave of arrests" tells how it came about
    return True
