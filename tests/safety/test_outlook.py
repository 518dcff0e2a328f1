"""What an outsider sees is what a casebook would show that never held the rest: no number or day differs."""

import shutil

import pytest
from safety.planted import NOW, claim, event, part, sentence

from habeas.extraction import Proposal
from habeas.model import (
    Accept,
    Claim,
    Consent,
    DateExpression,
    Event,
    Extraction,
    MentionReference,
    Metadata,
    Person,
    Position,
    SamePerson,
    Span,
    Subject,
    record_id,
)
from habeas.model import Mention as NameInText
from habeas.publishing.audience import Audience
from habeas.safety import acts
from habeas.safety.outlook import outlook_for
from habeas.safety.protection import forget_policy
from habeas.store import casebook as casebook_module
from habeas.workflow import Source, record_decision, take_in_text

DAY = "2026-11-22"
WHO = "a" * 32
ANNA, BORIS = (Person(person_id=digit * 32, opened_by=WHO, opened_at="2020-01-01T00:00:00Z") for digit in ("1", "2"))
# Of each report some sentences are for the case team only; they stand in brackets here, and are claimed in one casebook
# and left unclaimed in the other.
FIRST = (
    "Anna Sample was arrested on 2021-03-04 in Opentown. "
    "Anna Sample was arrested on 2021-03-05 in Othertown. "
    "The Sample Cabinet backed open talks on 2021-02-03. "
    "The Sample Cabinet rejected open talks on 2021-02-10. "
    "The Sample Council lifted sanctions on 2021-02-20. "
    "The Other Council lifted sanctions on 2021-01-20. "
    "Anna Sample was released on 2021-02-27."
)
SECOND = (
    "Boris Sample was arrested on 2020-01-02 in Thirdtown. "
    "Anna Sample was arrested on 2021-03-06 in Opentown. "
    "Anna Sample was released on 2021-04-01."
)
WITHHELD = ("Othertown", "rejected", "The Other Council", "2021-02-27")


def events_of(text):
    if text == SECOND:
        yield event(text, "detention", "was arrested", "Boris Sample", "2020-01-02", "Thirdtown")
        yield detention(text, "2021-03-06", "Opentown")
        yield event(text, "release", "was released", "Anna Sample", "2021-04-01", "")
        return
    for day, place in (("2021-03-04", "Opentown"), ("2021-03-05", "Othertown")):
        yield detention(text, day, place)
    for stance, verb, day in (("for", "backed", "2021-02-03"), ("against", "rejected", "2021-02-10")):
        quote = sentence(text, verb)
        actor = Span.of(text, quote.start, quote.start + len("The Sample Cabinet"))
        at = quote.start + quote.text.index("open talks")
        mention = NameInText(role="agent", written=actor, name=actor)
        dated = DateExpression(wording=part(text, day), value=day)
        issue = Span.of(text, at, at + len("open talks"))
        yield claim(text, Position(actor=mention, issue=issue, stance=stance, date=dated), quote)
    for council, day in (("The Sample Council", "2021-02-20"), ("The Other Council", "2021-01-20")):
        quote = sentence(text, council)
        at = quote.start + quote.text.index("lifted")
        actor = part(text, council)
        yield claim(
            text,
            Event(
                event_type="sanction_change",
                variant="lifted",
                trigger=Span.of(text, at, at + len("lifted")),
                mentions=(NameInText(role="agent", written=actor, name=actor),),
                date=DateExpression(wording=part(text, day), value=day),
            ),
            quote,
        )
    yield event(text, "release", "was released", "Anna Sample", "2021-02-27", "")


def detention(text, day, place):
    quote = sentence(text, day)
    at = quote.start + quote.text.index("was arrested")
    name = Span.of(text, quote.start, quote.start + len("Anna Sample"))
    body = Event(
        event_type="detention",
        trigger=Span.of(text, at, at + len("was arrested")),
        mentions=(NameInText(role="person", written=name, name=name),),
        date=DateExpression(wording=part(text, day), value=day),
        place=part(text, place),
    )
    return claim(text, body, quote)


def fill(casebook, *, withheld):
    """The casebook with everything, or without what outsiders may not see."""
    for text in (FIRST, SECOND):
        parts = [one for one in events_of(text) if withheld or not is_withheld(one)]

        def extract(document, *, language="", parts=parts):
            claims = tuple(Claim(document_id=record_id(document), **fields) for fields in parts)
            ids = tuple(sorted(record_id(one) for one in claims))
            reading = Extraction(document_id=record_id(document), extractor="stub", version="1", claim_ids=ids)
            return Proposal(claims=claims, extraction=reading)

        metadata = Metadata(title="A report", outlet="Sample Wire", published="2022-03-01", language="en")
        taken = take_in_text(casebook, text, Source("c" * 32, metadata), extract=extract, retrieved_at=NOW)
        for fields in parts:
            claim_id = record_id(Claim(document_id=taken.document_id, **fields))
            record_decision(casebook, Accept(claim_id=claim_id), WHO, when="2026-01-01T00:00:00Z")
            if is_withheld(fields) and "Boris" not in fields["quote"].text:
                acts.set_level(casebook, "claim", claim_id, 1, WHO)
        attach(casebook, ANNA, taken.document_id, "Anna Sample")
        if text == SECOND and withheld:
            attach(casebook, BORIS, taken.document_id, "Boris Sample")
    consent = Consent(person_id=ANNA.person_id, given_by="person", status="given", level=4)
    record_decision(casebook, consent, WHO)


def is_withheld(fields):
    return any(word in fields["quote"].text for word in (*WITHHELD, "Boris"))


def attach(casebook, person, document_id, name):
    subject = Subject(mention=MentionReference(document_id=document_id, name=name))
    join = SamePerson(person_id=person.person_id, subjects=(subject,))
    record_decision(casebook, join, WHO, also=[person], when="2026-01-01T00:00:00Z")


def seen_in(casebook, level):
    forget_policy()
    outlook = outlook_for(casebook.casebook_id, Audience(level, DAY))
    views = {name: getattr(outlook, name) for name in ("cases", "positions", "precedents", "appeals", "contradictions")}
    views["events"] = [(row.claim_id, row.date, row.earliest, row.latest) for row in outlook.events]
    views["documents"] = {
        one: [(line.claim_id, line.state, line.date) for line in view.claims] for one, view in outlook.documents.items()
    }
    views["held"] = outlook.held_on("2021-03-10")
    views["changes"] = outlook.changes("2020-06-01T00:00:00Z").changes
    return views


@pytest.mark.parametrize("level", [2, 4])
def test_every_view_is_that_of_a_casebook_without_the_rest(tmp_path, empty_casebook, database, level):
    answers = []
    for name in ("whole", "rest"):
        shutil.copytree(empty_casebook, tmp_path / name)
        casebook = casebook_module.open_casebook(tmp_path / name)
        fill(casebook, withheld=name == "whole")
        answers.append(seen_in(casebook, level))
    whole, rest = answers
    for view, shown in whole.items():
        assert shown == rest[view], view
        assert shown or view == "appeals", view


def test_the_team_sees_the_rest_so_that_the_comparison_can_fail(casebook):
    from habeas.registry.positions import derive_positions
    from habeas.store.models import PersonRow
    from habeas.store.rows import case_of_row
    from habeas.store.worldwide import read_worldwide

    fill(casebook, withheld=True)
    case = case_of_row(PersonRow.objects.get(person_id=ANNA.person_id))
    outside = outlook_for(casebook.casebook_id, Audience(2, DAY))
    assert len(case.evidence.claim_ids) > len(outside.cases[ANNA.person_id].evidence.claim_ids)
    assert len(case.contradictions) > len(outside.cases[ANNA.person_id].contradictions)
    (team,) = derive_positions(read_worldwide(kinds=("position",), types=()))
    (seen,) = outside.positions
    assert (team.differ, team.latest, len(team.entries)) == (True, "against", 2)
    assert (seen.differ, seen.latest, len(seen.entries)) == (False, "for", 1)


def test_an_outlook_is_kept_until_a_record_comes_in(casebook):
    fill(casebook, withheld=True)
    audience = Audience(2, DAY)
    first = outlook_for(casebook.casebook_id, audience)
    assert outlook_for(casebook.casebook_id, audience) is first
    acts.hide_person(casebook, ANNA.person_id, WHO)
    assert outlook_for(casebook.casebook_id, audience).cases == {}


def test_whoever_may_open_one_case_sees_nothing_of_another(casebook):
    fill(casebook, withheld=True)
    consent = Consent(person_id=BORIS.person_id, given_by="person", status="given", level=4)
    record_decision(casebook, consent, WHO)
    everybody = outlook_for(casebook.casebook_id, Audience(2, DAY))
    one = outlook_for(casebook.casebook_id, Audience(2, DAY, frozenset({BORIS.person_id})))
    assert set(everybody.cases) == {ANNA.person_id, BORIS.person_id}
    assert set(one.cases) == {BORIS.person_id}
    assert {row.date for row in one.events} == {"2020-01-02"}
    assert "2021-03-04" not in repr(one.cases)


def test_the_case_team_has_no_outlook(casebook):
    with pytest.raises(ValueError, match="case team"):
        outlook_for(casebook.casebook_id, Audience(1, DAY))


def test_what_a_record_does_not_touch_is_kept_and_what_it_touches_is_derived_anew(casebook):
    from habeas.model import Reject
    from habeas.store.models import ClaimRow

    fill(casebook, withheld=True)
    consent = Consent(person_id=BORIS.person_id, given_by="person", status="given", level=4)
    record_decision(casebook, consent, WHO)
    audience = Audience(2, DAY)
    first = outlook_for(casebook.casebook_id, audience)
    kept = (first.cases, first.documents, first.events)
    (position,) = {entry.claim_id for one in first.positions for entry in one.entries}
    record_decision(casebook, Reject(claim_id=position), WHO)
    second = outlook_for(casebook.casebook_id, audience)
    assert second is not first
    assert second.positions == ()
    assert second.cases == kept[0]
    (document_id,) = ClaimRow.objects.filter(claim_id=position).values_list("document_id", flat=True)
    assert len(second.documents[document_id].claims) == len(kept[1][document_id].claims) - 1
    others = set(second.documents) - {document_id}
    assert others
    assert all(second.documents[one] is kept[1][one] for one in others)
    assert [row.claim_id for row in second.events] == [row.claim_id for row in kept[2]]
