from habeas.model import SameOrganisation
from habeas.registry.policy import DEFAULT_POLICY
from habeas.registry.sources import count_origins, said_by, similarity
from tests.registry.records import Notebook, step

TEXT = " ".join(f"word{number}" for number in range(60))


def origins(book, *claims):
    return count_origins(book.ledger, DEFAULT_POLICY, claims)


def test_ten_sites_that_rewrite_one_note_are_one_origin():
    book = Notebook()
    claims = [
        book.claim(book.document(f"Site {n}", outlet=f"Site {n}"), "A", "detention", chain=[step("Belta")])
        for n in range(10)
    ]
    assert origins(book, *claims) == 1


def test_two_outlets_with_words_of_their_own_are_two():
    book = Notebook()
    claims = [book.claim(book.document(f"{n} {n}{TEXT[n:]}", outlet=f"Site {n}"), "A", "detention") for n in (0, 1)]
    other = book.claim(book.document("Something else entirely was printed here", outlet="Other"), "A", "detention")
    assert origins(book, claims[0], other) == 2


def test_near_duplicate_texts_are_one_origin_also_among_many_documents():
    book = Notebook()
    copies = []
    for number in range(20):
        words = TEXT.split()
        words[number] = "changed"
        copies.append(book.document(" ".join(words), outlet=f"Copy {number}"))
    claims = [book.claim(document, "A", "detention") for document in copies]
    assert similarity(book.ledger, copies[0], copies[1]) > 600
    assert origins(book, *claims[:5]) == 1
    own = book.claim(book.document("An own text of quite other words, long enough", outlet="Own"), "A", "detention")
    assert origins(book, *claims, own) == 2


def test_a_chain_through_the_other_source_makes_them_one():
    book = Notebook()
    direct = book.claim(book.document("Belta itself", outlet="Belta"), "A", "detention")
    through = book.claim(
        book.document("Another paper", outlet="Another"),
        "A",
        "detention",
        chain=[step("Belta"), step("the prosecution", "body")],
    )
    assert origins(book, direct, through) == 1


def test_an_unnamed_source_adds_none_and_a_missing_outlet_is_not_filled():
    book = Notebook()
    unnamed = book.claim(book.document("Says", outlet="Paper"), "A", "detention", chain=[step(None, "anonymous")])
    assert origins(book, unnamed) == 0
    named = book.claim(book.document("Other words here", outlet="Paper"), "A", "detention")
    assert origins(book, unnamed, named) == 1


def test_spellings_of_one_outlet_are_one_by_packs_and_by_decision():
    book = Notebook()
    claims = [
        book.claim(book.document(f"Different words {name}", outlet=name), "A", "detention")
        for name in ("BelTA", "БелТА", "Plain Paper", "The Plain Paper Online")
    ]
    assert origins(book, *claims[:2]) == 1
    assert origins(book, *claims[2:]) == 2
    decision = book.decide(SameOrganisation(names=("Plain Paper", "The Plain Paper Online")))
    assert origins(book, *claims[2:]) == 1
    book.withdraw(decision)
    assert origins(book, *claims[2:]) == 2


def test_a_source_is_shown_with_its_class_and_the_day_it_is_cited():
    book = Notebook()
    claim = book.claim(
        book.document("words", outlet="Eurasia Daily Monitor"),
        "A",
        "detention",
        chain=[step("Belta", cited="2023-01-12")],
    )
    (source,) = said_by(book.ledger, DEFAULT_POLICY, [claim])
    assert (source.name, source.role, source.source_class, source.cited) == (
        "Belta",
        "outlet",
        "state media",
        "2023-01-12",
    )
