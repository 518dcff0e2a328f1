"""Each command does its act, prints what machines can read, and says what went wrong in one plain line."""

import json
import subprocess
import sys

import pytest

from habeas import cli
from habeas.store.models import ClaimRow, DocumentRow, PersonRow

REPORT = "On 12 January 2023, Ales Vydumany was arrested in Minsk, the Example Post reported."


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def lines(output):
    return [json.loads(line) for line in output.splitlines()]


def test_a_report_goes_from_file_to_case(habeas, report):
    taken = lines(
        habeas("take-in", report, "--outlet", "Example Post", "--published", "2023-01-13", "--format", "jsonl")
    )
    assert [(line["file"], line["outcome"], line["read_state"]) for line in taken] == [(str(report), "new", "read")]
    waiting = lines(habeas("review", "--format", "jsonl"))
    detention = next(line for line in waiting if line["type"] == "detention")
    assert (detention["people"], detention["date"]) == (["Ales Vydumany"], "2023-01-12")
    habeas("decide", "accept", detention["claim_id"][:12], "--why", "It says so.", "--as", "Alice Example")
    habeas("decide", "same", f"{taken[0]['document_id'][:12]}:Ales Vydumany")
    case = json.loads(habeas("case", "Алесь Выдуманы", "--format", "json"))
    assert case["person"]["name"] == "Ales Vydumany"
    assert [(event["date"], event["claims"]) for event in case["events"]] == [("2023-01-12", [detention["claim_id"]])]
    assert set(case) >= {"person", "names", "status", "episodes", "events", "contradictions", "unreviewed"}
    people = json.loads(habeas("people", "--format", "json"))
    assert [(one["name"], one["has_case"]) for one in people] == [("Ales Vydumany", True)]
    # An arrest of years ago vouches for nothing today, in the list as in the case.
    assert people[0]["status"] == "not known (last reported held on 2023-01-12)"
    assert "all agree" in habeas("verify")
    assert "all rows equal" in habeas("rebuild", "--check")


def test_taking_in_twice_says_so(habeas, report):
    habeas("take-in", report)
    assert "known, 0 claims" in habeas("take-in", report)
    assert DocumentRow.objects.count() == 1


def test_a_folder_stands_for_its_reports_and_a_sidecar_for_what_is_known(habeas, report, tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    report.rename(folder / "one.txt")
    (folder / "one.txt.meta.json").write_text('{"outlet": "Example Post", "published": "2023-01-13"}')
    (folder / ".hidden").write_text("no report")
    assert len(lines(habeas("take-in", folder, "--format", "jsonl"))) == 1
    assert DocumentRow.objects.get().outlet == "Example Post"


def test_a_sidecar_named_beside_its_report_is_no_report(habeas, report):
    beside = report.with_name("report.txt.meta.json")
    beside.write_text('{"outlet": "Example Post"}')
    assert len(lines(habeas("take-in", report, beside, "--format", "jsonl"))) == 1
    assert DocumentRow.objects.get().outlet == "Example Post"


def test_what_is_refused_does_not_stop_the_rest(habeas, report, tmp_path, capsys):
    (tmp_path / "empty.txt").write_bytes(b"")
    err = habeas("take-in", tmp_path / "empty.txt", tmp_path / "absent.txt", report, code=1)
    said = [line for line in err.splitlines() if line.startswith("habeas: ")]
    assert len(said) == 2
    assert "empty.txt: the file is empty" in said[0]
    assert "1 of 3 reports taken in" in err
    assert DocumentRow.objects.count() == 1


def test_reports_read_by_several_processes_are_taken_in_as_by_one(habeas, report, tmp_path):
    texts = [REPORT.replace("Ales", name) for name in ("Anna", "Ales", "Adam", "Alla")]
    paths = [tmp_path / f"{number}.txt" for number in range(6)]
    for path, text in zip(paths, (*texts, "", texts[0]), strict=True):
        path.write_text(text, encoding="utf-8")
    found = lines(habeas("take-in", *paths[:4], paths[5], "--processes", "2", "--format", "jsonl"))
    assert [line["file"] for line in found] == [str(path) for path in (*paths[:4], paths[5])]
    # the last is the first again, whichever of the two was stored before the other
    assert sorted(line["outcome"] for line in found) == ["known", "new", "new", "new", "new"]
    assert {line["claims"] for line in found if line["outcome"] == "new"} == {2}
    assert (DocumentRow.objects.count(), ClaimRow.objects.count()) == (4, 8)
    assert "0.txt" not in habeas("take-in", paths[4], report, "--processes", "2", code=1)
    assert "all agree" in habeas("verify")
    assert "all rows equal" in habeas("rebuild", "--check")


def test_text_may_come_from_a_pipe(habeas, monkeypatch):
    class Piped:
        class buffer:  # noqa: N801 - as on sys.stdin
            read = staticmethod(lambda _: REPORT.encode() + b"\xff")

    monkeypatch.setattr("sys.stdin", Piped)
    assert lines(habeas("take-in", "-", "--format", "jsonl"))[0]["outcome"] == "new"


def test_undo_and_disagreement_by_the_command_line(habeas, report):
    habeas("take-in", report)
    claim = ClaimRow.objects.filter(event_type="detention").values_list("claim_id", flat=True)[0]
    recorded = json.loads(habeas("decide", "accept", claim, "--format", "json"))["decisions"][0]
    habeas("decide", "reject", claim, "--as", "Bob Example")
    assert ClaimRow.objects.get(pk=claim).state == "disputed"
    habeas("decide", "undo", recorded[:16])
    assert ClaimRow.objects.get(pk=claim).state == "rejected"


def test_describing_a_report_settles_its_day(habeas, report):
    document_id = lines(habeas("take-in", report, "--format", "jsonl"))[0]["document_id"]
    habeas("decide", "describe", document_id, "--published", "2023-01-14", "--title", "Arrested")
    row = DocumentRow.objects.get()
    assert (row.published, row.title, row.language) == ("2023-01-14", "Arrested", "en")


def test_persons_told_apart(habeas, report, tmp_path):
    document_id = lines(habeas("take-in", report, "--format", "jsonl"))[0]["document_id"]
    habeas("decide", "same", f"{document_id}:Ales Vydumany")
    (tmp_path / "second.txt").write_text("Ales Vydumany was released on 1 March 2023.")
    other = lines(habeas("take-in", tmp_path / "second.txt", "--format", "jsonl"))[0]["document_id"]
    habeas("decide", "different", "Vydumany", f"{other}:Ales Vydumany", "--why", "Another man.")
    assert "no claim on report" in habeas("decide", "same", f"{other}:Nobody", code=2)
    habeas("decide", "same", f"{other}:Ales Vydumany", "--person", "Выдуманы")
    assert PersonRow.objects.count() == 1


def test_search_finds_names_and_words(habeas, report):
    habeas("take-in", report)
    kinds = {line["kind"] for line in lines(habeas("search", "Выдуманы", "--format", "jsonl"))}
    assert kinds == {"name"}
    found = lines(habeas("search", "minsk", "--format", "jsonl"))
    assert found[0]["kind"] == "report"
    assert "arrested in Minsk" in found[0]["snippet"]


def test_backup_and_restore(habeas, report, tmp_path):
    habeas("take-in", report)
    habeas("backup", tmp_path / "kept.tar")
    assert "0 problems" in habeas("--casebook", tmp_path / "again", "restore", tmp_path / "kept.tar")
    assert "all agree" in habeas("--casebook", tmp_path / "again", "verify")
    assert "not empty" in habeas("restore", tmp_path / "kept.tar", code=2)


def test_verify_ends_with_one_where_something_disagrees(habeas, report, tmp_path):
    habeas("take-in", report)
    kept = next((tmp_path / "casebook" / "originals").glob("*/*"))
    kept.write_bytes(b"changed")
    assert cli.run(["verify"]) == 1


def test_held_contradictions_positions_precedents_and_changes_answer(habeas, report):
    habeas("take-in", report)
    value = json.loads(habeas("held", "--on", "2023-01-12", "--format", "json"))
    assert (value["held"], value["not_known"], value["definition"]) == ([], [], "held")
    for command in ("contradictions", "positions", "precedents"):
        assert json.loads(habeas(command, "--format", "json")) == []
        json.loads(habeas(command, "--proposed", "--format", "json"))
    assert json.loads(habeas("changes", "--since", "2020-01-01T00:00:00Z", "--format", "json"))["changes"] == []
    assert "no definition 'jailed'" in habeas("held", "--on", "2023-01-12", "--definition", "jailed", code=2)
    assert "not a moment" in habeas("changes", "--since", "yesterday", code=2)


def test_a_case_asked_with_a_clock_says_so(habeas, report):
    document_id = lines(habeas("take-in", report, "--published", "2023-01-13", "--format", "jsonl"))[0]["document_id"]
    habeas("decide", "same", f"{document_id}:Ales Vydumany")
    claim = ClaimRow.objects.filter(event_type="detention").values_list("claim_id", flat=True)[0]
    habeas("decide", "accept", claim)
    for option, before, after in (
        ("--as-of", "2023-01-11", "2023-01-13"),
        ("--public-by", "2023-01-12", "2023-01-13"),
        ("--recorded-by", "2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z"),
    ):
        person = PersonRow.objects.get().person_id
        assert json.loads(habeas("case", person, option, before, "--format", "json"))["events"] == []
        value = json.loads(habeas("case", person, option, after, "--format", "json"))
        assert [event["date"] for event in value["events"]] == ["2023-01-12"]
        assert value["asked"] == {option[2:].replace("-", "_"): after}
        assert len(value["record_set"]) == 64


def test_a_name_that_nobody_has_opened_is_shown_when_proposals_are_asked_for(habeas, report):
    habeas("take-in", report)
    assert "no person like" in habeas("case", "Vydumany", code=2)
    value = json.loads(habeas("case", "Vydumany", "--proposed", "--format", "json"))
    assert value["events"] == []
    assert [line["type"] for line in value["unreviewed"]].count("detention") == 1


def test_contradictions_among_reports_that_nobody_reviewed_are_asked_about_by_name(habeas, report, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text(REPORT.replace("12 January", "13 January").replace("Example Post", "Sample Daily"))
    habeas("take-in", report)
    habeas("take-in", other)
    assert habeas("contradictions") == ""  # why stands on the error output
    (found,) = json.loads(habeas("contradictions", "--proposed", "--format", "json"))
    assert [side["value"] for side in found["sides"]] == ["2023-01-12", "2023-01-13"]
    assert found["marked"] == "question"
    assert "Ales Vydumany" in found["question"]
    (same,) = json.loads(habeas("case", "Vydumany", "--proposed", "--format", "json"))["contradictions"]
    assert (same["marked"], [side["value"] for side in same["sides"]]) == ("question", ["2023-01-12", "2023-01-13"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--casebook", "nowhere", "people"], "there is no casebook in"),
        (["take-in", "absent.txt"], "absent.txt"),
        (["decide", "accept", "ffffffff"], "no claim 'ffffffff'"),
        (["decide", "undo", "x"], "no decision"),
        (["decide", "trust", "x"], "64 hex digits"),
        (["case", "Nobody"], "no person like 'Nobody'"),
        (["read", "absent.txt"], "absent.txt"),
        (["take-in", "report.txt", "--published", "yesterday"], "not a date"),
        (["estimate"], "name either a TABLE"),
        (["estimate", "--list", "x"], "NAME=OUTLET"),
        (["releases", "--from", "x", "--to", "y"], "read 2020-08-09"),
        (["names", "link", "absent.csv", "absent.csv", "--out", "pairs.csv"], "absent.csv"),
        (["merge", "absent"], "not the folder of a casebook"),
        (["bundle", "casebook", "--level", "2"], "exists already"),
        (["restore", "absent.tar"], "not empty"),
        (["fly"], "No such command 'fly'"),
        (["held"], "Missing option '--on'"),
    ],
)
def test_every_error_is_one_plain_line(habeas, report, arguments, message, capsys):
    capsys.readouterr()
    assert cli.run(arguments) in (1, 2)
    err = [line for line in capsys.readouterr().err.splitlines() if line.startswith("habeas: ")]
    assert len(err) == 1
    assert message in err[0]


def test_a_bug_shows_no_words_of_a_report(habeas, report, monkeypatch):
    def broken(*_args, **_fields):
        raise ValueError(REPORT)

    monkeypatch.setattr("habeas.workflow.take_in_report", broken)
    err = habeas("take-in", report, code=70)
    assert "a bug of habeas (ValueError)" in err
    assert "Vydumany" not in err


def test_stopping_is_not_an_error_to_be_afraid_of(habeas, report, monkeypatch):
    def stop(*_args, **_fields):
        raise KeyboardInterrupt

    monkeypatch.setattr("habeas.workflow.take_in_report", stop)
    assert "everything acknowledged so far is kept" in habeas("take-in", report, code=130)


def test_names_of_two_lists_are_linked(habeas, tmp_path):
    (tmp_path / "a.csv").write_text("name,dob\nАлесь Выдуманы,1962-09-25\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("name,dob\nIvan Nobody,\nAles Vydumany,1962\n", encoding="utf-8")
    habeas("names", "link", "a.csv", "b.csv", "--out", "pairs.csv")
    head, pair = (tmp_path / "pairs.csv").read_text().splitlines()
    assert head == "row_a,row_b,probability"
    assert pair.startswith("0,1,0.")
    (tmp_path / "c.csv").write_text("person\nx\n")
    refused = habeas("names", "link", "a.csv", "c.csv", "--out", "none.csv", code=2)
    assert "lacks the column `name`" in refused
    assert refused.count("\n") == 1
    assert not (tmp_path / "none.csv").exists()


def test_a_table_of_lists_is_estimated_or_refused(habeas, tmp_path):
    (tmp_path / "table.csv").write_text("a,b,c,n\n1,0,0,40\n0,1,0,35\n0,0,1,30\n1,1,0,12\n1,0,1,10\n0,1,1,9\n1,1,1,4\n")
    value = json.loads(habeas("estimate", "table.csv", "--format", "json"))
    assert value["documented"] == 140
    assert set(value) >= {"documented", "models", "range", "cautions", "refused"}


def test_reading_needs_no_casebook_and_no_database(tmp_path, report):
    program = "import sys; from habeas import cli; code = cli.run(sys.argv[1:]); print('django' in sys.modules, code)"
    command = [sys.executable, "-c", program, "read", str(report), "--published", "2023-01-13", "--format", "jsonl"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    *claims, last = done.stdout.splitlines()
    assert last == "False 0"
    assert any(json.loads(line)["date"] == "2023-01-12" for line in claims)
    assert not (tmp_path / "casebook").exists()


def test_help_loads_nothing_heavy(tmp_path):
    program = "import sys; from habeas import cli; cli.run(['--help']); print(*sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path)
    heavy = {"django", "numpy", "scipy", "numba", "spacy", "rich", "trafilatura"}
    assert heavy & set(done.stderr.split()) == set()
    assert "take-in" in done.stdout
