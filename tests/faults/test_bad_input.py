"""Every bad input through the command line: one plain line, an exit code, and nothing lost."""

import json
import shutil
import zipfile
from io import BytesIO, TextIOWrapper

import pytest
from faults.stub_extractor import propose
from reading.pdf_files import make_lines, make_pdf

from habeas import workflow
from habeas.cli import main
from habeas.model import hash_bytes
from habeas.store.append import append_records
from habeas.store.casebook import close_casebook, open_casebook
from habeas.store.models import RecordId
from habeas.store.originals import list_originals
from habeas.store.reads import read_bodies

GOOD = "Anna Vydumana was arrested on 3 March 2021. Later Anna Vydumana was released by the court.\n"
MEGABYTES_20 = 20_000_000


def _zip_bomb():
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("report.txt", b"\0" * 50_000_000)
    return packed.getvalue()


REFUSED = (
    ("empty.txt", lambda: b"", "the file is empty"),
    ("blank.txt", lambda: b" \n\t\n", "holds no text"),
    ("binary.txt", lambda: bytes(range(256)) * 40, "neither text, HTML nor PDF"),
    ("huge.txt", lambda: b"Words. " * (MEGABYTES_20 // 7 + 1), "larger than 20 MB"),
    ("cut.pdf", lambda: make_pdf([make_lines(GOOD)])[:-400], "damaged or cut off"),
    ("locked.pdf", lambda: make_pdf([make_lines(GOOD)], password=b"secret"), "encrypted"),
    ("scan.pdf", lambda: make_pdf([[]]), "run OCR"),
    ("bomb.zip", _zip_bomb, "unpack it"),
    ("bomb.txt", _zip_bomb, "unpack it"),
    ("script.html", lambda: b"<html><body><script>document.write('text')</script></body></html>", "holds no text"),
)
REPAIRED = (
    ("nul.txt", GOOD.encode().replace(b"court", b"co\0urt"), GOOD, "NUL"),
    ("halves.txt", GOOD.encode() + b"\xed\xa0\x80\n", GOOD + "\ufffd\n", "U+FFFD"),
    ("returns.txt", GOOD.encode().replace(b"\n", b"\r\n"), GOOD, "CR"),
    ("old.txt", "Суд приговорил Анну Выдуманную к двум годам.\n".encode("cp1251"), None, "cp1251"),
)


@pytest.fixture
def habeas(tmp_path, empty_casebook, database, monkeypatch, capsys):
    """Runs one command on a casebook of this test's own: exit code, lines of stdout, lines of stderr."""
    for act in (workflow.take_in_report, workflow.take_in_bytes, workflow.take_in_text):
        monkeypatch.setitem(act.__kwdefaults__, "extract", propose)
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        with pytest.raises(SystemExit) as ended:
            main(["--casebook", str(tmp_path / "casebook"), *map(str, arguments)])
        said = capsys.readouterr()
        return ended.value.code or 0, said.out.splitlines(), said.err.splitlines()

    return run


def _state(folder):
    """Everything that a casebook keeps: ids of its records, hashes of its originals."""
    open_casebook(folder)
    ids = set(RecordId.objects.values_list("record_id", flat=True))
    close_casebook()
    return ids, {path.name for path in list_originals(folder)}


def _body(folder, record_id):
    open_casebook(folder)
    body = read_bodies([record_id])[record_id]
    close_casebook()
    return bytes(body)


def _sound(habeas):
    return habeas("verify")[0] == 0 and habeas("rebuild", "--check")[0] == 0


@pytest.mark.parametrize("case", REFUSED, ids=[name for name, *_ in REFUSED])
def test_a_file_that_cannot_be_read_is_one_line_and_changes_nothing(habeas, tmp_path, empty_casebook, case):
    name, make, expected = case
    (tmp_path / name).write_bytes(make())
    shutil.copytree(empty_casebook, tmp_path / "casebook")
    before = _state(tmp_path / "casebook")
    code, out, err = habeas("take-in", name)
    assert code == 1
    assert out == []
    assert len(err) == 1
    assert err[0].startswith(f"habeas: {name}: ")
    assert expected in err[0]
    assert _state(tmp_path / "casebook") == before


@pytest.mark.parametrize("case", REPAIRED, ids=[name for name, *_ in REPAIRED])
def test_a_file_that_can_be_repaired_is_taken_in_and_the_repair_told(habeas, tmp_path, case):
    name, raw, text, told = case
    (tmp_path / name).write_bytes(raw)
    code, out, err = habeas("take-in", name, "--format", "jsonl")
    assert (code, err) == (0, [])
    line = json.loads(out[0])
    assert any(told in problem for problem in line["problems"])
    if text is not None:
        body = json.loads(_body(tmp_path / "casebook", line["document_id"]))
        assert body["text"] == text
        assert body["file_sha256"] == hash_bytes(raw)


def test_scripts_of_a_page_never_enter_the_casebook(habeas, tmp_path):
    article = f"<article><p>{GOOD * 4}</p></article>"
    page = f"<html><body><script>steal()</script>{article}<img src=x onerror=steal()></body></html>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    code, out, _ = habeas("take-in", "page.html", "--format", "jsonl")
    assert code == 0
    assert b"steal" not in _body(tmp_path / "casebook", json.loads(out[0])["document_id"])


@pytest.mark.parametrize("command", ["take-in", "read"])
def test_a_path_that_does_not_exist_is_one_line(habeas, command):
    code, out, err = habeas(command, "absent.txt")
    assert (code, out) == (1, [])
    assert err == ["habeas: absent.txt: there is no such file; check the path"]


def test_one_bad_file_does_not_keep_the_others_out(habeas, tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, make, _ in REFUSED:
        (folder / name).write_bytes(make())
    (folder / "a-good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "z-good.txt").write_text(GOOD + GOOD, encoding="utf-8")
    code, out, err = habeas("take-in", folder)
    assert code == 1
    assert len(out) == 2
    assert len(err) == len(REFUSED) + 1
    assert err[-1] == f"2 of {len(REFUSED) + 2} reports taken in"
    assert _sound(habeas)


def test_the_same_report_twice_is_known_and_changes_nothing(habeas, tmp_path):
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "copy.txt").write_text(GOOD, encoding="utf-8")
    assert habeas("take-in", "good.txt")[0] == 0
    before = _state(tmp_path / "casebook")
    for name in ("good.txt", "copy.txt"):
        code, out, err = habeas("take-in", name)
        assert (code, err) == (0, [])
        assert ": known" in out[0]
    assert _state(tmp_path / "casebook") == before


def test_a_malformed_sidecar_is_one_line_and_the_report_stays_out(habeas, tmp_path):
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "good.txt.meta.json").write_text('{"published": "yesterday"}', encoding="utf-8")
    before = habeas("take-in", "good.txt")
    assert before[0] == 1
    assert before[1] == []
    assert len(before[2]) == 1
    assert "good.txt.meta.json: published" in before[2][0]
    assert _state(tmp_path / "casebook") == (set(), set())


def test_a_casebook_of_a_newer_version_is_refused_and_left_alone(habeas, tmp_path):
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    assert habeas("take-in", "good.txt")[0] == 0
    open_casebook(tmp_path / "casebook")
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('store', '9999_of_the_future', '2030-01-01')"
        )
    close_casebook()
    before = hash_bytes((tmp_path / "casebook" / "casebook.sqlite3").read_bytes())
    for command in (("take-in", "good.txt"), ("verify",), ("people",)):
        code, out, err = habeas(*command)
        assert (code, out, len(err)) == (1, [], 1)
        assert "was written by a newer habeas" in err[0]
    close_casebook()
    assert hash_bytes((tmp_path / "casebook" / "casebook.sqlite3").read_bytes()) == before


def test_a_record_of_a_newer_kind_is_kept_verbatim_and_left_out_of_views(habeas, tmp_path):
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    assert habeas("take-in", "good.txt")[0] == 0
    newer = '{"lamp":"новая","record":"claim.9"}'.encode()
    open_casebook(tmp_path / "casebook")
    assert append_records([newer], added_at=workflow.now(), foreign=True).new_ids == (hash_bytes(newer),)
    close_casebook()
    assert _sound(habeas)
    assert habeas("people")[0] == 0
    assert _body(tmp_path / "casebook", hash_bytes(newer)) == newer


def test_a_folder_that_is_no_casebook_is_one_line(habeas, tmp_path):
    (tmp_path / "casebook").mkdir()
    (tmp_path / "casebook" / "letters.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    code, out, err = habeas("take-in", "good.txt")
    assert (code, out, len(err)) == (1, [], 1)
    assert "is not a casebook and not empty" in err[0]
    assert [path.name for path in (tmp_path / "casebook").iterdir()] == ["letters.txt"]


def test_a_pipe_in_an_older_encoding_is_read_as_a_file_would_be(habeas, tmp_path, monkeypatch):
    words = "Суд приговорил Анну Выдуманную к двум годам колонии.\n"
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(words.encode("cp1251"))))
    code, out, err = habeas("take-in", "-", "--format", "jsonl")
    assert (code, err) == (0, [])
    assert words.strip() in json.loads(_body(tmp_path / "casebook", json.loads(out[0])["document_id"]))["text"]


def test_an_empty_pipe_is_one_line(habeas, monkeypatch):
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(b"")))
    assert habeas("take-in", "-") == (1, [], ["habeas: standard input: the file is empty; fetch the original again"])
