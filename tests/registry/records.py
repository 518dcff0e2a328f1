"""A notebook for tests: records of plainly invented people, made in one line each."""

import hashlib

from habeas.model import (
    Accept,
    Acquisition,
    AttributionStep,
    Causal,
    ChooseValue,
    Claim,
    Correct,
    DateExpression,
    Decision,
    DescribeDocument,
    DifferentEvents,
    DifferentPersons,
    Document,
    Event,
    Extraction,
    Hide,
    LegalReference,
    Mention,
    MentionReference,
    Metadata,
    Person,
    Reject,
    SameEvent,
    SamePerson,
    Span,
    State,
    Subject,
    Term,
    TrustKey,
    UnsurePersons,
    Withdraw,
    record_id,
)
from habeas.registry.ledger import Ledger

HOME = "a" * 64


def date(value: str, wording: str = "then") -> DateExpression:
    return DateExpression(wording=Span(start=0, end=len(wording), text=wording), value=value)


def span(text: str, start: int = 0) -> Span:
    return Span(start=start, end=start + len(text), text=text)


def step(name: str | None, role: str = "outlet", cited: str = "") -> AttributionStep:
    return AttributionStep(role=role, name=span(name) if name else None, cited=date(cited) if cited else None)


class Notebook:
    """Makes records, adds them to a ledger, and returns their ids."""

    def __init__(self, casebook_id: str | None = None) -> None:
        self.casebook_id = casebook_id
        self.ledger = Ledger(casebook_id)
        self.kept: list[tuple[str, object]] = []
        self._count = 0

    def add(self, record) -> str:
        found = record_id(record)
        self.kept.append((found, record))
        self.ledger.add(found, record)
        return found

    def shuffled(self, rng) -> Ledger:
        kept = list(self.kept)
        rng.shuffle(kept)
        ledger = Ledger(self.casebook_id)
        ledger.add_all(kept)
        return ledger

    def _number(self) -> int:
        self._count += 1
        return self._count

    # Documents and people.

    def document(
        self, text: str = "", outlet: str = "", published: str = "", language: str = "", file: str = ""
    ) -> str:
        number = self._number()
        text = text or f"Report {number}."
        digest = hashlib.sha256((file or f"{text}{number}").encode()).hexdigest()
        found = self.add(Document(file_sha256=digest, reader="text.1", media_type="text/plain", text=text))
        if outlet or published or language:
            self.acquire(found, outlet=outlet, published=published, language=language)
        return found

    def acquire(self, document: str, when: str = "2023-01-15T00:00:00Z", url: str = "", **metadata: str) -> str:
        return self.add(
            Acquisition(
                document_id=document, collector="alice", retrieved_at=when, url=url, metadata=Metadata(**metadata)
            )
        )

    def extraction(self, document: str, claims, version: str = "1", extractor: str = "test", bound: str = "") -> str:
        return self.add(
            Extraction(
                document_id=document,
                extractor=extractor,
                version=version,
                claim_ids=tuple(sorted(claims)),
                published_bound=bound,
            )
        )

    def person(self, number: int = 0, opened_at: str = "2023-01-16T00:00:00Z") -> str:
        number = number or self._number()
        return self.add(Person(person_id=f"{number:032x}", opened_by="alice", opened_at=opened_at))

    # Claims.

    def claim_of(self, document: str, body, modality: str = "asserted", chain=(), quote: str = "words") -> str:
        start = self._number() * 1000
        return self.add(
            Claim(
                document_id=document, quote=span(quote, start), body=body, modality=modality, attribution=tuple(chain)
            )
        )

    def claim(
        self,
        document: str,
        name: str,
        event_type: str,
        when: str = "",
        *,
        modality: str = "asserted",
        chain=(),
        role: str = "person",
        until: str = "",
        days: int = 0,
        months: int = 0,
        years: int = 0,
        kind: str = "",
        articles=(),
        variant: str = "",
        others=(),
        in_absentia: bool = False,
        count=None,
        at: int = 0,
        life: bool = False,
    ) -> str:
        term = None
        if days or months or years or life or kind:
            term = Term(
                quote=span("term"), kind=kind, days=days, months=months, years=years, in_absentia=in_absentia, life=life
            )
        mentions = [Mention(role=role, written=span(name), name=span(name))] if name else []
        mentions += [Mention(role=part, written=span(label), name=span(label)) for part, label in others]
        body = Event(
            event_type=event_type,
            trigger=span(event_type, at or self._number() * 1000),
            mentions=tuple(mentions),
            date=date(when) if when else None,
            until=date(until) if until else None,
            term=term,
            legal=tuple(LegalReference(quote=span(f"Article {a}"), article=a) for a in articles),
            variant=variant,
            count=count,
        )
        return self.claim_of(document, body, modality, chain)

    def state(self, document: str, name: str, status: str, as_of: str = "", *, since: str = "", chain=()) -> str:
        body = State(
            person=Mention(role="person", written=span(name), name=span(name)),
            status=status,
            trigger=span("trigger", self._number() * 1000),
            as_of=date(as_of) if as_of else None,
            since=date(since) if since else None,
        )
        return self.claim_of(document, body, chain=chain)

    def causal(self, document: str, cause: Span, effect: Span, relation: str = "causes", chain=()) -> str:
        return self.claim_of(document, Causal(cause=cause, effect=effect, relation=relation), chain=chain)

    # Decisions.

    def decide(
        self, body, supersedes=(), *, who: str = "alice", when: str = "", why: str = "", casebook_id: str = ""
    ) -> str:
        number = self._number()
        return self.add(
            Decision(
                body=body,
                who=who,
                when=when or f"2023-02-01T{number // 3600 % 24:02d}:{number // 60 % 60:02d}:{number % 60:02d}Z",
                casebook_id=casebook_id or self.casebook_id or HOME,
                why=why,
                supersedes=tuple(supersedes),
            )
        )

    def add_decision_as(self, found: str, body, supersedes=()) -> str:
        decision = Decision(
            body=body, who="alice", when="2023-02-01T00:00:00Z", casebook_id=HOME, supersedes=tuple(supersedes)
        )
        self.kept.append((found, decision))
        self.ledger.add(found, decision)
        return found

    def body_withdraw(self) -> Withdraw:
        return Withdraw()

    def decide_accept(self, claim: str, **more) -> str:
        return self.decide(Accept(claim_id=claim), **more)

    def reject(self, claim: str, **more) -> str:
        return self.decide(Reject(claim_id=claim), **more)

    def correct(self, old: str, new: str, **more) -> str:
        return self.decide(Correct(claim_id=old, replacement_id=new), **more)

    def withdraw(self, *decisions: str, **more) -> str:
        return self.decide(Withdraw(), supersedes=decisions, **more)

    def trust(self, casebook: str, **more) -> str:
        return self.decide(TrustKey(casebook_id=casebook), **more)

    def hide(self, person: str, **more) -> str:
        return self.decide(Hide(person_id=person), **more)

    def attach(self, person: str, *mentions, **more) -> str:
        """`mentions` are person ids, or (document, name) or (document, name, claim)."""
        return self.decide(SamePerson(person_id=person, subjects=tuple(map(subject, mentions))), **more)

    def different(self, one, other, **more) -> str:
        return self.decide(DifferentPersons(one=subject(one), other=subject(other)), **more)

    def unsure(self, one, other, **more) -> str:
        return self.decide(UnsurePersons(one=subject(one), other=subject(other)), **more)

    def same_event(self, *claims: str, **more) -> str:
        return self.decide(SameEvent(claim_ids=claims), **more)

    def different_events(self, *claims: str, **more) -> str:
        return self.decide(DifferentEvents(claim_ids=claims), **more)

    def describe(self, document: str, **metadata: str) -> str:
        return self.decide(DescribeDocument(document_id=document, metadata=Metadata(**metadata)))

    def choose(self, person: str, field: str, claim: str, claims, why: str = "") -> str:
        return self.decide(ChooseValue(person_id=person, field=field, claim_id=claim, claim_ids=tuple(claims)), why=why)

    # Whole stories.

    def tell(self, person: str, name: str, event_type: str, when: str = "", **more) -> str:
        """One report by an outlet of its own that tells of one event of a person; accepted and attached."""
        outlet = more.pop("outlet", f"Outlet {self._number()}")
        document = self.document(f"{outlet}: {self._number()} {name} {event_type} {when}", outlet=outlet)
        claim = self.claim(document, name, event_type, when, **more)
        self.decide_accept(claim)
        self.attach(person, (document, name))
        return claim


def subject(part) -> Subject:
    if isinstance(part, str):
        return Subject(person_id=part)
    document, name, *claim = part
    return Subject(mention=MentionReference(document_id=document, name=name, claim_id=claim[0] if claim else ""))
