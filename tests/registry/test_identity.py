import pytest

from habeas.model import MentionReference
from habeas.registry import derive_case, group_people, suggest_matches
from habeas.registry.identity import disputed_about, group_of, person_of
from tests.registry.records import Notebook

NAME = "Ivan Sample"


@pytest.fixture
def book():
    return Notebook()


def test_joined_persons_keep_the_id_opened_first_whatever_order_they_came_in(book):
    later, earlier = book.person(1, "2023-01-02T00:00:00Z"), book.person(2, "2023-01-01T00:00:00Z")
    book.attach(later, earlier)
    assert group_of(book.ledger, later).person_id == earlier
    assert group_of(book.ledger, earlier).members == (later, earlier)


def test_taking_a_join_back_splits_them_and_moves_no_id(book):
    one, other = book.person(), book.person()
    join = book.attach(one, other)
    book.withdraw(join)
    assert group_of(book.ledger, one).person_id == one
    assert group_of(book.ledger, other).person_id == other


def test_a_split_attaches_a_mention_anew_and_leaves_the_rest(book):
    one, other = book.person(), book.person()
    first, second = book.document("first"), book.document("second")
    for document in (first, second):
        book.claim(document, NAME, "detention", "2023-01-12")
    join = book.attach(one, (first, NAME), (second, NAME))
    book.attach(one, (first, NAME), supersedes=[join])
    book.attach(other, (second, NAME))
    assert person_of(book.ledger, first, NAME, "").person_id == one
    assert person_of(book.ledger, second, NAME, "").person_id == other


def test_different_forbids_a_join_and_both_decisions_are_shown(book):
    one, other = book.person(), book.person()
    join, apart = book.attach(one, other), book.different(one, other)
    assert group_of(book.ledger, one).members == (one,)
    assert set(disputed_about(book.ledger, one)) == {join, apart}
    book.attach(one, other, supersedes=[join, apart])
    assert group_of(book.ledger, one).members == (one, other)


def test_unsure_is_an_answer_that_gainsays_a_join(book):
    one, other = book.person(), book.person()
    book.unsure(one, other)
    assert disputed_about(book.ledger, one) == ()
    book.attach(one, other)
    assert group_of(book.ledger, one).members == (one,)
    assert len(disputed_about(book.ledger, one)) == 2


def test_joins_that_together_gainsay_a_difference_hold_nothing(book):
    one, two, three = book.person(), book.person(), book.person()
    book.attach(one, two)
    book.attach(two, three)
    assert len(group_of(book.ledger, one).members) == 3
    book.different(one, three)
    assert [group_of(book.ledger, person).members for person in (one, two, three)] == [(one,), (two,), (three,)]


def test_a_mention_put_to_two_people_is_nobodys_until_decided(book):
    one, other = book.person(), book.person()
    document = book.document("report")
    claim = book.claim(document, NAME, "detention", "2023-01-12")
    book.decide_accept(claim)
    first, second = book.attach(one, (document, NAME)), book.attach(other, (document, NAME))
    assert person_of(book.ledger, document, NAME, claim).person_id == ""
    assert set(person_of(book.ledger, document, NAME, claim).disputed) == {first, second}
    case = derive_case(book.ledger, one)
    assert case.events == ()
    assert [found.type for found in case.contradictions] == ["identity"]
    book.attach(one, other)  # they are one after all: the two answers agree
    assert person_of(book.ledger, document, NAME, claim).person_id == one


def test_an_answer_for_one_claim_goes_before_the_answer_for_its_document(book):
    one, other = book.person(), book.person()
    document = book.document("report")
    first, second = (book.claim(document, NAME, "detention", day) for day in ("2023-01-12", "2023-02-12"))
    book.attach(one, (document, NAME))
    book.attach(other, (document, NAME, second))
    assert person_of(book.ledger, document, NAME, first).person_id == one
    assert person_of(book.ledger, document, NAME, second).person_id == other
    book.different((document, NAME, first), one)
    assert person_of(book.ledger, document, NAME, first).person_id == ""
    assert person_of(book.ledger, document, NAME, first).disputed == ()


def test_two_mentions_called_different_cannot_be_one_person(book):
    one = book.person()
    first, second = book.document("first"), book.document("second")
    for document in (first, second):
        book.claim(document, NAME, "detention", "2023-01-12")
    book.attach(one, (first, NAME), (second, NAME))
    book.different((first, NAME), (second, NAME))
    assert person_of(book.ledger, first, NAME, "").person_id == ""
    assert person_of(book.ledger, second, NAME, "").person_id == ""


def test_groups_list_everybody_with_the_mentions_that_are_theirs(book):
    one, other = book.person(), book.person()
    document = book.document("report")
    book.claim(document, NAME, "detention", "2023-01-12")
    book.attach(one, (document, NAME))
    book.attach(one, other)
    (group,) = group_people(book.ledger)
    assert (group.person_id, group.members) == (one, (one, other))
    assert group.mentions == ((document, NAME, ""),)


def test_names_that_may_be_one_are_only_asked_about_best_first_and_not_again_once_answered(book):
    person = book.person()
    book.tell(person, "Мікола Прыклад", "detention", "2023-01-12")
    documents = []
    for name in ("Nikolai Prykhlad", "Mikola Pryklad", "Olga Different"):
        document = book.document(f"about {name}")
        claim = book.claim(document, name, "detention", "2023-01-12")
        book.extraction(document, [claim])
        documents.append((document, name))
    questions = suggest_matches(book.ledger)
    assert questions
    assert list(questions) == sorted(questions, key=lambda one: -one.per_mille)
    pairs = {frozenset((one.one, one.other)) for one in questions}
    wanted = frozenset(((person, "", ""), ("", *documents[1])))
    assert wanted in pairs
    assert not any("Olga Different" in (one.name, one.other_name) for one in questions)
    assert derive_case(book.ledger, MentionReference(document_id=documents[1][0], name=documents[1][1])).events == ()
    book.unsure(person, documents[1])
    assert wanted not in {frozenset((one.one, one.other)) for one in suggest_matches(book.ledger)}
