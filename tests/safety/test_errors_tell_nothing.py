"""What goes wrong is said without the names that are out of sight: in messages, progress, logs and the audit trail."""

import io
import logging
import shutil
import sqlite3
import sys

import pytest
from django.db import connection
from django.test import Client
from safety.planted import OF_THE_HIDDEN, WITHHELD, canaries_in

from habeas import cli
from habeas.store import casebook as casebook_module
from habeas.web.quiet_logs import QuietFormatter, keep_words_out_of_logs

NAME = "Hidqz Hiddenqz"
BROKEN = {
    "empty.txt": b"",
    "cut.pdf": b"%PDF-1.7 Hidqz Hiddenqz was arrested",
    "zeros.html": b"<p>Hidqz \0\0\0" + bytes(range(256)),
    "not-read.docx": b"PK\x03\x04Hidqz Hiddenqz",
    "half.txt": "Hidqz Hiddenqz".encode("utf-16-le")[:-1],
    "sidecar.txt": b"Hidqz Hiddenqz was arrested.",
}


def said(capsys, caplog, canaries=OF_THE_HIDDEN):
    out, err = capsys.readouterr()
    return canaries_in((out + err + caplog.text).encode(), canaries), out + err


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_broken_files_with_a_hidden_name_are_refused_without_it(planted, tmp_path, form, capsys, caplog):
    folder = tmp_path / "broken"
    folder.mkdir()
    for name, content in BROKEN.items():
        (folder / f"{NAME} {name}").write_bytes(content)
    (folder / f"{NAME} sidecar.txt.meta.json").write_text('{"published": "Hidqz Hiddenqz", "wrong": "Hidqz"}')
    cli.run(["take-in", *map(str, sorted(folder.glob("*.*"))), "--format", form])
    found, words = said(capsys, caplog)
    assert found == set()
    assert "█" in words
    cli.run(["take-in", str(tmp_path / f"{NAME}.txt")])
    assert said(capsys, caplog)[0] == set()


def spoil(database, *statements):
    opened = sqlite3.connect(database)
    for trigger in ("update", "delete", "replace"):
        for table in ("store_recordbody", "store_recordid", "store_recordlink"):
            opened.execute(f"DROP TRIGGER IF EXISTS {table}_no_{trigger}")
    for statement, parameters in statements:
        opened.execute(statement, parameters)
    opened.commit()
    opened.close()


RAWS = (
    b'{"Hidqz Hiddenqz":1}',
    b'{"record":"Hidqz Hiddenqz.9"}',
    b'{"record":"claim.1","Hidqz":"Hiddenqz"}',
    b'{"record":"person.1","opened_at":"Hidqz Hiddenqz","opened_by":"x","person_id":"Hidqz"}',
    b"Hidqz Hiddenqz",
    "Hidqz Hiddenqz".encode("utf-16-le"),
)


@pytest.mark.parametrize("raw", RAWS)
def test_broken_records_are_named_without_a_hidden_name(planted, tmp_path, raw, capsys, caplog):
    casebook_module.close_casebook()
    other = tmp_path / "other"
    shutil.copytree(tmp_path / "casebook", other)
    change = ("UPDATE store_recordbody SET raw = ? WHERE sequence IN (1, 2, 3)", (raw,))
    spoil(other / casebook_module.SQLITE_FILE, change)
    cli.run(["merge", str(other)])
    assert said(capsys, caplog)[0] == set()
    casebook_module.close_casebook()
    assert cli.run(["--casebook", str(other), "verify"]) == 1
    found, words = said(capsys, caplog)
    assert found == set()
    assert "its bytes have changed" in words
    cli.run(["--casebook", str(other), "rebuild"])
    assert said(capsys, caplog)[0] == set()


def test_a_bug_is_told_by_its_kind_alone(planted, monkeypatch, capsys, caplog):
    def fail(*_args, **_named):
        raise ValueError(NAME)

    monkeypatch.setattr("habeas.store.verify.verify_casebook", fail)
    monkeypatch.delenv("HABEAS_DEBUG", raising=False)
    assert cli.run(["verify"]) == 70
    found, words = said(capsys, caplog)
    assert found == set()
    assert "a bug of habeas (ValueError)" in words


def test_a_page_that_breaks_shows_and_logs_nothing_of_what_broke_it(planted, monkeypatch):
    from django.contrib.auth import get_user_model

    def fail(*_args, **_named):
        raise ValueError(NAME) from KeyError(NAME)

    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(QuietFormatter("%(levelname)s %(message)s"))
    logging.getLogger().addHandler(handler)
    monkeypatch.setattr("habeas.web.people.views.read_filters", fail)
    client = Client(HTTP_HOST="127.0.0.1", raise_request_exception=False)
    client.force_login(get_user_model().objects.get(username="reader"))
    try:
        answer = client.get("/people/")
    finally:
        logging.getLogger().removeHandler(handler)
    assert answer.status_code == 500
    assert canaries_in(answer.content) == set()
    assert canaries_in(written.getvalue().encode()) == set()
    assert "ValueError" in written.getvalue()
    assert "after KeyError" in written.getvalue()
    assert "views.py" in written.getvalue()


def test_the_server_logs_through_it(monkeypatch):
    root = logging.getLogger()
    before = list(root.handlers)
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    keep_words_out_of_logs()
    keep_words_out_of_logs()
    (added,) = [handler for handler in root.handlers if handler not in before]
    error = ValueError(NAME)
    logging.getLogger("django.request").error("Internal Server Error: /people/", exc_info=error)
    root.removeHandler(added)
    assert "ValueError" in written.getvalue()
    assert canaries_in(written.getvalue().encode()) == set()


def test_the_audit_trail_holds_no_name_whatever_was_done(planted, tmp_path, capsys, caplog):
    for arguments in (
        ("export", "--level", "2", "--out", "out", "--to", "Somebody"),
        ("bundle", "travel", "--level", "2"),
        ("hide", planted.anna, "--why", "Whyqz"),
        ("case", NAME),
        ("seal", "person", planted.nobody, "--yes"),
    ):
        cli.run([*arguments])
    capsys.readouterr()
    assert cli.run(["audit", "--format", "jsonl"]) == 0
    out, _ = capsys.readouterr()
    assert '"hide"' in out
    assert canaries_in(out.encode()) == set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT at, who, action, target, detail FROM store_auditentry")
        assert canaries_in(repr(cursor.fetchall()).encode(), (*WITHHELD, "Shownova")) == set()


def test_a_foreign_archive_is_refused_without_the_names_in_it(planted, tmp_path, capsys, caplog):
    import tarfile

    with tarfile.open(tmp_path / "evil.tar", "w") as archive:
        entry = tarfile.TarInfo(f"{NAME}.txt")
        entry.size = 1
        archive.addfile(entry, io.BytesIO(b"x"))
    assert cli.run(["--casebook", str(tmp_path / "new"), "restore", "evil.tar"]) == 2
    found, words = said(capsys, caplog)
    assert found == set()
    assert "not a backup of habeas" in words
