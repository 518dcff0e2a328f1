"""An accusation on a case page carries its accuser; where the report names none, nobody is put in that place."""

from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from habeas.publishing.audience import Audience
from habeas.registry.casefile import Charge, Evidence
from habeas.web.evidence import EvidenceBook


@pytest.mark.parametrize(
    ("accuser", "words"), [("his colleagues", "his colleagues"), ("", "accused, by whom is not said")]
)
def test_the_accuser_is_the_reports_or_nobody(accuser, words):
    accusation = SimpleNamespace(
        accuser=accuser,
        conduct="selling out",
        conduct_date="",
        articles=(),
        answer="",
        said_by=(),
        evidence=SimpleNamespace(claim_ids=()),
    )
    book = EvidenceBook(Audience(level=1, day="2026-11-22"), documents={})
    text = render_to_string("cases/accusation.html", {"accusation": accusation, "book": book})
    assert words in text
    assert "authorities" not in text


@pytest.mark.parametrize(
    ("stage", "accuser", "words"),
    [
        ("charge", "KGB", "charged by the authorities under"),
        ("accusation", "a neighbour", "accused, by a neighbour, under"),
        ("accusation", "", "accused, by whom is not said, under"),
    ],
)
def test_an_accusation_under_an_article_is_not_called_a_charge_of_the_authorities(stage, accuser, words):
    charge = Charge("342", "", stage, "", "", accuser, (), Evidence((), 0))
    book = EvidenceBook(Audience(level=1, day="2026-11-22"), documents={})
    text = render_to_string("cases/charge.html", {"charge": charge, "book": book})
    assert words in text
    assert ("authorities" in text) == (stage == "charge")
