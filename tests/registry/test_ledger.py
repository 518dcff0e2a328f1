import random

from tests.registry.records import Notebook


def test_a_decision_is_live_until_something_live_supersedes_it_and_again_after_undo_of_the_undo():
    book = Notebook()
    claim = book.claim(book.document("A was arrested."), "A", "detention")
    accept = book.decide_accept(claim)
    assert book.ledger.claim_state(claim) == "accepted"
    undo = book.withdraw(accept)
    assert not book.ledger.is_live(accept)
    assert book.ledger.claim_state(claim) == "by_hand"
    book.withdraw(undo)
    assert book.ledger.claim_state(claim) == "accepted"


def test_a_thousand_undos_of_undos_need_no_recursion():
    book = Notebook()
    claim = book.claim(book.document("A was arrested."), "A", "detention")
    last = book.decide_accept(claim)
    for _ in range(3000):
        last = book.withdraw(last)
    assert book.ledger.claim_state(claim) == "accepted"
    book.withdraw(last)
    assert book.ledger.claim_state(claim) == "by_hand"


def test_two_different_answers_on_one_claim_are_disputed_whatever_their_clocks_say():
    book = Notebook()
    claim = book.claim(book.document("A was arrested."), "A", "detention")
    first = book.decide_accept(claim, when="2023-02-01T00:00:00Z")
    second = book.reject(claim, when="2023-03-01T00:00:00Z")
    assert book.ledger.claim_state(claim) == "disputed"
    book.decide_accept(claim, supersedes=(first, second), who="bob")
    assert book.ledger.claim_state(claim) == "accepted"


def test_a_correction_accepts_its_replacement_and_a_disputed_one_does_not():
    book = Notebook()
    document = book.document("A was arrested. B was arrested.")
    old, new = book.claim(document, "A", "detention"), book.claim(document, "B", "detention")
    correction = book.correct(old, new)
    assert book.ledger.claim_state(old) == "corrected"
    assert book.ledger.claim_state(new) == "accepted"
    assert book.ledger.review_of(old).replaced_by == new
    reject = book.reject(old)
    assert {book.ledger.claim_state(old), book.ledger.claim_state(new)} == {"disputed"}
    book.withdraw(reject)
    book.withdraw(correction)
    assert book.ledger.claim_state(new) == "stale"


def test_a_correction_by_a_claim_of_another_document_accepts_nothing():
    book = Notebook()
    old = book.claim(book.document("A was arrested."), "A", "detention")
    new = book.claim(book.document("B was arrested."), "B", "detention")
    book.correct(old, new)
    assert book.ledger.claim_state(old) == "corrected"
    assert book.ledger.claim_state(new) != "accepted"


def test_what_the_newest_version_no_longer_proposes_is_stale_and_ten_is_newer_than_nine():
    book = Notebook()
    document = book.document("A was arrested. B was arrested.")
    old, new = book.claim(document, "A", "detention"), book.claim(document, "B", "detention")
    book.extraction(document, [old], version="9")
    assert book.ledger.claim_state(old) == "proposed"
    book.extraction(document, [new], version="10")
    assert book.ledger.claim_state(old) == "stale"
    assert book.ledger.claim_state(new) == "proposed"
    book.decide_accept(old)
    assert book.ledger.claim_state(old) == "accepted"


def test_decisions_of_another_casebook_wait_for_trust_and_only_home_can_give_or_take_it():
    book = Notebook(casebook_id="a" * 64)
    claim = book.claim(book.document("A was arrested."), "A", "detention")
    book.decide_accept(claim, casebook_id="b" * 64)
    assert book.ledger.claim_state(claim) == "by_hand"
    book.trust("b" * 64, casebook_id="c" * 64)
    assert book.ledger.claim_state(claim) == "by_hand"
    trust = book.trust("b" * 64)
    assert book.ledger.claim_state(claim) == "accepted"
    book.withdraw(trust, casebook_id="b" * 64)
    assert book.ledger.claim_state(claim) == "accepted"
    book.withdraw(trust)
    assert book.ledger.claim_state(claim) == "by_hand"


def test_a_circle_of_decisions_holds_nothing_but_still_protects():
    book = Notebook()
    hide = book.hide("0" * 32)
    one = book.add_decision_as("1" * 64, book.body_withdraw(), supersedes=("2" * 64, hide))
    two = book.add_decision_as("2" * 64, book.body_withdraw(), supersedes=("1" * 64,))
    assert not book.ledger.is_live(one)
    assert not book.ledger.is_live(two)
    assert not book.ledger.is_live(hide)
    assert book.ledger.is_live(hide, protective=True)
    assert book.ledger.cycles >= {one, two}


def test_the_order_in_which_records_arrive_changes_no_state():
    book = Notebook()
    document = book.document("A was arrested. B was arrested.")
    old, new = book.claim(document, "A", "detention"), book.claim(document, "B", "detention")
    book.extraction(document, [old, new], version="1")
    accept = book.decide_accept(old)
    undo = book.withdraw(accept)
    book.withdraw(undo)
    book.correct(old, new)
    expected = (book.ledger.claim_state(old), book.ledger.claim_state(new))
    for seed in range(20):
        shuffled = book.shuffled(random.Random(seed))
        assert (shuffled.claim_state(old), shuffled.claim_state(new)) == expected
