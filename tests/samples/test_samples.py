"""The bundled reports say what they are, read as documents, and carry claims and decisions that fit their words."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from habeas.model import Document, check_quotes, check_record, hash_bytes, mentions_of, parse_date, record_id, spans_of
from habeas.model.errors import PackError
from habeas.packs import load_table
from habeas.reading import ReadingPool
from habeas.samples import claims_by_hand, find_claims, sample_decisions, sample_reports, sample_reviewer

ROOT = Path(__file__).parents[2]
TEXTS = ROOT / "habeas" / "samples" / "texts"


@pytest.fixture(scope="module")
def documents():
    with ReadingPool() as pool:
        return {report.name: pool.read(TEXTS / report.name).document for report in sample_reports()}


def document_of(report_name, text=None):
    report = next(report for report in sample_reports() if report.name == report_name)
    content = report.content if text is None else text.encode()
    return Document(
        file_sha256=hash_bytes(content), reader="text.1", media_type="text/plain", text=report.content.decode()
    )


def test_there_are_reports_of_several_outlets_languages_and_formats():
    reports = sample_reports()
    languages = Counter(report.metadata.language for report in reports)
    assert languages["en"] >= 4
    assert languages["ru"] >= 1
    assert languages["be"] >= 1
    assert len({report.metadata.outlet for report in reports}) >= 6
    assert {Path(report.name).suffix for report in reports} == {".txt", ".md", ".html", ".pdf"}
    assert {path.name for path in TEXTS.iterdir() if not path.name.endswith(".meta.json")} == {
        report.name for report in reports
    }


def test_every_report_says_in_its_title_and_its_first_line_that_it_was_written_for_habeas(documents):
    for report in sample_reports():
        assert "habeas" in report.metadata.title, report.name
        assert "habeas" in documents[report.name].text.splitlines()[0], report.name
        assert report.after, report.name


def test_every_outlet_of_a_report_is_one_whose_class_the_pack_knows():
    known = {name for row in load_table("by", "outlets")["outlet"] for names in row["names"].values() for name in names}
    assert [report.metadata.outlet for report in sample_reports() if report.metadata.outlet not in known] == []


def test_a_publication_date_is_a_date_or_unknown():
    dates = {report.name: report.metadata.published for report in sample_reports()}
    assert dates["analyst-note.txt"] == ""
    for name, published in dates.items():
        assert not published or parse_date(published).text == published, name


def test_reports_are_short_and_every_one_reads_without_a_problem():
    with ReadingPool() as pool:
        for report in sample_reports():
            result = pool.read(TEXTS / report.name)
            assert result.problems == ()
            assert result.document.file_sha256 == hash_bytes(report.content)
            assert 140 <= len(result.document.text.split()) <= 450, report.name


def test_the_pdf_has_a_page_map_and_its_script_makes_the_same_bytes(tmp_path, documents):
    made = tmp_path / "made.pdf"
    script = Path(__file__).parent / "make_pdf.py"
    subprocess.run([sys.executable, str(script), str(made)], check=True, capture_output=True)
    with ReadingPool() as pool:
        again = pool.read(made).document
    assert again.text == documents["hersche-released.pdf"].text
    assert len(documents["hersche-released.pdf"].pages) == 2


def test_claims_by_hand_are_grounded_well_formed_and_differ(documents):
    found = {name: claims_by_hand(document) for name, document in documents.items()}
    assert {name for name, claims in found.items() if claims} == {"appeal-ru.txt", "sanctions-be.txt"}
    for name, claims in found.items():
        for claim in claims:
            assert check_record(claim) == ()
            assert check_quotes(documents[name], claim) == ()
            assert claim.document_id == record_id(documents[name])
        assert len({record_id(claim) for claim in claims}) == len(claims)


def test_the_trigger_of_a_claim_by_hand_stands_inside_its_quote(documents):
    for document in documents.values():
        for claim in claims_by_hand(document):
            inside = [
                span for span in spans_of(claim) if claim.quote.start <= span.start and span.end <= claim.quote.end
            ]
            assert len(inside) >= 2


def test_a_document_that_is_no_bundled_report_has_no_claims_by_hand():
    assert claims_by_hand(document_of("appeal-ru.txt", text="something else")) == ()


def test_words_that_a_report_does_not_have_are_refused():
    whole = document_of("appeal-ru.txt")
    cut = Document(file_sha256=whole.file_sha256, reader="text.1", media_type="text/plain", text=whole.text[:400])
    with pytest.raises(PackError, match="quotes words that its report does not have"):
        claims_by_hand(cut)


def test_the_russian_report_keeps_arrest_and_announcement_apart(documents):
    (detention,) = [
        claim
        for claim in claims_by_hand(documents["appeal-ru.txt"])
        if getattr(claim.body, "event_type", "") == "detention"
    ]
    assert detention.body.date.value == "XXXX-01-11"
    assert detention.body.announced.value == "XXXX-01-12"
    assert [mention.label for mention in mentions_of(detention)] == ["Андрея Дмитриева"]


def test_the_belarusian_report_puts_the_release_before_the_suspension(documents):
    claims = claims_by_hand(documents["sanctions-be.txt"])
    dates = {(claim.body.event_type, claim.body.date.value) for claim in claims if claim.kind == "event"}
    assert {("release", "2015-08-22"), ("sanction_change", "2015-10-29")} <= dates
    causes = [claim.body for claim in claims if claim.kind == "causal"]
    assert [(body.relation, "вызвал" in body.cause.text or "вызвален" in body.cause.text) for body in causes] == [
        ("causes", True),
        ("precedes", True),
    ]


def test_the_reviewer_is_plainly_invented():
    assert sample_reviewer() == "Alice Example"


def test_decisions_name_reports_and_kinds_that_exist():
    names = {report.name for report in sample_reports()}
    for decision in sample_decisions():
        assert decision.action in {"accept", "reject", "same_person", "same_organisation", "describe_document"}
        assert decision.why
        if decision.action == "same_person":
            assert decision.names
            assert {name.report for name in decision.names} <= names
        elif decision.action == "same_organisation":
            assert len(decision.organisation) > 1
        else:
            assert decision.report in names
        if decision.action in {"accept", "reject"}:
            assert decision.words
            assert bool(decision.event_type) == (decision.kind == "event")


def test_describing_a_document_keeps_what_its_sidecar_offered():
    described = next(decision for decision in sample_decisions() if decision.action == "describe_document")
    assert described.metadata.published == "2023-01"
    assert described.metadata.outlet == "Eurasia Daily Monitor"
    assert "habeas" in described.metadata.title


def test_every_decision_on_a_report_with_claims_by_hand_fits_one_of_them(documents):
    checked = 0
    for decision in sample_decisions():
        if decision.report in {"appeal-ru.txt", "sanctions-be.txt"} and decision.action == "accept":
            assert find_claims(decision, claims_by_hand(documents[decision.report])), decision
            checked += 1
    assert checked >= 8


def test_no_report_tells_of_health_or_children(documents):
    private = re.compile(
        r"\b(hunger|illness|ill|hospital|cancer|daughter|son|brother|mother|wife|husband)\b", re.IGNORECASE
    )
    assert [name for name, document in documents.items() if private.search(document.text)] == []
