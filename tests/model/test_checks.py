import pytest

from habeas.model import (
    Accept,
    Acquisition,
    AttributionStep,
    Claim,
    Consent,
    DateExpression,
    Decision,
    Document,
    Event,
    Extraction,
    Grade,
    Mention,
    Metadata,
    Person,
    Quantity,
    SamePerson,
    Span,
    Subject,
    check_quotes,
    check_record,
)

TEXT = "On 12 January Test Person was arrested."
ID = "a" * 64
WHEN = "2026-11-22T09:30:00Z"


def span(words):
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


def claim(modality="asserted", attribution=(), **event):
    body = Event(**{"event_type": "detention", "trigger": span("was arrested"), **event})
    return Claim(document_id=ID, quote=span(TEXT), body=body, modality=modality, attribution=attribution)


def decision(body, **more):
    return Decision(**{"body": body, "who": "alice", "when": WHEN, "casebook_id": ID, **more})


def document(text=TEXT, **more):
    return Document(**{"file_sha256": ID, "reader": "text.1", "media_type": "text/plain", "text": text, **more})


GOOD = (
    claim(),
    document(pages=(0, 5)),
    decision(Accept(claim_id=ID)),
    Acquisition(document_id=ID, collector="c", retrieved_at=WHEN, metadata=Metadata(published="2023-01")),
    Extraction(document_id=ID, extractor="e", version="1", claim_ids=("a", "b"), published_bound="2023-01-13/.."),
    Person(person_id="b" * 32, opened_by="c", opened_at=WHEN),
)
BAD = (
    (claim("probable"), "modality"),
    (claim(event_type="abduction"), "event_type"),
    (claim(variant="registered"), "variant of detention"),
    (claim(mentions=(Mention(role="victim", written=span("Test Person")),)), "role"),
    (claim(date=DateExpression(wording=span("12 January"), value="12 January")), "not a date"),
    (claim(count=Quantity(quote=span("12"), value=-1)), "out of range"),
    (claim(attribution=(AttributionStep(role="outlet", name=span("Test"), outlet_missing=True),)), "missing"),
    (claim(attribution=(AttributionStep(role="rumour"),)), "role of a attributionstep"),
    (document("a\rb"), "CR"),
    (document("a\0b"), "NUL"),
    (document(pages=(9, 3)), "page map"),
    (document(pages=(0, 900)), "page map"),
    (document(file_sha256="abc"), "hash"),
    (decision(Accept(claim_id=ID), casebook_id="x"), "casebook"),
    (decision(Accept(claim_id=ID), who=""), "who"),
    (decision(Accept(claim_id=ID), when="2026-02-30T00:00:00Z"), "moment"),
    (decision(Accept(claim_id=ID), when="22 November"), "moment"),
    (decision(SamePerson(person_id="p", subjects=(Subject(),))), "subject"),
    (decision(Grade(target_kind="source", target="x", source="G")), "grade"),
    (decision(Consent(person_id="p", given_by="family", status="given", level=5)), "level"),
    (Extraction(document_id=ID, extractor="e", version="1", claim_ids=("b", "a")), "sorted"),
    (
        Acquisition(document_id=ID, collector="c", retrieved_at=WHEN, metadata=Metadata(published="{2015,2008}")),
        "canon",
    ),
    (Person(person_id="b", opened_by="c", opened_at=WHEN), "person"),
)


@pytest.mark.parametrize("record", GOOD)
def test_a_good_record_has_no_problem(record):
    assert check_record(record) == ()


@pytest.mark.parametrize(("record", "words"), BAD)
def test_what_is_wrong_is_named(record, words):
    problems = check_record(record)
    assert any(words in problem.message for problem in problems), problems
    assert all("\n" not in problem.message and problem.record_id for problem in problems)


def test_a_span_that_the_document_does_not_have_is_found_wherever_it_stands():
    assert check_quotes(document(), claim()) == ()
    moved = Span(start=1, end=5, text="Test")
    assert len(check_quotes(document(), claim(mentions=(Mention(role="person", written=moved, name=moved),)))) == 2


def test_a_span_whose_length_and_words_differ_cannot_be_made():
    with pytest.raises(ValueError, match="cannot stand"):
        Span(start=0, end=3, text="four")
