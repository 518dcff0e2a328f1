"""What several processes propose is what one proposes; the loss of a process costs time and nothing else."""

import os
from concurrent.futures.process import BrokenProcessPool

import pytest
from extraction.what_texts_tell import document_of

from habeas.extraction import ProposalPool, propose_claims
from habeas.model.errors import InputError

TEXTS = (
    "Police arrested Pavel Invented on 3 March 2021, his lawyer Olga Madeup told Reuters.",
    "Суд приговорил Ивана Выдуманного к пяти годам колонии.",
    "On April 7 a district court sentenced Anna Madeup to five years in prison under Article 342 of the Criminal Code.",
    " \n",
)


DOCUMENTS = tuple(document_of(text) for text in TEXTS)


@pytest.fixture(scope="module")
def pool():
    with ProposalPool(1) as made:
        yield made


def test_another_process_proposes_what_this_one_does_in_the_same_order(pool):
    here = [propose_claims(document) for document in DOCUMENTS]
    assert list(pool.propose_many(DOCUMENTS)) == here
    assert sum(len(proposal.claims) for proposal in here) >= 2
    assert here[0].explanations
    assert here[1].problems


def test_the_language_given_goes_along(pool):
    assert pool.propose(DOCUMENTS[0], language="ru") == propose_claims(DOCUMENTS[0], language="ru")


def test_no_more_documents_are_asked_for_than_keep_the_processes_busy(pool):
    asked = []

    def documents():
        for number in range(12):
            asked.append(number)
            yield DOCUMENTS[3]

    proposals = pool.propose_many(documents())
    next(proposals)
    assert len(asked) == 3
    assert len(list(proposals)) == 11


def test_what_a_dead_process_leaves_is_read_here():
    with ProposalPool(1) as pool:
        with pytest.raises(BrokenProcessPool):
            pool._executor.submit(os._exit, 9).result()
        assert list(pool.propose_many(DOCUMENTS[:1])) == [propose_claims(DOCUMENTS[0])]
        assert pool.propose(DOCUMENTS[0]) == propose_claims(DOCUMENTS[0])


@pytest.mark.parametrize("processes", [0, 65])
def test_it_refuses_a_number_of_processes_that_makes_no_sense(processes):
    with pytest.raises(InputError, match="1 to 64"):
        ProposalPool(processes)
