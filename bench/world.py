"""A made-up world of reports, people, claims and decisions, for benches of scale. Everybody in it is invented.

`make_world(people, seed)` gives (id, raw canonical bytes) of every record, in the order in which an office would have
made them: a document with its claims, then what people decided. Ten claims a person and five a document; most events
are told by several outlets, one date in ten is off by a day or told as a month; six in seven claims are reviewed.
"""

import hashlib
import random
from collections.abc import Iterator
from datetime import date, timedelta

from habeas.model import (
    Accept,
    Acquisition,
    AttributionStep,
    Claim,
    DateExpression,
    Decision,
    Document,
    Event,
    Extraction,
    LegalReference,
    Mention,
    MentionReference,
    Metadata,
    Person,
    Reject,
    SamePerson,
    Span,
    State,
    Subject,
    Term,
    encode_record,
    hash_bytes,
)
from habeas.model.values import Record

CLAIMS_A_PERSON = 10
HOME = hashlib.sha256(b"a casebook of the world of benches").hexdigest()
_OUTLETS = tuple(f"Outlet {letter}{number}" for letter in "ABCDEFGH" for number in range(10))
_GIVEN = ("Alin", "Bera", "Cado", "Dalia", "Emor", "Farin", "Gale", "Hesta", "Ilmo", "Jora", "Kesti", "Lumo", "Mira")
_PARTS = ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zha", "pri", "sko", "dre", "gal", "hor", "yar")
_ARTICLES = ("342", "361-4", "130", "369", "293", "364", "411")
_PLACES = ("the northern court", "the old colony", "the river prison", "the second remand centre")
_FIRST_DAY = date(2020, 5, 1)
_SPAN_DAYS = 1800
_PEOPLE_A_CHUNK = 6  # people whose stories share documents


def make_world(people: int, seed: int = 20230112) -> Iterator[tuple[str, bytes]]:
    """Every record of a world with so many people, as (id, canonical bytes); the same for the same arguments."""
    for first in range(0, people, _PEOPLE_A_CHUNK):
        yield from _Chunk(random.Random(f"{seed} {first}"), first, min(_PEOPLE_A_CHUNK, people - first)).records()


def _name(rng: random.Random, number: int) -> str:
    surname = "".join(rng.choice(_PARTS) for _ in range(3)).capitalize()
    return f"{_GIVEN[number % len(_GIVEN)]} {surname}"


class _Chunk:
    """A few people and the reports that tell of them."""

    def __init__(self, rng: random.Random, first: int, people: int) -> None:
        self.rng = rng
        self.first = first
        self.names = [_name(rng, first + place) for place in range(people)]
        self.ids = [f"{first + place:032x}" for place in range(people)]
        self.minute = 0

    def records(self) -> Iterator[tuple[str, bytes]]:
        for person_id in self.ids:
            yield _encoded(Person(person_id=person_id, opened_by="alice", opened_at="2023-01-01T00:00:00Z"))
        told = [self._told(place) for place in range(len(self.names))]
        flat = [entry for stories in told for entry in stories]
        self.rng.shuffle(flat)
        mentions: dict[int, set[str]] = {place: set() for place in range(len(self.names))}
        while flat:
            report, flat = flat[:5], flat[5:]
            yield from self._document(report, mentions)
        for place, documents in mentions.items():
            subjects = tuple(
                Subject(mention=MentionReference(document_id=found, name=self.names[place]))
                for found in sorted(documents)
            )
            yield self._decision(SamePerson(person_id=self.ids[place], subjects=subjects))

    def _told(self, place: int) -> list[tuple[int, str, str, dict[str, object]]]:
        """(person, type, EDTF, more) of everything that reports tell of a person."""
        rng = self.rng
        day = _FIRST_DAY + timedelta(days=rng.randrange(_SPAN_DAYS))
        story: list[tuple[str, date, dict[str, object]]] = [("detention", day, {"article": rng.choice(_ARTICLES)})]
        if rng.random() < 0.3:
            story.append(("administrative_arrest", day + timedelta(days=1), {"days": 15}))
            if rng.random() < 0.7:
                story.append(("release", day + timedelta(days=16), {}))
        else:
            story.append(("remand", day + timedelta(days=10), {}))
            story.append(("charge", day + timedelta(days=12), {"article": rng.choice(_ARTICLES)}))
            story.append(("verdict", day + timedelta(days=150), {"years": rng.randrange(1, 9)}))
            story.append(("transfer", day + timedelta(days=250), {}))
            if rng.random() < 0.4:
                story.append(("release", day + timedelta(days=rng.randrange(300, 900)), {}))
        found = []
        while len(found) < CLAIMS_A_PERSON:
            event, when, more = story[len(found) % len(story)] if len(found) < len(story) else rng.choice(story)
            if len(found) >= len(story) and rng.random() < 0.1:
                found.append((place, "state", (when + timedelta(days=5)).isoformat(), {}))
                continue
            found.append((place, event, self._dated(when), more))
        return found

    def _dated(self, when: date) -> str:
        chance = self.rng.random()
        if chance < 0.05:
            return (when + timedelta(days=1)).isoformat()
        return when.isoformat()[:7] if chance < 0.1 else when.isoformat()

    def _document(
        self, report: list[tuple[int, str, str, dict[str, object]]], mentions: dict[int, set[str]]
    ) -> Iterator[tuple[str, bytes]]:
        rng = self.rng
        sentences, spans, offset = [], [], 0
        for place, event, when, _ in report:
            words = f"{self.names[place]} {event.replace('_', ' ')} on {when} at {rng.choice(_PLACES)}"
            words += f", file {rng.getrandbits(60)}."
            sentences.append(words)
            spans.append((offset, words))
            offset += len(words) + 1
        text = " ".join(sentences)
        published = max(when for _, _, when, _ in report)[:7] + "-28"
        outlet = rng.choice(_OUTLETS)
        file_sha256 = hashlib.sha256(text.encode()).hexdigest()
        document_id, raw = _encoded(
            Document(file_sha256=file_sha256, reader="text.1", media_type="text/plain", text=text)
        )
        yield document_id, raw
        yield _encoded(
            Acquisition(
                document_id=document_id,
                collector="alice",
                retrieved_at="2026-01-01T00:00:00Z",
                url=f"https://outlet.example/{document_id[:12]}",
                metadata=Metadata(title=text[:40], outlet=outlet, published=published, language="en"),
            )
        )
        claims = [
            _encoded(self._claim(document_id, entry, start, words))
            for entry, (start, words) in zip(report, spans, strict=True)
        ]
        yield from claims
        ids = tuple(sorted({found for found, _ in claims}))
        yield _encoded(Extraction(document_id=document_id, extractor="bench", version="1", claim_ids=ids))
        for (place, _, _, _), (claim_id, _) in zip(report, claims, strict=True):
            mentions[place].add(document_id)
            chance = rng.random()
            if chance < 0.8:
                yield self._decision(Accept(claim_id=claim_id))
            elif chance < 0.86:
                yield self._decision(Reject(claim_id=claim_id))

    def _claim(self, document_id: str, entry: tuple[int, str, str, dict[str, object]], start: int, words: str) -> Claim:
        place, event, when, more = entry
        name = self.names[place]
        at = Span(start=start, end=start + len(name), text=name)
        trigger_text = event.replace("_", " ")
        trigger_at = start + len(name) + 1
        trigger = Span(start=trigger_at, end=trigger_at + len(trigger_text), text=trigger_text)
        when_at = start + words.index(when)
        dated = DateExpression(wording=Span(start=when_at, end=when_at + len(when), text=when), value=when)
        quote = Span(start=start, end=start + len(words), text=words)
        mention = Mention(role="person", written=at, name=at)
        body: Event | State
        if event == "state":
            body = State(person=mention, status="held", trigger=trigger, as_of=dated)
        else:
            legal = (LegalReference(quote=trigger, article=str(more["article"])),) if "article" in more else ()
            term = None
            if "years" in more or "days" in more:
                kind = "imprisonment" if "years" in more else "arrest"
                term = Term(quote=trigger, kind=kind, years=int(more.get("years", 0)), days=int(more.get("days", 0)))  # type: ignore[call-overload]
            body = Event(event_type=event, trigger=trigger, mentions=(mention,), date=dated, legal=legal, term=term)
        chain = ()
        if self.rng.random() < 0.3:
            chain = (AttributionStep(role="body", name=trigger, cue=trigger, mode="indirect"),)
        return Claim(document_id=document_id, quote=quote, body=body, modality="asserted", attribution=chain)

    def _decision(self, body: Accept | Reject | SamePerson) -> tuple[str, bytes]:
        self.minute += 1
        return _encoded(
            Decision(
                body=body,
                who=f"reviewer-{self.rng.randrange(9)}",
                when=f"2026-02-{1 + self.first % 28:02d}T{self.minute // 60 % 24:02d}:{self.minute % 60:02d}:00Z",
                casebook_id=HOME,
                signature=f"{self.rng.getrandbits(512):0128x}",  # of the right size; nothing here verifies it
            )
        )


def _encoded(record: Record) -> tuple[str, bytes]:
    raw = encode_record(record)
    return (record.person_id if isinstance(record, Person) else hash_bytes(raw)), raw
