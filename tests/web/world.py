"""A small casebook for tests of pages: plainly invented people, two reports that differ, claims made by hand."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model

from habeas.extraction import Proposal
from habeas.model import (
    Accept,
    AttributionStep,
    Claim,
    DateExpression,
    Event,
    Extraction,
    GrantAccess,
    LegalReference,
    Mention,
    MentionReference,
    Metadata,
    Person,
    SamePerson,
    Span,
    Subject,
    Term,
    record_id,
)
from habeas.store.accounts import pseudonym_of_user
from habeas.workflow import Ruling, Source, record_decision, record_decisions, take_in_text

NOW = "2026-11-22T09:30:00Z"
FIRST = (
    "Anna Vydumanaya, a teacher 🕊, was detained in Minsk on 3 March 2021 (Sample Wire, March 4). "
    "The prosecution believes that she breached Article 342 of the Criminal Code.\n\n"
    "On 5 May 2021 a court sentenced Anna Vydumanaya to two years in a colony. "
    "She was beaten in custody on 4 March 2021. <script>alert('x')</script> & more."
)
SECOND = "Hanna Vydumanaja was detained on 2 March 2021. Boris Prydumany was detained on 7 March 2021."
PASSWORD = "correct horse battery staple"


@dataclass(frozen=True)
class World:
    """What the tests know of the casebook."""

    first: str
    second: str
    claims: dict
    person: str
    alice: str
    bob: str


def span(text, words, after=0):
    start = text.index(words, after)
    return Span.of(text, start, start + len(words))


def dated(text, words, value):
    return DateExpression(wording=span(text, words), value=value)


def event(text, kind, trigger, person, quote, *, after=0, **fields):
    mention = Mention(role="person", written=span(text, person, after))
    body = Event(event_type=kind, trigger=span(text, trigger, after), mentions=(mention,), **fields)
    return {"quote": span(text, quote), "body": body, "modality": "asserted"}


def claims_of_first():
    text = FIRST
    wire = AttributionStep(role="outlet", name=span(text, "Sample Wire"), cited=dated(text, "March 4", "2021-03-04"))
    prosecution = AttributionStep(
        role="body", name=span(text, "The prosecution"), cue=span(text, "believes"), mode="indirect"
    )
    detained = event(
        text,
        "detention",
        "detained",
        "Anna Vydumanaya",
        "Anna Vydumanaya, a teacher 🕊, was detained in Minsk on 3 March 2021",
        date=dated(text, "3 March 2021", "2021-03-03"),
        place=span(text, "Minsk"),
    )
    charged = event(
        text,
        "charge",
        "breached",
        "she",
        "The prosecution believes that she breached Article 342 of the Criminal Code.",
        legal=(LegalReference(quote=span(text, "Article 342 of the Criminal Code"), article="342"),),
    )
    she = Mention(role="person", written=span(text, "she"), name=span(text, "Anna Vydumanaya"))
    charged["body"] = Event(
        event_type="charge", trigger=span(text, "breached"), mentions=(she,), legal=charged["body"].legal
    )
    sentenced = event(
        text,
        "verdict",
        "sentenced",
        "Anna Vydumanaya",
        "On 5 May 2021 a court sentenced Anna Vydumanaya to two years in a colony.",
        after=text.index("sentenced"),
        date=dated(text, "5 May 2021", "2021-05-05"),
        term=Term(quote=span(text, "two years in a colony"), kind="imprisonment", years=2),
        variant="convicted",
    )
    sentenced["body"] = Event(
        event_type="verdict",
        trigger=span(text, "sentenced"),
        mentions=sentenced["body"].mentions,
        date=sentenced["body"].date,
        term=sentenced["body"].term,
        variant="convicted",
    )
    beaten = event(
        text,
        "ill_treatment",
        "beaten",
        "Anna Vydumanaya",
        "She was beaten in custody on 4 March 2021.",
        date=dated(text, "4 March 2021", "2021-03-04"),
    )
    return {
        "detained": ({**detained, "attribution": (wire,)}),
        "charged": ({**charged, "attribution": (wire, prosecution)}),
        "sentenced": sentenced,
        "beaten": beaten,
    }


def claims_of_second():
    text = SECOND
    return {
        "detained_again": event(
            text,
            "detention",
            "detained",
            "Hanna Vydumanaja",
            "Hanna Vydumanaja was detained on 2 March 2021.",
            date=dated(text, "2 March 2021", "2021-03-02"),
        ),
        "boris": event(
            text,
            "detention",
            "detained",
            "Boris Prydumany",
            "Boris Prydumany was detained on 7 March 2021.",
            after=text.index("Boris"),
            date=dated(text, "7 March 2021", "2021-03-07"),
        ),
    }


def take_in(casebook, text, parts, outlet, published):
    made = {}

    def extract(document, **_known):
        document_id = record_id(document)
        made.update({name: Claim(document_id=document_id, **fields) for name, fields in parts.items()})
        ids = tuple(sorted(record_id(claim) for claim in made.values()))
        extraction = Extraction(document_id=document_id, extractor="invented", version="1", claim_ids=ids)
        return Proposal(claims=tuple(made.values()), extraction=extraction)

    source = Source(collector="c" * 32, metadata=Metadata(outlet=outlet, published=published, language="en"))
    taken = take_in_text(casebook, text, source, extract=extract, retrieved_at=NOW)
    return taken.document_id, {name: record_id(claim) for name, claim in made.items()}


def make_account(casebook, name, *roles, person_id=""):
    user = get_user_model().objects.create_user(name, password=PASSWORD)
    pseudonym = pseudonym_of_user(user, added_at=NOW)
    for role in roles:
        body = GrantAccess(account=pseudonym, role=role, person_id=person_id)
        record_decision(casebook, body, pseudonym, "for a test", when=NOW)
    return pseudonym


def build_world(casebook):
    """Two reports; the first half reviewed; Alice reviews, Bob leads, Rita reads, Charlie may see nothing."""
    first, claims = take_in(casebook, FIRST, claims_of_first(), "Invented Daily", "2021-05-10")
    second, more = take_in(casebook, SECOND, claims_of_second(), "Second Sample", "2021-03-08")
    claims |= more
    alice = make_account(casebook, "alice", "reviewer")
    bob = make_account(casebook, "bob", "lead", "admin")
    make_account(casebook, "rita", "reader")
    make_account(casebook, "petra", "partner")
    make_account(casebook, "charlie")
    anna = Person(person_id="a1" * 16, opened_by=alice, opened_at=NOW)
    subjects = (
        Subject(mention=MentionReference(document_id=first, name="Anna Vydumanaya")),
        Subject(mention=MentionReference(document_id=second, name="Hanna Vydumanaja")),
    )
    rulings = [Ruling(Accept(claim_id=claims[name]), "it says so") for name in ("detained", "charged", "sentenced")]
    rulings.append(Ruling(Accept(claim_id=claims["detained_again"])))
    rulings.append(Ruling(SamePerson(person_id=anna.person_id, subjects=subjects), "one spelling of one name"))
    record_decisions(casebook, rulings, alice, also=[anna], when=NOW)
    return World(first, second, claims, anna.person_id, alice, bob)
