"""From triggers to event claims."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from habeas.extraction.clauses import is_verb, noun_phrase
from habeas.extraction.counts import quantity_at
from habeas.extraction.drafts import EventDraft, Role, Sheet
from habeas.extraction.event_dates import date_events
from habeas.extraction.legal import find_articles, find_named_laws
from habeas.extraction.modality import judge
from habeas.extraction.participants import find_participants, is_human
from habeas.extraction.terms import find_term
from habeas.extraction.triggers import Trigger, find_triggers
from habeas.model import Claim, Event, Mention, Span, Term

if TYPE_CHECKING:
    from habeas.extraction.chains import Chains
    from habeas.extraction.words import Word

_WITH_TERM = frozenset(
    ("verdict", "administrative_arrest", "appeal_ruling", "charge_in_custody", "isolation", "remand", "house_arrest")
)
_WITH_LAW = frozenset(
    (
        "charge",
        "verdict",
        "detention",
        "administrative_arrest",
        "remand",
        "charge_in_custody",
        "house_arrest",
        "search_seizure",
        "court_hearing",
        "sanction_change",
        "wanted_in_absentia",
        "extremist_designation",
        "organisation_status",
        "appeal_ruling",
    )
)
# Occasions of a case: a mention without a name is taken for the person of whom the text speaks.
_OCCASIONS = frozenset(("charge", "court_hearing", "verdict", "appeal_ruling"))
_AGENT_TYPES = frozenset(("appeal", "intervention", "negotiation"))


def draft_events(sheet: Sheet) -> None:
    """Find every event of a text; two rounds, since a pronoun points rather to somebody known to be wronged."""
    triggers = _without_rivals(find_triggers(sheet.parsed, sheet.language))
    drafts = _draft(sheet, triggers)
    for draft in drafts:
        for party in draft.persons("person"):
            if party.person is not None and draft.event_type not in ("sanction_change", "organisation_status"):
                party.person.wronged += 1
    sheet.referents.forget()  # the second round knows more
    sheet.events = list(_draft(sheet, triggers))


def _draft(sheet: Sheet, triggers: list[Trigger]) -> list[EventDraft]:
    found = (find_participants(sheet, trigger) for trigger in triggers)
    return [draft for draft in found if draft is not None]


def _without_rivals(triggers: list[Trigger]) -> list[Trigger]:
    """One trigger a head word: the one that asked for most; and none inside the answered words of another."""
    best: dict[int, Trigger] = {}
    for trigger in triggers:
        rival = best.get(trigger.head.i)
        if rival is None or _weight(trigger) > _weight(rival):
            best[trigger.head.i] = trigger
    kept = sorted(best.values(), key=lambda trigger: trigger.start)
    covered: dict[int, Trigger] = {}
    for trigger in kept:
        if trigger.needed is not None and trigger.pattern.reach == "window":
            for i in range(trigger.needed[0], trigger.needed[1] + 1):
                covered.setdefault(i, trigger)
    return [
        trigger
        for trigger in kept
        if trigger.head.i not in covered or covered[trigger.head.i] is trigger or trigger.pattern.kind == "verb"
    ]


def _weight(trigger: Trigger) -> tuple[int, int]:
    if trigger.pattern.kind == "label":
        return 4, 0
    if trigger.needed is None:
        return (1 if trigger.pattern.needs_person or trigger.pattern.needs_people else 0, trigger.last - trigger.first)
    return (3 if trigger.pattern.reach == "window" else 2, trigger.needed[1] - trigger.needed[0])


def _lend_beneficiaries(sheet: Sheet) -> None:
    """As in "In X's case, a request by Y did the trick": X, beside those who act."""
    releases: dict[int, list[EventDraft]] = {}
    for draft in sheet.events:
        if draft.event_type == "release":
            releases.setdefault(draft.trigger.head.sentence, []).append(draft)
    for draft in sheet.events:
        if draft.event_type not in ("intervention", "release", "exchange", "clemency") or draft.persons("person"):
            continue
        if draft.event_type != "intervention" and any(role.role == "person" for role in draft.roles):
            continue
        sentence = sheet.parsed.sentence_of(draft.trigger.head)
        for word in reversed(sheet.parsed.words[sentence.first : draft.trigger.head.i]):
            if word.low == "case" and word.dep == "pobj" and word.child("poss") is not None:
                parties = sheet.referents.resolve(word.child("poss"))  # type: ignore[arg-type]
                draft.roles.extend(Role("person", party) for party in parties if party.person is not None)
                break
        if draft.event_type == "intervention" and not draft.persons("person"):
            for other in releases.get(sentence.number, ()):
                if other is not draft:
                    known = {id(role.party.person) for role in draft.roles}
                    draft.roles.extend(r for r in other.roles if r.role == "person" and id(r.party.person) not in known)


def complete_events(sheet: Sheet, chains: Chains) -> None:
    """Give each event its date, law, term, place, modality and attribution; drop what names nothing in particular."""
    date_events(sheet)
    _lend_persons(sheet)
    _lend_beneficiaries(sheet)
    articles = find_articles(sheet.text)
    starts = [reference.quote.start for reference in articles]
    by_sentence: dict[int, list[EventDraft]] = {}
    for draft in sheet.events:
        by_sentence.setdefault(draft.trigger.head.sentence, []).append(draft)
    for number, drafts in by_sentence.items():
        sentence = sheet.parsed.sentences[number]
        near = articles[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        if any(draft.event_type in _WITH_LAW for draft in drafts):
            taken = [(reference.quote.start, reference.quote.end) for reference in near]
            taken.extend((reference.law.start, reference.law.end) for reference in near if reference.law is not None)
            near = [*near, *find_named_laws(sheet.parsed, sentence, taken)]
        for reference in near:
            holder = _holder_of(reference.quote.start, drafts)
            if holder is not None:
                holder.legal.append(reference)
    freed_by_kidnappers = _is_about_kidnapping(sheet)
    kept = []
    for draft in sheet.events:
        if freed_by_kidnappers and draft.event_type == "release":
            continue
        draft.sayings = chains.covering(draft.trigger.start, draft.trigger.end)
        covering = tuple(sheet.sayings[number] for number in draft.sayings)
        draft.modality = judge(draft.trigger.head, draft.verb, covering)
        if draft.trigger.pattern.negative and draft.modality == "denied":
            draft.modality = "asserted"  # "was not allowed to see a lawyer" is the event, not its denial
        if draft.event_type in _WITH_TERM:
            draft.term = _term_of(sheet, draft, by_sentence[draft.trigger.head.sentence])
        draft.place = _place_of(sheet, draft)
        if _is_worth(sheet, draft):
            kept.append(draft)
    sheet.events = kept


def _is_about_kidnapping(sheet: Sheet) -> bool:
    """Whether a text tells of kidnapping and of no custody at all: its releases are then no authority's."""
    types = [draft.event_type for draft in sheet.events]
    custody = sum(
        name in ("detention", "verdict", "remand", "charge", "administrative_arrest", "court_hearing") for name in types
    )
    return custody == 0 and types.count("enforced_disappearance") >= 2


def _holder_of(start: int, drafts: list[EventDraft]) -> EventDraft | None:
    """The event of the sentence that a law goes with: the charge or ruling nearest to it, first those before it."""
    fitting = [draft for draft in drafts if draft.event_type in _WITH_LAW]
    if not fitting:
        return None
    return min(
        fitting,
        key=lambda d: (
            d.event_type not in ("charge", "verdict", "sanction_change"),
            d.trigger.start > start,
            abs(d.trigger.start - start),
        ),
    )


def _lend_persons(sheet: Sheet) -> None:
    """As in "a third charge was filed": whose, where the sentences before speak of one group only."""
    last: EventDraft | None = None
    for draft in sheet.events:
        own = [role for role in draft.roles if role.role == "person"]
        if own:
            if draft.persons("person") and draft.event_type not in (
                "sanction_change",
                "diplomatic_act",
                "organisation_status",
            ):
                last = draft
            continue
        if draft.event_type in _OCCASIONS and last is not None and draft.trigger.pattern.kind in ("noun", "verb"):
            away = draft.trigger.head.sentence - last.trigger.head.sentence
            definite = draft.trigger.pattern.kind == "noun" or draft.trigger.pattern.who in ("against", "owner")
            if away <= 6 and definite:
                draft.roles.extend(Role("person", role.party) for role in last.roles if role.role == "person")


def _term_of(sheet: Sheet, draft: EventDraft, beside: list[EventDraft]) -> Term | None:
    sentence = sheet.parsed.sentence_of(draft.trigger.head)
    later = [d.trigger.start for d in beside if d.trigger.start > draft.trigger.end and d.trigger.start < sentence.end]
    end = min([sentence.end, *later]) if later and draft.trigger.pattern.kind == "verb" else sentence.end
    start = (
        draft.trigger.start if draft.trigger.pattern.kind == "verb" else max(sentence.start, draft.trigger.start - 60)
    )
    return find_term(sheet.text, start, min(end, start + 220))


def _place_of(sheet: Sheet, draft: EventDraft) -> tuple[int, int] | None:
    head = draft.trigger.head
    for top in (head, *[c for c in head.children if c.dep in ("prep", "agent")]):
        for child in top.children if top is head else [top]:
            below = (
                child.child("pobj")
                if child.dep == "prep" and child.low in ("in", "at", "near", "outside", "from")
                else None
            )
            run = sheet.people.run_of.get(below.i) if below is not None else None
            if run is not None and run.kind == "place" and below is not None:
                return run.start, run.end
    return None


def _is_worth(sheet: Sheet, draft: EventDraft) -> bool:
    """Whether an event names an occasion: somebody, a number, a day, a law or a term; verbs of custody always do."""
    pattern = draft.trigger.pattern
    if pattern.only_modality and draft.modality not in pattern.only_modality:
        return False
    if draft.trigger.start in sheet.captions or _is_conditional(draft.trigger.head):
        return False
    named = bool(draft.persons("person", "agent", "organisation"))
    grouped = any(
        role.role == "person" and quantity_at(sheet.parsed, role.party.word) is not None for role in draft.roles
    )
    if pattern.kind == "label":
        return draft.date is not None or named
    if pattern.weak:
        if named or grouped or _has_own_day(draft):
            return True
        return bool(draft.roles) and (pattern.agents or draft.event_type == "release")
    return not (draft.modality == "hypothetical" and not named and draft.date is None)


def _has_own_day(draft: EventDraft) -> bool:
    """A noun without a person tells of an occasion where a day hangs on it; a plural noun only where directly."""
    if draft.date is None:
        return False
    return draft.date_fit >= 4.0 or draft.trigger.head.tag == "NN"


def _is_conditional(head: Word) -> bool:
    """As in "Before he could be sentenced": it did not happen there."""
    lows = {child.low for child in head.children if child.dep in ("aux", "mark")}
    return bool(lows & {"before", "until"}) and bool(lows & {"could", "can"})


def event_claim(sheet: Sheet, chains: Chains, draft: EventDraft) -> Claim:
    """The claim of an event."""
    text = sheet.text
    trigger = draft.trigger
    body = Event(
        event_type=draft.event_type,
        trigger=Span.of(text, trigger.start, trigger.end),
        mentions=tuple(_mention(sheet, role) for role in draft.roles),
        date=draft.date.expression if draft.date else None,
        until=draft.until.expression if draft.until else None,
        legal=tuple(draft.legal),
        term=draft.term,
        place=Span.of(text, *draft.place) if draft.place else None,
        count=quantity_at(sheet.parsed, draft.counted) if draft.counted is not None else None,
        variant=draft.variant or trigger.pattern.variant,
    )
    return Claim(
        document_id=sheet.document_id,
        quote=quote_of(sheet, trigger.start, trigger.end),
        body=body,
        modality=draft.modality,
        attribution=chains.steps(trigger.start, trigger.end),
    )


def quote_of(sheet: Sheet, start: int, end: int) -> Span:
    """The sentence or sentences that hold a place, trimmed."""
    words = sheet.parsed.words_in(start, max(end, start + 1))
    if not words:
        return Span.of(sheet.text, start, end)
    first, last = sheet.parsed.sentence_of(words[0]), sheet.parsed.sentence_of(words[-1])
    low, high = min(first.start, start), max(last.end, end)
    while low < high and sheet.text[low].isspace():
        low += 1
    while high > low and sheet.text[high - 1].isspace():
        high -= 1
    return Span.of(sheet.text, low, high)


def _mention(sheet: Sheet, role: Role) -> Mention:
    word, person = role.party.word, role.party.person
    run = sheet.people.run_of.get(word.i)
    if run is not None:
        written = Span.of(sheet.text, run.start, run.end)
    elif word.pos == "PRON" or (not is_human(sheet, word) and is_verb(word)):
        written = Span.of(sheet.text, word.start, word.end)
    else:
        left, right = noun_phrase(word, sheet.parsed, short=True)
        words = sheet.parsed.words
        if words[right].end - words[left].start > 120:
            left = right = word.i
        written = Span.of(sheet.text, words[left].start, words[right].end)
    name = Span.of(sheet.text, person.start, person.end) if person is not None else None
    return Mention(role=role.role, written=written, name=name)


__all__ = ["complete_events", "draft_events", "event_claim", "quote_of"]
