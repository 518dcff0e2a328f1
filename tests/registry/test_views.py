"""Views across cases: held on a day, clocks, positions, precedents, appeals, typologies, changes, levels, problems."""

import pytest

from habeas.model import (
    Classification,
    Count,
    Event,
    Mention,
    Position,
    Quantity,
    SameIssue,
    SameOrganisation,
    Span,
)
from habeas.model.errors import InputError
from habeas.registry import (
    all_contradictions,
    changes_since,
    derive_appeals,
    derive_case,
    derive_positions,
    derive_precedents,
    derive_typologies,
    digest_of_records,
    held_on,
    positions,
    public_by,
    recorded_by,
)
from tests.registry.records import Notebook, date, span


@pytest.fixture
def book():
    return Notebook()


def mention(name, role, *, named=True):
    return Mention(role=role, written=span(name), name=span(name) if named else None)


# Held.


def test_held_on_a_day_lists_the_certain_and_apart_from_them_the_unknown(book):
    held, old, free, nobody = (book.person() for _ in range(4))
    book.tell(held, "Ivan Sample", "remand", "2023-01-12")
    book.tell(old, "Maria Model", "detention", "2020-01-12")
    book.tell(free, "Olga Pattern", "remand", "2022-01-12")
    book.tell(free, "Olga Pattern", "release", "2022-03-12")
    book.tell(nobody, "Jane Minister", "intervention", "2023-01-01", role="agent")
    answer = held_on([derive_case(book.ledger, person) for person in book.ledger.persons], "2023-02-01")
    assert answer.held == (held,)
    assert answer.not_known == ((old, "2020-01-12"),)


def test_definitions_differ_in_whom_they_count_and_an_unknown_one_is_refused(book):
    person = book.person()
    book.tell(person, "Ivan Sample", "house_arrest", "2023-01-12")
    cases = [derive_case(book.ledger, person)]
    assert held_on(cases, "2023-02-01").held == (person,)
    assert held_on(cases, "2023-02-01", "behind_bars").held == ()
    with pytest.raises(InputError, match="behind_bars"):
        held_on(cases, "2023-02-01", "nonsense")
    with pytest.raises(InputError, match="not a day"):
        held_on(cases, "2023-02-30")


# Clocks.


def test_what_was_recorded_by_a_moment_holds_only_decisions_and_documents_of_then(book):
    person = book.person()
    document = book.document("Arrested.")
    book.acquire(document, when="2023-03-01T00:00:00Z", outlet="Paper")
    claim = book.claim(document, "Ivan Sample", "detention", "2023-01-12")
    book.extraction(document, [claim])
    book.attach(person, (document, "Ivan Sample"), when="2023-03-02T00:00:00Z")
    book.decide_accept(claim, when="2023-03-03T00:00:00Z")
    for moment, opens in (
        ("2023-02-01T00:00:00Z", ""),
        ("2023-03-02T12:00:00Z", "proposed"),
        ("2023-03-04T00:00:00Z", "accepted"),
    ):
        then = recorded_by(book.ledger, moment)
        assert derive_case(then.ledger, person).opens == opens
        assert len(then.digest) == 64
    assert recorded_by(book.ledger, "2024-01-01T00:00:00Z").digest == digest_of_records(book.ledger)
    with pytest.raises(InputError):
        recorded_by(book.ledger, "yesterday")


def test_an_extraction_made_later_does_not_count(book):
    document = book.document("Arrested.")
    book.acquire(document, when="2023-01-01T00:00:00Z")
    claim = book.claim(document, "Ivan Sample", "detention", "2023-01-12")
    found = book.extraction(document, [claim])
    then = recorded_by(book.ledger, "2023-02-01T00:00:00Z", {found: "2023-06-01T00:00:00Z"})
    assert claim not in then.ledger.claims
    assert claim in recorded_by(book.ledger, "2023-02-01T00:00:00Z").ledger.claims


def test_public_by_a_day_leaves_out_later_documents_and_lists_those_of_unknown_date(book):
    early, late, unknown = (
        book.document("early", outlet="A", published="2023-01-13"),
        book.document("late", outlet="B", published="2023-05-01"),
        book.document("unknown", outlet="C"),
    )
    for document in (early, late, unknown):
        book.claim(document, "Ivan Sample", "detention", "2023-01-12")
    found = public_by(book.ledger, "2023-02-01")
    assert set(found.ledger.documents) == {early}
    assert found.unknown == (unknown,)
    assert {claim.document_id for claim in found.ledger.claims.values()} == {early}


# Positions.


def stance(book, outlet, actor, issue, value, day):
    document = book.document(f"{outlet} on {issue}", outlet=outlet, published=day)
    body = Position(actor=mention(actor, "speaker"), issue=span(issue), stance=value)
    claim = book.claim_of(document, body)
    book.decide_accept(claim)
    return claim


def test_the_cabinets_stance_differs_between_two_reports_of_a_week(book):
    one = stance(book, "Monitor", "cabinet of Olga Pattern", "direct contact and bargaining", "against", "2023-01-17")
    other = stance(book, "Wire", "Pattern office", "any form of negotiations", "conditional", "2023-01-19")
    assert not [found for found in all_contradictions(book.ledger) if found.type == "position"]
    book.decide(SameOrganisation(names=("cabinet of Olga Pattern", "Pattern office")))
    book.decide(SameIssue(issue="direct_talks_with_authorities", claim_ids=(one, other)))
    (view,) = derive_positions(book.ledger)
    assert view.differ
    assert [entry.stance for entry in view.entries] == ["against", "conditional"]
    (found,) = [found for found in all_contradictions(book.ledger) if found.type == "position"]
    assert {claim for side in found.sides for claim in side.claims} == {one, other}
    assert found.question.endswith("?")


@pytest.fixture
def two_parts(monkeypatch):
    """A cabinet and an office speak for one movement; one issue covers another."""
    covered = {"a round of sorts": frozenset(("a round of sorts", "a round of one sort"))}
    monkeypatch.setattr(positions, "larger_body", lambda _, key: "movement" if "pattern" in key else key)
    monkeypatch.setattr(positions, "issues_covered", lambda _, key: covered.get(key, frozenset((key,))))


@pytest.mark.usefixtures("two_parts")
def test_two_parts_of_one_body_on_both_sides_are_a_question(book):
    against = stance(book, "Monitor", "Pattern cabinet", "a round of one sort", "against", "2023-01-17")
    ready = stance(book, "Wire", "Pattern office", "a round of sorts", "for", "2023-01-12")
    stance(book, "Paper", "Pattern office", "a round of sorts", "for", "2021-01-12")  # two years before
    stance(book, "Other", "Unrelated league", "a round of sorts", "for", "2023-01-12")
    (found,) = [one for one in all_contradictions(book.ledger) if one.type == "position"]
    assert {side.value: side.claims for side in found.sides} == {
        "Pattern cabinet: against": (against,),
        "Pattern office: for": (ready,),
    }
    assert found.certainty == "possible"
    assert found.question.endswith("?")


@pytest.mark.usefixtures("two_parts")
def test_who_is_against_the_whole_may_be_for_a_part_of_it(book):
    stance(book, "Monitor", "Pattern cabinet", "a round of one sort", "for", "2023-01-17")
    stance(book, "Wire", "Pattern office", "a round of sorts", "against", "2023-01-12")
    assert not [one for one in all_contradictions(book.ledger) if one.type == "position"]


def test_a_stance_that_changes_over_years_is_a_history_and_no_contradiction(book):
    stance(book, "Monitor", "The Council", "sanctions", "against", "2015-01-17")
    stance(book, "Wire", "The Council", "sanctions", "for", "2021-01-19")
    (view,) = derive_positions(book.ledger)
    assert (view.latest, view.differ) == ("for", False)


# Precedents.


def tie(book, outlet, first, second, relation):
    """A report in which one event brings about, or follows, another: (type, words, EDTF, mentions)."""
    document = book.document(f"{outlet} {first} {second}", outlet=outlet)
    claims = []
    for place, (event_type, when, mentions) in enumerate((first, second)):
        body = Event(
            event_type=event_type,
            variant="suspended" if event_type == "sanction_change" else "",
            trigger=Span(start=100 * place, end=100 * place + 5, text="words"),
            mentions=mentions,
            date=date(when) if when else None,
        )
        claims.append(book.claim_of(document, body))
    claims.append(
        book.causal(document, Span(start=0, end=5, text="words"), Span(start=100, end=105, text="words"), relation)
    )
    for claim in claims:
        book.decide_accept(claim)
    return claims


COUNCIL = (mention("The Council", "body"),)


def test_release_before_sanctions_or_after_them_is_a_contradiction_between_two_reports(book):
    one = tie(book, "Monitor", ("sanction_change", "{2008,2015}", COUNCIL), ("release", "{2008,2015}", ()), "precedes")
    assert not all_contradictions(book.ledger)
    other = tie(
        book, "Council press", ("release", "2015-08-22", ()), ("sanction_change", "2015-10-29", COUNCIL), "causes"
    )
    (found,) = [one for one in all_contradictions(book.ledger) if one.type == "order"]
    assert found.certainty == "certain"
    assert {side.value: set(side.claims) for side in found.sides} == {
        "sanction change first (sanction change {2008,2015}, release {2008,2015})": set(one),
        "release first (release 2015-08-22, sanction change 2015-10-29)": set(other),
    }


def test_dates_gainsay_an_order_that_names_nobody_only_possibly(book):
    nobody = (mention("a decision", "body", named=False),)
    tie(book, "Monitor", ("sanction_change", "", nobody), ("release", "{2008,2015}", ()), "precedes")
    tie(book, "Council press", ("release", "2015-08-22", ()), ("sanction_change", "2015-10-29", COUNCIL), "precedes")
    found = [one for one in all_contradictions(book.ledger) if one.type == "order"]
    assert found
    assert {one.certainty for one in found} == {"possible"}


def test_precedents_show_what_came_before_and_after_and_credit_apart(book):
    tie(book, "Council press", ("release", "2015-08-22", ()), ("sanction_change", "2015-10-29", COUNCIL), "causes")
    person = book.person()
    book.tell(person, "Ivan Sample", "release", "2015-12-01")
    (measure,) = [one for one in derive_precedents(book.ledger) if one.type == "sanction_change"]
    assert [one.date for one in measure.before] == ["2015-08-22"]
    assert [one.date for one in measure.after] == ["2015-12-01"]
    assert [(one.direction, one.relation) for one in measure.credits] == [("release first", "causes")]


# Appeals and typologies.


def appeal(book, outlet, value, published, part=None):
    document = book.document(f"{outlet} counts {value}", outlet=outlet, published=published)
    quantity = Quantity(quote=span(str(value)), value=value)
    body = Event(
        event_type="appeal",
        trigger=span("appeal"),
        mentions=(mention("world leaders", "addressee"),),
        date=date("2023-01-10"),
        count=quantity,
    )
    claim = book.claim_of(document, body)
    book.decide_accept(claim)
    if part:
        quote = book.ledger.claims[claim].quote
        from habeas.model import Claim

        count = Claim(
            document_id=document,
            quote=quote,
            body=Count(
                quantity=Quantity(quote=span(str(part)), value=part), unit=span("relatives"), subset_of=span("people")
            ),
            modality="asserted",
        )
        book.decide_accept(book.add(count))
    return claim


def test_twenty_nine_against_thirty_signatories_and_the_part_of_them_is_no_rival(book):
    one, other = appeal(book, "Zerkalo", 29, "2023-01-10", part=25), appeal(book, "Wire", 30, "2023-01-12")
    (found,) = derive_appeals(book.ledger)
    assert [(signed.value, signed.as_of, bool(signed.subset_of)) for signed in found.signed] == [
        ("25", "2023-01-10", True),
        ("29", "2023-01-10", False),
        ("30", "2023-01-12", False),
    ]
    (contradiction,) = found.contradictions
    assert (contradiction.type, contradiction.field) == ("count", "signatories")
    assert {claim for side in contradiction.sides for claim in side.claims} == {one, other}
    assert contradiction.question.endswith("?")
    assert found.addressees == ("world leaders",)


def undated_appeal(book, outlet, value, published):
    document = book.document(f"{outlet} counts {value}", outlet=outlet, published=published)
    quantity = Quantity(quote=span(str(value)), value=value)
    claim = book.claim_of(document, Event(event_type="appeal", trigger=span("appeal"), count=quantity))
    book.decide_accept(claim)
    return claim


def test_a_report_that_dates_no_appeal_is_presumed_to_tell_of_the_only_one_of_its_weeks(book):
    appeal(book, "Zerkalo", 29, "2023-01-10")
    undated_appeal(book, "Wire", 30, "2023-01")
    undated_appeal(book, "Later", 500, "2023-06-01")
    undated_appeal(book, "Before", 7, "2022-12-30")
    signed = {tuple(sorted(one.value for one in found.signed)): found for found in derive_appeals(book.ledger)}
    assert set(signed) == {("29", "30"), ("500",), ("7",)}
    assert [one.field for one in signed["29", "30"].contradictions] == ["signatories"]


def test_a_typology_has_its_author_and_is_no_fact_about_the_person(book):
    person = book.person()
    book.tell(person, "Ivan Sample", "detention", "2023-01-12")
    document = book.document("thinks", outlet="Monitor")
    body = Classification(
        person=mention("Ivan Sample", "mentioned"),
        assigned=span("the first category"),
        scheme=span("three patterns"),
        scheme_author=mention("Olga Analyst", "speaker"),
    )
    book.decide_accept(book.claim_of(document, body))
    book.attach(person, (document, "Ivan Sample"))
    (typology,) = derive_typologies(book.ledger)
    assert (typology.author, typology.scheme) == ("Olga Analyst", "three patterns")
    assert typology.classes[0].people[0][0] == person
    (valued,) = derive_case(book.ledger, person).classifications
    assert valued.note == "three patterns by Olga Analyst"


# Changes.


def test_changes_tell_what_reads_differently_and_by_whose_decision(book):
    person = book.person()
    document = book.document("Arrested.")
    book.acquire(document, when="2023-01-15T00:00:00Z")
    claim = book.claim(document, "Ivan Sample", "detention", "2023-01-12")
    book.extraction(document, [claim])
    book.attach(person, (document, "Ivan Sample"), when="2023-01-16T00:00:00Z")
    accept = book.decide_accept(claim, when="2023-03-03T00:00:00Z", why="read it twice")
    changes = changes_since(book.ledger, "2023-02-01T00:00:00Z").changes
    assert {change.field for change in changes} >= {"opens", "status", "events"}
    assert {line.decision_id for change in changes for line in change.because} == {accept}
    assert changes[0].because[0].why == "read it twice"
    assert changes_since(book.ledger, "2023-04-01T00:00:00Z").changes == ()


# Levels, seals, grades.
