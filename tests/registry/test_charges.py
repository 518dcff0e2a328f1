"""Reports of one charge stand together; what cannot be one charge stays apart."""

from habeas.model import Accusation, Event, LegalReference, Mention
from habeas.registry import derive_case
from tests.registry.records import Notebook, date, span

NAME = "Ivan Sample"


def book_of(*events):
    """A person whom reports tell of as (type, day, more); each by a paper of its own."""
    book = Notebook()
    person = book.person()
    claims = [
        book.tell(person, NAME, event_type, when, **(more[0] if more else {})) for event_type, when, *more in events
    ]
    return book, person, claims


def charges(book, person):
    return [
        (charge.article, [(stage.stage, stage.date) for stage in charge.stages])
        for charge in derive_case(book.ledger, person).charges
    ]


def under(article: str, **more):
    return {"articles": [article], **more}


def test_arrest_suspicion_charge_and_verdict_under_one_article_are_one_charge_with_all_its_claims():
    book, person, claims = book_of(
        ("detention", "2023-01-11", under("342")),
        ("charge", "", under("342", variant="suspicion")),
        ("charge", "", under("342")),
        ("verdict", "2023-04-06", under("342", months=18, kind="imprisonment")),
    )
    (charge,) = derive_case(book.ledger, person).charges
    assert [(one.stage, one.date) for one in charge.stages] == [
        ("detention", "2023-01-11"),
        ("suspicion", ""),
        ("charge", ""),
        ("verdict", "2023-04-06"),
    ]
    assert (charge.stage, charge.date) == ("verdict", "2023-01-11")
    assert charge.evidence.claim_ids == tuple(sorted(claims))
    assert sorted(found for one in charge.stages for found in one.evidence.claim_ids) == sorted(claims)


def test_other_articles_are_other_charges():
    book, person, _ = book_of(("charge", "2023-01-11", under("342")), ("charge", "2023-01-11", under("130")))
    assert [article for article, _ in charges(book, person)] == ["130", "342"]


def test_one_stage_told_of_days_far_apart_is_two_charges_and_an_undated_report_joins_neither():
    book, person, _ = book_of(
        ("charge", "2021-01-11", under("342")),
        ("charge", "2023-05-01", under("342")),
        ("charge", "", under("342", variant="suspicion")),
    )
    assert charges(book, person) == [
        ("342", [("charge", "2021-01-11")]),
        ("342", [("charge", "2023-05-01")]),
        ("342", [("suspicion", "")]),
    ]


def test_what_follows_a_verdict_or_the_dropping_of_charges_is_a_new_charge():
    convicted = ("verdict", "2021-03-01", under("342", months=3, kind="imprisonment"))
    book, person, _ = book_of(convicted, ("charge", "2023-05-01", under("342")))
    assert len(charges(book, person)) == 2
    dropped = ("charges_dropped", "2021-03-01")
    book, person, _ = book_of(
        ("detention", "2021-01-01", under("342")), dropped, ("charge", "2023-05-01", under("342"))
    )
    assert len(charges(book, person)) == 2
    book, person, _ = book_of(("detention", "2021-01-01", under("342")), ("charge", "2021-05-01", under("342")))
    assert len(charges(book, person)) == 1


def test_people_can_say_that_two_reports_tell_of_different_charges():
    book, person, claims = book_of(("detention", "2023-01-11", under("342")), ("charge", "2023-02-11", under("342")))
    assert len(charges(book, person)) == 1
    book.different_events(*claims)
    assert len(charges(book, person)) == 2


def law_claim(book, person, event_type, when, law):
    document = book.document(f"{event_type} {when} {law}", outlet=f"Paper {law}", published=when)
    reference = LegalReference(quote=span("Article 342"), article="342", law=span(law))
    body = Event(
        event_type=event_type,
        trigger=span(event_type, 7),
        mentions=(Mention(role="person", written=span(NAME), name=span(NAME)),),
        date=date(when),
        legal=(reference,),
    )
    claim = book.claim_of(document, body)
    book.decide_accept(claim)
    book.attach(person, (document, NAME))
    return claim


def test_codes_in_two_languages_are_one_code_and_an_offence_is_no_crime():
    book = Notebook()
    person = book.person()
    law_claim(book, person, "detention", "2023-01-11", "Criminal Code")
    law_claim(book, person, "charge", "2023-01-20", "Уголовного кодекса")
    assert len(charges(book, person)) == 1
    law_claim(book, person, "administrative_arrest", "2023-01-12", "Code of Administrative Offences")
    found = charges(book, person)
    assert found == [
        ("342", [("detention", "2023-01-11"), ("charge", "2023-01-20")]),
        ("342", [("administrative_arrest", "2023-01-12")]),
    ]


def accuse(book, person, accuser=""):
    """A report in which somebody accuses the person under Article 342."""
    document = book.document(f"They say he marched, {accuser}.", outlet=f"Paper of {accuser or 'nobody'}")
    body = Accusation(
        accused=(Mention(role="person", written=span(NAME), name=span(NAME)),),
        accuser=Mention(role="accuser", written=span(accuser), name=span(accuser)) if accuser else None,
        conduct=span("marched"),
        conduct_date=date("2020-08-09"),
        cue=span("accused", 40),
        legal=(LegalReference(quote=span("Article 342"), article="342"),),
    )
    book.decide_accept(book.claim_of(document, body))
    book.attach(person, (document, NAME))


def test_an_accusation_that_names_the_article_joins_its_charge_and_brings_no_day():
    book, person, _ = book_of(("charge", "2023-01-11", under("342")))
    accuse(book, person, "a neighbour")
    (charge,) = derive_case(book.ledger, person).charges
    assert [(one.stage, one.date) for one in charge.stages] == [("accusation", ""), ("charge", "2023-01-11")]
    assert (charge.conduct, charge.date) == ("marched", "2023-01-11")
    assert not charge.is_accusation
    assert charge.authority == "", "who accuses is not the body that charges"


def test_an_accusation_alone_is_no_charge_of_the_authorities_and_carries_its_accuser():
    book = Notebook()
    person = book.person()
    accuse(book, person, "a neighbour")
    (charge,) = derive_case(book.ledger, person).charges
    assert charge.is_accusation
    assert (charge.article, charge.authority) == ("342", "a neighbour")
