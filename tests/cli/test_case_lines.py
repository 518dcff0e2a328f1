"""The case as lines of text: what anybody alleges is not called a charge of the authorities."""

from types import MappingProxyType

from habeas.cli.casebook_views import case_lines, case_value
from habeas.model import Accusation, LegalReference, Mention
from habeas.registry import derive_case
from tests.registry.records import Notebook, span

NAME = "Ivan Sample"
NOT_ASKED = MappingProxyType({"as_of": "2026-11-22"})


def lines(*accusers: str, charged: bool = False) -> list[str]:
    book = Notebook()
    person = book.person()
    for accuser in accusers:
        document = book.document(f"He is accused, {accuser}.", outlet=f"Paper {accuser}")
        body = Accusation(
            accused=(Mention(role="person", written=span(NAME), name=span(NAME)),),
            accuser=Mention(role="accuser", written=span(accuser), name=span(accuser)) if accuser else None,
            cue=span("accused", 40),
            legal=(LegalReference(quote=span("Article 342"), article="342"),),
        )
        book.decide_accept(book.claim_of(document, body))
        book.attach(person, (document, NAME))
    if charged:
        book.tell(person, NAME, "charge", "2023-01-11", articles=["342"])
    shown = case_value(derive_case(book.ledger, person), dict(NOT_ASKED), proposed=False)
    return [line for line in case_lines(shown) if "342" in line and ":" in line]


def test_an_accusation_carries_its_accuser_or_says_that_none_is_named():
    assert any(line.startswith("accused, by a neighbour: Article 342") for line in lines("a neighbour"))
    assert any(line.startswith("accused, by whom is not said: Article 342") for line in lines(""))
    assert not any("charged" in line for line in lines("a neighbour"))


def test_a_charge_is_of_the_authorities():
    assert any(
        line.startswith("charged by the authorities: Article 342") for line in lines("a neighbour", charged=True)
    )
