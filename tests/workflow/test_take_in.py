"""Taking a report in: once is enough, twice changes nothing, and what is refused leaves nothing behind."""

import pytest
from workflow.stubs import extract, take_in

from habeas import workflow
from habeas.model import Metadata, Problem, encode_record, hash_bytes, record_id
from habeas.model.errors import CasebookError, ExtractionError, ReadingError, RefusedError
from habeas.reading import ReadingPool
from habeas.store.models import ClaimRow, DocumentRow, MentionRow, RecordId, Tombstone
from habeas.store.originals import original_path
from habeas.store.reads import each_record, find_acquisitions
from habeas.store.search import search_documents, search_names
from habeas.store.verify import verify_casebook
from habeas.web.told import is_told, told

TEXT = "Ales Vydumany was arrested on 2021-03-03. Alesia Vydumanaja was released on 2022-04-04."
MOMENT = "2026-11-22T09:30:00Z"


def ids():
    return list(RecordId.objects.values_list("record_id", flat=True))


def test_a_report_becomes_records_rows_and_search(casebook):
    result = take_in(casebook, TEXT, outlet="Example Post", published="2022-05-01")
    assert (result.outcome, result.claims, result.read_state, result.problems) == ("new", 2, "read", ())
    row = DocumentRow.objects.get()
    assert (row.outlet, row.published, row.language, row.claims, row.pending) == (
        "Example Post",
        "2022-05-01",
        "en",
        2,
        2,
    )
    assert list(ClaimRow.objects.values_list("event_type", "state", "date", "people")) == [
        ("detention", "proposed", "2021-03-03", ["Ales Vydumany"]),
        ("release", "proposed", "2022-04-04", ["Alesia Vydumanaja"]),
    ]
    assert list(MentionRow.objects.values_list("name", "person_id")) == [
        ("Ales Vydumany", ""),
        ("Alesia Vydumanaja", ""),
    ]
    assert [hit.document_id for hit in search_documents("vydumanaja")] == [result.document_id]
    assert {hit.name for hit in search_names("Выдуманый")} == {"Ales Vydumany", "Alesia Vydumanaja"}
    assert original_path(casebook.path, row.file_sha256).read_bytes() == TEXT.encode()
    assert verify_casebook(casebook.path).problems == ()


def test_the_same_report_twice_is_the_same_records(casebook):
    take_in(casebook, TEXT, outlet="Example Post")
    before = ids()
    again = take_in(casebook, TEXT, outlet="Example Post", moment="2027-01-01T00:00:00Z")
    assert (again.outcome, again.new_ids) == ("known", ())
    assert ids() == before


def test_a_file_that_another_thread_took_in_meanwhile_is_known(casebook):
    def slowly(document, *, language=""):
        assert take_in(casebook, TEXT).outcome == "new"
        return extract(document, language=language, version="2")

    source = workflow.Source(collector="c" * 32)
    late = workflow.take_in_text(casebook, TEXT, source, extract=slowly, retrieved_at=MOMENT)
    first = DocumentRow.objects.get()
    assert (late.outcome.split(",")[0], late.claims, late.document_id) == ("known", 0, first.document_id)
    assert ClaimRow.objects.count() == 2
    assert verify_casebook(casebook.path).problems == ()


def test_a_second_source_of_one_file_is_recorded_once(casebook):
    first = take_in(casebook, TEXT)
    second = take_in(casebook, TEXT, outlet="Example Post", moment="2027-01-01T00:00:00Z")
    assert (second.outcome, len(second.new_ids)) == ("known, from a new source", 1)
    assert take_in(casebook, TEXT, outlet="Example Post").outcome == "known"
    assert len(find_acquisitions([first.document_id])) == 2
    assert DocumentRow.objects.get().outlet == "Example Post"


def test_a_file_is_not_read_again(casebook, tmp_path, monkeypatch):
    path = tmp_path / "report.txt"
    path.write_text(TEXT)
    source = workflow.Source(collector="c" * 32)

    workflow.take_in_report(casebook, path, source, extract=extract, retrieved_at=MOMENT)
    no_pool = ReadingPool()
    monkeypatch.setattr(no_pool, "read_bytes", None)
    again = workflow.take_in_report(casebook, path, source, extract=extract, pool=no_pool)
    assert again.outcome == "known"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"\x7fELF\x02\x01\x01" + bytes(50), "report.txt"),
        (b"   \n", "no text"),
        (b"PK\x03\x04" + bytes(90), "report.txt"),
    ],
)
def test_what_cannot_be_read_leaves_nothing_behind(casebook, tmp_path, content, message):
    path = tmp_path / "report.txt"
    path.write_bytes(content)
    with pytest.raises(ReadingError, match=message) as caught:
        workflow.take_in_report(casebook, path, workflow.Source(collector="c" * 32), extract=extract)
    assert "\n" not in str(caught.value)
    assert ids() == []
    assert not list(casebook.path.glob("originals/*/*"))


def test_a_sealed_file_stays_away(casebook):
    Tombstone.objects.create(target=hash_bytes(TEXT.encode()), kind="file", added_at=MOMENT)
    with pytest.raises(RefusedError, match="sealed"):
        take_in(casebook, TEXT)
    assert ids() == []
    assert not list(casebook.path.glob("originals/*/*"))


def test_a_claim_without_its_words_is_refused_and_the_rest_is_kept(casebook):
    def careless(document, *, language=""):
        proposal = extract(document)
        wrong = [claim for claim in proposal.claims if claim.body.event_type == "release"]
        broken = encode_record(wrong[0]).replace(b"released", b"releas3d")
        from habeas.model import decode_record

        claims = (proposal.claims[0], decode_record(broken))
        return type(proposal)(
            claims=claims, extraction=proposal.extraction, problems=(Problem(where="x", message="y"),)
        )

    source = workflow.Source(collector="c" * 32, metadata=Metadata(language="en"))
    result = workflow.take_in_text(casebook, TEXT, source, extract=careless, retrieved_at=MOMENT)
    assert result.problems[0].message == "y"
    assert "words that the document does not have" in result.problems[1].message
    assert ClaimRow.objects.count() == 1


def test_a_language_without_a_reader_is_taken_in_and_marked(casebook):
    source = workflow.Source(collector="c" * 32)
    text = "Алесь Выдуманы быў затрыманы ў Менску. Суд адбудзецца ў сераду, паведамілі праваабаронцы."
    result = workflow.take_in_text(casebook, text, source, retrieved_at=MOMENT)
    assert (result.outcome, result.claims, result.read_state) == ("new", 0, "not read: language be")
    assert DocumentRow.objects.get().language == "be"
    assert "extraction.1" not in set(RecordId.objects.values_list("tag", flat=True))


def broken(document, *, language=""):
    raise ExtractionError("the extractor broke down (KeyError in people/persons.py, line 7)")


def test_a_report_that_breaks_the_extractor_is_kept_and_can_be_read_later(casebook):
    source = workflow.Source(collector="tester")
    result = workflow.take_in_text(casebook, TEXT, source, extract=broken, retrieved_at=MOMENT)
    assert (result.outcome, result.claims, result.read_state) == ("new", 0, "not read: language en")
    assert [told(problem.message)[:39] for problem in result.problems] == ["not read: the extractor broke down (Key"]
    assert all(is_told(problem.message) for problem in result.problems)
    assert original_path(casebook.path, DocumentRow.objects.get().file_sha256).read_bytes() == TEXT.encode()
    again = workflow.read_again(casebook, result.document_id, extract=extract)
    assert (again.outcome, again.claims, again.read_state) == ("read again", 2, "read")


def test_a_reading_that_breaks_down_leaves_the_one_before(casebook):
    taken = take_in(casebook, TEXT)
    before = ids()
    with pytest.raises(ExtractionError):
        workflow.read_again(casebook, taken.document_id, extract=broken)
    assert ids() == before


def test_a_full_disk_changes_nothing(casebook, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        with pytest.raises(CasebookError, match="no room is left"):
            take_in(casebook, TEXT)
    assert ids() == []
    assert take_in(casebook, TEXT).outcome == "new"


def test_stopped_in_the_middle_nothing_is_half_there(casebook, monkeypatch):
    def stop(*_args, **_fields):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("habeas.store.derived.replace_documents", stop)
        with pytest.raises(KeyboardInterrupt):
            take_in(casebook, TEXT)
    assert ids() == []
    found = verify_casebook(casebook.path)
    assert (found.problems, found.waiting) == ((), 1)
    first = take_in(casebook, TEXT)
    assert first.outcome == "new"
    assert verify_casebook(casebook.path).waiting == 0


def test_reading_again_with_the_same_reader_changes_nothing(casebook):
    taken = take_in(casebook, TEXT)
    again = workflow.read_again(casebook, taken.document_id, extract=extract)
    assert (again.outcome, again.new_ids) == ("as before", ())


def test_what_a_newer_extractor_no_longer_proposes_is_no_longer_pending(casebook):
    taken = take_in(casebook, TEXT)

    def newer(document, *, language=""):
        proposal = extract(document, version="2")
        kept = proposal.claims[:1]
        found = type(proposal.extraction)(
            document_id=proposal.extraction.document_id,
            extractor="stub",
            version="2",
            claim_ids=tuple(sorted(record_id(claim) for claim in kept)),
        )
        return type(proposal)(claims=kept, extraction=found)

    again = workflow.read_again(casebook, taken.document_id, extract=newer)
    assert again.outcome == "read again"
    assert list(ClaimRow.objects.values_list("event_type", "state")) == [
        ("detention", "proposed"),
        ("release", "stale"),
    ]
    assert DocumentRow.objects.get().pending == 1


def test_every_record_of_a_take_in_is_fit_and_in_order(casebook):
    take_in(casebook, TEXT)
    assert [str(record.__struct_config__.tag) for _, record in each_record()] == [
        "document.1",
        "acquisition.1",
        "claim.1",
        "claim.1",
        "extraction.1",
    ]


def test_an_original_is_read_again_as_what_it_is(casebook, tmp_path):
    for name, content in (
        ("report.md", b"# Arrest\n\n*Ales Vydumany* was arrested on 2021-03-03.\n"),
        (
            "report.html",
            b"<html><body><article><p>Ales Vydumany was arrested on 2021-03-03, said his lawyer.</p></article></body>",
        ),
        ("report.txt", b"* not a list, but a text. Ales Vydumany was arrested on 2021-03-03.\n"),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        taken = workflow.take_in_report(casebook, path, workflow.Source(collector="c" * 32), extract=extract)
        again = workflow.read_again(casebook, taken.document_id, extract=extract)
        assert (again.document_id, again.outcome) == (taken.document_id, "as before")
