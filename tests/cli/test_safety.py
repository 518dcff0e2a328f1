"""The commands of safety do their acts, and no exit shows what is withheld."""

import json
from pathlib import Path

import pytest

from habeas.safety.register import list_exports
from habeas.store import casebook as casebook_module
from habeas.store.models import PersonRow
from habeas.store.originals import use_keyring

REPORT = "On 12 January 2023, Ales Vydumany was arrested in Minsk, the Example Post reported."
PHRASE, NEW_PHRASE = "five invented words stand here", "six other words for another day"


@pytest.fixture
def case(habeas, tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    taken = json.loads(habeas("take-in", path, "--published", "2023-01-13", "--format", "json"))[0]
    for line in json.loads(habeas("review", "--format", "json")):
        habeas("decide", "accept", line["claim_id"][:12])
    habeas("decide", "same", f"{taken['document_id'][:12]}:Ales Vydumany")
    return taken["document_id"]


def exported(habeas, folder, level=4):
    habeas("export", "--level", level, "--formats", "jsonl", "--out", folder, "--to", "Invented Partner")
    return [json.loads(line) for line in (folder / "cases.jsonl").read_text(encoding="utf-8").splitlines()][1:]


def test_without_consent_nobody_is_exported_and_with_it_the_case_is(habeas, case, tmp_path):
    assert exported(habeas, tmp_path / "before") == []
    habeas("consent", "record", "Vydumany", "--level", "4", "--by", "family", "--expires", "2100-01-01")
    (line,) = exported(habeas, tmp_path / "after")
    assert line["case"]["display_name"] == "Ales Vydumany"
    assert [entry.recipient for entry in list_exports()] == ["Invented Partner"] * 2
    assert "Invented Partner" in habeas("exports")


def test_a_level_on_the_report_limits_it_until_it_is_undone(habeas, case, tmp_path):
    habeas("consent", "record", "Vydumany", "--level", "4")
    made = json.loads(habeas("level", "report", case[:12], "2", "--format", "json"))
    assert exported(habeas, tmp_path / "limited") == []
    assert len(exported(habeas, tmp_path / "partners", 2)) == 1
    habeas("decide", "undo", made["decisions"][0])
    assert len(exported(habeas, tmp_path / "again")) == 1


def test_hiding_somebody_tells_who_holds_an_export_and_writes_notices_without_the_name(habeas, case, tmp_path):
    habeas("consent", "record", "Vydumany", "--level", "4")
    exported(habeas, tmp_path / "left")
    hidden = json.loads(habeas("hide", "Vydumany", "--format", "json", "--notices", tmp_path / "notices"))
    assert [one["recipient"] for one in hidden["tell"]] == ["Invented Partner"]
    (notice,) = hidden["notices"]
    text = Path(notice).read_text(encoding="utf-8")
    assert "Invented Partner" in text
    assert "Vydumany" not in text
    assert exported(habeas, tmp_path / "empty") == []
    assert exported(habeas, tmp_path / "team", 1) == []


def test_a_seal_takes_two_and_leaves_nothing(habeas, case, tmp_path):
    first = habeas("seal", "report", case[:12], "--yes", "--as", "Alice Example")
    assert "second person" in first
    assert "second person" in habeas("seal", "report", case[:12], "--yes", "--as", "Alice Example")
    assert "gone" in habeas("seal", "report", case[:12], "--yes", "--as", "Bob Example")
    content = b"".join(path.read_bytes() for path in (tmp_path / "casebook").rglob("*") if path.is_file())
    assert b"Vydumany" not in content
    assert "stays away" in habeas("take-in", tmp_path / "report.txt", code=1)
    habeas("verify")


def test_consents_that_end_soon_are_listed(habeas, case):
    habeas("consent", "record", "Vydumany", "--level", "3", "--expires", "2000-01-01")
    (line,) = json.loads(habeas("consent", "due", "--format", "json"))
    assert (line["name"], line["expires"], line["level"]) == ("Ales Vydumany", "2000-01-01", 3)


def test_the_audit_trail_is_printed_by_ids(habeas, case, tmp_path):
    habeas("hide", "Vydumany")
    (line,) = [json.loads(line) for line in habeas("audit", "--format", "jsonl").splitlines()]
    assert (line["action"], line["target"]) == ("hide", PersonRow.objects.get().person_id)
    assert "Vydumany" not in habeas("audit")


def test_an_encrypted_copy_opens_with_its_passphrase_which_can_be_changed(habeas, case, tmp_path, monkeypatch):
    for name, words in (("phrase", PHRASE), ("new", NEW_PHRASE)):
        (tmp_path / name).write_text(f"{words}\n", encoding="utf-8")
    safe = tmp_path / "safe"
    monkeypatch.setenv("HABEAS_NEW_PASSPHRASE_FILE", str(tmp_path / "phrase"))
    habeas("encrypt", safe)
    shut(safe)
    assert "passphrase" in habeas("--casebook", safe, "people", code=1)
    monkeypatch.setenv("HABEAS_PASSPHRASE_FILE", str(tmp_path / "phrase"))
    assert "Vydumany" in habeas("--casebook", safe, "people")
    monkeypatch.setenv("HABEAS_NEW_PASSPHRASE_FILE", str(tmp_path / "new"))
    habeas("--casebook", safe, "passphrase")
    shut(safe)
    assert "passphrase" in habeas("--casebook", safe, "people", code=1)
    monkeypatch.setenv("HABEAS_PASSPHRASE_FILE", str(tmp_path / "new"))
    assert "Vydumany" in habeas("--casebook", safe, "people")
    shut(safe)


def test_a_bundle_for_a_journey_opens_until_its_last_day_and_no_longer(habeas, case, tmp_path):
    habeas("consent", "record", "Vydumany", "--level", "4")
    habeas("bundle", tmp_path / "private", "--level", "2")
    assert habeas("--casebook", tmp_path / "private", "search", "arrested") == ""  # a voice that nobody knows as public
    habeas("--casebook", tmp_path / "casebook", "level", "source", "Example Post", "4")
    habeas("bundle", tmp_path / "open", "--level", "2", "--ends", "2100-01-01", "--to", "Invented Traveller")
    habeas("bundle", tmp_path / "ended", "--level", "2", "--ends", "2020-01-01")
    assert "Vydumany" in habeas("--casebook", tmp_path / "open", "search", "arrested")
    assert "does not open any more" in habeas("--casebook", tmp_path / "ended", "people", code=1)
    assert [(one.recipient, one.formats) for one in registered(habeas, tmp_path)] == [
        ("", "bundle"),
        ("Invented Traveller", "bundle"),
        ("", "bundle"),
    ]


def test_a_bundle_and_a_backup_travel_under_a_passphrase_of_their_own(habeas, case, tmp_path, monkeypatch):
    (tmp_path / "phrase").write_text(f"{PHRASE}\n", encoding="utf-8")
    (tmp_path / "wrong").write_text(f"{NEW_PHRASE}\n", encoding="utf-8")
    habeas("consent", "record", "Vydumany", "--level", "4")
    habeas("level", "source", "Example Post", "4")
    monkeypatch.setenv("HABEAS_NEW_PASSPHRASE_FILE", str(tmp_path / "phrase"))
    habeas("bundle", tmp_path / "travel", "--level", "2", "--encrypt", "--ends", "2100-01-01")
    habeas("bundle", tmp_path / "ended", "--level", "2", "--encrypt", "--ends", "2020-01-01")
    habeas("backup", tmp_path / "kept.habeas", "--encrypt")
    shut(tmp_path / "travel")
    content = b"".join(path.read_bytes() for path in (tmp_path / "travel").rglob("*") if path.is_file())
    assert b"Vydumany" not in content + (tmp_path / "kept.habeas").read_bytes()
    assert "passphrase" in habeas("--casebook", tmp_path / "travel", "people", code=1)
    assert "wrong passphrase" in habeas(
        "--casebook",
        tmp_path / "third",
        "restore",
        tmp_path / "kept.habeas",
        "--passphrase-file",
        tmp_path / "wrong",
        code=1,
    )
    assert not (tmp_path / "third").exists()
    habeas(
        "--casebook", tmp_path / "again", "restore", tmp_path / "kept.habeas", "--passphrase-file", tmp_path / "phrase"
    )
    assert "Vydumany" in habeas("--casebook", tmp_path / "again", "people")
    casebook_module.open_casebook(tmp_path / "partner", create=True)
    partner = ("--casebook", tmp_path / "partner")
    assert "wrong passphrase" in habeas(
        *partner, "merge", tmp_path / "travel", "--passphrase-file", tmp_path / "wrong", code=1
    )
    ended = habeas(*partner, "merge", tmp_path / "ended", "--passphrase-file", tmp_path / "phrase", code=1)
    assert "does not open any more" in ended
    assert "1 new reports" in habeas(*partner, "merge", tmp_path / "travel", "--passphrase-file", tmp_path / "phrase")
    assert "Vydumany" in habeas(*partner, "search", "arrested")


def registered(habeas, tmp_path):
    habeas("--casebook", tmp_path / "casebook", "exports")
    return list_exports()


def shut(folder):
    casebook_module.close_casebook()
    use_keyring(folder, None)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("level", "kind", "no such kind", "2"), "no kind of claim"),
        (("consent", "record", "Nobody Invented"), "no person"),
        (("consent", "record", "Vydumany", "--expires", "soon"), "not a day"),
        (("consent", "record", "Vydumany", "--by", "public_interest"), "must be said"),
        (("export", "--level", "4", "--formats", "docx", "--out", "x"), "no such format"),
        (("passphrase",), "not encrypted"),
        (("encrypt",), "name a new folder"),
        (("people", "--all", "--level", "2"), "case team alone"),
        (("case", "Vydumany", "--level", "2"), "nobody like that may be shown"),
    ],
)
def test_what_cannot_be_is_one_plain_line(habeas, case, arguments, said):
    answer = habeas(*arguments, code=2)
    assert said in answer
    assert answer.count("\n") == 1
