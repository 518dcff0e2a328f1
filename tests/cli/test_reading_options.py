"""`habeas read` with `--explain`, and with a model instead of the rules: what is printed, what is refused."""

import json

import pytest
from extraction.model_backed.scripted_endpoint import answer, completion, event, serve

from habeas import cli
from habeas.extraction import reading

REPORT = "On 12 January 2023, Ales Vydumany was arrested in Minsk, the Example Post reported."


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Runs `habeas read` on the report, in a folder without a casebook; exit code, output and error output."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")

    def read(*arguments):
        capsys.readouterr()
        code = cli.run(["read", "report.txt", *map(str, arguments)])
        return code, *capsys.readouterr()

    yield read
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == []  # nothing is kept


def test_a_claim_is_explained_by_its_passes_pack_entries_and_slots(run):
    claims = [json.loads(line) for line in run()[1].splitlines()]
    arrest = next(claim for claim in claims if claim.get("event_type") == "detention")
    code, out, _ = run("--explain", arrest["id"][:10], "--format", "json")
    assert code == 0
    (explained,) = json.loads(out)
    assert explained["id"] == arrest["id"]
    assert any(line.startswith("events: events_custody") for line in explained["because"])
    assert "events: word arrest" in explained["because"]
    assert "people: “Ales Vydumany”: person" in explained["because"]
    assert "dates: “12 January 2023”: 2023-01-12" in explained["because"]
    assert any(line.startswith("attribution: ") and "Example Post" in line for line in explained["because"])
    assert "modality: asserted" in explained["because"]


def test_every_claim_of_a_report_can_be_explained(run):
    for line in run()[1].splitlines():
        claim = json.loads(line)["id"]
        code, out, _ = run("--explain", claim, "--format", "text")
        assert code == 0
        assert out.splitlines()[0] == claim[:12]
        assert len(out.splitlines()) >= 4


def test_a_claim_that_is_not_there_is_one_plain_line(run):
    code, out, err = run("--explain", "zzzz")
    assert (code, out) == (2, "")
    assert err == "habeas: no claim of these reports begins with 'zzzz'\n"


def test_a_model_reads_and_what_it_invents_is_named_on_stderr(run):
    given = event(REPORT, "was arrested", "detention", [("Ales Vydumany", "")], date={"text": "12 January 2023"})
    ghost = event(REPORT, "was arrested", "detention", [("Ivan Ghost", "")])
    with serve(completion(answer(events=[given, ghost]))) as (url, _):
        code, out, err = run("--model-endpoint", url, "--model", "made-up")
        (line,) = [json.loads(line) for line in out.splitlines()]
        assert code == 0
        assert (line["event_type"], line["date"]) == ("detention", "2023-01-12")
        assert err == "model: events: refused: people: words that the document does not have\n"
        _, explained, _ = run("--model-endpoint", url, "--model", "made-up", "--explain", line["id"])
    assert "model: made-up" in json.loads(explained)["because"]


def test_without_the_options_no_model_is_asked(run):
    with serve(completion(answer())) as (_url, requests):
        assert run()[0] == 0
        assert requests == []


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--model-endpoint", "http://127.0.0.1:9/v1"], 2, "--model NAME"),
        (["--model", "made-up"], 2, "--model-endpoint URL"),
        (["--allow-remote"], 2, "--model-endpoint URL"),
        (["--model-endpoint", "http://192.0.2.1/v1", "--model", "made-up"], 1, "--allow-remote"),
        (["--model-endpoint", "nonsense", "--model", "made-up"], 1, "address"),
        (["--model-endpoint", "http://127.0.0.1:9/v1", "--model", "x", "--model-key", "absent"], 2, "cannot be read"),
    ],
)
def test_what_makes_no_sense_or_is_not_allowed_is_one_plain_line(run, arguments, code, message):
    found, out, err = run(*arguments)
    assert (found, out) == (code, "")
    assert message in err
    assert err.startswith("habeas: ")
    assert err.count("\n") == 1


def test_an_endpoint_that_breaks_down_is_one_plain_line(run):
    with serve((400, '{"error": "no such model"}')) as (url, _):
        code, out, err = run("--model-endpoint", url, "--model", "made-up")
    assert (code, out) == (1, "")
    assert err.startswith("habeas: the model's endpoint http://127.0.0.1:")
    assert err.endswith("refuses the question with status 400: no such model\n")


def test_the_key_goes_with_the_question_and_is_never_printed(run, tmp_path):
    (tmp_path / "key").write_text("made-up-key\n", encoding="utf-8")
    with serve(completion(answer())) as (url, requests):
        _, out, err = run("--model-endpoint", url, "--model", "made-up", "--model-key", tmp_path / "key")
    assert requests[0]["headers"]["Authorization"] == "Bearer made-up-key"
    assert "made-up-key" not in out + err


def test_a_report_that_breaks_the_extractor_does_not_stop_the_others(tmp_path, monkeypatch, capsys):
    for name in ("first.txt", "second.txt"):
        (tmp_path / name).write_text(REPORT, encoding="utf-8")
    whole = reading.find_people

    def fault_once(parsed):
        monkeypatch.setattr(reading, "find_people", whole)
        raise KeyError("Ales Vydumany")

    monkeypatch.setattr(reading, "find_people", fault_once)
    code = cli.run(["read", str(tmp_path / "first.txt"), str(tmp_path / "second.txt")])
    output, errors = capsys.readouterr()
    assert (code, bool(output)) == (1, True)
    told = [line for line in errors.splitlines() if "broke down" in line]
    assert [line.startswith(f"habeas: {tmp_path / 'first.txt'}: the extractor") for line in told] == [True]
    assert "Vydumany" not in errors
