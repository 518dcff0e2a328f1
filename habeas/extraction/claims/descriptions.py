"""What a document says people are: age, birth, citizenship, profession, relatives, posts; and numbers of people."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from habeas.extraction.grammar.clauses import noun_phrase
from habeas.extraction.people.humans import is_human
from habeas.extraction.references.kin import named_beside
from habeas.extraction.values.counts import quantity_at
from habeas.model import Affiliation, Attribute, Claim, Count, Mention, Relation, Span
from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from habeas.extraction.drafts import Sheet
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.people.persons import Somebody
    from habeas.extraction.speakers.chains import Chains
    from habeas.model import Body

_AGE = re.compile(r"\A\s*[,(]\s*(?:aged?\s+)?(\d{2})\s*[,)]")
_AGE_BEFORE = re.compile(r"(\d{1,2})[- ]year[- ]old\b[^.;,\n]{0,60}\Z")
_BORN = re.compile(r"\bborn\s+(?:on|in)\b")


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Any]:
    return load_table("en", "relations")


def description_claims(sheet: Sheet, chains: Chains) -> Iterator[tuple[Claim, str]]:
    """Attributes, relations, affiliations and counts."""
    for body, place, entry in (
        *_ages(sheet),
        *_births(sheet),
        *_relations(sheet),
        *_posts(sheet),
        *_counts(sheet),
    ):
        claim = Claim(
            document_id=sheet.document_id,
            quote=sheet.quote_of(*place),
            body=body,
            modality="asserted",
            attribution=chains.steps(*place),
        )
        yield claim, entry


_Found = tuple["Body", tuple[int, int], str]


def _name(sheet: Sheet, person: Somebody, role: str, written: tuple[int, int]) -> Mention:
    return Mention(role=role, written=Span.of(sheet.text, *written), name=Span.of(sheet.text, person.start, person.end))


def _ages(sheet: Sheet) -> Iterator[_Found]:
    for _, person, head in sheet.people.mentions:
        run = sheet.people.run_of[head.i]
        after = _AGE.match(sheet.text[run.end : run.end + 14])
        before = _AGE_BEFORE.search(sheet.text[max(0, run.start - 80) : run.start])
        found = after or before
        if found is None:
            continue
        base = run.end if after else max(0, run.start - 80)
        place = (base + found.start(1), base + found.end(1))
        value = Span.of(sheet.text, *place)
        mention = _name(sheet, person, "person", (run.start, run.end))
        yield Attribute(person=mention, attribute="age", value=value), (run.start, run.end), "age"


def _births(sheet: Sheet) -> Iterator[_Found]:
    dates = {date.start: date for date in sheet.dates}
    for found in _BORN.finditer(sheet.text):
        date = next((dates[at] for at in range(found.end(), found.end() + 3) if at in dates), None)
        near = sheet.people.before(found.start(), 1)
        if date is None or not near or found.start() - near[0][0] > 120:
            continue
        _, person, head = near[0]
        run = sheet.people.run_of[head.i]
        mention = _name(sheet, person, "person", (run.start, run.end))
        value = Span.of(sheet.text, date.start, date.end)
        body = Attribute(person=mention, attribute="birth_date", value=value, date=date.expression)
        yield body, (run.start, date.end), "born"


def _relations(sheet: Sheet) -> Iterator[_Found]:
    table = _words()["relation"]
    for word in sheet.parsed.words:
        relation = table.get(word.low)
        if relation is None or word.pos not in ("NOUN", "PROPN"):
            continue
        owner = word.child("poss") or _owner_behind(word)
        named = named_beside(sheet.referents, word)
        if owner is None or named is None:
            continue
        person = next((party.person for party in sheet.referents.resolve(owner)), None)
        other = sheet.people.by_word.get(named.i)
        if person is None or other is None or person is other:
            continue
        run = sheet.people.run_of[named.i]
        body = Relation(
            person=_name(sheet, person, "person", (owner.start, owner.end)),
            other=_name(sheet, other, "mentioned", (run.start, run.end)),
            relation=relation,
            cue=Span.of(sheet.text, word.start, word.end),
        )
        yield body, (min(owner.start, word.start, run.start), max(run.end, word.end, owner.end)), word.low


def _owner_behind(word: Word) -> Word | None:
    of = next((child for child in word.children if child.low in ("of", "for") and child.dep == "prep"), None)
    return of.child("pobj") if of is not None else None


def _posts(sheet: Sheet) -> Iterator[_Found]:
    table = _words()["post"]
    for _, person, head in sheet.people.mentions:
        run = sheet.people.run_of[head.i]
        titles = [word for word in run.before if word.low in table["words"] or word.low in ("prime", "vice")]
        if titles and titles[-1].low in table["words"]:
            post = Span.of(sheet.text, titles[0].start, titles[-1].end)
            former = any(word.low in table["former"] for word in run.before)
            mention = _name(sheet, person, "person", (run.start, run.end))
            yield Affiliation(person=mention, post=post, former=former), (run.before[0].start, run.end), titles[-1].low
        near = [c for w in (head, run.words[-1]) for c in w.children if c.dep == "appos"]
        near += [head.head] if head.dep == "appos" else []
        for word in near:
            if word.low not in table["words"]:
                continue
            of = next((c for c in word.children if c.dep == "prep" and c.low in ("of", "at", "for", "in")), None)
            below = of.child("pobj") if of is not None else None
            left, right = noun_phrase(word, sheet.parsed, short=True)
            words = sheet.parsed.words
            post = Span.of(sheet.text, words[left].start, words[right].end)
            organisation = None
            if below is not None and below.pos == "PROPN":
                a, b = noun_phrase(below, sheet.parsed, short=True)
                organisation = Span.of(sheet.text, words[a].start, words[b].end)
            former = any(child.low in table["former"] for child in word.children)
            mention = _name(sheet, person, "person", (run.start, run.end))
            body = Affiliation(person=mention, organisation=organisation, post=post, former=former)
            yield body, (min(run.start, word.start), max(run.end, word.end)), word.low


def _counts(sheet: Sheet) -> Iterator[_Found]:
    words = sheet.parsed.words
    for word in words:
        if word.tag != "NNS" and word.low != "people":
            continue
        if not is_human(sheet, word) and word.low not in ("cases", "times", "arrests", "signatures"):
            continue
        quantity = quantity_at(sheet.parsed, word)
        if quantity is None or quantity.quote.end > word.end:
            continue
        left, right = noun_phrase(word, sheet.parsed, short=True)
        while left <= word.i and words[left].start < quantity.quote.end:
            left += 1
        if left > word.i:
            continue
        unit = Span.of(sheet.text, words[left].start, words[max(right, word.i)].end)
        yield Count(quantity=quantity, unit=unit), (quantity.quote.start, word.end), "quantity"
