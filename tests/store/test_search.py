"""Search over words of reports and over names, in any script and spelling."""

import pytest
from store.making import add, document

from habeas.model import record_id
from habeas.store import search
from habeas.store.models import RecordId

REPORTS = (
    ("Alesia Vydumanaja was held in Śląsk, near the café.", "A first report"),
    ("Суд прыгаварыў Алесю Выдуманую да двух гадоў калоніі.", "Прысуд"),
    ("Her lawyer said the hearing was closed; the café again. Ещё одно слово.", "Hearing"),
)


@pytest.fixture
def reports(casebook):
    ids = []
    for text, title in REPORTS:
        found = document(text)
        add(found)
        sequence = RecordId.objects.get(record_id=record_id(found)).sequence
        search.index_document(sequence, text, title)
        ids.append(record_id(found))
    return ids


def found(query):
    return {hit.document_id for hit in search.search_documents(query)}


def test_words_are_found_by_their_beginning_without_case_or_accents(reports):
    assert found("hear") == {reports[2]}
    assert found("CAFE") == {reports[0], reports[2]}
    assert found("slask") == {reports[0]}
    assert found("калон") == {reports[1]}
    assert found("еще") == {reports[2]}


def test_every_word_must_be_there(reports):
    assert found("café lawyer") == {reports[2]}
    assert found("café colony") == set()


def test_words_in_quotes_must_stand_together(reports):
    assert found('"hearing was closed"') == {reports[2]}
    assert found('"closed hearing"') == set()


def test_the_title_goes_before_the_text(reports):
    search.index_document(RecordId.objects.get(record_id=reports[0]).sequence, "nothing here", "lawyer")
    assert [hit.document_id for hit in search.search_documents("lawyer")] == [reports[0], reports[2]]


@pytest.mark.parametrize(
    "query", ["", "   ", '"', '"""', "'; DROP TABLE x", "a AND NOT (", "*", "-", "NEAR(", "\\", "%", "\0", "\ud800"]
)
def test_no_query_breaks_the_search(reports, query):
    search.search_documents(query)
    search.search_names(query)


def test_what_is_taken_out_of_the_index_is_not_found(reports):
    search.unindex_document(RecordId.objects.get(record_id=reports[2]).sequence)
    assert found("lawyer") == set()


def test_indexing_again_replaces(reports):
    sequence = RecordId.objects.get(record_id=reports[2]).sequence
    search.index_document(sequence, "other words", "")
    assert found("lawyer") == set()
    assert found("other") == {reports[2]}


def names(query):
    return [hit.name for hit in search.search_names(query)]


@pytest.fixture
def people(casebook):
    search.index_names(["Alesia Vydumanaja", "Алеся Выдуманая"], person_id="1" * 32)
    search.index_names(["Pavel Prykladau"], person_id="2" * 32)
    search.index_names(["P. Prykladau", "Zmicier Nichto"], document_id="3" * 64)


def test_a_part_of_a_name_is_found(people):
    assert names("vydum") == ["Alesia Vydumanaja"]
    assert names("Выд") == ["Алеся Выдуманая"]
    assert names("ni") == ["Zmicier Nichto"]


def test_a_name_is_found_in_another_script_and_spelling(people):
    assert set(names("Олеся Выдуманная")) == {"Alesia Vydumanaja", "Алеся Выдуманая"}
    assert set(names("Prikladov")) == {"Pavel Prykladau", "P. Prykladau"}
    assert {hit.person_id for hit in search.search_names("Прикладов")} == {"2" * 32, ""}


def test_other_names_are_not_found(people):
    assert names("Ivan Example") == []


def test_the_names_of_a_person_are_replaced(people):
    search.index_names(["Somebody Else"], person_id="2" * 32)
    assert "Pavel Prykladau" not in names("Prykladau")


def test_words_are_shown_where_they_stand():
    text = "Ещё раз: Café, cafés and CAFE."
    assert [text[start:end] for start, end in search.find_words(text, "cafe еще")] == ["Ещё", "Café", "cafés", "CAFE"]


def test_a_very_long_report_is_found_by_its_last_word(casebook):
    text = "word " * 50_000 + "needle"
    found_document = document(text)
    add(found_document)
    search.index_document(1, text, "")
    assert [hit.document_id for hit in search.search_documents("needle")] == [record_id(found_document)]


def test_the_persons_like_several_names_are_found_with_one_question(people):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from habeas.store.search_people import search_people

    with CaptureQueriesContext(connection) as asked:
        found = search_people(["Олеся Выдуманная", "Prikladov", "Nobody Whatsoever"])
    assert len(asked) == 1
    assert {name: [hit.person_id for hit in hits] for name, hits in found.items()} == {
        "Олеся Выдуманная": ["1" * 32],
        "Prikladov": ["2" * 32],
        "Nobody Whatsoever": [],
    }
    assert search_people([]) == {}
