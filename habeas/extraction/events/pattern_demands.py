"""What the patterns of events ask of those who take part, beside the words that tell of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import agent_of, ancestors, patient_of
from habeas.extraction.lexicon.gazetteer import singular
from habeas.extraction.lexicon.word_lists import word_list

if TYPE_CHECKING:
    from habeas.extraction.drafts import EventDraft, Sheet
    from habeas.extraction.grammar.words import Word

_IMPRISONING, _IMPRISONED = word_list("events", "imprisoning"), word_list("events", "imprisoned")
_CLOSED, _PUBLISHED = word_list("events", "closed_bodies"), word_list("events", "published")
_RECOGNISING, _STATUSES = word_list("events", "recognising"), word_list("events", "statuses")
_UNRECOGNISED = word_list("events", "unrecognised")
_PROSECUTING, _DETAINEES = word_list("events", "prosecuting"), word_list("events", "detainees")
_RELATIVE = word_list("clauses", "relative")


def is_met(sheet: Sheet, draft: EventDraft) -> bool:
    """Whether a draft has those whom its pattern asks for: somebody named, people, an organisation, a captive."""
    pattern = draft.trigger.pattern
    wronged = [role for role in draft.roles if role.role in ("person", "agent" if pattern.agents else "person")]
    if pattern.needs_person and not any(role.party.person for role in wronged):
        return False
    if pattern.needs_people and not wronged:
        return False
    if pattern.kind == "noun" and not wronged and _is_published(draft.trigger.head):
        return False
    if pattern.event_type == "recognition" and pattern.kind == "verb" and not _is_of_somebody(draft):
        return False
    if pattern.by_prosecution and not _is_by_prosecution(draft):
        return False
    if pattern.needs_captive:
        return any(
            (role.party.person is not None and role.party.person.wronged) or _is_captive(role.party.word)
            for role in wronged
        )
    if pattern.needs_organisation:
        return any(
            _is_organisation(sheet, role.party.word) for role in draft.roles if role.role in ("organisation", "person")
        )
    if pattern.official:
        named = [role for role in draft.roles if role.role in ("agent", "counterpart")]
        return any(role.party.person and "official" in role.party.person.roles for role in named)
    return True


def _is_published(noun: Word) -> bool:
    """As in "the release of a report in June", "the trial of the vaccine": no prisoner's."""
    link = next((child for child in noun.children if child.dep == "prep" and child.low == "of"), None)
    thing = link.child("pobj") if link is not None else None
    return thing is not None and thing.lemma in _PUBLISHED


def _is_of_somebody(draft: EventDraft) -> bool:
    """As in "considers them political prisoners"; but "considers freeing prisoners", "put prisoners on trial".

    Only what recognises may have the prisoners themselves as its object: "recognised six more political prisoners".
    """
    told = [role.party for role in draft.roles if role.role == "person"]
    thing = draft.trigger.head.child("dobj")
    if thing is not None and thing.lemma in _UNRECOGNISED:
        return False  # "recognised the existence of political prisoners"
    plain = draft.trigger.head.lemma in _RECOGNISING
    subject = draft.trigger.head.child("nsubjpass")
    if subject is not None and subject.lemma not in _STATUSES:
        return True
    return any(plain or party.person is not None or party.word.lemma not in _STATUSES for party in told)


def _is_by_prosecution(draft: EventDraft) -> bool:
    """As in "prosecutors accuse her of treason", "many of the arrested were accused of joining a gang"."""
    agent = agent_of(draft.trigger.head)
    if agent is not None:
        return agent.low in _PROSECUTING
    patient = patient_of(draft.trigger.head)
    below = [word for child in patient.children for word in child.children] if patient is not None else []
    return patient is not None and any(word.low in _DETAINEES for word in (patient, *below))


def _is_captive(word: Word) -> bool:
    """As in "Americans who were imprisoned .. are coming home"."""
    return any(child.dep in ("relcl", "acl") and child.lemma in _IMPRISONING for child in word.children) or any(
        child.low in _IMPRISONED for child in word.children
    )


def _is_organisation(sheet: Sheet, word: Word) -> bool:
    run = sheet.people.run_of.get(word.i)
    if run is not None:
        return run.kind == "organisation"
    words = sheet.referents.gazetteer.organisation_words
    if word.low in _RELATIVE:
        return any(above.low in words for above in ancestors(word, 3))
    return any(low in words or low in _CLOSED for low in (word.low, singular(word.low)))
