"""From triggers to event claims."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from habeas.extraction.dating.announcing import date_announcements
from habeas.extraction.dating.book import DateBook
from habeas.extraction.dating.call_dates import date_calls
from habeas.extraction.dating.chronicles import date_by_rows
from habeas.extraction.dating.counting import count_dates
from habeas.extraction.dating.day_headings import date_by_day_headings
from habeas.extraction.dating.event_dates import date_events
from habeas.extraction.dating.headlines import date_headlines
from habeas.extraction.dating.lending import lend_dates
from habeas.extraction.dating.occasions import date_by_occasions
from habeas.extraction.dating.scenes import date_by_scenes
from habeas.extraction.drafts import EventDraft, Role, Sheet
from habeas.extraction.events.case_fields import complete_fields, field_triggers, settle_fields
from habeas.extraction.events.headlines import draft_headlines
from habeas.extraction.events.participants import find_participants
from habeas.extraction.events.row_triggers import row_term_triggers
from habeas.extraction.events.shared_terms import share_laws, share_terms
from habeas.extraction.events.sifting import sift_events
from habeas.extraction.events.triggers import Trigger, find_triggers
from habeas.extraction.grammar.clauses import is_verb, noun_phrase
from habeas.extraction.lexicon.event_patterns import load_patterns
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.modality.judging import judge
from habeas.extraction.modality.occurring import is_resolved
from habeas.extraction.modality.undone_events import is_alleged_act, is_held_against
from habeas.extraction.people.humans import is_human
from habeas.extraction.people.sections import turns_between
from habeas.extraction.references.wronged_groups import find_wronged_groups, held_persons, note_wronged
from habeas.extraction.values.counts import quantity_at
from habeas.extraction.values.legal import find_articles, find_named_laws
from habeas.extraction.values.terms import find_term
from habeas.model import Claim, Event, Mention, Span, Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.extraction.grammar.words import Sentence, Word
    from habeas.extraction.speakers.chains import Chains

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
_OF_STATES = ("diplomatic_act", "organisation_status", "sanction_change")
_OCCASIONS = frozenset(("charge", "court_hearing", "verdict", "appeal_ruling"))
# What "the" before its noun takes up, where somebody was just told of.
_TAKEN_UP = frozenset(("detention", "release", "remand", "house_arrest", "transfer", "ill_treatment", "killing"))
# What makes these out of a charge may stand anywhere in the sentence.
_SPECIAL = frozenset(("charge_in_custody", "wanted_in_absentia"))
# What one verb may tell of at once: "is kept in solitary confinement without access to a lawyer".
_BESIDE = frozenset(("isolation", "denial_of_rights", "denial_of_medical_care", "ill_treatment"))
_ARRESTING = word_list("events", "arresting")
_LASTING = word_list("events", "lasting")  # "held without trial since August": from when is told of the custody
_NEW, _WATCHING = word_list("events", "new"), word_list("events", "watching")
_PENDING, _ASKING = word_list("events", "pending"), word_list("events", "asking")
_WHERE, _WITHIN = word_list("events", "where"), word_list("events", "places_within")


_SUM = re.compile(r"\d,\d{3}")  # no place: "set at LE20,000"


def draft_events(sheet: Sheet) -> None:
    """Find every event of a text; two rounds, since a pronoun points rather to somebody known to be wronged."""
    fields = field_triggers(sheet.parsed, load_patterns(sheet.language))
    rivals = _rivals([*find_triggers(sheet.parsed, sheet.language), *fields, *row_term_triggers(sheet)])
    drafts = _draft(sheet, rivals)
    note_wronged(drafts, sheet.people)
    sheet.referents.forget(find_wronged_groups(drafts, sheet.parsed))  # the second round knows more
    sheet.events = _draft(sheet, rivals)


def _rivals(triggers: list[Trigger]) -> list[list[Trigger]]:
    """The triggers of each head word, first the one that asked for most."""
    by_head: dict[int, list[Trigger]] = {}
    for trigger in triggers:
        by_head.setdefault(trigger.head.i, []).append(trigger)
    return [sorted(group, key=_weight, reverse=True) for group in by_head.values()]


def _draft(sheet: Sheet, rivals: list[list[Trigger]]) -> list[EventDraft]:
    """One draft a head word: of the first trigger whose demands are met; and none inside the words of another."""
    found = [
        next((draft for draft in (find_participants(sheet, trigger) for trigger in group) if draft is not None), None)
        for group in rivals
    ]
    drafts = [draft for draft in found if draft is not None]
    drafts.extend(_further(sheet, rivals, drafts))
    drafts.extend(draft_headlines(sheet))
    drafts.sort(key=lambda draft: draft.trigger.start)
    drafts = settle_fields(drafts, sheet.text)
    covered: dict[int, EventDraft] = {}
    for draft in drafts:
        trigger = draft.trigger
        if draft.event_type == "intervention" or trigger.needed is None or trigger.pattern.reach != "window":
            continue  # "made the release of X happen" tells of both
        for i in range(trigger.needed[0], trigger.needed[1] + 1):
            covered.setdefault(i, draft)
    return [
        draft
        for draft in drafts
        if covered.get(draft.trigger.head.i, draft) is draft
        or draft.trigger.pattern.kind == "verb"
        or _is_fixed(draft)  # "freed pending another trial scheduled for May"
    ]


def _is_fixed(draft: EventDraft) -> bool:
    fixing = draft.trigger.pattern.participle
    return any(child.dep == "acl" and child.low in fixing for child in draft.trigger.head.children)


def _further(sheet: Sheet, rivals: list[list[Trigger]], drafts: list[EventDraft]) -> list[EventDraft]:
    """As in "held incommunicado, without charge": another thing done by the same verb, in words of its own."""
    told = {draft.trigger.head.i: draft.trigger for draft in drafts}
    more: list[EventDraft] = []
    for group in rivals:
        first = told.get(group[0].head.i)
        for trigger in group:
            if first is None or first.needed is None:
                continue
            if trigger.needed is None:
                if trigger.pattern.lemma in _ARRESTING and first.pattern.event_type in _BESIDE:
                    draft = find_participants(sheet, trigger)  # "arrested without a warrant" tells of both
                    more.extend([draft] if draft is not None else ())
                    break
                continue
            apart = trigger.needed[0] > first.needed[1] or trigger.needed[1] < first.needed[0]
            types = (trigger.pattern.event_type, first.pattern.event_type)
            since = types[0] == "detention" and sheet.parsed.words[trigger.needed[0]].low in _LASTING
            beside = types[0] in _BESIDE or since
            if apart and types[0] != types[1] and types[1] in _BESIDE and beside:
                draft = find_participants(sheet, trigger)
                if draft is not None:
                    more.append(draft)
                break
    return more


def _weight(trigger: Trigger) -> tuple[int, int]:
    if trigger.pattern.kind == "label":
        return 4, 0
    if trigger.needed is None:
        return (1 if trigger.pattern.needs_person or trigger.pattern.needs_people else 0, trigger.last - trigger.first)
    if trigger.pattern.event_type in _SPECIAL:
        return 4, trigger.needed[1] - trigger.needed[0]
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
    book = DateBook(sheet)
    date_events(sheet, book)
    date_by_rows(sheet, book.rows)
    _lend_persons(sheet)
    _lend_beneficiaries(sheet)
    articles = find_articles(sheet.text)
    starts = [reference.quote.start for reference in articles]
    by_sentence: dict[int, list[EventDraft]] = {}
    for draft in sheet.events:
        by_sentence.setdefault(draft.trigger.head.sentence, []).append(draft)
    for number, drafts in by_sentence.items():
        sentence = sheet.parsed.sentences[number]
        near = articles[bisect_left(starts, sentence.start) : bisect_left(starts, _end_of_laws(sheet, sentence))]
        if any(draft.event_type in _WITH_LAW for draft in drafts):
            taken = [(reference.quote.start, reference.quote.end) for reference in near]
            taken.extend((reference.law.start, reference.law.end) for reference in near if reference.law is not None)
            near = [*near, *find_named_laws(sheet.parsed, sentence, taken)]
        for reference in near:
            holder = _holder_of(reference.quote.start, drafts)
            if holder is not None:
                holder.legal.append(reference)
        share_laws(drafts)
    for draft in sheet.events:
        draft.sayings = chains.covering(draft.trigger.start, draft.trigger.end)
        covering = tuple(sheet.sayings[number] for number in draft.sayings)
        draft.modality = judge(draft.trigger.head, draft.verb, covering)
        if draft.trigger.pattern.negative and draft.modality == "denied":
            draft.modality = "asserted"  # "was not allowed to see a lawyer" is the event, not its denial
        if draft.event_type == "verdict" and draft.modality == "asserted" and draft.trigger.pattern.lemma in _ASKING:
            draft.modality = "demanded"  # "prosecutors sought ten years"
        if draft.event_type == "sanction_change" and draft.modality == "planned" and is_resolved(draft.trigger.head):
            draft.modality = "asserted"  # "ministers agreed to impose sanctions"
        if draft.modality == "asserted" and (is_alleged_act(draft) or is_held_against(sheet, draft)):
            draft.modality = "alleged"
        if draft.trigger.pattern.kind == "headline":
            draft.modality = "demanded"
        if draft.trigger.pattern.modality and draft.modality in ("asserted", "alleged", "hypothetical"):
            draft.modality = draft.trigger.pattern.modality  # "faces ten years if convicted" is possible
        if draft.event_type in _WITH_TERM:
            draft.term = _term_of(sheet, draft, by_sentence[draft.trigger.head.sentence])
        draft.place = _place_of(sheet, draft)
    complete_fields(sheet, articles, _WITH_LAW)
    share_terms(sheet)
    date_calls(sheet, chains, book)
    date_announcements(sheet, book)
    drafts = sheet.events
    sheet.events = sift_events(sheet)
    lend_dates(sheet, book, drafts)
    count_dates(sheet, book, drafts)
    date_by_occasions(sheet, book, drafts)
    date_by_scenes(sheet, book, drafts)
    date_headlines(sheet, drafts)
    date_by_day_headings(sheet, book, drafts)


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
    strangers, held = -1, held_persons(sheet.events)
    for draft in sheet.events:
        own = [role for role in draft.roles if role.role == "person"]
        if own:
            if not draft.persons("person") and any(role.party.word.tag == "NNS" for role in own):
                strangers = draft.trigger.head.sentence
            elif draft.persons("person") and draft.event_type not in _OF_STATES:
                last = draft
            continue
        if strangers == draft.trigger.head.sentence:
            continue  # "Three people were executed after unfair trials": theirs
        if last is not None and draft.trigger.pattern.kind == "noun" and _is_taken_up(draft, last):
            draft.roles.extend(Role("person", role.party) for role in last.roles if role.role == "person")
        elif draft.event_type in _OCCASIONS and last is not None and draft.trigger.pattern.kind in ("noun", "verb"):
            if not any(id(party.person) in held for party in last.persons("person")) or _is_of_another_case(
                sheet, last, draft
            ):
                continue
            away = draft.trigger.head.sentence - last.trigger.head.sentence
            new = any(child.low in _NEW for child in draft.trigger.head.children if child.i < draft.trigger.head.i)
            new = new and not (draft.trigger.head.dep == "pobj" and draft.trigger.head.head.low in _PENDING)
            noun = draft.trigger.pattern.kind == "noun" and not new
            watched = draft.trigger.head.dep == "dobj" and draft.trigger.head.head.lemma in _WATCHING
            light = draft.trigger.pattern.who == "light" and away <= 1  # "Prosecutors sought ten years"
            if away <= 6 and (noun or light or draft.trigger.pattern.who in ("against", "owner")) and not watched:
                draft.roles.extend(Role("person", role.party) for role in last.roles if role.role == "person")


def _end_of_laws(sheet: Sheet, sentence: Sentence) -> int:
    """Where a sentence ends, with the list behind its colon: "under two articles: Article 293 and Article 292"."""
    after = sheet.parsed.sentences[sentence.number + 1 : sentence.number + 2]
    colon = sheet.text[sentence.start : sentence.end].rstrip()[-1:] == ":"
    return after[0].end if colon and after and after[0].paragraph == sentence.paragraph else sentence.end


def _is_of_another_case(sheet: Sheet, last: EventDraft, draft: EventDraft) -> bool:
    """Whether a digest has turned to somebody else since it told of those before."""
    sentences = [sheet.parsed.sentence_of(each.trigger.head) for each in (last, draft)]
    return turns_between(sheet.parsed, sentences[0], sentences[1])


def _is_taken_up(draft: EventDraft, last: EventDraft) -> bool:
    """As in "X was jailed in May. The arrest came as ..": "the" takes up what was just told of one group."""
    head = draft.trigger.head
    if draft.event_type not in _TAKEN_UP or head.sentence - last.trigger.head.sentence > 1 or head.tag != "NN":
        return False
    if any(child.dep == "compound" or (child.low in ("of", "for") and child.dep == "prep") for child in head.children):
        return False
    return any(child.low in ("the", "this") and child.dep == "det" for child in head.children)


def _term_of(sheet: Sheet, draft: EventDraft, beside: list[EventDraft]) -> Term | None:
    sentence = sheet.parsed.sentence_of(draft.trigger.head)
    later = [d.trigger.start for d in beside if d.trigger.start > draft.trigger.end and d.trigger.start < sentence.end]
    end = min([sentence.end, *later]) if later and draft.trigger.pattern.kind == "verb" else sentence.end
    start = (
        draft.trigger.start if draft.trigger.pattern.kind == "verb" else max(sentence.start, draft.trigger.start - 60)
    )
    return find_term(sheet.text, start, min(end, start + 220))


def _place_of(sheet: Sheet, draft: EventDraft) -> tuple[int, int] | None:
    """The place named with the trigger, with its object, or with the building there: "at his flat in Minsk"."""
    head = draft.trigger.head
    agents = [child for child in head.children if child.dep == "agent"]
    objects = [child for child in head.children if child.dep == "dobj" and child.i > head.i]
    for top in (head, *agents, *objects):
        for preposition in [top] if top.dep == "agent" else top.children:
            below = preposition.child("pobj") if preposition.dep == "prep" and preposition.low in _WHERE else None
            for word in (below, *_inside(below)):
                run = sheet.people.run_of.get(word.i) if word is not None else None
                if run is not None and run.kind == "place" and not _SUM.search(sheet.text, run.start, run.end):
                    return run.start, run.end
    return None


def _inside(building: Word | None) -> Iterator[Word]:
    """What a building or home stands in."""
    for child in building.children if building is not None and building.pos == "NOUN" else ():
        below = child.child("pobj") if child.dep == "prep" and child.low in _WITHIN else None
        if below is not None:
            yield below


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
        quote=sheet.quote_of(trigger.start, trigger.end),
        body=body,
        modality=draft.modality,
        attribution=chains.steps(trigger.start, trigger.end),
    )


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


__all__ = ["complete_events", "draft_events", "event_claim"]
