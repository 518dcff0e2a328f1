"""A judgement on a claim touches those whose case reads it, and nobody else; never fewer."""

import random

import pytest

from habeas.model import Event, Mention, SameIssue, Statement
from habeas.registry import touched_by
from tests.registry.records import Notebook, span
from tests.registry.test_histories import everything, step_by_step

NAMES = ("Ivan Sample", "Maria Model", "Piotr Example")


@pytest.fixture
def book():
    return Notebook()


def written(name, at, role="person"):
    return Mention(role=role, written=span(name, at), name=span(name, at))


def event_at(book, document, name, at, event_type="detention", actor=""):
    mentions = [written(name, at)] if name else []
    mentions += [written(actor, at + 20, "agent")] if actor else []
    body = Event(event_type=event_type, trigger=span("was taken", at + 12), mentions=tuple(mentions))
    return book.claim_of(document, body)


def statement_at(book, document, speaker, at, width=30):
    body = Statement(speaker=written(speaker, at, "speaker"), content=span("w" * width, at + 15), mode="direct")
    return book.claim_of(document, body)


def touched_people(book, decision_id):
    return touched_by(book.ledger, book.ledger.decisions[decision_id]).person_ids


def people_in(book, document, *names):
    found = [book.person() for _ in names]
    for person, name in zip(found, names, strict=True):
        book.attach(person, (document, name))
    return found


def test_one_line_of_a_list_touches_only_the_person_it_names(book):
    listed = book.document("A list of prisoners.")
    names = [f"Person {number}" for number in range(40)]
    people = people_in(book, listed, *names)
    claims = [event_at(book, listed, name, place * 100) for place, name in enumerate(names)]
    assert touched_people(book, book.decide_accept(claims[7])) == (people[7],)


def test_a_statement_touches_those_whose_names_stand_in_its_words(book):
    report = book.document("A report.")
    one, other, third = people_in(book, report, *NAMES)
    event_at(book, report, NAMES[0], 100)
    event_at(book, report, NAMES[1], 300)
    said = statement_at(book, report, NAMES[2], 80)
    assert set(touched_people(book, book.decide_accept(said))) == {one, third}
    assert other not in touched_people(book, book.reject(said))


def test_an_event_that_a_cause_is_bound_to_touches_everybody_of_the_report(book):
    report = book.document("A report.")
    people = people_in(book, report, *NAMES)
    free = event_at(book, report, NAMES[0], 500)
    bound = event_at(book, report, NAMES[0], 100)
    for place, name in enumerate(NAMES[1:], 7):
        event_at(book, report, name, place * 100)
    book.causal(report, span("c" * 30, 100), span("e" * 30, 300))
    assert set(touched_people(book, book.decide_accept(bound))) == set(people)
    assert touched_people(book, book.decide_accept(free)) == (people[0],)


def test_a_correction_touches_the_people_of_both_claims(book):
    report = book.document("A report.")
    one, other, _ = people_in(book, report, *NAMES)
    old, new = event_at(book, report, NAMES[0], 100), event_at(book, report, NAMES[1], 100)
    book.correct(old, new)
    assert set(touched_people(book, book.decide_accept(old))) == {one, other}


def test_a_file_that_was_read_twice_is_touched_as_a_whole(book):
    first, second = book.document("One text.", file="f"), book.document("Another text.", file="f")
    (one,) = people_in(book, first, NAMES[0])
    (other,) = people_in(book, second, NAMES[1])
    claim = event_at(book, first, NAMES[0], 100)
    event_at(book, second, NAMES[1], 100)
    touched = touched_by(book.ledger, book.ledger.decisions[book.decide_accept(claim)])
    assert set(touched.person_ids) == {one, other}
    assert set(touched.document_ids) == {first, second}


def test_joining_two_persons_touches_every_mention_of_both(book):
    reports = [book.document(f"Report {number}.") for number in range(2)]
    (one,), (other,) = people_in(book, reports[0], NAMES[0]), people_in(book, reports[1], NAMES[1])
    touched = touched_by(book.ledger, book.ledger.decisions[book.attach(one, other)])
    assert set(touched.mentions) == {(reports[0], NAMES[0]), (reports[1], NAMES[1])}
    claim = event_at(book, reports[0], NAMES[0], 100)
    assert touched_by(book.ledger, book.ledger.decisions[book.decide_accept(claim)]).mentions == ()


@pytest.mark.parametrize("seed", range(150))
def test_reports_of_words_and_causes_derived_step_by_step_equal_all_at_once(seed):
    rng = random.Random(seed)
    book = Notebook()
    texts = (("One text.", "a"), ("Another text.", "b" if seed % 2 else "a"))
    reports = [book.document(text, file=file, published="2022-01-01") for text, file in texts]
    people = [book.person() for _ in NAMES]
    claims, decisions = [], []
    for step in range(40):
        report, at, name = rng.choice(reports), rng.randrange(12) * 20, rng.choice(NAMES)
        act = rng.randrange(11) if step < 35 else 10
        if act <= 2 or not claims:
            kind = rng.choice(("detention", "release", "intervention"))
            claims.append(event_at(book, report, name, at, kind, rng.choice(("", "Envoy"))))
        elif act == 3:
            claims.append(statement_at(book, report, name, at))
        elif act == 4:
            claims.append(book.causal(report, span("c" * 40, at), span("e" * 40, rng.randrange(12) * 20)))
        elif act == 5:
            decisions.append(book.attach(rng.choice(people), (report, name)))
        elif act == 6 and decisions:
            decisions.append(book.withdraw(rng.choice(decisions)))
        elif act == 7:
            decisions.append(book.correct(rng.choice(claims), rng.choice(claims)))
        elif act == 8:
            mine = [found for found in claims if book.ledger.claims[found].document_id == report]
            book.extraction(report, mine, version=str(rng.randrange(2)))
        elif act == 9:
            decisions.append(
                book.decide(SameIssue(issue="trade", claim_ids=tuple(rng.sample(claims, min(2, len(claims))))))
            )
        else:
            judge = book.decide_accept if rng.random() < 0.8 else book.reject
            decisions.append(judge(rng.choice(claims)))
    assert step_by_step(book.kept) == everything(book.ledger)
